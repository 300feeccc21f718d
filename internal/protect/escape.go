package protect

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// escaped reads a percent-encoded rune, a character reference or a \u escape at
// the start of s; n is 0 where there is none.
func escaped(s string) (rs []rune, n int) {
	switch s[0] {
	case '%':
		return percent(s)
	case '&':
		end := strings.IndexByte(s[:min(len(s), 12)], ';')
		if end < 2 {
			return nil, 0
		}
		if un := html.UnescapeString(s[:end+1]); un != s[:end+1] {
			return []rune(un), end + 1
		}
	case '\\':
		if len(s) >= 6 && s[1] == 'u' {
			if v, err := strconv.ParseUint(s[2:6], 16, 16); err == nil && (v < 0xd800 || v > 0xdfff) {
				return []rune{rune(v)}, 6
			}
		}
	}
	return nil, 0
}

func percent(s string) ([]rune, int) {
	var buf [utf8.UTFMax]byte
	for i := range buf {
		at := 3 * i
		if len(s) < at+3 || s[at] != '%' {
			return nil, 0
		}
		v, err := strconv.ParseUint(s[at+1:at+3], 16, 8)
		if err != nil {
			return nil, 0
		}
		buf[i] = byte(v)
		if utf8.FullRune(buf[:i+1]) {
			r, size := utf8.DecodeRune(buf[:i+1])
			if r == utf8.RuneError || size != i+1 {
				return nil, 0
			}
			return []rune{r}, at + 3
		}
	}
	return nil, 0
}

// composed joins a letter and a combining mark where one letter stands for both.
func composed(base, mark rune) (rune, bool) {
	c := norm.NFC.String(string([]rune{base, mark}))
	r, n := utf8.DecodeRuneInString(c)
	return r, n == len(c) && n > 0
}

// compatible gives the plain letters behind a full-width, styled or ligated one.
func compatible(r rune) []rune {
	if r < 0x250 && r != 0xaa && r != 0xba { // Latin letters that stay what they are
		return []rune{r}
	}
	return []rune(norm.NFKC.String(string(r)))
}
