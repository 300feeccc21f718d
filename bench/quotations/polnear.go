package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/propose"
)

// span is a stretch of an article in bytes.
type span struct{ from, to int }

func (s span) overlaps(o span) bool { return s.from < o.to && o.from < s.to }

// marked is a quotation whose speaker people marked.
type marked struct {
	at     span   // its words, without the marks
	source []span // who says it
	whole  bool   // the words that are attributed begin and end with it
}

// article is one text with what people marked in it; other holds every stretch that
// is attributed to somebody or to nobody.
type article struct {
	name, text string
	quotes     []marked
	other      []span
}

func polnear(o options) error {
	dir := filepath.Join(o.polnear, "data", o.part)
	texts, err := filepath.Glob(filepath.Join(dir, "text", "*.txt"))
	if err != nil || len(texts) == 0 {
		fmt.Println("skipped, not there:", dir)
		return nil
	}
	slices.Sort(texts)
	ours, nearest := tally{misses: o.misses}, tally{}
	for _, path := range texts {
		a, ok := readArticle(path, filepath.Join(dir, "attributions"))
		if !ok {
			continue
		}
		ours.article(a, propose.Find([]string{a.text}).Sayings)
		nearest.article(a, nearestNames(a.text))
	}
	fmt.Printf("PolNeAR %s, %d articles\n", o.part, len(texts))
	ours.report("onrecord")
	nearest.report("nearest name")
	return nil
}

// readArticle reads a text and the first annotator's marks, whose places count code points.
func readArticle(path, marks string) (article, bool) {
	raw, err := os.ReadFile(path)
	name := strings.TrimSuffix(filepath.Base(path), ".txt")
	all, _ := filepath.Glob(filepath.Join(marks, name+"_????.ann"))
	if err != nil || len(all) == 0 {
		return article{}, false
	}
	slices.Sort(all)
	ann, err := os.ReadFile(all[0])
	if err != nil {
		return article{}, false
	}
	a := article{name: name, text: string(raw)}
	at := offsets(a.text)
	parts := map[string][]span{}
	for line := range strings.Lines(string(ann)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) < 2 {
			continue
		}
		kind, rest, _ := strings.Cut(f[1], " ")
		if strings.HasPrefix(f[0], "T") {
			for _, piece := range strings.Split(rest, ";") {
				ends := strings.Fields(piece)
				if len(ends) != 2 {
					continue
				}
				from, err1 := strconv.Atoi(ends[0])
				to, err2 := strconv.Atoi(ends[1])
				if err1 == nil && err2 == nil && from < to && to < len(at) {
					parts[f[0]] = append(parts[f[0]], span{at[from], at[to]})
				}
			}
			_ = kind
			continue
		}
		if strings.HasPrefix(f[0], "E") {
			a.attribution(f[1], parts)
		}
	}
	return a, true
}

func (a *article) attribution(roles string, parts map[string][]span) {
	var content, source []span
	for _, r := range strings.Fields(roles) {
		role, id, _ := strings.Cut(r, ":")
		switch {
		case strings.HasPrefix(role, "Content"):
			content = append(content, parts[id]...)
		case strings.HasPrefix(role, "Source"):
			source = append(source, parts[id]...)
		}
	}
	a.other = append(a.other, content...)
	if len(source) == 0 {
		return
	}
	for _, c := range content {
		for _, q := range inMarks(a.text[c.from:c.to]) {
			a.quotes = append(a.quotes, marked{
				at: span{c.from + q.from, c.from + q.to}, source: source,
				whole: q.from <= 4 && c.to-c.from-q.to <= 5,
			})
		}
	}
}

// inMarks gives what stands in quotation marks: from a mark to the next one that
// closes it, or to the end. It knows nothing of the reading that is measured.
func inMarks(text string) (out []span) {
	from, straight := -1, false
	for i, c := range text {
		switch {
		case from < 0 && (c == '“' || c == '"'):
			from, straight = i+utf8.RuneLen(c), c == '"'
		case from >= 0 && (c == '”' && !straight || c == '"' && straight):
			if strings.TrimSpace(text[from:i]) != "" {
				out = append(out, span{from, i})
			}
			from = -1
		}
	}
	if from >= 0 && strings.TrimSpace(text[from:]) != "" {
		out = append(out, span{from, len(text)})
	}
	return out
}

// offsets gives the byte of each code point, and the length.
func offsets(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}
