package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

var encodingNames = []string{"utf-8", "utf-16", "windows-1251", "windows-1252", "windows-1256", "koi8-r", "koi8-u"}

var encodings = map[string]encoding.Encoding{
	"utf-16":       unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	"windows-1251": charmap.Windows1251, "windows-1252": charmap.Windows1252, "windows-1256": charmap.Windows1256,
	"koi8-r": charmap.KOI8R, "koi8-u": charmap.KOI8U,
}

// readText makes UTF-8 of a table's bytes. Guessed names an encoding that was found
// out from the letters alone, which can be wrong.
func readText(source []byte, name string, r *report) (text []byte, guessed string, ok bool) {
	if name == "" {
		name, guessed = encodingOf(source)
	}
	switch name {
	case "":
		r.add(1, "", "the encoding of this table cannot be told", "save it as UTF-8, or say encoding: in the mapping")
		return nil, "", false
	case "utf-8":
		text = bytes.TrimPrefix(source, []byte("\ufeff"))
	case "utf-16be":
		text, _ = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder().Bytes(source)
	case "utf-16le":
		text, _ = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Bytes(source)
	default:
		text, _ = encodings[name].NewDecoder().Bytes(source)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if line := badText(text); line > 0 {
		r.add(line, "", "a byte here is no text", "a table has no zero bytes and one encoding; save it as UTF-8")
		return nil, "", false
	}
	return text, guessed, true
}

// encodingOf finds a table's encoding: by its mark, as valid UTF-8, by the zero bytes
// that UTF-16 has in every comma, or by which letters the bytes would be in the two
// old encodings of Cyrillic and Arabic that spreadsheets still write.
func encodingOf(source []byte) (name, guessed string) {
	head := source[:min(len(source), 64<<10)]
	switch {
	case bytes.HasPrefix(source, []byte("\xff\xfe")), bytes.HasPrefix(source, []byte("\xfe\xff")):
		return "utf-16", ""
	case utf8.Valid(source) && bytes.IndexByte(head, 0) < 0:
		return "utf-8", ""
	}
	var even, odd int // zero bytes
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	switch {
	case odd > len(head)/50 && even == 0:
		return "utf-16le", ""
	case even > len(head)/50 && odd == 0:
		return "utf-16be", ""
	case even+odd > 0:
		return "utf-8", "" // refused with the line of the zero byte
	}
	var high, letters, capitals, last int
	for _, c := range source {
		if c < 0x80 {
			continue
		}
		high++
		if c >= 0xc0 || strings.IndexByte("\xa5\xa8\xaa\xaf\xb2\xb3\xb4\xb8\xba\xbf", c) >= 0 {
			letters++
		}
		if c >= 0xc0 && c < 0xe0 {
			capitals++ // in Cyrillic; most of the letters in Arabic
		}
		if c >= 0xee {
			last++ // letters in Cyrillic, о to я; hardly any in Arabic
		}
	}
	switch {
	case high == 0 || letters*10 < high*8:
		return "", ""
	case capitals*2 > high && last*10 < high:
		return "windows-1256", "windows-1256"
	}
	return "windows-1251", "windows-1251"
}

// delimiterOf finds what stands between cells: the sign that the first line has most
// of, outside quotation marks.
func delimiterOf(text []byte) rune {
	counts, quoted := map[rune]int{}, false
	for _, c := range string(text[:min(len(text), 64<<10)]) {
		if c == '"' {
			quoted = !quoted
		}
		if c == '\n' && !quoted {
			break
		}
		if !quoted && strings.ContainsRune(",;\t|", c) {
			counts[c]++
		}
	}
	best := ','
	for _, c := range ",;\t|" {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}

// table reads the rows of a CSV file one after the other.
type table struct {
	csv    *csv.Reader
	header []string
	cells  []string
	row    int // of the record, the header being row 1
	line   int // where the record begins
	failed bool
	r      *report
}

func openTable(source []byte, m *Mapping, r *report) (t *table, guessed string) {
	name, delimiter := "", ""
	if m != nil {
		name, delimiter = m.Encoding, m.Delimiter
	}
	text, guessed, ok := readText(source, name, r)
	if !ok {
		return nil, ""
	}
	t = &table{csv: csv.NewReader(bytes.NewReader(text)), r: r}
	t.csv.Comma, t.csv.FieldsPerRecord, t.csv.ReuseRecord = delimiterOf(text), -1, true
	if delimiter != "" {
		t.csv.Comma, _ = utf8.DecodeRuneInString(delimiter)
	}
	if !t.next() {
		if !t.failed {
			r.add(1, "", "the table is empty", "its first row names the columns")
		}
		return nil, ""
	}
	for _, cell := range t.cells {
		t.header = append(t.header, oneLine(cell))
	}
	return t, guessed
}

// next reads a row; blank rows are passed over.
func (t *table) next() bool {
	for {
		cells, err := t.csv.Read()
		if errors.Is(err, io.EOF) {
			return false
		}
		t.row++
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			what, hint := "the row cannot be read", "save the table as CSV again"
			switch {
			case errors.Is(bad.Err, csv.ErrBareQuote):
				what, hint = "a quotation mark stands inside a cell that is not quoted", `put the cell into quotation marks and double those within`
			case errors.Is(bad.Err, csv.ErrQuote):
				what, hint = "a quoted cell does not end, or something follows its end", `double quotation marks within a cell`
			}
			t.r.add(bad.StartLine, "", what, hint)
			t.failed = true
			return false
		}
		if err != nil {
			t.r.add(t.line, "", "the table cannot be read", "")
			t.failed = true
			return false
		}
		t.line, _ = t.csv.FieldPos(0)
		t.cells = cells
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		return true
	}
}
