package draft

import (
	"encoding/binary"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/recent"
)

// Memory lets a draft that is parsed again and again while somebody writes it be
// read quicker: of a sentence that stands as it stood, dates, numbers and words of
// saying are not looked for again. What it gives is what Parse gives. Drafts that
// it gave share parts with each other and must not be changed. The zero value is
// ready; it is not safe for concurrent use.
type Memory struct {
	notes  recent.Cache[string, notes]
	blocks recent.Cache[string, marked]
	cuts   recent.Cache[string, []int]
	// figures says that words of saying are not asked for.
	figures bool
}

// notes are what annotate finds in a sentence.
type notes struct {
	dates   []Date
	numbers []Number
	sayings []Saying
}

// Parse reads a story as the function of that name does.
func (m *Memory) Parse(fileName string, raw []byte) (*Draft, error) {
	m.notes.Turn()
	m.blocks.Turn()
	m.cuts.Turn()
	return parseWith(fileName, raw, m)
}

// marked is a block's text with its quotations.
type marked struct {
	r            []rune
	bytes        []int // before each rune
	quotes, left []quoted
	spoken       []quoted // quotes, without asides in them
}

// marksOf finds the quotations of a block; before is the mark that the block before
// it left open.
func (m *Memory) marksOf(text string, before rune) marked {
	find := func() marked {
		b := marked{r: []rune(text)}
		b.quotes, b.left = marks(b.r, before)
		b.spoken = withoutAsides(b.r, b.quotes)
		b.bytes = make([]int, len(b.r)+1)
		for i, c := range b.r {
			b.bytes[i+1] = b.bytes[i] + utf8.RuneLen(c)
		}
		return b
	}
	if m == nil || m.figures {
		return find()
	}
	return m.blocks.Get(string(before)+text, find)
}

// cutsOf cuts a block into sentences; open is the mark of a quotation that goes on in
// the next block.
func (m *Memory) cutsOf(text string, b marked, whole []quoted, anchors []anchor, before, open rune) []int {
	cut := func() []int { return newSplitter(b.r, whole, anchors).cut() }
	if m == nil || m.figures {
		return cut()
	}
	key := append(append(utf8.AppendRune(utf8.AppendRune(nil, before), open), text...), 0)
	for _, a := range anchors {
		key = binary.AppendUvarint(key, uint64(a.at))
	}
	return m.cuts.Get(string(key), cut)
}

// notesOf reads a sentence's dates, numbers and words of saying.
func (m *Memory) notesOf(s *Sentence, lang string, read func() notes) notes {
	if m == nil || m.figures {
		return read()
	}
	return m.notes.Get(notesKey(s, lang), read)
}

// notesKey is all that annotate depends on: text, language and quotations.
func notesKey(s *Sentence, lang string) string {
	key := make([]byte, 0, len(s.Text)+len(lang)+1+len(s.Quotes)*8)
	key = append(append(append(key, lang...), 0), s.Text...)
	key = append(key, 0)
	for _, q := range s.Quotes {
		key = binary.AppendUvarint(key, uint64(q.In.Start))
		key = binary.AppendUvarint(key, uint64(q.In.End))
		if q.Open {
			key = append(key, 1)
		} else {
			key = append(key, 0)
		}
	}
	return string(key)
}
