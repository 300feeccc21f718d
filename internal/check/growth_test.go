//go:build unix && !race

package check_test

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
)

// processorTime is what this process has worked, however busy the machine is.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestTimeGrowsWithLength guards against work that grows with the square of a
// paragraph, or of a sentence's citations: eight times the text may take a bit
// more than eight times as long.
func TestTimeGrowsWithLength(t *testing.T) {
	c := openCorpus(t, filepath.Join("testdata", "corpus", "dev", "quarry-en"))
	results := corroborate.All(c.Casefile, corroborate.Options{Now: c.Now})
	timed := func(unit string, times int) time.Duration {
		d, err := draft.Parse("story.md", []byte(strings.Repeat(unit, times)))
		if err != nil {
			t.Fatal(err)
		}
		start := processorTime()
		check.Run(check.Input{Draft: d, Case: c.Casefile, Guard: c.guard, Now: c.Now, Results: results})
		return processorTime() - start
	}
	for _, unit := range []string{
		"The siren sounded only after the fall, says Grace Adeyemi [@c-siren]. ", "Nine workers were killed [@c-nine]. ",
		"[@c-nine; @st-moreno] ", "[@c-siren] ", "[@c-unknown] ", "He said it [@st-moreno]. ", "It denied it [@c-siren]. ", "Nine workers were killed. ",
		"“Nobody came for an hour. ", "> Nobody came for an hour.\n", "> Nobody came.\n\nx [@none]\n\n", "Moreno: “Nobody came for an hour” [@st-moreno]. ",
	} {
		small, large := timed(unit, 250), timed(unit, 2000)
		if large > 30*small+400*time.Millisecond { // the garbage collector takes its turns too
			t.Errorf("250 of %q took %v, 2,000 %v", unit, small, large)
		}
	}
}
