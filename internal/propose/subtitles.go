package propose

import (
	"regexp"
	"strconv"
	"strings"
)

// cueTimes is the span of a cue in SRT ("00:01:02,500 --> 00:01:04,000") and WebVTT (W3C WebVTT,
// section 4: hours may be missing, a dot stands before the thousandths).
var cueTimes = regexp.MustCompile(`^\s*(?:(\d{1,4}):)?(\d{2}):(\d{2})[.,](\d{3})\s+-->\s+(?:(\d{1,4}):)?(\d{2}):(\d{2})[.,](\d{3})`)

// voiceTag is WebVTT's <v Anna Bell>; other tags only change how a text looks.
var voiceTag = regexp.MustCompile(`^<v(?:\.[^ >]*)?[ \t]+([^>]{1,200})>`)
var anyTag = regexp.MustCompile(`</?[a-zA-Z0-9.:][^>]{0,200}>`)

// longestCue is how long what one speaker says in subtitles may be before it is
// listed in two parts, in seconds.
const longestCue = 60

// spoken is what one speaker says over one or more cues.
type spoken struct {
	who        Place
	start, end float64
	text       []string
	at         Place // of the words where they stand in one line, else empty
	lines      int
}

// subtitles reads SRT and WebVTT, and reports whether the text is such a file. What
// is proposed is found by its time; by its words, too, where they stand in one line.
func (f *finder) subtitles() bool {
	if len(f.pages) != 1 {
		return false
	}
	page, cues := f.pages[0], 0
	var cur *spoken
	flush := func() {
		if cur != nil && len(cur.text) > 0 {
			f.cue(*cur)
		}
		cur = nil
	}
	inside := false
	var start, end float64
	for at := 0; at < len(page); {
		to := lineEnd(page, at)
		line := strings.TrimRight(page[at:to], "\r ")
		switch m := cueTimes.FindStringSubmatch(line); {
		case m != nil:
			cues++
			inside, start, end = true, clockOf(m[1:5]), clockOf(m[5:9])
		case strings.TrimSpace(line) == "":
			inside = false
		case inside:
			who, from := f.cueVoice(page, at, at+len(line))
			if who.To > who.From || cur == nil || start-cur.start > longestCue || start-cur.end > 3 || cur.done() {
				if who.To == who.From && cur != nil && !cur.done() && start-cur.end <= 3 {
					who = cur.who
				}
				flush()
				cur = &spoken{who: who, start: start}
			}
			cur.end = max(end, start)
			cur.text = append(cur.text, anyTag.ReplaceAllString(page[from:at+len(line)], ""))
			cur.lines++
			cur.at = Place{0, from, at + len(line)}
		}
		if cues == 0 && at > 4096 {
			return false
		}
		at = to + 1
	}
	if cues == 0 {
		return false
	}
	flush()
	f.out.Form = Subtitles
	return true
}

// done reports words that end in a stop.
func (s *spoken) done() bool { return endsParagraph(s.text[len(s.text)-1]) }

// cueVoice reads who speaks at the start of a line of a cue, and where his words begin.
func (f *finder) cueVoice(page string, from, to int) (who Place, body int) {
	line := page[from:to]
	if m := voiceTag.FindStringSubmatchIndex(line); m != nil {
		return Place{0, from + m[2], from + m[3]}, from + m[1]
	}
	if l, ok := readLabel(page, 0, from, to); ok && (l.shouting || l.role != nobody || strings.HasPrefix(line, "- ")) {
		return l.name, l.body
	}
	trim := len(line) - len(strings.TrimLeft(line, "-–— "))
	return Place{}, from + trim
}

func (f *finder) cue(s spoken) {
	x := found{kind: Direct, text: strings.Join(s.text, " "), time: []float64{s.start, s.end}, who: s.who, confidence: Open, why: "subtitles that do not say who speaks"}
	if s.lines == 1 && !strings.Contains(f.pages[0][s.at.From:s.at.To], "<") {
		x.exact = s.at
	}
	if s.who.To > s.who.From {
		x.names, x.confidence, x.label = []Place{s.who}, Clear, true
		x.why, x.cue = "the words are labelled so", f.pages[0][s.who.From:s.who.To]
		switch l, _ := (label{}).judged(x.cue); l.role {
		case asks:
			f.out.Left.Questions++
			return
		case answers:
			x.answer, x.names, x.confidence, x.why = true, nil, Open, "the words are labelled as an answer, and not whose"
		}
	}
	if strings.ContainsFunc(x.text, wordRune) {
		f.add(x)
	}
}

func clockOf(parts []string) float64 {
	n := func(s string) float64 { v, _ := strconv.Atoi(s); return float64(v) }
	return n(parts[0])*3600 + n(parts[1])*60 + n(parts[2]) + n(parts[3])/1000
}
