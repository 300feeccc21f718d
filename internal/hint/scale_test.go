package hint

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// large draws a casefile of n claims with eight statements each, some of them copied,
// in words of which few are common and most are rare, as in any language.
func large(n int) *world {
	r := rand.New(rand.NewPCG(7, 7))
	zipf := rand.NewZipf(r, 1.1, 4, 60_000)
	letters := []rune("оеаинтсрвлкмдпуы")
	word := func(i uint64) string {
		var b strings.Builder
		for i += 300; i > 0; i /= 16 {
			b.WriteRune(letters[i%16])
		}
		return b.String() + "ость"
	}
	sentence := func(words int) string {
		var out []string
		for range words {
			out = append(out, word(zipf.Uint64()))
		}
		return strings.Join(out, " ")
	}
	var all []says
	for c := range n {
		copied := sentence(18)
		for i := range 8 {
			text := sentence(12 + r.IntN(14))
			if c%20 == 0 && i < 3 {
				text = copied
			}
			if c%30 == 0 && i > 5 {
				text += fmt.Sprintf(" %d тонн", 1001+7*c)
			}
			s := says{who: fmt.Sprint("a", r.IntN(4*n)), text: text, claim: fmt.Sprint("c", c), on: fmt.Sprint("e", r.IntN(2*n))}
			if i%4 == 0 {
				s.basis = record.Document
			}
			all = append(all, s)
		}
	}
	return casefile(all...)
}

// TestScale keeps the work in proportion: ten times the claims take about ten times
// as long. ONRECORD_SCALE=1 measures 30,000 claims, 240,000 statements.
func TestScale(t *testing.T) {
	n := 1500
	if os.Getenv("ONRECORD_SCALE") != "" {
		n = 30_000
	}
	w := large(n)
	for _, id := range record.SortedKeys(w.Evidence) { // the text of an item is some hundred words
		if len(w.pages) < n {
			w.pages[id] = []string{report(len(w.pages) % 9)}
		}
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	began := time.Now()
	got := w.find(t)
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	t.Logf("%d claims, %d statements: %d hints in %v; %d MiB allocated", n, len(w.Statements), len(got), took, (after.TotalAlloc-before.TotalAlloc)>>20)
	if len(got) < n/20 {
		t.Errorf("%d hints", len(got))
	}
	if took > time.Duration(n)*10*time.Millisecond {
		t.Errorf("%v for %d claims", took, n)
	}
}

// One claim on which everybody says the same is no square of work.
func TestOneCopy(t *testing.T) {
	var all []says
	for i := range 6000 {
		all = append(all, says{who: fmt.Sprint("a", i), text: en})
	}
	began := time.Now()
	if got := casefile(all...).find(t); len(got) != 5999 {
		t.Errorf("%d hints", len(got))
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Error(took)
	}
}
