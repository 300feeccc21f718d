package intake

import (
	"bytes"
	"strings"
)

// Old office documents are files of the Compound File Binary format. They are read
// by programs outside, in a cage: see package worker.
const (
	typeDOC = "application/msword"
	typeXLS = "application/vnd.ms-excel"
	typePPT = "application/vnd.ms-powerpoint"
	typeCFB = "application/x-ole-storage"
)

// OldOffice reports whether files of a type need such a program.
func OldOffice(kind string) bool { return kind == typeDOC || kind == typeXLS || kind == typePPT }

// Locked reports whether a file is a new office document with a password: its
// package lies encrypted in a compound file (MS-OFFCRYPTO 1.3.3).
func Locked(kind string, data []byte) bool {
	if kind != typeCFB && !OldOffice(kind) {
		return false
	}
	return holdsStream(data, "EncryptedPackage")
}

// oldType tells an old document by the streams of its compound file; what holds
// none of them stays one.
func oldType(data []byte) string {
	for _, s := range []struct{ stream, kind string }{{"WordDocument", typeDOC}, {"Workbook", typeXLS}, {"PowerPoint Document", typePPT}} {
		if holdsStream(data, s.stream) {
			return s.kind
		}
	}
	return typeCFB
}

// holdsStream reports whether a compound file seems to have a stream of a name,
// which its directory holds in UTF-16 (MS-CFB 2.6.1).
func holdsStream(data []byte, name string) bool {
	var wide bytes.Buffer
	for _, c := range name {
		wide.Write([]byte{byte(c), 0})
	}
	return bytes.Contains(data, wide.Bytes())
}

// ToolText makes pages of what such a program wrote, in UTF-8: a form feed ends a
// page.
func ToolText(said []byte, limits Limits) ([]string, error) {
	out := newSheaf(limits)
	for i, page := range strings.Split(lineEnds(strings.ToValidUTF8(string(said), "\ufffd")), "\f") {
		if i > 0 && !out.full() {
			out.turn()
		}
		out.write(strings.Trim(page, "\n"))
	}
	return out.bind()
}
