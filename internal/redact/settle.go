package redact

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"regexp"
	"strings"
)

// Bounds of what a packed document may hold.
const (
	maxParts    = 10_000
	maxUnpacked = 1 << 30 // bytes of all parts
	maxPart     = 256 << 20
)

// Words of fields that an office program fills in when it opens a document, in
// Office Open XML (ISO/IEC 29500-1, 17.16.5) and RTF.
const freshFields = `(?i:DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE|EDITTIME|FILENAME|FILESIZE|TEMPLATE|USERNAME|USERINITIALS|USERADDRESS|AUTHOR|LASTSAVEDBY|INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE|MACROBUTTON|IF|HYPERLINK)`

// keptField is the word of no field: what the document keeps as its result stays.
const keptField = "KEPT"

var (
	wordField   = regexp.MustCompile(`(<w:instrText\b[^>]*>\s*|\bw:instr="\s*)` + freshFields + `\b`)
	richField   = regexp.MustCompile(`(\\fldinst\b(?:[{}\s]|\\[a-z]+-?[0-9]*)*)` + freshFields + `\b`)
	sheetResult = regexp.MustCompile(`<((?:x:)?)f\b[^>]*>[^<]*</(?:x:)?f>(<(?:x:)?v>[^<]+</)`)
	openCell    = regexp.MustCompile(`<table:table-cell\b[^>]*>`)
	openFormula = regexp.MustCompile(`\stable:formula="[^"]*"`)
	openField   = regexp.MustCompile(`<(/?)text:(?:date|time|file-name|author-name|author-initials|sender-[a-z-]+)\b[^>]*?(/?)>`)
)

// Settle makes the dates, results and names in an office file stay what they were
// when it was last saved: an office program would put today's date, its own sums and
// its own user there. It changes text alone and is no protection; what it does not
// know is marked by Strip. Its error is a Fault.
func (o Office) Settle(data []byte) ([]byte, error) {
	if bytes.Contains(data, wide("EncryptedPackage")) {
		return nil, Encrypted
	}
	switch o.Ending {
	case "rtf":
		return richField.ReplaceAll(data, []byte("${1}"+keptField)), nil
	case "doc", "xls", "ppt":
		return data, nil
	}
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(in.File) > maxParts {
		return nil, Damaged
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	left := int64(maxUnpacked)
	for _, f := range in.File {
		if f.FileInfo().IsDir() {
			continue
		}
		part, err := unpack(f, &left)
		if err != nil {
			return nil, err
		}
		if f.Name == "META-INF/manifest.xml" && bytes.Contains(part, []byte("encryption-data")) {
			return nil, Encrypted
		}
		w, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err == nil {
			_, err = w.Write(o.settlePart(f.Name, part))
		}
		if err != nil {
			return nil, Damaged
		}
	}
	if out.Close() != nil {
		return nil, Damaged
	}
	return b.Bytes(), nil
}

func unpack(f *zip.File, left *int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, Damaged
	}
	defer r.Close()
	most := min(*left, maxPart)
	part, err := io.ReadAll(io.LimitReader(r, most+1))
	if int64(len(part)) > most {
		return nil, TooLarge
	}
	if err != nil {
		return nil, Damaged
	}
	*left -= int64(len(part))
	return part, nil
}

func (o Office) settlePart(name string, part []byte) []byte {
	if path.Ext(name) != ".xml" {
		return part
	}
	switch o.Ending {
	case "docx":
		return wordField.ReplaceAll(part, []byte("${1}"+keptField))
	case "xlsx":
		if strings.HasPrefix(name, "xl/worksheets/") {
			return sheetResult.ReplaceAll(part, []byte("$2"))
		}
	case "odt", "ods", "odp":
		part = openCell.ReplaceAllFunc(part, func(tag []byte) []byte {
			if !bytes.Contains(tag, []byte("office:value-type=")) {
				return tag
			}
			return openFormula.ReplaceAll(tag, nil)
		})
		return openField.ReplaceAll(part, []byte("<${1}text:span$2>"))
	}
	return part
}
