package check

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

func findOverstated(st *story) (out []found) {
	for _, s := range st.sentences {
		if s.desk && len(s.claims) == 0 {
			continue
		}
		mode := st.modeOf(s)
		if mode == modeNothing {
			continue
		}
		for _, c := range s.claims {
			if f, bad := st.overstates(s, c, mode); bad {
				out = append(out, f)
			}
		}
		if len(s.claims) == 0 {
			out = append(out, st.bareStatements(s, mode)...)
		}
	}
	return out
}

type mode int

const (
	modeFact       mode = iota
	modeAttributed      // somebody is said to say it
	modeNothing         // it reports a refusal, or only carries on a quotation
)

func (m mode) String() string { return [...]string{"fact", "attributed", "none"}[m] }

// modeOf tells how a sentence stands to what it cites.
func (st *story) modeOf(s *sentence) mode {
	if st.attributed(s) {
		for _, v := range s.voices {
			if v.assertive() && !v.declining && st.known(s, v) {
				return modeAttributed
			}
		}
		return modeNothing
	}
	if st.inBlockQuote(s) && (st.signed(s) || len(st.quotable(s)) > 0) {
		return modeNothing
	}
	if len(s.claims) == 0 && len(s.Quotes) > 0 && (s.outsideQuotes() <= 2 || namesOne(s, st.voicesBehind(s, true))) {
		return modeNothing // what is said stands in the quotation; attribution-missing looks after it
	}
	return modeFact
}

// inBlockQuote reports whether the sentence stands in a block quotation, whose
// words are somebody else's.
func (st *story) inBlockQuote(s *sentence) bool {
	blocks := st.in.Draft.Blocks
	return s.n >= 0 && s.Block < len(blocks) && blocks[s.Block].Kind == draft.Quoted
}

// signed reports whether a sentence stands in a block quotation that ends with
// the name of the one who says it: "— Grace Okafor".
func (st *story) signed(s *sentence) bool {
	end := st.signatures[s.Block]
	return s.n >= 0 && end != nil && namesOne(end, st.voicesBehind(end, true))
}

// outsideQuotes counts the words that do not stand in quotation marks.
func (s *sentence) outsideQuotes() int {
	n := 0
	for _, q := range s.quoted {
		if !q {
			n++
		}
	}
	return n
}

// onlyOpposed reports whether the only voices of a sentence are those of people
// who stand against the claim, behind the claim itself: "they were sent, though
// the ministry said there were no troops".
func (st *story) onlyOpposed(s *sentence, claim record.ID) bool {
	enemies, friends := st.sides(claim).enemies, st.sides(claim).friends
	for _, v := range s.voices {
		if v.declining || !v.assertive() || !st.known(s, v) {
			continue
		}
		if v.lead() <= 3 {
			return false
		}
		for _, m := range v.who {
			actors := m.actors
			if len(actors) == 0 {
				actors = st.theBody(s, m)
			}
			if !anyOf(actors, enemies) || anyOf(actors, friends) {
				return false
			}
		}
	}
	return true
}

// sides are those who stand against a claim, and those who speak for it.
type sides struct{ enemies, friends map[record.ID]bool }

func (st *story) sides(claim record.ID) sides {
	return remember(st.sidesCache, claim, func() sides {
		var against []record.ID
		for id := range st.opposing(claim) {
			if x := st.c.Statements[id]; x != nil {
				against = append(against, x.Speaker)
			}
		}
		out := sides{st.cast(against...), map[record.ID]bool{}}
		for _, x := range st.ancestry(st.supporters(claim)...) {
			out.friends[x.Speaker] = true
		}
		return out
	})
}

func (st *story) overstates(s *sentence, c *record.Claim, m mode) (found, bool) {
	r := st.result(c.ID)
	f := found{s: s, span: s.whole(), ids: []record.ID{c.ID}}
	switch {
	case c.Established != nil:
		return f, false
	case m == modeAttributed && !st.onlyOpposed(s, c.ID):
		f.message = fmt.Sprintf("nothing that may be published supports claim %s, not even at second hand", c.ID)
		f.hint = "find a statement that supports it and may be used, or leave it out"
		return f, r.SMax == 0
	case r.Status == corroborate.Contradicted:
		f.message = fmt.Sprintf("claim %s is stated as fact, but it is contradicted (base %s)", c.ID, r.Base)
		f.hint = "say who says so, and give the other account"
		return f, true
	case r.Base != corroborate.Corroborated:
		f.message = fmt.Sprintf("claim %s is stated as fact, but its base is %s (independent origins: %d)", c.ID, r.Base, r.S)
		f.hint = "say in the sentence who says so, or find another independent origin"
		return f, true
	}
	return f, false
}

// bareStatements looks at a sentence that cites statements and no claim. As
// fact it needs a claim behind it that may stand as fact.
func (st *story) bareStatements(s *sentence, m mode) (out []found) {
	for _, x := range s.statements {
		f := found{s: s, span: s.whole(), ids: []record.ID{x.ID}}
		switch {
		case !st.active(x):
			f.message = fmt.Sprintf("statement %s or its evidence was withdrawn", x.ID)
			f.hint = "leave it out, or cite a statement that stands"
		case m == modeFact && !st.supportsFact(x):
			f.message = fmt.Sprintf("what statement %s says is stated as fact, and no claim that it supports may stand as fact", x.ID)
			f.hint = "say in the sentence who says so, or cite a corroborated claim"
		default:
			continue
		}
		out = append(out, f)
	}
	return out
}

func (st *story) supportsFact(x *record.Statement) bool {
	for _, l := range st.linksBy[x.ID] {
		id := l.Claim
		for _, t := range st.ties(id) {
			if t.statement != x || t.stance != record.Supports {
				continue
			}
			r := st.result(id)
			if st.c.Claims[id].Established != nil || (r.Base == corroborate.Corroborated && r.Status != corroborate.Contradicted) {
				return true
			}
		}
	}
	return false
}

func findContradictionOmitted(st *story) (out []found) {
	for _, s := range st.sentences {
		for _, c := range s.claims {
			r := st.result(c.ID)
			if r.Status != corroborate.Contradicted && r.Status != corroborate.Denied {
				continue
			}
			if st.otherSideNear(s, c.ID) {
				continue
			}
			out = append(out, found{s: s, span: s.whole(), ids: []record.ID{c.ID},
				message: fmt.Sprintf("claim %s is %s, and neither this paragraph nor the next gives the other side", c.ID, r.Status),
				hint:    "cite the opposing statement or claim, or the request for comment, in the sentence, its paragraph or the next"})
		}
	}
	return out
}

// otherSideNear looks in the sentence, its paragraph and the next one. What it
// finds is the same for a whole paragraph.
func (st *story) otherSideNear(s *sentence, claim record.ID) bool {
	if s.n < 0 {
		side := st.against(claim)
		return slices.ContainsFunc(s.Cites, func(c draft.Cite) bool { return side[c.ID] })
	}
	key := blockClaim{s.Block, claim}
	if near, ok := st.nearCache[key]; ok {
		return near
	}
	here, next := st.blockCites[s.Block], st.blockCites[st.nextParagraph(s)]
	near := false
	for id := range st.against(claim) {
		near = near || here[id] || next[id]
	}
	st.nearCache[key] = near
	return near
}

type blockClaim struct {
	block int
	claim record.ID
}

// against gives what counts as the other side of a claim where it is cited: what
// stands against it, and the requests for comment on it.
func (st *story) against(claim record.ID) map[record.ID]bool {
	if out, ok := st.sideCache[claim]; ok {
		return out
	}
	out := maps.Clone(st.opposing(claim))
	deniers := map[record.ID]bool{}
	for id := range out {
		if x := st.c.Statements[id]; x != nil {
			deniers[st.self.of(x.Speaker)] = true
		}
	}
	for id, rq := range st.c.Requests {
		if st.about(rq, claim, deniers) {
			out[id] = true
		}
	}
	st.sideCache[claim] = out
	return out
}

// otherSide gives the statements and requests with which a story can give the
// other side of a claim.
func (st *story) otherSide(claim record.ID) []record.ID {
	out := map[record.ID]bool{}
	deniers := map[record.ID]bool{}
	for id := range st.opposing(claim) {
		if x := st.c.Statements[id]; x != nil && st.publishable(x) {
			out[id] = true
			deniers[st.self.of(x.Speaker)] = true
		}
	}
	for id, rq := range st.c.Requests {
		if st.about(rq, claim, deniers) {
			out[id] = true
		}
	}
	return record.SortedKeys(out)
}

// about reports whether a request concerns the claim, or, naming no claims, one who denies it.
func (st *story) about(rq *record.Request, claim record.ID, deniers map[record.ID]bool) bool {
	for _, f := range st.facets(claim) {
		for _, id := range rq.Claims {
			if id == f {
				return true
			}
		}
	}
	return len(rq.Claims) == 0 && deniers[st.self.of(rq.To)]
}

// nextParagraph gives the index of the next block that is no heading and no code, or -1.
func (st *story) nextParagraph(s *sentence) int {
	blocks := st.in.Draft.Blocks
	for i := s.Block + 1; s.n >= 0 && i < len(blocks); i++ {
		if k := blocks[i].Kind; k != "heading" && k != "code" {
			return i
		}
	}
	return -1
}

func findClaimChanged(st *story) (out []found) {
	if st.in.Passed == nil {
		return nil
	}
	claims, first := st.citedClaims()
	for _, c := range claims {
		was, ok := st.in.Passed.Claims[c.ID]
		if !ok || was == st.digest(c.ID) {
			continue
		}
		s := first[c.ID]
		out = append(out, found{s: s, span: s.whole(), ids: []record.ID{c.ID},
			message: fmt.Sprintf("what is established about claim %s changed since the draft last passed (now %s)", c.ID, st.result(c.ID).Status),
			hint:    "read the sentence again beside `onrecord explain " + string(c.ID) + "`"})
	}
	return out
}

// digest stands for what R1 says of a claim in the publishable view.
func (st *story) digest(claim record.ID) string {
	data, err := json.Marshal(st.result(claim))
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
