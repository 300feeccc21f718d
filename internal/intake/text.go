package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

var bomUTF8 = []byte("\xef\xbb\xbf")

func isUTF8(data []byte) bool { return utf8.Valid(data) }

// Decode makes UTF-8 of text of a media type in whatever encoding, with lines that
// end with \n. A byte that means nothing becomes U+FFFD.
func Decode(kind string, data []byte) string {
	if kind == typeHTML || kind == typeXHTML {
		return lineEnds(decodeHTML(data))
	}
	return lineEnds(decode(data))
}

// decode makes UTF-8 of text in whatever encoding: by its byte order mark, as
// UTF-8, as UTF-16 without a mark, or by the letters that come out. A byte that
// means nothing becomes U+FFFD; none is dropped but the mark.
func decode(data []byte) string {
	if text, ok := decodeMarked(data); ok {
		return text
	}
	switch {
	case looksUTF16(data): // before UTF-8: its bytes are often valid as that too
		return decodeUTF16(data)
	case utf8.Valid(data):
		return string(data)
	case mostlyUTF8(data):
		return patchUTF8(data)
	default:
		return decodeLegacy(data)
	}
}

// decodeMarked decodes text that begins with a byte order mark.
func decodeMarked(data []byte) (string, bool) {
	marks := []struct {
		mark []byte
		enc  encoding.Encoding
	}{
		{[]byte("\xff\xfe\x00\x00"), utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM)}, // before UTF-16: it begins alike
		{[]byte("\x00\x00\xfe\xff"), utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM)},
		{[]byte("\xff\xfe"), unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)},
		{[]byte("\xfe\xff"), unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)},
	}
	if rest, ok := bytes.CutPrefix(data, bomUTF8); ok {
		return patchUTF8(rest), true
	}
	for _, m := range marks {
		if bytes.HasPrefix(data, m.mark) {
			out, err := m.enc.NewDecoder().Bytes(data)
			return string(out), err == nil
		}
	}
	return "", false
}

// looksUTF16 reports whether text is in UTF-16 without a mark: nearly every
// second byte is one of the few that begin letters of our scripts.
func looksUTF16(data []byte) bool {
	_, ok := orderUTF16(data)
	return ok
}

func orderUTF16(data []byte) (order unicode.Endianness, ok bool) {
	sample := data[:min(len(data), 4096)&^1]
	if len(data)%2 != 0 || len(sample) < 8 {
		return order, false
	}
	var high [2]int // bytes that look like the high half, at even and odd places
	for i, b := range sample {
		if b == 0x00 || b == 0x04 || b == 0x06 {
			high[i%2]++
		}
	}
	half := len(sample) / 2
	switch {
	case high[0] >= half*9/10 && high[1] <= half/2:
		order = unicode.BigEndian
	case high[1] >= half*9/10 && high[0] <= half/2:
		order = unicode.LittleEndian
	default:
		return order, false
	}
	text, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(sample)
	bad := bytes.ContainsRune(text, 0) || bytes.ContainsFunc(text, func(r rune) bool {
		return r < ' ' && !strings.ContainsRune("\t\n\r\f", r)
	})
	return order, err == nil && !bad
}

func decodeUTF16(data []byte) string {
	order, _ := orderUTF16(data)
	out, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
	if err != nil {
		return patchUTF8(data)
	}
	return string(out)
}

// mostlyUTF8 reports whether text is UTF-8 with a few bad bytes rather than
// something else: of what is not ASCII nine tenths decode.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good >= 9*bad
}

// patchUTF8 puts U+FFFD for every byte that is not UTF-8.
func patchUTF8(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	var b strings.Builder
	b.Grow(len(data) + 64)
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		b.WriteRune(r)
		i += n
	}
	return b.String()
}
