package hint

import (
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// FuzzFind compares two texts whatever is in them. What a hint shares stands in both,
// nothing sealed is in it, and a text has no hint with itself under one speaker.
func FuzzFind(f *testing.F) {
	f.Add(en, en)
	f.Add("«"+ru+"» 1 247", uk+" 1\u202f247")
	f.Add(ar+" ١٬٢٤٧", ar)
	f.Add("\xff\xfe 12.12.12.1,2 1-1 "+strings.Repeat("no ", 50), "„“”\"\" № 1247")
	f.Add(record.SealedMark+en+record.SealedMark, en)
	f.Fuzz(func(t *testing.T, a, b string) {
		w := casefile(says{who: "a", text: a}, says{who: "b", text: b}, says{who: "a", text: a})
		for _, h := range w.find(t) {
			if h.Actors[0] == h.Actors[1] {
				t.Errorf("one speaker: %+v", h)
			}
			if strings.Contains(h.Shared, record.SealedMark) || h.Shared == "" && h.Kind != SameText {
				t.Errorf("%+v", h)
			}
			for _, words := range []string{a, b} {
				if h.Kind == SameSentence && !strings.Contains(" "+joined(read(words).words)+" ", " "+joined(read(h.Shared).words)+" ") {
					t.Errorf("%q is not in %q", h.Shared, words)
				}
			}
		}
	})
}
