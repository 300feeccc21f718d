package draft

import (
	"encoding/binary"

	"onrecord.dev/onrecord/internal/recent"
)

// Memory lets a draft that is parsed again and again while somebody writes it be
// read quicker: of a sentence that stands as it stood, dates, numbers and words of
// saying are not looked for again. What it gives is what Parse gives. Drafts that
// it gave share parts with each other and must not be changed. The zero value is
// ready; it is not safe for concurrent use.
type Memory struct {
	notes recent.Cache[string, notes]
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
	return parseWith(fileName, raw, &m.notes)
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
