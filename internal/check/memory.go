package check

import (
	"encoding/binary"
	"slices"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/recent"
	"onrecord.dev/onrecord/internal/record"
)

// Memory keeps what one run of the gate worked out for the next, for a draft that
// is checked at every keystroke: what depends on the records alone, and what
// depends on the text of a sentence. Its Run gives what Run gives. It tells other
// records from the last ones by the pointers Case and Guard: where they change in
// place, make a new Memory. The zero value is ready. It is not safe for concurrent use.
type Memory struct {
	desk    *desk
	guard   *protect.Guard
	words   recent.Cache[string, reading]
	people  recent.Cache[string, people]
	firsts  recent.Cache[string, []standsAt]
	fields  recent.Cache[string, *draft.Draft] // of the front matter
	hits    recent.Cache[string, []protect.Hit]
	file    protect.Trail
	clean   recent.Cache[string, string]
	secrets recent.Cache[string, []runHit]
	hashes  recent.Cache[string, string] // of a sentence's text, for its verdict
	mouths  recent.Cache[string, map[record.ID]bool]
	reasons recent.Cache[textOf, bool]
	traits  recent.Cache[textOf, []protect.TraitHit]
}

// textOf is a text that is held beside what is known of one source.
type textOf struct {
	source record.ID
	text   string
}

// reading is what the words of a sentence are and tell.
type reading struct {
	words []word
	signs signs
}

// Run reads a draft as the function of that name does.
func (m *Memory) Run(in Input) Report {
	if m.guard != in.Guard || m.desk != nil && m.desk.c != in.Case {
		*m = Memory{guard: in.Guard}
	}
	for _, c := range []interface{ Turn() }{&m.words, &m.people, &m.firsts, &m.fields, &m.hits, &m.clean, &m.secrets, &m.hashes, &m.mouths, &m.reasons, &m.traits} {
		c.Turn()
	}
	return run(newStory(in, m))
}

// desk is what the gate reads of the records alone, whatever the draft.
type desk struct {
	c      *record.Casefile
	policy record.Policy

	self, origin classes
	linksOf      map[record.ID][]*record.Link // by claim
	linksBy      map[record.ID][]*record.Link // by statement, in order of claim
	casts        map[record.ID][]record.ID    // actors by self class
	excludedBy   map[record.ID][]record.ID    // claims that exclude a claim, in order
	secret       runs                         // see offRecordRuns; nil before it was asked for
	titles       [][]string                   // names of actors and titles of evidence, as words

	tieCache       map[record.ID][]tie
	factCache      map[string]facts
	facetCache     map[record.ID][]record.ID
	supporterCache map[record.ID][]*record.Statement
	linkedCache    map[record.ID][]*record.Statement
	opposingCache  map[record.ID]map[record.ID]bool
	sidesCache     map[record.ID]sides
	bodyCache      map[string][]record.ID // by noun
	momentCache    map[record.Time]timed
	reasonCache    map[record.ID][]string // the words of a source's reason
	finders        map[record.ID]*protect.TraitFinder

	proposed *proposals // see proposalsOf; nil before it was asked for

	names       []name
	nameIndex   map[string][]name // by the first letters
	descriptors []descriptor
}

// deskOf gives the desk of the records, the last one where they are the same.
func (m *Memory) deskOf(in Input) *desk {
	c := in.Case
	if c == nil {
		c = record.NewCasefile()
	}
	if m.desk != nil {
		return m.desk
	}
	m.desk = &desk{
		c: c, policy: c.Policy.WithDefaults(), self: selfClasses(c), origin: originClasses(c),
		linksOf: map[record.ID][]*record.Link{}, linksBy: map[record.ID][]*record.Link{},
		casts: map[record.ID][]record.ID{}, excludedBy: map[record.ID][]record.ID{},
		tieCache: map[record.ID][]tie{}, factCache: map[string]facts{}, facetCache: map[record.ID][]record.ID{},
		supporterCache: map[record.ID][]*record.Statement{}, linkedCache: map[record.ID][]*record.Statement{},
		opposingCache: map[record.ID]map[record.ID]bool{}, sidesCache: map[record.ID]sides{}, bodyCache: map[string][]record.ID{}, reasonCache: map[record.ID][]string{}, finders: map[record.ID]*protect.TraitFinder{}, momentCache: map[record.Time]timed{},
		names: namesOf(c), nameIndex: map[string][]name{}, descriptors: descriptorsOf(c),
	}
	for _, l := range c.Links {
		m.desk.linksOf[l.Claim] = append(m.desk.linksOf[l.Claim], l)
		m.desk.linksBy[l.Statement] = append(m.desk.linksBy[l.Statement], l)
	}
	for _, ls := range m.desk.linksBy {
		slices.SortFunc(ls, func(a, b *record.Link) int { return compareIDs(a.Claim, b.Claim) })
	}
	for id := range c.Actors {
		class := m.desk.self.of(id)
		m.desk.casts[class] = append(m.desk.casts[class], id)
	}
	for _, id := range record.SortedKeys(c.Claims) {
		for _, other := range c.Claims[id].Excludes {
			if l := m.desk.excludedBy[other]; len(l) == 0 || l[len(l)-1] != id {
				m.desk.excludedBy[other] = append(l, id)
			}
		}
	}
	for _, n := range m.desk.names {
		begins := beginning(n.words[0])
		m.desk.nameIndex[begins] = append(m.desk.nameIndex[begins], n)
	}
	return m.desk
}

// remember gives what is kept under a key; work makes it the first time. Who gets
// it must not change it.
func remember[K comparable, V any](kept map[K]V, key K, work func() V) V {
	v, ok := kept[key]
	if !ok {
		v = work()
		kept[key] = v
	}
	return v
}

// people are those of whom a sentence speaks, and those who speak in it.
type people struct {
	mentions []mention
	voices   []voice
}

// findPeople reads mentions and voices of a sentence.
func (st *story) findPeople(s *sentence) {
	p := st.m.people.Get(st.peopleKey(s), func() people {
		s.mentions = st.findMentions(s)
		return people{s.mentions, st.findVoices(s)}
	})
	s.mentions, s.voices = p.mentions, p.voices
}

// peopleKey is all that they depend on beside the records: text, quotation marks,
// words of saying, whether it stands in a block quotation, and which descriptors have stood before each word.
func (st *story) peopleKey(s *sentence) string {
	key := make([]byte, 0, len(s.Text)+len(s.Quotes)*4+len(s.Sayings)*4+len(st.descriptors)+8)
	key = append(append(key, s.Text...), 0)
	flag := func(b bool) {
		if b {
			key = append(key, 1)
		} else {
			key = append(key, 0)
		}
	}
	for i, q := range s.Quotes {
		key = binary.AppendUvarint(key, uint64(q.In.Start)+1)
		key = binary.AppendUvarint(key, uint64(q.In.End))
		flag(s.titles[i])
	}
	key = append(key, 0)
	for _, y := range s.Sayings {
		key = binary.AppendUvarint(key, uint64(y.In.Start)+1)
		key = binary.AppendUvarint(key, uint64(y.In.End))
		flag(y.Phrase)
		flag(y.Declining)
	}
	key = append(key, 0)
	flag(s.n >= 0)
	flag(st.inBlockQuote(s))
	for _, d := range st.descriptors {
		at, ok := st.introduced[d.source]
		switch {
		case !ok || at.n > s.n:
			key = append(key, 0)
		case at.n < s.n:
			key = append(key, 1)
		default:
			key = binary.AppendUvarint(append(key, 2), uint64(at.word))
		}
	}
	return string(key)
}
