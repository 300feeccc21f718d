package protect

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Spelling recognises words that may be the same name as another, in Latin,
// Cyrillic and Arabic letters and in all cases: by the forms that the blind index
// has, but in the clear, and of those by the likelier ones. Western names in Latin
// letters are recognised as Cyrillic texts transcribe them, not the other way round:
// that takes too long for every word of an index. It is for looking for people who
// need no protection; it knows nothing of those who do.
type Spelling struct {
	word     string
	forms    map[key]bool
	groups   []uint16      // of a given name with its cognates
	starts   map[byte]bool // the sounds that the forms begin with
	spoken   bool          // by transcription too
	anywhere bool          // nothing is known of how they begin
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
			if f.input[0] == 'v' || f.input[0] == 'h' || f.input[0] == 't' && f.seen&byCyrillic == 0 || f.input[0] == 'k' || coarse(f.input) && len(f.input)-len("s:") < leastFrame {
				continue // half the words of a language may be that
			}
			if coarse(f.input) && len(t.given) > 0 && f.seen&byArabic == 0 {
				continue // the list of given names knows better
			}
			for by := byLatin; by <= byBare; by <<= 1 {
				if f.seen&by != 0 {
					s.forms[key{f.input, by}] = true
				}
			}
			s.spoken = s.spoken || f.input[0] == 't'
			if f.seen&^byArabic != 0 {
				s.begin(f.input)
			}
		}
	}
	if len(s.groups) > 0 {
		for input, names := range theLexicon().given {
			if slices.ContainsFunc(names, func(g givenName) bool { return slices.Contains(s.groups, g.group) }) {
				s.begin(input)
			}
		}
	}
	return s
}

// begin notes how words begin that have a form.
func (s *Spelling) begin(input string) {
	switch input[0] {
	case 'n', 't':
		s.starts[input[2]] = true
	case 'f':
		for _, sound := range soundsLatin(input[2:]) {
			s.starts[sound[0]] = true
		}
	case 'a', 'o':
	default: // frames and patterns tell no beginning
		s.anywhere = true
	}
}

func (s *Spelling) has(keys []key) bool {
	return slices.ContainsFunc(keys, func(k key) bool { return s.forms[k] })
}

// Is reports whether a word, in small letters, may be the same name.
func (s *Spelling) Is(word string) bool {
	if word == s.word {
		return true
	}
	keys := textKeys(word, firstScript(word))
	if s.has(keys) || s.spoken && firstScript(word) == cyrillic && s.has(spokenKeys(word, cyrillic)) {
		return true
	}
	if len(s.groups) == 0 {
		return false
	}
	return slices.ContainsFunc(theLexicon().givenNames(keys), func(g givenName) bool { return slices.Contains(s.groups, g.group) })
}

// initials are the Latin and Cyrillic letters that a word may begin with which
// begins with a sound (sound.go), in any of the schemes.
var initials = map[byte]string{
	'a': "aiyjаяйиі", 'e': "eiyjоеєэёйиі", 'i': "iyjиіїйыеє", 'o': "oiyjоеёйиі", 'u': "uoiyjwуюйиі",
	'b': "bб", 'v': "vwвў", 'g': "ghgгґ", 'd': "djдџђ", 'k': "kcqк", 'l': "lłл", 'm': "mм", 'n': "nн", 'p': "pп", 'r': "rр", 's': "scсшщ", 't': "tт", 'f': "fpф", 'z': "zjзж",
	'x': "khxcх", 'Z': "zjж", 'c': "ctцч", 'C': "ctчћ", 'S': "scш", 'W': "scщ",
}

// Beginnings gives the stretches of the alphabets in which all words stand that Is
// recognises, in order: those that are not worth looking through are left out.
func (s *Spelling) Beginnings() []Span {
	if s.anywhere {
		return []Span{{"0", "\U0010FFFF"}}
	}
	letters := map[rune]bool{}
	first, _ := utf8.DecodeRuneInString(s.word)
	letters[first] = true
	for sound := range s.starts {
		for _, r := range initials[sound] {
			letters[r] = true
		}
	}
	var out []Span
	for _, r := range slices.Sorted(maps.Keys(letters)) {
		if r != utf8.RuneError && scriptOf(r) != arabic {
			out = append(out, Span{string(r), string(r + 1)})
		}
	}
	return append(out, Span{"\u0620", "\u0700"}) // Arabic words begin with particles as well
}
