package intake

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const typeJSON = "application/json"

// jsonText makes the text of JSON readable and findable: letters and line ends
// that are written as escapes become what they stand for (RFC 8259, 7). All else
// stays as it stands.
func jsonText(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case '/':
			b.WriteByte('/')
		case 'u':
			r, n := jsonUnit(s[i+1:])
			if n == 0 || r < ' ' {
				b.WriteString(`\u`)
				continue
			}
			b.WriteRune(r)
			i += n
		default:
			b.WriteString(s[i-1 : i+1])
		}
	}
	return b.String()
}

// jsonUnit reads what follows \u, and a second half where there is one; n is how
// many bytes it took, 0 for no number.
func jsonUnit(s string) (r rune, n int) {
	hex := func(s string) (rune, bool) {
		if len(s) < 4 {
			return 0, false
		}
		v, err := strconv.ParseUint(s[:4], 16, 16)
		return rune(v), err == nil
	}
	r, ok := hex(s)
	if !ok {
		return 0, 0
	}
	if utf16.IsSurrogate(r) && strings.HasPrefix(s[4:], `\u`) {
		if low, ok := hex(s[6:]); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
			return utf16.DecodeRune(r, low), 10
		}
	}
	return r, 4
}

// numericReference is a letter by its number in XML.
var numericReference = regexp.MustCompile(`&#(?:x[0-9A-Fa-f]{1,6}|[0-9]{1,7});`)

// xmlText makes the text of XML findable: letters that are written as numbers
// become letters, but those that XML itself needs.
func xmlText(s string) string {
	if !strings.Contains(s, "&#") {
		return s
	}
	return numericReference.ReplaceAllStringFunc(s, func(ref string) string {
		digits, base := ref[2:len(ref)-1], 10
		if digits[0] == 'x' {
			digits, base = digits[1:], 16
		}
		n, err := strconv.ParseInt(digits, base, 32)
		if err != nil || n < 0x80 || !utf8.ValidRune(rune(n)) {
			return ref
		}
		return string(rune(n))
	})
}

// isXML reports whether text is XML of some kind.
func isXML(kind, text string) bool {
	return kind == "text/xml" || strings.HasSuffix(kind, "+xml") || strings.HasPrefix(text, "<?xml")
}
