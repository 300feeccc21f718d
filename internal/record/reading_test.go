package record

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Whatever the order in which pages are read, the runs are those pages, in order,
// and no two of them touch.
func TestRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pages := rapid.SliceOf(rapid.IntRange(1, 30)).Draw(t, "pages")
		var p Pixels
		for _, n := range pages {
			p.Read(n)
		}
		for n := range 32 {
			if p.Has(n) != slices.Contains(pages, n) {
				t.Fatalf("page %d of %v: %v", n, pages, p.Pages)
			}
		}
		for i, r := range p.Pages {
			if r.From > r.To || i > 0 && p.Pages[i-1].To >= r.From-1 {
				t.Fatalf("%v", p.Pages)
			}
		}
	})
	var p Pixels
	p.Fail(2, "a")
	p.Fail(3, "a")
	p.Fail(4, "b")
	if !p.HasFailed(3) || p.HasFailed(5) || len(p.Failed) != 2 {
		t.Error(p.Failed)
	}
}
