package protect

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

const (
	maxJoin   = 5  // pieces that may be one word: Ива-нов, O'Brien, McDonald
	maxWild   = 32 // pieces of a word in wild case
	maxSpaced = 24 // letters of a word s p a c e d out
	maxReach  = 8  // pieces by which a hit grows to either side
)

// search looks for names and identifiers in one text.
type search struct {
	g        *Guard
	text     string
	strict   bool // a given name of somebody else excuses nothing
	hasher   hasher
	pieces   []piece
	units    []unit
	starts   map[int][]int // piece -> units that begin there
	ends     map[int][]int // piece -> units that end before it
	cache    kinds
	squashed map[string]string // word -> as a part of an identifier
	heads    map[string]bool
	hits     []found
}

// unit is one or several pieces that together sound like something protected.
type unit struct {
	from, to int // pieces [from, to)
	refs     []ref
}

// reading is what a word may be.
type reading struct {
	refs   []ref // by actor
	tells  bool  // a given name that shows whom a surname belongs to
	father bool  // a patronymic
}

func newSearch(g *Guard, text string, strict bool) *search {
	return &search{g: g, text: text, strict: strict, hasher: newHasher(g.key), cache: kinds{{}, {}, {}, {}}, squashed: map[string]string{}, heads: map[string]bool{}}
}

// all finds everything: in the text as it is written, and as it will be read
// where that differs.
func (s *search) all() []Hit {
	s.look(scan(s.text))
	if hasMarks(s.text) {
		s.look(scanThrough(nil, s.text))
	}
	if s.g.table.ids {
		s.mails()
	}
	return s.said(longest(s.hits))
}

// said names the actors of what was found.
func (s *search) said(all []found) []Hit {
	var out []Hit
	for _, f := range all {
		out = append(out, Hit{Actor: s.g.actors[f.actor], Identifier: f.identifier, Start: f.start, End: f.end})
	}
	return out
}

// look searches one reading of the text.
func (s *search) look(pieces []piece) {
	s.names(pieces)
	if s.g.table.ids {
		s.rows(pieces)
		s.spelt(pieces)
	}
}

// names finds the names.
func (s *search) names(pieces []piece) {
	s.pieces, s.units = pieces, s.units[:0]
	s.starts, s.ends = map[int][]int{}, map[int][]int{}
	for i := range s.pieces {
		s.spans(i)
	}
	for k := range s.units {
		u := &s.units[k]
		initial := s.beforeInitial(u) // a common given name may be that of thousands
		for _, r := range u.refs {
			if r.role != asGiven || initial {
				s.anchor(u, r)
			}
		}
	}
}

// spans looks up the words that may begin at piece i.
func (s *search) spans(i int) {
	p := s.pieces[i]
	s.word(i, i+1, p.word, p.mixed)
	s.digited(i)
	s.wild(i)
	if p.script == digits {
		return
	}
	w, mixed := p.word, p.mixed
	for j := i + 1; j < len(s.pieces) && j < i+maxJoin; j++ {
		q := s.pieces[j]
		if q.before > soft || q.script == digits || len(w) > 128 || s.possessive(j) {
			break
		}
		w += q.word
		mixed = mixed || q.mixed || q.script != p.script
		s.word(i, j+1, w, mixed)
	}
	if j := s.spaced(i); j >= i+3 {
		var b strings.Builder
		for _, q := range s.pieces[i:j] {
			b.WriteString(q.word)
		}
		s.word(i, j, b.String(), true)
	}
}

// wild looks up a word in wIlD cAsE, of more pieces than are tried otherwise, that
// begins at piece i.
func (s *search) wild(i int) {
	if i > 0 && s.pieces[i].before <= soft {
		return
	}
	w, mixed, j := "", false, i
	for ; j < len(s.pieces) && (j == i || s.pieces[j].before <= soft) && s.pieces[j].script != digits; j++ {
		w += s.pieces[j].word
		mixed = mixed || s.pieces[j].mixed || s.pieces[j].script != s.pieces[i].script
		if j-i == maxWild {
			return
		}
	}
	if j-i > maxJoin {
		s.word(i, j, w, mixed)
	}
}

// digited looks up a word with digits for letters that begins at piece i.
func (s *search) digited(i int) {
	if i > 0 && s.pieces[i].before == glued {
		return
	}
	j, letters, ciphers := i, false, false
	for ; j < len(s.pieces) && (j == i || s.pieces[j].before == glued); j++ {
		if s.pieces[j].script == digits {
			ciphers = true
		} else {
			letters = true
		}
	}
	if !letters || !ciphers || j-i > 12 {
		return
	}
	for _, w := range lettered(s.pieces[i:j]) {
		s.word(i, j, w, false)
	}
}

// possessive reports whether piece j is the s of Ivanov's.
func (s *search) possessive(j int) bool {
	return s.pieces[j].word == "s" && strings.ContainsAny(between(s.text, s.pieces[j-1], s.pieces[j]), "'’‘ʼ´′")
}

// spaced gives the end of a run of single letters that begins at i, 0 if a run
// does not begin there.
func (s *search) spaced(i int) int {
	single := func(k int) bool {
		return s.pieces[k].script != digits && utf8.RuneCountInString(s.pieces[k].word) == 1
	}
	if !single(i) || i > 0 && single(i-1) && s.pieces[i].before < hard {
		return 0
	}
	j := i + 1
	for j < len(s.pieces) && j < i+maxSpaced && single(j) && s.pieces[j].before < hard {
		j++
	}
	return j
}

// word enters a unit where a word has a meaning.
func (s *search) word(from, to int, w string, mixed bool) {
	rd := s.read(w, mixed, s.pieces[from].capital)
	if len(rd.refs) == 0 {
		return
	}
	s.starts[from] = append(s.starts[from], len(s.units))
	s.ends[to] = append(s.ends[to], len(s.units))
	s.units = append(s.units, unit{from, to, rd.refs})
}

// read looks a word up; the guard remembers the answer for the texts to come.
func (s *search) read(w string, mixed, capital bool) *reading {
	kind := kindOf(mixed, capital)
	if rd := s.cache[kind][w]; rd != nil {
		return rd
	}
	rd := s.g.known.get(w, kind)
	if rd == nil {
		rd = s.reckon(w, mixed, capital)
		s.g.known.put(w, kind, rd)
	}
	s.cache[kind][w] = rd
	return rd
}

// reckon finds out what a word may be.
func (s *search) reckon(w string, mixed, capital bool) *reading {
	rd := &reading{}
	if utf8.RuneCountInString(w) > 64 {
		return rd
	}
	if !mixed {
		s.meanings(rd, keysOf(w, firstScript(w), capital))
	} else {
		if m, ok := look([]rune(w), cyrillic, toCyrillic); ok {
			s.meanings(rd, keysOf(string(m), cyrillic, capital))
		}
		if m, ok := look([]rune(w), latin, toLatin); ok {
			s.meanings(rd, keysOf(string(m), latin, capital))
		}
		if rd.refs == nil && firstScript(w) == arabic {
			s.meanings(rd, textKeys(w, arabic))
		}
	}
	for _, sound := range soundsOf(token{word: w, script: firstScript(w)}) {
		if _, ok := patronymic(sound); ok {
			rd.father = true
		}
	}
	slices.SortStableFunc(rd.refs, func(a, b ref) int { return cmp.Compare(a.actor, b.actor) })
	return rd
}

// keysOf gives the forms under which a word of a text is looked up.
func keysOf(w string, sc script, capital bool) []key {
	keys := textKeys(w, sc)
	if capital {
		keys = append(keys, spokenKeys(w, sc)...)
	}
	return keys
}

// meanings enters what the forms stand for. A vague likeness of a word that is known
// as something else says less: of a function word it says nothing, of another common
// word or a given name it needs company.
func (s *search) meanings(rd *reading, keys []key) {
	names, common := theLexicon().givenNames(keys), theLexicon().commonness(keys)
	for _, k := range keys {
		vague := coarse(k.input)
		if vague && common >= beside {
			continue
		}
		for _, r := range s.g.table.of(s.hasher.digest(k.input)) {
			if r.seen&k.by == 0 || !isName(r.role) {
				continue
			}
			if vague && r.role == asSurname && (common > strong && (k.input[0] != 't' || r.need == lonely) || len(names) > 0) {
				r.need = stricter(r.need, titled)
			}
			rd.refs = append(rd.refs, r)
		}
	}
	var groups []uint16
	for _, g := range names {
		rd.tells = rd.tells || g.tells
		if !slices.Contains(groups, g.group) {
			groups = append(groups, g.group)
			rd.refs = append(rd.refs, s.g.table.of(s.hasher.digest(groupInput(g.group)))...)
		}
	}
}

func isName(r role) bool { return strings.IndexByte("sgpwqn", byte(r)) >= 0 }

// found is what may be a hit: bytes [start, end) of the text.
type found struct {
	start, end int
	actor      uint32
	identifier bool
}

// longest keeps the longest of what overlaps, in the order of the text; of equally
// long ones the first, a name before an identifier, and the actor first added.
func longest(all []found) []found {
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.end-b.start, a.end-a.start), cmp.Compare(a.start, b.start), cmp.Compare(kindOf(a.identifier, false), kindOf(b.identifier, false)), cmp.Compare(a.actor, b.actor))
	})
	var out []found // kept sorted by start
	for _, h := range all {
		at := sort.Search(len(out), func(i int) bool { return out[i].start >= h.start })
		if at > 0 && out[at-1].end > h.start || at < len(out) && out[at].start < h.end {
			continue
		}
		out = slices.Insert(out, at, h)
	}
	return out
}

// readAt looks up the word of one piece.
func (s *search) readAt(i int) *reading {
	p := s.pieces[i]
	return s.read(p.word, p.mixed, p.capital)
}
