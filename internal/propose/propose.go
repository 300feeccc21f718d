// Package propose reads a report, a letter, an interview or a chat and lists what
// somebody is said to have said in it: quotations and attributed sayings, each with
// its place, its cue and its speaker as written. It proposes; a person decides. Find
// is pure, takes time linear in the text and gives the same list for the same text.
//
// Where the text does not tell who speaks, the speaker stays open: a wrong name
// costs more than an empty field. The words of saying and the reading of quotation
// marks are those of package draft, by which the gate reads a story.
package propose

import (
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

// Kind says how the words of somebody stand in a text.
type Kind string

const (
	Direct   Kind = "direct"   // his very words
	Indirect Kind = "indirect" // "she said that …"
	Mixed    Kind = "mixed"    // reported, with some of his very words in quotation marks
)

// Confidence says how sure the speaker is, in a word.
type Confidence string

const (
	Clear  Confidence = "clear"  // the text says who speaks, beside the words
	Likely Confidence = "likely" // it follows from what stands before or after
	Open   Confidence = "open"   // the text does not tell, or not plainly enough
)

// Form is how a text is laid out.
type Form string

const (
	Prose      Form = "prose"
	Transcript Form = "transcript" // every turn with its speaker, as in interviews and chats
	Subtitles  Form = "subtitles"  // SRT or WebVTT
)

// Saying is one thing that somebody is said to have said.
type Saying struct {
	Kind Kind
	// Text is what was said: the words of a direct quotation without its marks; else
	// the clause that reports it, or the sentence where no clause stands apart.
	Text string
	// Select finds it in the evidence: Exact as it stands there.
	Select record.Selector
	Cue    string // the words that attribute it; a label for a turn; may be empty
	// Speaker is who says it, as written; empty where Confidence is Open and nobody
	// stands near. For a pronoun it is the pronoun.
	Speaker    string
	Confidence Confidence
	Why        string // of the speaker, in words
	// Names are the places in the page where whoever speaks may be named: Speaker
	// itself, or what a pronoun may stand for. Bytes of the page.
	Names   []Place
	Pronoun bool  // Speaker is one; Names is whom it may stand for
	Label   bool  // Speaker is the label of a turn
	Who     Place // of Speaker; empty where there is none
	At      Place // of Exact
	// Answer marks a turn labelled only as the answer ("A:", "Ответ:").
	Answer bool
}

// Place is a stretch of a page, counted from 0, in bytes.
type Place struct{ Page, From, To int }

// Left counts what looked like a saying and was taken for something else.
type Left struct {
	Titles    int `json:"titles"`    // names and titles in quotation marks
	Marked    int `json:"marked"`    // words in quotation marks that nobody is said to have said
	Questions int `json:"questions"` // turns of whoever asks
	Beyond    int `json:"beyond"`    // sayings after the first Most
}

// Result is what Find gives.
type Result struct {
	Form    Form
	Sayings []Saying // in the order of the text
	Left    Left
}

// Most is how many sayings are listed. Nobody reviews more in one go.
const Most = 5000

// Find lists the sayings in a text, which is given page by page.
func Find(pages []string) Result {
	clean := make([]string, len(pages))
	for i, p := range pages {
		clean[i] = valid(p)
	}
	f := &finder{pages: clean, out: Result{Form: Prose, Sayings: []Saying{}}}
	switch {
	case f.subtitles():
	case f.transcript():
	default:
		f.prose()
	}
	return f.out
}

// valid puts a question mark in place of every byte that is no text, so that all
// other places stay what they were.
func valid(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	out := []byte(text)
	for i := 0; i < len(out); {
		r, n := utf8.DecodeRune(out[i:])
		if r == utf8.RuneError && n == 1 {
			out[i] = '?'
		}
		i += n
	}
	return string(out)
}

// finder is one run of Find.
type finder struct {
	pages []string
	out   Result
}

// found is a saying before it is written out. The spans are of the page.
type found struct {
	kind                   Kind
	exact                  Place
	text                   string
	cue                    string
	who                    Place // empty where nobody is named
	names                  []Place
	confidence             Confidence
	why                    string
	time                   []float64
	pronoun, label, answer bool
}

func (f *finder) add(x found) {
	if len(f.out.Sayings) >= Most {
		f.out.Left.Beyond++
		return
	}
	page := f.pages[x.exact.Page]
	s := Saying{
		Kind: x.kind, Text: oneLine(x.text), Cue: oneLine(x.cue), Confidence: x.confidence, Why: x.why,
		Names: x.names, Who: x.who, Pronoun: x.pronoun, Label: x.label, At: x.exact, Answer: x.answer,
	}
	if s.Text == "" {
		return
	}
	if x.who.To > x.who.From {
		s.Speaker = oneLine(f.pages[x.who.Page][x.who.From:x.who.To])
	}
	if x.exact.To > x.exact.From {
		s.Select = record.Selector{Exact: page[x.exact.From:x.exact.To], Prefix: before(page, x.exact.From), Suffix: after(page, x.exact.To)}
	}
	if len(f.pages) > 1 {
		s.Select.Page = x.exact.Page + 1
	}
	s.Select.Time = x.time
	f.out.Sayings = append(f.out.Sayings, s)
}

// oneLine folds white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// context is how much of a page a selector gives before and after its words, in bytes.
const context = 40

// before gives what stands just before a place of a page, from the start of a word.
func before(page string, at int) string {
	from := max(0, at-context)
	for from > 0 && from < at && page[from]&0xC0 == 0x80 {
		from++
	}
	text := page[from:at]
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		text = text[i+1:]
	}
	if from > 0 {
		if i := strings.IndexByte(text, ' '); i >= 0 && i < len(text)-1 {
			text = text[i+1:]
		}
	}
	return text
}

// after gives what stands just after a place of a page, to the end of a word.
func after(page string, at int) string {
	to := min(len(page), at+context)
	for to < len(page) && to > at && page[to]&0xC0 == 0x80 {
		to--
	}
	text := page[at:to]
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	if to < len(page) {
		if i := strings.LastIndexByte(text, ' '); i > 0 {
			text = text[:i]
		}
	}
	return text
}
