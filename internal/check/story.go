package check

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// story is the draft beside the casefile: what every rule reads.
type story struct {
	*desk
	in Input
	m  *Memory

	embargoCache map[record.ID]bool // of evidence, as of now
	traitCache   map[record.ID][]traitPlace
	sameCache    map[record.ID]map[record.ID]bool
	nearCache    map[blockClaim]bool
	sideCache    map[record.ID]map[record.ID]bool // see against
	blockCites   map[int]map[record.ID]bool       // what each block cites
	firsts       map[meant]wordPlace              // see firstMentions
	sentences    []*sentence                      // those of the front matter first, then the body in reading order
	introduced   map[record.ID]wordPlace
	signatures   map[int]*sentence // by block
	uses         []use
	used         []record.ID
}

// sentence is a sentence of the draft with what it cites and who speaks in it.
type sentence struct {
	*draft.Sentence
	n     int         // order in the body, from 0; -1 in the front matter
	field *draft.Span // of the front matter, where it stands there

	claims     []*record.Claim
	statements []*record.Statement
	requests   []*record.Request
	none, desk bool

	words    []word
	signs    signs
	quoted   []bool // per word: it stands in quotation marks
	sayingOf []int  // per word: the saying that it belongs to, from 1; else 0
	titles   []bool // per quotation: it is a name or a title
	mentions []mention
	voices   []voice

	quotes []*record.Statement         // what may be quoted; see quotable
	mouths map[bool]map[record.ID]bool // see voicesBehind
	spoken bool                        // quotes is filled
}

// quotations gives the sentence's quotations, names and titles in quotation marks aside.
func (s *sentence) quotations() (out []draft.Quote) {
	for i, q := range s.Quotes {
		if !s.titles[i] {
			out = append(out, q)
		}
	}
	return out
}

// at gives the place in the file of a stretch of the sentence.
func (s *sentence) at(in draft.TextSpan) draft.Span {
	if s.field != nil {
		return *s.field
	}
	return s.PlaceOf(in)
}

// whole gives the place of the sentence.
func (s *sentence) whole() draft.Span {
	if s.field != nil {
		return *s.field
	}
	return s.Span
}

// prose reports whether the sentence is part of the body and must cite something.
func (s *sentence) prose() bool { return s.n >= 0 && !s.Heading }

func newStory(in Input, m *Memory) *story {
	if in.Draft == nil {
		in.Draft = &draft.Draft{}
	}
	st := &story{
		desk: m.deskOf(in), in: in, m: m,
		introduced: map[record.ID]wordPlace{}, signatures: map[int]*sentence{},
		embargoCache: map[record.ID]bool{}, traitCache: map[record.ID][]traitPlace{}, sameCache: map[record.ID]map[record.ID]bool{},
		nearCache: map[blockClaim]bool{}, sideCache: map[record.ID]map[record.ID]bool{}, blockCites: map[int]map[record.ID]bool{},
	}
	st.readFront()
	for i, s := range in.Draft.Sentences {
		st.sentences = append(st.sentences, &sentence{Sentence: s, n: i})
		for _, c := range s.Cites {
			if st.blockCites[s.Block] == nil {
				st.blockCites[s.Block] = map[record.ID]bool{}
			}
			st.blockCites[s.Block][c.ID] = true
		}
	}
	for _, s := range st.sentences {
		st.readSentence(s)
	}
	st.shareCitations()
	st.introduce()
	for _, s := range st.sentences {
		st.findPeople(s)
	}
	st.findUses()
	return st
}

// readFront turns the fields that are prose into sentences that need no citation.
func (st *story) readFront() {
	for _, f := range st.in.Draft.Front.Fields {
		if f.Key != "title" && f.Key != "caption" && f.Key != "subtitle" && f.Key != "summary" && f.Key != "description" {
			continue
		}
		d := st.m.fields.Get(f.Text, func() *draft.Draft {
			d, err := draft.Parse("field.md", []byte("\n"+f.Text+"\n"))
			if err != nil {
				return &draft.Draft{}
			}
			return d
		})
		span := f.Span
		for _, s := range d.Sentences {
			st.sentences = append(st.sentences, &sentence{Sentence: s, n: -1, field: &span})
		}
	}
}

func (st *story) readSentence(s *sentence) {
	r := st.m.words.Get(s.Text, func() reading { ws := wordsOf(s.Text); return reading{ws, signsOf(ws)} })
	s.words, s.signs = r.words, r.signs
	s.quoted, s.sayingOf = make([]bool, len(s.words)), make([]int, len(s.words))
	k := 0
	for _, q := range s.Quotes {
		s.titles = append(s.titles, st.title(q.Text))
		for k < len(s.words) && s.words[k].in.Start < q.In.End {
			s.quoted[k] = s.words[k].in.Start >= q.In.Start && !s.titles[len(s.titles)-1]
			k++
		}
	}
	k = 0
	for n, y := range s.Sayings {
		for k < len(s.words) && s.words[k].in.Start < y.In.End {
			if s.words[k].in.Start >= y.In.Start {
				s.sayingOf[k] = n + 1
			}
			k++
		}
	}
	for _, c := range s.Cites {
		st.cite(s, c.ID)
	}
}

func (st *story) cite(s *sentence, id record.ID) {
	switch {
	case id == record.None:
		s.none = true
	case id == record.Desk:
		s.desk = true
	case st.c.Claims[id] != nil && !slices.Contains(s.claims, st.c.Claims[id]):
		s.claims = append(s.claims, st.c.Claims[id])
	case st.c.Statements[id] != nil && !slices.Contains(s.statements, st.c.Statements[id]):
		s.statements = append(s.statements, st.c.Statements[id])
	case st.c.Requests[id] != nil && !slices.Contains(s.requests, st.c.Requests[id]):
		s.requests = append(s.requests, st.c.Requests[id])
	}
}

// shareCitations lets the sentences of one quotation share the citation that
// stands behind its end, and those of a block quotation that of its signature.
func (st *story) shareCitations() {
	st.findSignatures()
	ends := st.blockQuoteEnds()
	for i, s := range st.sentences {
		if end := ends[s.Block]; s.n >= 0 && end != nil && len(s.Cites) == 0 {
			for _, c := range end.Cites {
				st.cite(s, c.ID)
			}
		}
		for j := i; len(s.Cites) == 0 && j+1 < len(st.sentences) && opens(st.sentences[j]); j++ {
			next := st.sentences[j+1]
			if next.n < 0 || next.Block != s.Block {
				break
			}
			if len(next.Cites) > 0 {
				for _, c := range next.Cites {
					st.cite(s, c.ID)
				}
				break
			}
		}
	}
}

// findSignatures notes, per block quotation, a last sentence that begins with a
// dash: it tells who says the others.
func (st *story) findSignatures() {
	blocks := st.in.Draft.Blocks
	for _, s := range st.sentences {
		if s.n < 0 || s.Block >= len(blocks) || blocks[s.Block].Kind != draft.Quoted {
			continue
		}
		if delete(st.signatures, s.Block); strings.HasPrefix(s.Text, "—") || strings.HasPrefix(s.Text, "–") || strings.HasPrefix(s.Text, "-") {
			st.signatures[s.Block] = s
		}
	}
}

// opens reports whether the sentence's last quotation goes on in the next sentence.
func opens(s *sentence) bool {
	return len(s.Quotes) > 0 && s.Quotes[len(s.Quotes)-1].Open
}

// citesSomething reports whether the sentence rests on a record, the desk, or nothing on purpose.
func (s *sentence) citesSomething() bool {
	return s.none || s.desk || len(s.claims)+len(s.statements)+len(s.requests) > 0
}

// result gives what R1 says of a claim in the publishable view.
func (st *story) result(claim record.ID) corroborate.Outcome {
	r, ok := st.in.Results[claim]
	if !ok || r.Publishable.Base == "" {
		return corroborate.Outcome{Status: corroborate.Unverified, Base: corroborate.Unverified}
	}
	return r.Publishable
}

// firstCiting gives the first sentence that cites a claim and the claims cited at all, each once.
func (st *story) citedClaims() (claims []*record.Claim, first map[record.ID]*sentence) {
	first = map[record.ID]*sentence{}
	for _, s := range st.sentences {
		for _, c := range s.claims {
			if first[c.ID] == nil {
				first[c.ID] = s
				claims = append(claims, c)
			}
		}
	}
	return claims, first
}

// citedIDs gives everything that the story cites.
func (st *story) citedIDs() map[record.ID]bool {
	out := map[record.ID]bool{}
	for _, s := range st.sentences {
		for _, c := range s.Cites {
			out[c.ID] = true
		}
	}
	return out
}

// citeSpan gives the place of an id's citation in a sentence.
func (s *sentence) citeSpan(id record.ID) draft.Span {
	for _, c := range s.Cites {
		if c.ID == id && s.field == nil {
			return c.Span
		}
	}
	return s.whole()
}

// before gives the sentence before this one in the body, headings aside.
func (st *story) before(s *sentence) *sentence {
	if s.n < 0 {
		return nil
	}
	front := len(st.sentences) - len(st.in.Draft.Sentences)
	for i := front + s.n - 1; i >= front; i-- {
		if st.sentences[i].prose() {
			return st.sentences[i]
		}
	}
	return nil
}
