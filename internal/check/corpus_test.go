package check_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// A corpus desk has, beside its casefile, frame.md: a sound story with {here}
// where each item of sentences.txt is put in turn. An item ends with a blank
// line. Each of its sentences is one line, followed by a line of labels:
//
//	= a obi | q 1 | n 11, >300 | d 2024-05-03 | ! quote-altered | ? overstated
//
// mode (f fact, a attributed, - nothing) with the actors who speak (~ for people
// whom the casefile does not know); how many quotations; numbers (~ about, > and
// < open, 8-12 a range); dates (--MM-DD without a year); the rules that must, and
// those that may, be raised. What is left out is none. "¶ " begins a paragraph,
// "@ alone" an item that is a story by itself, "%" a remark.

// labelled is one sentence with what is so about it.
type labelled struct {
	text, mode    string
	breaks        bool // begins a paragraph
	speakers      []string
	quotes        int
	numbers       []string
	dates         []string
	want, besides []string
}

func (l labelled) sound() bool { return len(l.want) == 0 }

// item is a stretch of sentences that are read together.
type item struct {
	alone     bool
	sentences []labelled
}

// corpus is a desk with its items.
type corpus struct {
	*desk
	name, language, part string
	frame                string
	items                []item
}

func openCorpus(t *testing.T, dir string) *corpus {
	t.Helper()
	frame, err := os.ReadFile(filepath.Join(dir, "frame.md"))
	if err != nil {
		t.Fatal(err)
	}
	front := bytes.SplitN(frame, []byte("---\n"), 3)[1]
	c := &corpus{desk: newDesk(), name: filepath.Base(dir), part: filepath.Base(filepath.Dir(dir)), frame: string(frame)}
	if err := yaml.Unmarshal(front, c.desk); err != nil {
		t.Fatal(err)
	}
	c.language = c.name[len(c.name)-2:]
	c.load(t, dir)
	text, err := os.ReadFile(filepath.Join(dir, "sentences.txt"))
	if err != nil {
		t.Fatal(err)
	}
	c.items = readItems(t, dir, string(text))
	return c
}

func readItems(t *testing.T, dir, text string) []item {
	var out []item
	var now item
	flush := func() {
		if len(now.sentences) > 0 {
			out = append(out, now)
		}
		now = item{}
	}
	for n, line := range strings.Split(text+"\n", "\n") {
		switch {
		case line == "":
			flush()
		case strings.HasPrefix(line, "%"):
		case line == "@ alone":
			now.alone = true
		case strings.HasPrefix(line, "= "):
			last := len(now.sentences) - 1
			if last < 0 || now.sentences[last].mode != "" || !now.sentences[last].label(line[2:]) {
				// A line of labels too many belongs to a sentence on the same line.
				t.Fatalf("%s: sentences.txt:%d: labels that cannot be read: %s", dir, n+1, line)
			}
		default:
			rest, breaks := strings.CutPrefix(line, "¶ ")
			now.sentences = append(now.sentences, labelled{text: rest, breaks: breaks})
		}
	}
	return out
}

// label reads a line of labels; false where it is none.
func (l *labelled) label(line string) bool {
	for i, field := range strings.Split(line, " | ") {
		key, rest, _ := strings.Cut(strings.TrimSpace(field), " ")
		words := strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ',' })
		switch {
		case i == 0 && len(key) == 1 && strings.Contains("fa-", key):
			l.mode, l.speakers = map[string]string{"f": "fact", "a": "attributed", "-": "none"}[key], words
			l.speakers = slices.DeleteFunc(l.speakers, func(s string) bool { return s == "~" })
			slices.Sort(l.speakers)
		case i == 0:
			return false
		case key == "q":
			n, err := strconv.Atoi(rest)
			if l.quotes = n; err != nil {
				return false
			}
		case key == "n":
			l.numbers = words
		case key == "d":
			l.dates = words
		case key == "!":
			l.want = words
		case key == "?":
			l.besides = words
		default:
			return false
		}
	}
	return true
}

// story gives the draft of an item, each sentence on a line of its own, and the
// line on which the first stands.
func (c *corpus) story(it item) (text string, first int) {
	return c.storyWith(it, -1, "")
}

// storyWith puts another text in place of one of the sentences.
func (c *corpus) storyWith(it item, at int, other string) (text string, first int) {
	head, tail, _ := strings.Cut(c.frame, "{here}")
	if it.alone {
		head, tail = "---\nlanguage: "+c.language+"\n---\n\n", "\n"
	}
	var b strings.Builder
	for i, s := range it.sentences {
		if i > 0 && s.breaks {
			b.WriteString("\n")
		}
		if i == at {
			s.text = other
		}
		b.WriteString(s.text + "\n")
	}
	return head + b.String() + tail, strings.Count(head, "\n") + 1
}

// lineOf gives the line of each sentence, counted from that of the first.
func (it item) lineOf() []int {
	var out []int
	line := 0
	for i, s := range it.sentences {
		if i > 0 {
			line++
			if s.breaks {
				line++
			}
		}
		out = append(out, line)
	}
	return out
}
