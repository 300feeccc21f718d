package check

import (
	"sort"
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/protect"
)

// passage is a stretch of what leaves the house with the draft: what the rules
// that protect sources read, cited or not.
type passage struct {
	text string
	s    *sentence // nil outside sentences
	at   func(draft.TextSpan) draft.Span
}

// passages gives the sentences, the code and raw HTML, all strings of the front
// matter and the file's name.
func (st *story) passages() []passage {
	var out []passage
	d := st.in.Draft
	fixed := func(span draft.Span) func(draft.TextSpan) draft.Span {
		return func(draft.TextSpan) draft.Span { return span }
	}
	for _, f := range d.Front.Fields {
		out = append(out, passage{f.Text, nil, fixed(f.Span)})
	}
	for _, f := range d.Hidden {
		out = append(out, passage{f.Text, nil, fixed(f.Span)}, passage{fileWords(f.Text), nil, fixed(f.Span)})
	}
	for _, s := range st.sentences {
		if s.n >= 0 {
			out = append(out, passage{s.Text, s, s.at})
		}
	}
	for _, b := range d.Blocks {
		if b.Kind == draft.Code {
			out = append(out, passage{b.Text, nil, fixed(b.Span)})
		}
	}
	return append(out, passage{fileWords(d.FileName), nil, fixed(topOfFile())})
}

// fileWords makes words of a file name.
func fileWords(name string) string {
	return strings.NewReplacer("-", " ", "_", " ", ".", " ").Replace(name)
}

func topOfFile() draft.Span {
	return draft.Span{Start: draft.Position{Line: 1, Column: 1}, End: draft.Position{Line: 1, Column: 1}}
}

// hits asks the blind index; without one nothing is found.
func (st *story) hits(text string) []protect.Hit {
	if st.in.Guard == nil {
		return nil
	}
	return st.m.hits.Get(text, func() []protect.Hit { return st.in.Guard.Find(text) })
}

// fileHits asks it of the whole file.
func (st *story) fileHits(source string) []protect.Hit {
	if st.in.Guard == nil {
		return nil
	}
	return st.in.Guard.FindAgain(&st.m.file, source)
}

// clean takes protected strings out of a text.
func (st *story) clean(text string) string {
	if st.in.Guard == nil {
		return text
	}
	return st.m.clean.Get(text, func() string { return st.in.Guard.Clean(text) })
}

// lines turns byte offsets of the file into places.
type lines struct {
	src    []byte
	starts []int
}

func newLines(src []byte) lines {
	l := lines{src: src, starts: []int{0}}
	for i, b := range src {
		if b == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

func (l lines) place(offset int) draft.Position {
	offset = min(max(offset, 0), len(l.src))
	line := sort.SearchInts(l.starts, offset+1) - 1
	return draft.Position{Line: line + 1, Column: utf8.RuneCount(l.src[l.starts[line]:offset]) + 1, Offset: offset}
}
