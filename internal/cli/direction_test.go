package cli

import (
	"strings"
	"testing"
)

func TestEmbed(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"left to right stays as it is", "Сергей told\nus", "Сергей told us"},
		{"right to left is isolated", "جندي سابق", "\u2068جندي سابق\u2069"},
		{"one letter of it is enough", "the unit א", "\u2068the unit א\u2069"},
		{"marks that turn a line go", "a\u202eb\u2066c\u200f", "abc"},
		{"Latin accents are no reason", "é à ü", "é à ü"},
	} {
		if got := embed(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestFoldKeepsIsolates: what is isolated stays so on each line of a broken text,
// and every line closes what it opens.
func TestFoldKeepsIsolates(t *testing.T) {
	text := "c-one  2  " + embed(strings.Repeat("كلمة ", 30)) + " after"
	folded := strings.Split(fold(text, 60), "\n")
	if len(folded) < 3 {
		t.Fatalf("not folded: %q", folded)
	}
	for _, l := range folded {
		if opens := strings.Contains(l, "كلمة"); strings.Contains(l, "\u2068") != opens || strings.Contains(l, "\u2069") != opens {
			t.Errorf("%q opens %d and closes %d", l, strings.Count(l, "\u2068"), strings.Count(l, "\u2069"))
		}
		if columns(l) > 60 {
			t.Errorf("%q is %d columns wide", l, columns(l))
		}
	}
	if last := folded[len(folded)-1]; strings.Contains(last, "after\u2069") {
		t.Errorf("what stands outside was taken in: %q", last)
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"short", 10, "short"},
		{"Russian soldiers were sent", 20, "Russian soldiers…"},
		{"Несколько слов подряд", 12, "Несколько…"},
		{"兵士たちは国境を越えた", 10, "兵士たち…"},
		{"e\u0301e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301…"},
		{"👩\u200d🚀👩\u200d🚀👩\u200d🚀", 5, "👩\u200d🚀👩\u200d🚀…"},
	} {
		got := cut(c.in, c.width)
		if got != c.want || columns(got) > c.width {
			t.Errorf("%q to %d: %q, %d columns; want %q", c.in, c.width, got, columns(got), c.want)
		}
	}
}

func TestColumns(t *testing.T) {
	for text, want := range map[string]int{
		"abc": 3, "兵士": 4, "é": 1, "e\u0301": 1, "\x1b[31mab\x1b[0m": 2, "\u2068سلام\u2069": 4, "": 0, "👩\u200d🚀": 2,
	} {
		if got := columns(text); got != want {
			t.Errorf("%q takes %d columns, want %d", text, got, want)
		}
	}
}

func TestIsolated(t *testing.T) {
	for in, want := range map[string]string{
		"told Sergei, who told the desk":              "told Sergei, who told the desk",
		"told لجنة الأمهات, who told the desk (st-1)": "told \u2068لجنة الأمهات\u2069, who told the desk (st-1)",
		"أحمد and سَمير saw it":                       "\u2068أحمد\u2069 and \u2068سَمير\u2069 saw it",
		"a\u202eb":                                    "ab",
		"one أ\nب two":                                "one \u2068أ\u2069\n\u2068ب\u2069 two",
	} {
		if got := isolated(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
