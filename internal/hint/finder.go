package hint

import (
	"cmp"
	"slices"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// finder holds what one search has gathered.
type finder struct {
	c *record.Casefile
	m Material

	about   map[record.ID][]record.ID // claim -> statements that speak for or against it
	touch   map[record.ID][]record.ID // statement -> those claims
	opposed map[record.ID][]record.ID
	noted   map[[2]record.ID]bool // pairs of classes on which there is a note "independent"

	vocabulary
	profiles map[record.ID]*profile
	places   []place // space used again
	sketches map[record.ID]sketch
	signs    map[signKey]*sign
	occurs   map[string][]occurrence // of what a sign shares, in the whole casefile
	verified map[record.ID]string    // evidence text, folded, for a look whose words they are
	held     int                     // bytes in verified
}

// said is a statement in a neighbourhood.
type said struct {
	*record.Statement
	claims []record.ID // of the neighbourhood, that it touches
	near   bool        // speaks to the claim in the middle, not only to one opposed
	*profile
	clean *text     // its words and the exact ones of the evidence, protected strings taken out; made when asked for
	at    time.Time // when, as far as is known
}

// neighbourhood is a claim with what speaks to it, and to claims opposed to it.
type neighbourhood struct {
	claim record.ID
	said  []*said
}

func newFinder(c *record.Casefile, m Material) *finder {
	f := &finder{
		c: c, m: m, about: map[record.ID][]record.ID{}, touch: map[record.ID][]record.ID{}, opposed: map[record.ID][]record.ID{},
		noted: map[[2]record.ID]bool{}, profiles: make(map[record.ID]*profile, len(c.Statements)), sketches: map[record.ID]sketch{}, signs: map[signKey]*sign{},
		occurs: map[string][]occurrence{}, verified: map[record.ID]string{},
	}
	f.vocabulary = newVocabulary(c)
	for key, l := range c.Links {
		cl, s := c.Claims[key.Claim], c.Statements[key.Statement]
		if cl == nil || s == nil || !f.looksAt(s) {
			continue
		}
		if stance := m.Stance(cl, l); stance == record.Supports || stance == record.Disputes {
			f.about[cl.ID] = append(f.about[cl.ID], s.ID)
			f.touch[s.ID] = append(f.touch[s.ID], cl.ID)
		}
	}
	for _, list := range []map[record.ID][]record.ID{f.about, f.touch} {
		for _, ids := range list {
			slices.Sort(ids)
		}
	}
	f.oppose()
	for pair, d := range c.Dependence {
		if d.Verdict == record.Independent {
			f.noted[classPair(m.Origins, pair.A, pair.B)] = true
		}
	}
	return f
}

// looksAt leaves out what R1 does not count and what the reader must not see. An
// inference or a position is the desk's or the speaker's own conclusion.
func (f *finder) looksAt(s *record.Statement) bool {
	e := f.c.Evidence[s.Evidence]
	return e != nil && f.m.Open(e) && s.Basis != record.Inference && s.Basis != record.Position && f.m.Origins.Counts(s.ID)
}

// oppose gives every pair of claims that exclude each other to the one of which more
// is said, so that it is walked once and from the side that costs less.
func (f *finder) oppose() {
	for _, id := range record.SortedKeys(f.c.Claims) {
		for _, other := range f.c.Claims[id].Excludes {
			a, b := id, other
			if n, m := len(f.about[a]), len(f.about[b]); m > n || m == n && b < a {
				a, b = b, a
			}
			if a != b && !slices.Contains(f.opposed[a], b) {
				f.opposed[a] = append(f.opposed[a], b)
			}
		}
	}
}

func classPair(o Origins, a, b record.ID) [2]record.ID {
	p := record.Pair(o.Class(a), o.Class(b))
	return [2]record.ID{p.A, p.B}
}

// around gives what speaks to a claim or to claims opposed to it, the oldest first;
// ok is false where there is nothing to compare.
func (f *finder) around(claim record.ID) (n neighbourhood, ok bool) {
	n = neighbourhood{claim: claim}
	of := map[record.ID]*said{}
	add := func(cl record.ID) {
		for _, id := range f.about[cl] {
			if s := of[id]; s != nil {
				s.claims = append(s.claims, cl)
				continue
			}
			s := &said{Statement: f.c.Statements[id], claims: []record.ID{cl}, near: cl == claim, profile: f.profiles[id]}
			of[id], n.said = s, append(n.said, s)
		}
	}
	add(claim)
	if len(n.said) == 0 {
		return n, false
	}
	for _, cl := range f.opposed[claim] {
		add(cl)
	}
	if len(n.said) < 2 {
		return n, false
	}
	for _, s := range n.said {
		s.at = f.when(s.Statement)
	}
	slices.SortFunc(n.said, earlier)
	return n, true
}

// apart stands between a statement's text and the exact words of its evidence, so
// that no run of words reaches over; a sealed place is like nothing.
const apart = "\n" + record.SealedMark + "\n"

func wordsOf(s *record.Statement) string {
	if s.Select == nil || s.Select.Exact == "" || s.Select.Exact == s.Text {
		return s.Text
	}
	return s.Text + apart + s.Select.Exact
}

// cleaned gives the text that a reader may see.
func (f *finder) cleaned(s *said) *text {
	if s.clean == nil {
		t := read(f.m.Clean(composed(wordsOf(s.Statement))))
		s.clean = &t
	}
	return s.clean
}

// when gives the end of the time when something was said, or its evidence made;
// zero where that is not known.
func (f *finder) when(s *record.Statement) time.Time {
	for _, t := range []record.Time{s.SaidAt, f.c.Evidence[s.Evidence].Created} {
		if span, ok := t.Span(); ok {
			return span.To
		}
	}
	return time.Time{}
}

// earlier orders by time, those without one last, then by id.
func earlier(a, b *said) int {
	if a.at.IsZero() != b.at.IsZero() {
		if a.at.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.ID, b.ID))
}

// tries is how many partners a statement is compared with before it is left alone.
const tries = 8

// pairs walks over statements that share something, the oldest first, and pairs
// each with the oldest one that R1 takes for another origin: n statements make n-1
// pairs and not n²/2. Whoever is joined with an older one already needs none.
func (f *finder) pairs(list []*said, visit func(a, b *said)) {
	for j, b := range list {
		tried := 0
		for _, a := range list[:j] {
			if !a.near && !b.near {
				continue
			}
			if tried++; tried > tries || f.m.Origins.Joined(a.ID, b.ID) {
				break
			}
			if samePassage(a, b) {
				continue
			}
			if !f.noted[classPair(f.m.Origins, a.Speaker, b.Speaker)] {
				visit(a, b)
				break
			}
		}
	}
}

// samePassage reports whether both statements are the desk's reading of one passage.
func samePassage(a, b *said) bool {
	return a.Evidence == b.Evidence && (a.Select == nil || b.Select == nil || a.Select.Exact == b.Select.Exact)
}
