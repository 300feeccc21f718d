package hint

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// signKey names a sign: of each kind one for two statements.
type signKey struct {
	kind Kind
	a, b record.ID
}

// sign is something shared, not yet judged.
type sign struct {
	signKey
	claims []record.ID
	shared string
	keys   []string // by which it is looked for elsewhere
	score  float64
	caveat string // what speaks against it, for the reader
}

// sign notes that two statements of a neighbourhood share something, the earlier
// first. Met again in another one, it gains its claims; of several things shared,
// the oddest stays.
func (f *finder) sign(k Kind, a, b *said, shared string, keys []string, score float64) {
	key := signKey{k, a.ID, b.ID}
	s := f.signs[key]
	if s == nil {
		if len(f.signs) >= most {
			return
		}
		s = &sign{signKey: key}
		f.signs[key] = s
	}
	s.claims = union(s.claims, a.claims, b.claims)
	if score > s.score || score == s.score && shared < s.shared {
		s.shared, s.keys, s.score = shared, keys, score
	}
}

func union(lists ...[]record.ID) []record.ID {
	out := slices.Concat(lists...)
	slices.Sort(out)
	return slices.Compact(out)
}

// occurrence is a statement that has what a sign shares.
type occurrence struct {
	statement record.ID
	quoted    bool // in quotation marks
}

const (
	// mostOccurrences bounds what is kept of one thing shared.
	mostOccurrences = 64
	// elsewhere is how many statements on other claims make it common: a phrase of
	// office, a figure that everybody knows.
	elsewhere = 3
)

// countElsewhere goes once through all statements for what the signs share.
func (f *finder) countElsewhere() {
	for _, s := range f.signs {
		for _, key := range s.keys {
			f.occurs[key] = nil
		}
	}
	if len(f.occurs) == 0 {
		return
	}
	wanted := map[uint64]bool{}
	for key := range f.occurs {
		if h, ok := shingleAt(hashesOf(read(key).words), 0); ok {
			wanted[h] = true
		}
	}
	for _, id := range record.SortedKeys(f.profiles) {
		p := f.profiles[id]
		for i := range p.words {
			if h, ok := shingleAt(p.words, i); ok && wanted[h] {
				f.occurIn(id)
				break
			}
		}
		for _, value := range p.figures {
			f.occur(figureKey(value), id, false)
		}
	}
}

// occurIn notes the shingles that are looked for in a statement that has one of them.
func (f *finder) occurIn(id record.ID) {
	t := read(wordsOf(f.c.Statements[id]))
	for i := range t.words[:max(len(t.words)-shingle+1, 0)] {
		words := t.words[i : i+shingle]
		f.occur(joined(words), id, words[0].quoted && words[shingle-1].quoted)
	}
}

func (f *finder) occur(key string, id record.ID, quoted bool) {
	list, wanted := f.occurs[key]
	if !wanted || len(list) >= mostOccurrences || len(list) > 0 && list[len(list)-1].statement == id {
		return
	}
	f.occurs[key] = append(list, occurrence{id, quoted})
}

// rarest gives the occurrences of that part of what is shared which is found least.
func (f *finder) rarest(s *sign) []occurrence {
	return slices.MinFunc(slices.Collect(func(yield func([]occurrence) bool) {
		for _, key := range s.keys {
			if !yield(f.occurs[key]) {
				return
			}
		}
	}), func(a, b []occurrence) int { return cmp.Compare(len(a), len(b)) })
}

// common reports whether what is shared stands in statements that have nothing to do
// with the claims of the two.
func (f *finder) common(s *sign, in []occurrence) bool {
	near := union(f.touch[s.a], f.touch[s.b])
	n := 0
	for _, o := range in {
		if !slices.ContainsFunc(f.touch[o.statement], func(cl record.ID) bool { return slices.Contains(near, cl) }) {
			n++
		}
	}
	return n >= elsewhere
}

// quotesThird reports whether both quote a third: what they share stands in quotation
// marks in both, and as somebody else's own words in the casefile. That they have it
// from him is plain to see.
func (f *finder) quotesThird(s *sign, in []occurrence) bool {
	quoted, third := 0, false
	self := []record.ID{f.class(s.a), f.class(s.b)}
	for _, o := range in {
		switch {
		case o.statement == s.a || o.statement == s.b:
			if o.quoted {
				quoted++
			}
		case !o.quoted && !slices.Contains(self, f.class(o.statement)):
			third = true
		}
	}
	return quoted == 2 && third
}

func (f *finder) class(statement record.ID) record.ID {
	return f.m.Origins.Class(f.c.Statements[statement].Speaker)
}

// judge drops the signs that a sensible editor would smile at.
func (f *finder) judge() error {
	copies := f.copied()
	for _, key := range slices.SortedFunc(maps.Keys(f.signs), compareKeys) {
		s := f.signs[key]
		drop, err := f.drops(s, copies)
		if err != nil {
			return err
		}
		if drop || f.c.Answers[fingerprint(s)] != nil {
			delete(f.signs, key)
		}
	}
	for key := range f.signs { // one question for two statements: the sentence holds the rest
		if _, sentence := f.signs[signKey{SameSentence, key.a, key.b}]; sentence && (key.kind == SameFigure || key.kind == SameTypo) {
			delete(f.signs, key)
		}
	}
	return nil
}

func (f *finder) drops(s *sign, copies set) (bool, error) {
	if s.kind == SameText || s.kind == SamePhoto {
		return false, nil
	}
	a, b := f.c.Statements[s.a], f.c.Statements[s.b]
	if !a.Basis.Witness() && !b.Basis.Witness() && copies.find(f.m.Origins.Copies(a.Evidence)) == copies.find(f.m.Origins.Copies(b.Evidence)) {
		return true, nil // the items are copies by another hint, which says it better
	}
	if len(s.keys) > 0 {
		if in := f.rarest(s); f.common(s, in) || s.kind == SameSentence && f.quotesThird(s, in) {
			return true, nil
		}
	}
	if s.kind != SameSentence {
		return false, nil
	}
	return f.desksWords(s, a, b)
}

// copied joins the items that hints of this run propose to join.
func (f *finder) copied() set {
	out := set{}
	for _, s := range f.signs {
		if s.kind == SameText || s.kind == SamePhoto {
			out.join(f.m.Origins.Copies(f.c.Statements[s.a].Evidence), f.m.Origins.Copies(f.c.Statements[s.b].Evidence))
		}
	}
	return out
}

// whose says whose words a statement gives.
type whose int

const (
	sources whose = iota
	desks
	either
)

// desksWords reports whether a run of words is the desk's rather than the sources'.
// In indirect speech a reporter writes the same thing the same way twice. His words
// are the source's where the evidence has them, too; where it has other words, they
// are his own; where there is no text to compare, the run must be longer.
func (f *finder) desksWords(s *sign, a, b *record.Statement) (bool, error) {
	words := read(s.shared)
	run := " " + joined(words.words) + " "
	doubtful := false
	for _, st := range []*record.Statement{a, b} {
		w, err := f.whose(st, run)
		if err != nil || w == desks {
			return true, err
		}
		doubtful = doubtful || w == either
	}
	if !doubtful {
		return false, nil
	}
	for _, id := range s.claims {
		if strings.Contains(" "+joined(read(f.c.Claims[id].Text).words)+" ", run) {
			return true, nil // both say what the claim says, in the words of whoever wrote it
		}
	}
	s.caveat = "one or both are recorded in indirect speech, so the words may be the desk's own"
	return len(words.words) < leastRun(words.lang)+deskRun, nil
}

func (f *finder) whose(st *record.Statement, run string) (whose, error) {
	exact := st.Select != nil && strings.Contains(" "+joined(read(f.m.Clean(st.Select.Exact)).words)+" ", run)
	if exact || st.Quote == record.Direct {
		return sources, nil
	}
	text, err := f.wordsIn(st.Evidence)
	switch {
	case err != nil:
		return either, err
	case strings.Contains(text, run):
		return sources, nil
	case text == "":
		return either, nil
	}
	return desks, nil
}
