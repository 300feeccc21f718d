package check_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"onrecord.dev/onrecord/internal/draft"
)

var misses = flag.Bool("misses", false, "print what the gate gets wrong in the development part of the corpus")

// TestCorpus measures the gate on the labelled sentences. The part "test" is not
// tuned on, so what is wrong in it is counted and not shown.
//
//	go test ./internal/check -run TestCorpus -v
func TestCorpus(t *testing.T) {
	for _, part := range []string{"dev", "test"} {
		dirs, err := filepath.Glob(filepath.Join("testdata", "corpus", part, "*"))
		if err != nil || len(dirs) == 0 {
			t.Fatal("no corpus", err)
		}
		languages := map[string]*tally{}
		for _, dir := range dirs {
			c := openCorpus(t, dir)
			if languages[c.language] == nil {
				languages[c.language] = newTally()
			}
			languages[c.language].measure(t, c)
		}
		for _, l := range []string{"en", "ru", "uk"} {
			sum := languages[l]
			if sum == nil {
				continue
			}
			t.Log(sum.table(part + " " + l))
			if sum.faults*40 > sum.sound {
				t.Errorf("%s %s: %d errors in %d sound sentences, more than one in 40", part, l, sum.faults, sum.sound)
			}
			if found, missed := sum.recalled(); missed*12 > found+missed {
				t.Errorf("%s %s: %d of %d labelled findings missed, more than one in 12", part, l, missed, found+missed)
			}
			if *misses && part == "dev" {
				for _, line := range sum.log {
					t.Log(line)
				}
			}
		}
	}
}

// recalled counts the labelled findings of all rules.
func (sum *tally) recalled() (found, missed int) {
	for _, c := range sum.rules {
		found, missed = found+c.hit, missed+c.miss
	}
	return found, missed
}

func (sum *tally) measure(t *testing.T, c *corpus) {
	for _, it := range c.items {
		text, first := c.story(it)
		parsed, err := draft.Parse("draft.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		sum.read(it, first, parsed, c.gate(t, "draft.md", text, c.Now))
	}
	empty, _ := c.story(item{})
	for _, f := range c.gate(t, "draft.md", empty, c.Now).Findings {
		t.Errorf("%s: the frame is not sound: %d %s", c.name, f.Line, f.Rule)
	}
	raw, err := os.ReadFile(filepath.Join("testdata", "corpus", c.part, c.name, "story.md"))
	if err != nil {
		return
	}
	r := c.gate(t, "draft.md", string(raw), c.Now)
	for _, f := range r.Findings {
		t.Logf("%s/story.md:%d:%d %s", c.name, f.Line, f.Column, f.Rule)
	}
	t.Logf("%s/story.md: %d sentences, %d findings", c.name, len(r.Sentences), len(r.Findings))
}
