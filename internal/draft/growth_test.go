//go:build unix && !race

package draft

import (
	"strings"
	"syscall"
	"testing"
	"time"
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
// paragraph: four times the text may take a bit more than four times as long.
func TestTimeGrowsWithLength(t *testing.T) {
	timed := func(unit string, size int) time.Duration {
		text := []byte(strings.Repeat(unit, size/len(unit)))
		start := processorTime()
		if d, err := Parse("story.md", text); err == nil {
			if _, err := d.HTML(nil); err != nil {
				t.Error(err)
			}
			d.CleanMarkdown()
		}
		return processorTime() - start
	}
	for _, unit := range []string{"[", "](", "[@", "![", "*a ", "**", "`", "<", "“", "\"a ", "(", "1 ", "a. ", "a@b ", "&amp;", "> \n", "- a\n ", "|", "12 ",
		"[@a] ", "A. [@a] ", "<!--", "— ", "[a](b)", "\\", "“A.” ", "twenty-", "' a", "[a]: b\n", "|a|b|\n|-|-|\n", "said “a” ", "_a_", "г. А ", "! ",
		"a.a.", "![a](b)", "at least ", "- ", "<a>", "[a][b]", "did not ", "1-", "1,000", "“«"} {
		small, large := timed(unit, 1<<12), timed(unit, 1<<15)
		if unit == "[a]: b\n" {
			large = timed(unit, 1<<18) / 8 // beyond the bound on definitions
		}
		if large > 30*small+400*time.Millisecond { // the garbage collector takes its turns too
			t.Errorf("4 KiB of %q took %v, 32 KiB %v", unit, small, large)
		}
	}
}
