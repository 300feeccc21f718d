package check

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

type mentionKind int

const (
	named     mentionKind = iota // by a public name
	described                    // by a descriptor or any other description of people
	pronoun
	unknown // somebody named who is no actor of the casefile
)

// mention is a place where a sentence speaks of people.
type mention struct {
	from, to int // words
	kind     mentionKind
	actors   []record.ID // whom it may mean; empty where that is open
	full     bool        // a whole agreed descriptor
	short    bool        // what stands for a descriptor that came before
	body     bool        // an organisation or the like
	number   grammaticalNumber
	head     int // of a whole descriptor in Cyrillic, the word of its noun; else 0
}

func (m mention) in(s *sentence) draft.TextSpan {
	return draft.TextSpan{Start: s.words[m.from].in.Start, End: s.words[m.to-1].in.End}
}

// name is a public name of an actor, or a part of one by which he may be called.
type name struct {
	actor record.ID
	words []string
	whole bool
}

// namesOf gives all public names, longest first; for people also each longer part of them.
func namesOf(c *record.Casefile) []name {
	var out []name
	for _, id := range record.SortedKeys(c.Actors) {
		a := c.Actors[id]
		for _, n := range a.Names {
			p := pattern(n)
			if len(p) == 0 {
				continue
			}
			out = append(out, name{id, p, true})
			if a.Type != record.Person || len(p) == 1 {
				continue
			}
			for _, part := range p {
				if is, _, _ := describes(word{folded: part}); !is && utf8.RuneCountInString(part) > 2 {
					out = append(out, name{id, []string{part}, false})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b name) int { return len(b.words) - len(a.words) })
	return out
}

// beginning gives the letters that all forms of a name share.
func beginning(w string) string {
	if arabic(w) {
		return "" // particles are written before the word
	}
	for i := range w {
		if n := utf8.RuneCountInString(w[:i]); n == 2 {
			return w[:i]
		}
	}
	return w
}

// findMentions reads a sentence from left to right; the longest reading wins.
func (st *story) findMentions(s *sentence) []mention {
	var out []mention
	for i := 0; i < len(s.words); {
		m, ok := st.mentionAt(s, i)
		if !ok {
			i++
			continue
		}
		out = append(out, m)
		i = m.to
	}
	return out
}

func (st *story) mentionAt(s *sentence, i int) (mention, bool) {
	if m, ok := st.namedAt(s, i); ok {
		return m, true
	}
	if m, ok := st.descriptorAt(s, i); ok {
		return m, true
	}
	if m, ok := st.partOf(s, i); ok {
		return m, true
	}
	w := s.words[i]
	m := mention{from: i, to: i + 1}
	switch {
	case pronounsSingular[w.folded]:
		m.kind, m.number = pronoun, singularNumber
		return m, true
	case pronounsPlural[w.folded]:
		m.kind, m.number = pronoun, pluralNumber
		return m, true
	}
	is, body, number := describes(w)
	if !is && st.heads(w) {
		is, number = true, numberOf(w)
	}
	if !is {
		return m, false
	}
	m.kind, m.body, m.number = described, body, number
	m.from = phraseStart(s, i)
	st.resolveShort(s, &m, i)
	return m, true
}

// partOf reads "two of them", "one of the soldiers", "один из тех, кто выжил":
// the number is that of the part.
func (st *story) partOf(s *sentence, i int) (mention, bool) {
	n, ok := quantifiers[s.words[i].folded]
	if !ok && countWord(s.words[i].folded) {
		n = pluralNumber
	}
	k := i + 2
	if n == numberUnknown || k >= len(s.words) || !partitive[s.words[i+1].folded] || s.breaks(i+1) || s.quoted[i] {
		return mention{}, false
	}
	counted := false
	for k+1 < len(s.words) && (articles[s.words[k].folded] || countWord(s.words[k].folded) || possessive[s.words[k].folded]) && !those[s.words[k].folded] {
		counted = counted || countWord(s.words[k].folded)
		k++
	}
	m := mention{from: i, to: k + 1, kind: pronoun, number: n}
	switch {
	case thoseMeant[s.words[k].folded]:
		return m, true
	case those[s.words[k].folded]:
		m.kind = described
		return m, true
	}
	for j := k; j < len(s.words) && j < k+3 && !(j > k && s.breaks(j)) && s.sayingOf[j] == 0; j++ {
		if inner, ok := st.mentionAt(s, j); ok && inner.kind == described {
			inner.from, inner.number = i, n
			return inner, true
		}
	}
	m.to = k // "two of the three said"
	return m, counted && s.sayingOf[k] > 0
}

var partitive = wordSet(`of из з із`)
var thoseMeant = wordSet(`them us whom which these них нас ных которых яких`)
var those = wordSet(`those тех тих`)

// namedAt matches public names. A part of a person's name counts only with a
// capital where the script has capitals.
func (st *story) namedAt(s *sentence, i int) (mention, bool) {
	m := mention{from: i, kind: named}
	for _, n := range st.nameIndex[beginning(s.words[i].folded)] {
		if m.to > 0 && len(n.words) < m.to-m.from {
			break
		}
		if !matchAt(s.words, i, n.words) || (lowerCased(s, i) && (!n.whole || len(n.words) == 1) && capitalised(st.c, n)) {
			continue
		}
		if m.to > 0 && !n.whole && st.wholeNameAt(s, i, m.to) {
			continue
		}
		m.to = i + len(n.words)
		if !slices.Contains(m.actors, n.actor) {
			m.actors = append(m.actors, n.actor)
		}
		if a := st.c.Actors[n.actor]; a != nil {
			m.body = m.body || a.Type == record.Organization || a.Type == record.Unit
		}
	}
	return m, m.to > 0
}

func (st *story) wholeNameAt(s *sentence, i, to int) bool {
	return slices.ContainsFunc(st.nameIndex[beginning(s.words[i].folded)], func(n name) bool {
		return n.whole && len(n.words) == to-i && matchAt(s.words, i, n.words)
	})
}

func lowerCased(s *sentence, i int) bool {
	r, _ := utf8.DecodeRuneInString(s.Text[s.words[i].in.Start:])
	return unicode.IsLower(r)
}

// capitalised reports whether the name is written with a capital in the casefile.
func capitalised(c *record.Casefile, n name) bool {
	for _, full := range c.Actors[n.actor].Names {
		if n.whole && !slices.Equal(pattern(full), n.words) {
			continue // "the inspectorate" beside "Health and Safety Inspectorate"
		}
		for _, w := range wordsOf(full) {
			if w.folded == n.words[0] && w.capital {
				return true
			}
		}
	}
	return false
}

// descriptorAt matches whole descriptors; several sources may share one.
func (st *story) descriptorAt(s *sentence, i int) (mention, bool) {
	m := mention{from: i, kind: described, full: true}
	for _, d := range st.descriptors {
		if m.to > 0 && len(d.words) < m.to-m.from {
			break
		}
		if matchAt(s.words, i, d.words) {
			m.to = i + len(d.words)
			m.actors = append(m.actors, d.source)
			m.number = singularNumber
			for k, w := range d.words {
				if w == d.head && s.words[i+k].folded != w && numberOf(s.words[i+k]) == pluralNumber {
					m.number = pluralNumber
				}
				if f := s.words[i+k].folded; w == d.head && cyrillic(w) && f != w { // the verb tells
					m.number, m.head = numberUnknown, i+k
				}
			}
		}
	}
	return m, m.to > 0
}

// phraseStart finds where the noun phrase whose noun stands at i begins: at its
// article or number, if one stands close by; else at the noun.
func phraseStart(s *sentence, i int) int {
	for j := i - 1; j >= 0 && j >= i-4 && !s.breaks(j+1); j-- {
		w := s.words[j].folded
		switch {
		case s.sayingOf[j] > 0:
			return j + 1
		case articles[w] || countWord(w) || possessive[w]:
			return j
		case prepositions[w] || conjunctions[w] || between[w] || isThing(s.words[j]):
			return j + 1
		case cyrillic(w) && !adjective(w):
			return j + 1
		}
	}
	return i
}

// heads reports whether a word is the noun of an agreed descriptor.
func (st *story) heads(w word) bool {
	return slices.ContainsFunc(st.descriptors, func(d descriptor) bool { return sameWord(w.folded, d.head) })
}

// numberOf guesses the number of a noun of people; in Russian and Ukrainian the verb tells.
func numberOf(w word) grammaticalNumber {
	switch _, _, n := describes(w); {
	case n != numberUnknown || cyrillic(w.folded):
		return n
	case singular(w.folded) != w.folded:
		return pluralNumber
	}
	return singularNumber
}

// resolveShort lets the noun of a descriptor stand for it once the whole has come before.
func (st *story) resolveShort(s *sentence, m *mention, head int) {
	for _, d := range st.descriptors {
		if !st.introducedBefore(d.source, s, m.from) || !sameWord(s.words[head].folded, d.head) {
			continue
		}
		fits := true
		for k := m.from; k < head; k++ {
			w := s.words[k].folded
			fits = fits && (articles[w] || countWord(w) || possessive[w] || filler[w] ||
				slices.ContainsFunc(d.words, func(x string) bool { return sameWord(x, w) }))
		}
		if fits {
			m.actors, m.short = append(m.actors, d.source), true
		}
	}
}

// introducedBefore reports whether a source's whole descriptor stands before a place.
func (st *story) introducedBefore(source record.ID, s *sentence, word int) bool {
	at, ok := st.introduced[source]
	return ok && s.n >= 0 && (at.n < s.n || (at.n == s.n && at.word < word))
}

// place of a word in the story.
type wordPlace struct{ n, word int }

// introduce notes where each whole descriptor stands first.
func (st *story) introduce() {
	for _, s := range st.sentences {
		if s.n < 0 {
			continue
		}
		for _, at := range st.m.firsts.Get(s.Text, func() []standsAt { return st.firstsIn(s.words) }) {
			if _, seen := st.introduced[at.source]; !seen {
				st.introduced[at.source] = wordPlace{s.n, at.word}
			}
		}
	}
}

// standsAt is where a source's whole descriptor stands first in a text.
type standsAt struct {
	source record.ID
	word   int
}

func (st *story) firstsIn(ws []word) (out []standsAt) {
	for _, d := range st.descriptors {
		for i := range ws {
			if matchAt(ws, i, d.words) {
				out = append(out, standsAt{d.source, i})
				break
			}
		}
	}
	return out
}
