package anchor

import (
	"regexp"
	"strconv"
	"strings"
)

// times is the line of a cue in SRT or WebVTT (W3C WebVTT, 4.1) that says when it is shown.
var times = regexp.MustCompile(`^\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s+-->\s+(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`)

// cue is one of them: its times in seconds and the bytes of its words.
type cue struct {
	start, end float64
	from, to   int
}

// cues lists those of a page, in its order.
func cues(page string) []cue {
	if !strings.Contains(page, "-->") {
		return nil
	}
	var out []cue
	at, open := 0, false
	for line := range strings.Lines(page) {
		words := strings.TrimSpace(line)
		switch m := times.FindStringSubmatch(line); {
		case m != nil:
			out = append(out, cue{start: seconds(m[1:5]), end: seconds(m[5:9]), from: -1})
			open = true
		case words == "":
			open = false
		case open:
			c := &out[len(out)-1]
			if c.from < 0 {
				c.from = at + strings.Index(line, words)
			}
			c.to = at + strings.Index(line, words) + len(words)
		}
		at += len(line)
	}
	return out
}

// seconds reads hours, minutes, seconds and their thousandths.
func seconds(m []string) float64 {
	n := func(s string) float64 { v, _ := strconv.Atoi(s); return float64(v) }
	return 3600*n(m[0]) + 60*n(m[1]) + n(m[2]) + n((m[3] + "00")[:3])/1000
}

func (t *Text) timed() bool {
	for _, p := range t.pages {
		if len(cues(p)) > 0 {
			return true
		}
	}
	return false
}

// byTime gives the words that are shown in a span of time, from the first to the last.
func (t *Text) byTime(span []float64) (Place, bool) {
	if len(span) != 2 {
		return Place{}, false
	}
	for i, page := range t.pages {
		p, ok := t.place(i, -1, -1, Timed), false
		for _, c := range cues(page) {
			if c.from < 0 || c.end <= span[0] && c.start < span[0] || c.start >= span[1] && c.start > span[0] {
				continue
			}
			if !ok {
				p.start = c.from
			}
			p.end, ok = max(p.end, c.to), true
		}
		if ok && p.start < p.end {
			return t.counted(p), true
		}
	}
	return Place{}, false
}
