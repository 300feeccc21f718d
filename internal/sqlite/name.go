package sqlite

import (
	"errors"

	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/protect"
)

// maxSpellings bounds in how many ways one word of a name is looked for.
const maxSpellings = 300

// Spellings gives the words of the search index that may be the same name as a word.
// It reads the index alone, which holds nobody protected, and so can tell nothing of
// them whatever the name.
func (tx *Tx) Spellings(word string) ([]string, error) {
	var out []string
	like := protect.Spell(word)
	for _, span := range like.Beginnings() {
		err := tx.each("SELECT term FROM word WHERE term >= ? AND term < ?", func(s *sqlite3.Stmt) error {
			if w := s.ColumnText(0); like.Is(w) {
				out = append(out, w)
			}
			if len(out) == maxSpellings {
				return errEnough
			}
			return nil
		}, span.First, span.Last)
		if errors.Is(err, errEnough) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

var errEnough = errors.New("sqlite: enough")
