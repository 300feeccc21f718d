package redact

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"onrecord.dev/onrecord/internal/record"
)

// A text is a sheet whose rows are lines and whose columns are words: an area of it
// covers whole words, so that neither the plan nor what is shown tells how long a
// covered name is. Every letter of a word has the word's place.

// mark stands for what is covered, however long it is, once in a line for words that
// follow each other.
const mark = "█████"

// Tag is a piece of markup that stands before a letter of a text.
type Tag struct {
	At   int    `json:"at"` // code points before it
	Name string `json:"name"`
	End  bool   `json:"end,omitempty"`
}

// lineWriter puts together a sheet of lines.
type lineWriter struct {
	text        strings.Builder
	sheet       Sheet
	word, line  int
	begun       bool // a word
	gap         int  // spaces before the next word
	keep        bool // white space as it stands
	written     int  // code points
	wide        int  // most words of a line
	overflowing bool
}

// add writes words. What nobody sees is left out: signs without width, control
// characters, kinds of space that look like another, and space at a line's end could
// carry words of their own.
func (w *lineWriter) add(text string) {
	for _, r := range norm.NFC.String(text) {
		switch {
		case r == '\n' && w.keep:
			w.newLine()
		case unicode.IsSpace(r) && !(r == '\t' && w.keep):
			if w.gap++; !w.keep {
				w.gap = 1
			}
		case unseen(r):
		case parts(r):
			w.flush()
			w.begun = false
			w.rune(r, Box{})
		default:
			w.flush()
			if !w.begun {
				w.begun = true
				w.word++
				w.wide = max(w.wide, w.word)
			}
			x, y := float32(w.word-1), float32(w.line)
			w.rune(r, Box{x, y, x + 1, y + 1})
		}
	}
}

// flush writes the space that was held back, which at a line's end it is for good.
func (w *lineWriter) flush() {
	for ; w.gap > 0; w.gap-- {
		w.begun = false
		w.rune(' ', Box{})
	}
}

func (w *lineWriter) newLine() {
	w.gap, w.begun, w.word = 0, false, 0
	w.line++
	w.rune('\n', Box{})
}

// block begins a line unless one has just begun.
func (w *lineWriter) block() {
	if w.word > 0 || w.begun {
		w.newLine()
	}
	w.gap = 0
}

func (w *lineWriter) rune(r rune, at Box) {
	if w.written++; w.written > maxChars {
		w.overflowing = true
		return
	}
	w.text.WriteRune(r)
	w.sheet.Words.Boxes = append(w.sheet.Words.Boxes, at)
}

func (w *lineWriter) tag(name string, end bool) {
	if len(w.sheet.Tags) >= maxChars {
		w.overflowing = true
		return
	}
	if !end {
		w.flush()
	}
	w.sheet.Tags = append(w.sheet.Tags, Tag{w.written, name, end})
}

func (w *lineWriter) done() ([]Sheet, error) {
	if w.overflowing {
		return nil, MuchText
	}
	w.sheet.Words.Text = w.text.String()
	w.sheet.Lines, w.sheet.Width, w.sheet.Height = true, max(w.wide, 1), w.line+1
	return []Sheet{w.sheet}, nil
}

// unseen reports whether a sign has no picture of its own. The joiners that Persian
// spelling needs are among them: they can carry a message too.
func unseen(r rune) bool {
	return r == unicode.ReplacementChar || unicode.Is(unicode.Variation_Selector, r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs) && r != '\t' ||
		r >= 0xE0000 && r < 0xE1000 || r == 0x034F || r == 0x3164 || r == 0x115F || r == 0x1160 || r == 0x2800
}

// parts reports whether a sign stands between words: those that part the cells of
// a table, too.
func parts(r rune) bool { return strings.ContainsRune(",;|\t\"()[]{}<>«»“”„", r) }

// readLines makes a sheet of a text.
func readLines(text string) ([]Sheet, error) {
	w := lineWriter{keep: true}
	w.add(text)
	return w.done()
}

// written gives what a sheet of lines shows with its areas covered, as text and,
// where it has markup, as a page.
func (s Sheet) written(page int, areas []record.Area) (text, markup string) {
	var plain, marked, held strings.Builder
	gone := false // the last word was covered
	put := func(t string) {
		plain.WriteString(t)
		marked.WriteString(escaped.Replace(t))
	}
	i, next := 0, 0
	tags := func() {
		for ; next < len(s.Tags) && s.Tags[next].At <= i; next++ {
			if name := s.Tags[next].Name; allowed[name] { // the child said it
				if s.Tags[next].End {
					name = "/" + name
				}
				marked.WriteString("<" + name + ">")
			}
		}
	}
	for _, r := range s.Words.Text {
		tags()
		at := s.Words.Boxes[i]
		i++
		switch {
		case r == '\n':
			put(held.String())
			held.Reset()
			put("\n")
			gone = false
		case !at.real():
			if gone {
				held.WriteRune(r)
			} else {
				put(string(r))
			}
		case covered(at, page, areas):
			if !gone {
				put(mark)
			}
			held.Reset()
			gone = true
		case !unseen(r):
			put(held.String())
			held.Reset()
			put(string(r))
			gone = false
		}
	}
	put(held.String())
	i = maxChars + 1
	tags()
	return plain.String(), marked.String()
}

// shell holds the page that is made of markup: it asks nobody for anything.
const (
	shellHead = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>Redacted</title></head>\n<body>\n"
	shellFoot = "\n</body></html>\n"
)

// lines makes the product of a sheet of lines.
func lines(mediaType string, s Sheet, areas []record.Area) (Product, error) {
	if !s.Words.sound() || len(s.Tags) > maxChars {
		return Product{}, Damaged
	}
	text, markup := s.written(1, areas)
	out := Product{MediaType: mediaType, Text: text, Bytes: []byte(text)}
	if mediaType == typeHTML {
		out.Bytes = []byte(shellHead + markup + shellFoot)
	}
	if len(out.Bytes) > MaxBytes {
		return Product{}, TooLarge
	}
	return out, nil
}
