package cli

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"short", "  short", "  short"},
		{"below its column", "c-one  2  " + strings.Repeat("word ", 12), "c-one  2  word word word word word word word word word word\n          word word"},
		{"below the words of an item", "  – " + strings.Repeat("слово ", 10), "  – слово слово слово слово слово слово слово слово слово\n    слово"},
		{"a column too far right", strings.Repeat("x", 40) + "  " + strings.Repeat("ab ", 9), strings.Repeat("x", 40) + "  ab ab ab ab ab ab\n    ab ab ab"},
		{"a path stays whole", "at " + strings.Repeat("/path", 20), "at\n" + strings.Repeat("/path", 20)},
		{"marks and styles take no room", "\x1b[1m" + strings.Repeat("ا\u064e", 60) + "\x1b[0m", "\x1b[1m" + strings.Repeat("ا\u064e", 60) + "\x1b[0m"},
	} {
		if got := fold(c.in, 60); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	if long := strings.Repeat("word ", 50); fold(long, 0) != long {
		t.Error("what is no terminal was folded")
	}
}
