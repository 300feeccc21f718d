package check_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestProposals: a sentence without a citation is told what it may rest on, and
// never of what may not be used, nor by way of what is protected.
func TestProposals(t *testing.T) {
	c := openCorpus(t, filepath.Join("testdata", "corpus", "dev", "quarry-en"))
	for _, k := range []struct{ text, want, never string }{
		{"Nine workers were killed in the fall.", "[@c-nine]", ""},
		{"Workers had to buy their own helmets, Oleh Kuna says.", "[@c-helmets]", ""},
		{"Stone Watch wrote eleven letters.", "[@c-letters]", ""},
		{"Their own treasurer took money from the quarry for years.", "", "st-bell-off"},
		{"The new permit allows 55 blasts a month.", "", "st-draft"},
		{"Terence Ashworthy knew.", "", "blaster"},
		{"Zebras graze.", "", "[@"},
	} {
		text, first := c.storyWith(item{sentences: []labelled{{}}}, 0, k.text)
		hint := ""
		for _, f := range c.gate(t, "draft.md", text, c.Now).Findings {
			if f.Rule == "uncited" && f.Line == first {
				hint = f.Hint
			}
		}
		proposed, rest, cut := strings.Cut(hint, "? Else ")
		if !cut {
			proposed, rest = "", hint
		}
		if !strings.Contains(rest, "[@none]") {
			t.Errorf("%q: the hint tells nothing else: %q", k.text, hint)
		}
		if !strings.Contains(proposed, k.want) || k.never != "" && strings.Contains(proposed, k.never) || strings.Count(proposed, "[@") > 3 {
			t.Errorf("%q: proposed %q, want %q and never %q", k.text, proposed, k.want, k.never)
		}
	}
}
