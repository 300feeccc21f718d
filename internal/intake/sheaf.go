package intake

import (
	"strings"
	"unicode/utf8"
)

// sheaf collects the pages of a document as they are read. White space between
// two texts is put off until the second comes, so that none stands at an end.
type sheaf struct {
	pages  []string
	page   strings.Builder
	left   int // code points that may still come; below 0: too much
	most   int // pages
	lines  int // line ends due before the next text
	tabs   int // tabs due before the next text
	spaced bool
}

func newSheaf(limits Limits) *sheaf { return &sheaf{left: limits.Chars, most: limits.Pages} }

// maxTabs bounds the empty cells that are shown before a full one.
const maxTabs = 16

// write adds text to the page.
func (s *sheaf) write(text string) {
	if text == "" || s.left < 0 {
		return
	}
	if s.page.Len() > 0 {
		switch {
		case s.lines > 0:
			s.put(strings.Repeat("\n", min(s.lines, 2)))
		case s.tabs > 0:
			s.put(strings.Repeat("\t", min(s.tabs, maxTabs)))
		case s.spaced:
			s.put(" ")
		}
	}
	s.lines, s.tabs, s.spaced = 0, 0, false
	s.put(text)
}

func (s *sheaf) put(text string) {
	if s.left -= utf8.RuneCountInString(text); s.left >= 0 {
		s.page.WriteString(text)
	}
}

// line ends the line before the next text; tab parts it from this one.
func (s *sheaf) line() { s.lines, s.tabs, s.spaced = max(s.lines, 1), 0, false }
func (s *sheaf) tab()  { s.tabs++ }

// aside writes a line of its own beside the text: what a reader of the printed
// page does not see, or sees elsewhere. Its kind stands in square brackets.
func (s *sheaf) aside(kind, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	s.line()
	s.write("[" + kind + "] " + text)
	s.line()
}

// turn ends the page.
func (s *sheaf) turn() {
	s.pages = append(s.pages, s.page.String())
	s.page.Reset()
	s.lines, s.tabs, s.spaced = 0, 0, false
}

// blank reports whether nothing stands on the page yet.
func (s *sheaf) blank() bool { return s.page.Len() == 0 }

// full reports whether nothing more may come.
func (s *sheaf) full() bool { return s.left < 0 || len(s.pages) > s.most }

// bind gives the pages; the last one unless it is empty.
func (s *sheaf) bind() ([]string, error) {
	if !s.blank() {
		s.turn()
	}
	switch {
	case s.left < 0:
		return nil, TooMuchText
	case len(s.pages) > s.most:
		return nil, TooManyPages
	}
	if strings.Join(s.pages, "") == "" {
		return nil, nil
	}
	return s.pages, nil
}
