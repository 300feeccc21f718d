package protect

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Words that are read in one go are read as letter by letter.
func TestPlainWords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	parts := append(slices.Clone(written), "Ivan", "iVAN", "Иван", "ИВАН", "їжак", "Є", "ё", "é", "е\u0301", "ґ", "aб", "9", "x9", "don't", "&amp", strings.Repeat("q", 255), strings.Repeat("ж", 130), "\x00", "\xff", "\u200b")
	for range 400 {
		var b strings.Builder
		for range 12 {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		text := b.String()
		slow := newScanner(nil, text)
		for i := 0; i < len(text); {
			if n := slow.wall(i); n > 0 {
				i += n
			} else {
				i += slow.one(i)
			}
		}
		slow.flush()
		if got, want := scan(text), slow.out; !slices.Equal(got, want) {
			t.Fatalf("%q:\n%+v, want\n%+v", text, got, want)
		}
	}
}
