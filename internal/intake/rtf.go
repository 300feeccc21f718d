package intake

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

const typeRTF = "text/rtf"

// isRTF reports whether a file is in Rich Text Format.
func isRTF(data []byte) bool { return bytes.HasPrefix(data, []byte(`{\rtf`)) }

// maxGroups bounds groups inside groups.
const maxGroups = 1000

// extractRTF reads Rich Text Format (version 1.9.1 of its specification): letters
// by \u or by the code page of their font, page breaks that the author set; notes,
// comments, deleted and hidden words on lines of their own, marked.
func extractRTF(data []byte, limits Limits) (pages []string, title string, err error) {
	r := &rtfReader{data: data, out: newSheaf(limits), fonts: map[int]encoding.Encoding{}}
	r.now.page, r.now.skip = charmap.Windows1252, 1
	if err := r.read(); err != nil {
		return nil, "", err
	}
	r.end()
	pages, err = r.out.bind()
	return pages, r.title.String(), err
}

// rtfReader walks through the file once.
type rtfReader struct {
	data   []byte
	at     int
	out    *sheaf
	now    rtfGroup
	open   []rtfGroup
	fonts  map[int]encoding.Encoding
	page   encoding.Encoding // of the document
	bytes  []byte            // letters that await decoding
	half   rune              // of a UTF-16 pair
	pass   int               // characters that repeat a \u for old readers
	title  strings.Builder
	author strings.Builder
	asides []wordNote
	aside  strings.Builder
}

// rtfPlace says what the text of a group is.
type rtfPlace int

const (
	rtfBody rtfPlace = iota
	rtfNothing
	rtfFonts
	rtfTitle
	rtfAuthor
	rtfFootnote
	rtfComment
	rtfHead
)

// rtfGroup is what a group changes and its end restores.
type rtfGroup struct {
	place   rtfPlace
	page    encoding.Encoding
	skip    int // characters after a \u
	font    int
	hidden  bool
	deleted bool
	starred bool // the group began with \*
}

// rtfPlaces are the destinations; those that hold no text of the document are rtfNothing.
var rtfPlaces = map[string]rtfPlace{
	"fonttbl": rtfFonts, "title": rtfTitle, "atnauthor": rtfAuthor, "footnote": rtfFootnote, "annotation": rtfComment,
	"header": rtfHead, "headerl": rtfHead, "headerr": rtfHead, "headerf": rtfHead,
	"footer": rtfHead, "footerl": rtfHead, "footerr": rtfHead, "footerf": rtfHead,
	"colortbl": rtfNothing, "stylesheet": rtfNothing, "listtable": rtfNothing, "listoverridetable": rtfNothing, "rsidtbl": rtfNothing,
	"generator": rtfNothing, "info": rtfNothing, "pict": rtfNothing, "objdata": rtfNothing, "fldinst": rtfNothing, "themedata": rtfNothing,
	"datastore": rtfNothing, "latentstyles": rtfNothing, "xmlnstbl": rtfNothing, "nonshppict": rtfNothing, "bkmkstart": rtfNothing,
	"bkmkend": rtfNothing, "revtbl": rtfNothing, "filetbl": rtfNothing, "pntext": rtfBody, "shptxt": rtfBody, "mmathPr": rtfNothing,
}

func (r *rtfReader) read() error {
	for r.at < len(r.data) && !r.out.full() {
		c := r.data[r.at]
		r.at++
		switch c {
		case '{':
			r.flush()
			if len(r.open) >= maxGroups {
				return Damaged
			}
			r.open = append(r.open, r.now)
			r.now.starred = false
			r.pass = 0
		case '}':
			r.flush()
			r.pass = 0
			if len(r.open) == 0 {
				return nil // what follows the document is not of it
			}
			was := r.now.place
			r.now, r.open = r.open[len(r.open)-1], r.open[:len(r.open)-1]
			r.leave(was)
		case '\\':
			r.control()
		case '\r', '\n':
		default:
			r.letter(c)
		}
	}
	return nil
}

// control reads a control word or symbol.
func (r *rtfReader) control() {
	if r.at >= len(r.data) {
		return
	}
	c := r.data[r.at]
	if c|0x20 < 'a' || c|0x20 > 'z' {
		r.at++
		r.symbol(c)
		return
	}
	from := r.at
	for r.at < len(r.data) && r.data[r.at]|0x20 >= 'a' && r.data[r.at]|0x20 <= 'z' && r.at-from < 40 {
		r.at++
	}
	word := string(r.data[from:r.at])
	from = r.at
	if r.at < len(r.data) && r.data[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.data) && r.data[r.at] >= '0' && r.data[r.at] <= '9' && r.at-from < 12 {
		r.at++
	}
	n, err := strconv.Atoi(string(r.data[from:r.at]))
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	r.word(word, n, err == nil)
}

func (r *rtfReader) symbol(c byte) {
	switch c {
	case '\'':
		if r.at+2 > len(r.data) {
			r.at = len(r.data)
		} else {
			b, err := strconv.ParseUint(string(r.data[r.at:r.at+2]), 16, 8)
			r.at += 2
			if err == nil {
				r.letter(byte(b))
			}
		}
	case '*':
		r.now.starred = true
	case '~', '_', '-', '\r', '\n':
		r.flush()
		r.put(map[byte]string{'~': "\u00a0", '_': "\u2011", '-': string(softHyphen), '\r': "\n", '\n': "\n"}[c])
	case '\\', '{', '}':
		r.letter(c)
	}
}

func (r *rtfReader) word(word string, n int, given bool) {
	if place, ok := rtfPlaces[word]; ok {
		r.enter(place)
		return
	}
	if r.now.starred { // a destination that this reader does not know
		r.now.starred = false
		r.enter(rtfNothing)
		return
	}
	switch word {
	case "u":
		r.unicode(n)
		return
	case "bin": // bytes that are no text
		r.at = min(r.at+max(n, 0), len(r.data))
		return
	}
	r.flush()
	switch word {
	case "uc":
		r.now.skip = min(max(n, 0), 100)
	case "ansicpg":
		if e := codePage(n); e != nil {
			r.now.page, r.page = e, e
		}
	case "mac":
		r.now.page = charmap.Macintosh
	case "pc":
		r.now.page = charmap.CodePage437
	case "pca":
		r.now.page = charmap.CodePage850
	case "f":
		r.now.font = n
		if e := r.fonts[n]; e != nil && r.now.place != rtfFonts {
			r.now.page = e
		} else if r.page != nil {
			r.now.page = r.page
		}
	case "fcharset":
		if e := fontCharset(n); e != nil && r.now.place == rtfFonts && len(r.fonts) < maxMembers {
			r.fonts[r.now.font] = e
		}
	case "plain":
		r.now.hidden, r.now.deleted = false, false
	case "v":
		r.now.hidden = !given || n != 0
	case "deleted":
		r.now.deleted = !given || n != 0
	default:
		r.mark(word)
	}
}

// rtfMarks are the words that stand for a character.
var rtfMarks = map[string]string{
	"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"emspace": " ", "enspace": " ", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}

func (r *rtfReader) mark(word string) {
	switch word {
	case "par", "row", "sect", "nestrow":
		if r.now.place == rtfBody {
			r.line()
		} else {
			r.put("\n")
		}
	case "cell", "nestcell":
		if r.now.place == rtfBody {
			r.out.tab()
		}
	case "page":
		if r.now.place == rtfBody {
			r.line()
			r.out.turn()
		}
	default:
		if s := rtfMarks[word]; s != "" {
			r.put(s)
		}
	}
}

// unicode takes a UTF-16 unit, which old programs write as a negative number.
func (r *rtfReader) unicode(n int) {
	r.flush()
	r.pass = 0 // a writer that left the repetition out
	u := rune(uint16(n))
	switch {
	case utf16.IsSurrogate(u) && r.half == 0:
		r.half = u
	case r.half != 0:
		r.put(string(utf16.DecodeRune(r.half, u)))
		r.half = 0
	default:
		r.put(string(u))
	}
	r.pass = r.now.skip
}

// letter takes a byte in the code page of its font.
func (r *rtfReader) letter(c byte) {
	if r.pass > 0 {
		r.pass--
		return
	}
	if r.bytes = append(r.bytes, c); len(r.bytes) >= 4096 && c < 0x80 {
		r.flush()
	}
}

// flush decodes the letters that wait.
func (r *rtfReader) flush() {
	if len(r.bytes) == 0 {
		return
	}
	out, err := r.now.page.NewDecoder().Bytes(r.bytes)
	r.bytes = r.bytes[:0]
	if err == nil {
		r.put(string(out))
	}
}

// codePage gives an encoding by the number that Windows has for it; nil for one
// that is not known.
func codePage(n int) encoding.Encoding {
	switch n {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 866:
		return charmap.CodePage866
	case 874:
		return charmap.Windows874
	case 932:
		return japanese.ShiftJIS
	case 936:
		return simplifiedchinese.GBK
	case 949:
		return korean.EUCKR
	case 950:
		return traditionalchinese.Big5
	case 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258:
		return []encoding.Encoding{charmap.Windows1250, charmap.Windows1251, charmap.Windows1252, charmap.Windows1253, charmap.Windows1254,
			charmap.Windows1255, charmap.Windows1256, charmap.Windows1257, charmap.Windows1258}[n-1250]
	case 10000:
		return charmap.Macintosh
	case 10007:
		return charmap.MacintoshCyrillic
	case 20866:
		return charmap.KOI8R
	case 21866:
		return charmap.KOI8U
	}
	return nil
}

// fontCharset gives the encoding of a font by its \fcharset; nil for the document's own.
func fontCharset(n int) encoding.Encoding {
	pages := map[int]int{0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
		186: 1257, 204: 1251, 222: 874, 238: 1250, 255: 437}
	return codePage(pages[n])
}
