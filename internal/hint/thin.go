package hint

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// set joins names; find gives one for all that are joined.
type set map[record.ID]record.ID

func (s set) find(id record.ID) record.ID {
	for {
		up, ok := s[id]
		if !ok {
			return id
		}
		id = up
	}
}

// join reports whether the two were apart.
func (s set) join(a, b record.ID) bool {
	a, b = s.find(a), s.find(b)
	if a == b {
		return false
	}
	if b < a {
		a, b = b, a
	}
	s[b] = a
	return true
}

func compareKeys(a, b signKey) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
}

// thinned makes hints of the signs, the oddest first, and leaves out those that
// would join, on every claim they touch, what odder ones of their kind join already:
// six outlets with one sentence are five questions and not fifteen. Several signs
// between the same two are one hint.
func (f *finder) thinned() []Hint {
	signs := slices.SortedFunc(maps.Values(f.signs), func(a, b *sign) int {
		return cmp.Or(cmp.Compare(b.score, a.score), compareKeys(a.signKey, b.signKey))
	})
	joined := map[string]set{} // by kind and claim
	met := map[string]int{}    // by kind and proposal: index of the hint
	out := []Hint{}
	for _, s := range signs {
		p := f.proposal(s)
		left, right := f.ends(s, p)
		if p.Record != NearDup && f.noted[classPair(f.m.Origins, f.c.Statements[s.a].Speaker, f.c.Statements[s.b].Speaker)] {
			continue
		}
		same := fmt.Sprint(s.kind, p)
		if i, ok := met[same]; ok {
			out[i].Claims = union(out[i].Claims, s.claims)
			out[i].More++
			continue
		}
		apart := false
		for _, cl := range s.claims {
			key := string(s.kind) + " " + string(cl)
			if joined[key] == nil {
				joined[key] = set{}
			}
			if joined[key].join(left, right) {
				apart = true
			}
		}
		if apart {
			met[same] = len(out)
			out = append(out, f.hint(s, p))
		}
	}
	slices.SortFunc(out, func(a, b Hint) int {
		return cmp.Or(cmp.Compare(a.Claims[0], b.Claims[0]), cmp.Compare(b.Score, a.Score), cmp.Compare(a.Statements[0], b.Statements[0]),
			cmp.Compare(a.Statements[1], b.Statements[1]), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	return out
}

// proposal says what to record. Where times tell that one statement is younger, and
// its speaker is no witness, it may relay the other: that concerns the two alone.
// Witnesses who use the same words, and whoever shares no more than a figure or a
// slip, may depend on each other in all that they say: that is a note on the two.
func (f *finder) proposal(s *sign) Proposal {
	a, b := f.c.Statements[s.a], f.c.Statements[s.b]
	if s.kind == SameText || s.kind == SamePhoto {
		items := []record.ID{a.Evidence, b.Evidence}
		slices.Sort(items)
		return Proposal{Record: NearDup, Evidence: items}
	}
	if s.kind == SameSentence && !b.Basis.Witness() && len(b.DerivedFrom) == 0 && f.before(a, b) {
		return Proposal{Record: DerivedFrom, Statement: b.ID, From: a.ID}
	}
	pair := record.Pair(a.Speaker, b.Speaker)
	return Proposal{Record: Dependence, A: pair.A, B: pair.B}
}

// before reports whether all of the time of one statement lies before the other's.
func (f *finder) before(a, b *record.Statement) bool {
	x, okA := a.SaidAt.Span()
	y, okB := b.SaidAt.Span()
	return okA && okB && !x.To.IsZero() && !x.To.After(y.From)
}

// ends gives what a proposal joins, as R1 names it.
func (f *finder) ends(s *sign, p Proposal) (a, b record.ID) {
	switch p.Record {
	case NearDup:
		return f.m.Origins.Copies(p.Evidence[0]), f.m.Origins.Copies(p.Evidence[1])
	case DerivedFrom:
		return s.a, s.b
	}
	return f.class(s.a), f.class(s.b)
}

func (f *finder) hint(s *sign, p Proposal) Hint {
	a, b := f.c.Statements[s.a], f.c.Statements[s.b]
	return Hint{
		Fingerprint: fingerprint(s), Kind: s.kind, Claims: s.claims, Statements: [2]record.ID{a.ID, b.ID},
		Actors: [2]record.ID{a.Speaker, b.Speaker}, Evidence: [2]record.ID{a.Evidence, b.Evidence},
		Shared: s.shared, Why: f.why(s), Score: float64(int(s.score*100+0.5)) / 100, Proposes: p,
	}
}

// fingerprint names a sign by its statements and the cleaned words that they share:
// it changes with them and with nothing else, and tells nothing of what is sealed.
func fingerprint(s *sign) string {
	text, _ := json.Marshal([]string{"onrecord.hint/1", string(s.kind), string(s.a), string(s.b), s.shared})
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// why says in words what is odd.
func (f *finder) why(s *sign) string {
	text := ""
	switch s.kind {
	case SameSentence:
		text = fmt.Sprintf("%d words in a row are the same", len(read(s.shared).words))
	case SameFigure:
		text = "both give a figure that is not round, and hardly anybody else here does"
	case SameTypo:
		text = fmt.Sprintf("both misspell “%s”, and hardly anybody else here does", f.slips[string(read(wordsOf(f.c.Statements[s.a])).lang)+s.shared])
	case SameText:
		text = fmt.Sprintf("about %d %% of the two texts is the same", int(s.score*100))
	case SamePhoto:
		text = "the two pictures look alike"
	}
	if s.caveat != "" {
		text += "; " + s.caveat
	}
	return text
}
