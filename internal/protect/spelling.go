package protect

import (
	"slices"
	"strings"
)

// Spelling recognises words that may be the same name as another, in Latin,
// Cyrillic and Arabic letters and in all cases: by the forms that the blind index
// has, but in the clear. It is for looking for people who need no protection; it
// knows nothing of those who do.
type Spelling struct {
	word   string
	forms  map[key]bool
	groups []uint16 // of a given name with its cognates
	starts map[byte]bool
}

// Span is a stretch of words in the order of their bytes: First <= word < Last.
type Span struct{ First, Last string }

// leastFrame is how many letters of a frame or pattern tell a name where a reader,
// and not a machine, sees what was found.
const leastFrame = 4

// Spell prepares to recognise the spellings of one word of a name.
func Spell(word string) *Spelling {
	word = strings.ToLower(word)
	s := &Spelling{word: word, forms: map[key]bool{}, starts: map[byte]bool{}}
	for _, t := range tokens(word) {
		t.given = givenOf(t)
		for _, g := range t.given {
			s.groups = append(s.groups, g.group)
		}
		t.arab = t.script == arabic || slices.ContainsFunc(t.given, func(g givenName) bool { return g.arab })
		for _, f := range wordForms(t, true) {
			if coarse(f.input) && len(f.input)-len("s:") < leastFrame {
				continue
			}
			for by := byLatin; by <= byBare; by <<= 1 {
				if f.seen&by != 0 {
					s.forms[key{f.input, by}] = true
				}
			}
			if f.input[0] == 'n' {
				s.starts[f.input[2]] = true
			}
		}
		for _, sound := range soundsOf(t) {
			s.starts[sound[0]] = true
		}
	}
	return s
}

// Is reports whether a word, in small letters, may be the same name.
func (s *Spelling) Is(word string) bool {
	if word == s.word {
		return true
	}
	keys := textKeys(word, firstScript(word))
	for _, k := range keys {
		if s.forms[k] {
			return true
		}
	}
	if len(s.groups) == 0 {
		return false
	}
	return slices.ContainsFunc(theLexicon().givenNames(keys), func(g givenName) bool { return slices.Contains(s.groups, g.group) })
}

// Beginnings gives the stretches of the alphabets in which words stand that Is may
// recognise. Cognates such as Елена and Helen need not begin alike.
func (s *Spelling) Beginnings() []Span {
	all := []Span{{"a", "{"}, {"а", "ӿ"}, {"ء", "ۿ"}}
	return all
}
