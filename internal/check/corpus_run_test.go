package check_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
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

var citation = regexp.MustCompile(`\s*\[@[^\]]+\]`)

// propose takes the citations out of each sound sentence in turn, and counts how
// often the gate's hint names a record that it cited, and how often it comes first.
func (sum *tally) propose(t *testing.T, c *corpus) {
	for _, it := range c.items {
		for i, s := range it.sentences {
			cited := strings.Join(citation.FindAllString(s.text, -1), " ")
			if !s.sound() || !strings.Contains(cited, "@c-") && !strings.Contains(cited, "@st-") {
				continue
			}
			text, first := c.storyWith(it, i, citation.ReplaceAllString(s.text, ""))
			for _, f := range c.gate(t, "draft.md", text, c.Now).Findings {
				if f.Rule != "uncited" || f.Line != first+it.lineOf()[i] {
					continue
				}
				named, _, _ := strings.Cut(f.Hint, "? Else ")
				ids := citation.FindAllString(named, -1)
				if !strings.HasPrefix(f.Hint, "cite [@") {
					ids = nil
				}
				right := slices.IndexFunc(ids, func(id string) bool { return strings.Contains(cited, strings.Trim(id, " []")) })
				sum.asked++
				if right >= 0 {
					sum.proposed++
				}
				if right == 0 {
					sum.proposedFirst++
				}
				if right < 0 && len(ids) > 0 {
					sum.proposedWrong++
				}
				break
			}
		}
	}
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
	sum.propose(t, c)
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
