// Package trait looks for particulars in what a source said and gave: places, days,
// units, ranks, vehicles, ages, trades, schools, numbers of colleagues. Each may narrow
// down who he is. They are proposals to a person, who alone knows how many people one
// fits; nothing is recorded here.
package trait

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// Kind says what sort of particular a proposal is.
type Kind string

// The kinds, in the order in which they are listed.
const (
	Unit       Kind = "unit"
	Day        Kind = "day"
	Place      Kind = "place"
	Rank       Kind = "rank"
	Vehicle    Kind = "vehicle"
	Age        Kind = "age"
	Trade      Kind = "trade"
	School     Kind = "school"
	Colleagues Kind = "colleagues"
)

var kinds = []Kind{Unit, Day, Place, Rank, Vehicle, Age, Trade, School, Colleagues}

var why = map[Kind]string{
	Unit:       "whoever holds the roll of the unit can go through it",
	Day:        "whoever knows who did it on that day can count them",
	Place:      "whoever knows the place knows who comes from it or was there",
	Rank:       "few in a unit have the same rank",
	Vehicle:    "who served it is on a list",
	Age:        "a year of birth stands in every register",
	Trade:      "few in one place have the same trade",
	School:     "schools keep lists of those who left them",
	Colleagues: "so many there were, and each of them knows the others",
}

// Proposal is a particular that may be a trait.
type Proposal struct {
	Fingerprint string      `json:"fingerprint"` // the same as long as the particular is
	Actor       record.ID   `json:"actor"`
	Kind        Kind        `json:"kind"`
	Text        string      `json:"text"`
	Variants    []string    `json:"variants"` // other wordings that were found, and usual ones
	Where       []Where     `json:"where"`    // the first places, at most mostPlaces
	More        int         `json:"more"`     // further places
	Why         string      `json:"why"`
	About       []record.ID `json:"-"` // the statements and evidence of Where
}

// Where is a place where a particular stands: a statement, a page of an item of
// evidence, or, with neither, the source's descriptor.
type Where struct {
	Statement record.ID `json:"statement,omitempty"`
	Evidence  record.ID `json:"evidence,omitempty"`
	Page      int       `json:"page,omitempty"` // from 1
	Context   string    `json:"context"`        // the words around it, protected names taken out
}

// Material is what the casefile's records do not hold.
type Material struct {
	Pages func(record.ID) ([]string, error) // text of evidence, as far as it may be read
	Clean func(string) string               // takes protected names out
}

// Bounds of one search.
const (
	mostPlaces    = 3
	mostProposals = 200
	mostBytes     = 1 << 20 // of text read for one source: some 400 pages
)

// Propose lists the particulars of a source that are neither recorded as traits nor
// refused. Nothing is proposed for anybody who speaks on the record under his name.
// Read are his statements with the words they rest on, his descriptor, and the whole
// of the evidence in which nobody else speaks.
func Propose(c *record.Casefile, actor record.ID, m Material) ([]Proposal, error) {
	a := c.Actors[actor]
	if !a.Hidden() {
		return []Proposal{}, nil
	}
	f := finder{c: c, a: a, m: m, by: map[string]*Proposal{}, names: map[string]bool{}}
	for _, other := range c.Actors {
		for _, n := range other.Names {
			f.names[strings.ToLower(n)] = !other.Hidden()
		}
	}
	f.read(a.Descriptor, Where{})
	alone := map[record.ID]bool{} // evidence, and whether he alone speaks in it
	for _, id := range record.SortedKeys(c.Statements) {
		s := c.Statements[id]
		if mine, seen := alone[s.Evidence]; !seen || mine {
			alone[s.Evidence] = s.Speaker == actor
		}
		if s.Speaker != actor {
			continue
		}
		f.saidAt = s.SaidAt
		f.read(s.Text, Where{Statement: id, Evidence: s.Evidence})
		if s.Select != nil {
			f.read(s.Select.Exact, Where{Statement: id, Evidence: s.Evidence})
		}
	}
	f.saidAt = ""
	for _, id := range record.SortedKeys(alone) {
		e := c.Evidence[id]
		if e == nil || !alone[id] {
			continue
		}
		f.saidAt = e.Created
		f.read(e.Title, Where{Evidence: id})
		pages, err := m.Pages(id)
		if err != nil {
			return nil, err
		}
		for n, page := range pages {
			f.read(page, Where{Evidence: id, Page: n + 1})
		}
	}
	return f.list(), nil
}

type finder struct {
	c      *record.Casefile
	a      *record.Actor
	m      Material
	saidAt record.Time // of what is being read: the day of the talk is no trait
	bytes  int
	names  map[string]bool // of others, in small letters: true where on the record
	by     map[string]*Proposal
	order  []string
}

func (f *finder) read(text string, at Where) {
	if f.bytes += len(text); text == "" || f.bytes > mostBytes {
		return
	}
	text = f.m.Clean(text)
	recorded := protect.TraitHits(text, f.a)
	for _, x := range particulars(text) {
		words := text[x.start:x.end]
		if strings.Contains(words, record.SealedMark) || strings.ContainsAny(words, "[]") || f.public(words) ||
			slices.ContainsFunc(recorded, func(h protect.TraitHit) bool { return h.Start < x.end && x.start < h.End }) {
			continue
		}
		if said, ok := f.saidAt.Span(); ok && x.kind == Day && said.From.Day() == x.day && int(said.From.Month()) == x.month && (x.year == 0 || x.year == said.From.Year()) {
			continue
		}
		f.note(x, words, text, at)
	}
}

// public reports whether words are the name of somebody or something on the record, or
// end in it: "from Pavel Lukin".
func (f *finder) public(words string) bool {
	words = strings.ToLower(strings.Join(strings.Fields(words), " "))
	for {
		if f.names[words] {
			return true
		}
		_, rest, more := strings.Cut(words, " ")
		if !more {
			return false
		}
		words = rest
	}
}

func (f *finder) note(x particular, words, text string, at Where) {
	words = strings.Join(strings.Fields(words), " ")
	key := string(x.kind) + " " + x.key
	p := f.by[key]
	if p == nil {
		sum := sha256.Sum256(fmt.Appendf(nil, "onrecord.trait/1 %q %q", f.a.ID, key))
		p = &Proposal{Fingerprint: hex.EncodeToString(sum[:8]), Actor: f.a.ID, Kind: x.kind, Text: words, Variants: x.usual, Why: why[x.kind]}
		if p.Variants == nil {
			p.Variants = []string{}
		}
		f.by[key] = p
		f.order = append(f.order, key)
	}
	if !strings.EqualFold(words, p.Text) && !slices.ContainsFunc(p.Variants, func(v string) bool { return strings.EqualFold(v, words) }) && len(p.Variants) < 8 {
		p.Variants = append(p.Variants, words)
	}
	at.Context = around(text, x.start, x.end)
	if slices.ContainsFunc(p.Where, func(w Where) bool {
		return w.Statement == at.Statement && w.Evidence == at.Evidence && w.Page == at.Page
	}) {
		return
	}
	if len(p.Where) == mostPlaces {
		p.More++
		return
	}
	p.Where = append(p.Where, at)
	for _, id := range []record.ID{at.Statement, at.Evidence} {
		if id != "" && !slices.Contains(p.About, id) {
			p.About = append(p.About, id)
		}
	}
}

func (f *finder) list() []Proposal {
	out := []Proposal{}
	for _, key := range f.order {
		if p := f.by[key]; f.c.Answers[p.Fingerprint] == nil {
			out = append(out, *p)
		}
	}
	slices.SortStableFunc(out, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(len(b.Where)+b.More, len(a.Where)+a.More))
	})
	return out[:min(len(out), mostProposals)]
}

// around gives the words about a place, some thirty characters on either side.
func around(text string, start, end int) string {
	const side = 30
	from, to, lead, tail := max(0, start-2*side), min(len(text), end+2*side), "", ""
	before, after := []rune(strings.ToValidUTF8(text[from:start], "")), []rune(strings.ToValidUTF8(text[end:to], ""))
	if from > 0 || len(before) > side {
		before, lead = before[max(0, len(before)-side):], "…"
	}
	if to < len(text) || len(after) > side {
		after, tail = after[:min(len(after), side)], "…"
	}
	return lead + strings.Join(strings.Fields(string(before)+text[start:end]+string(after)), " ") + tail
}
