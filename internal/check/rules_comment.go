package check

import (
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

func findCommentNotSought(st *story) (out []found) {
	claims, first := st.citedClaims()
	for _, c := range claims {
		seen := map[record.ID]bool{}
		for _, adverse := range c.AdverseTo {
			class := st.self.of(adverse)
			if seen[class] || st.heard(c.ID, class) {
				continue
			}
			seen[class] = true
			s := first[c.ID]
			out = append(out, found{s: s, span: s.whole(), ids: []record.ID{c.ID, adverse},
				message: fmt.Sprintf("claim %s is adverse to %s, who was not asked about it", c.ID, adverse),
				hint:    "ask for comment and record the request, or link a public denial or answer"})
		}
	}
	return out
}

// heard reports whether somebody of the class was asked about the claim, or
// answered it in public.
func (st *story) heard(claim, class record.ID) bool {
	for _, rq := range st.c.Requests {
		if st.self.of(rq.To) == class && slices.Contains(rq.Claims, claim) {
			return true
		}
	}
	for _, t := range st.ties(claim) {
		if st.self.of(t.statement.Speaker) == class && st.c.TermsOf(t.statement) == record.OnRecord {
			return true
		}
	}
	return false
}

func findCommentWindowOpen(st *story) (out []found) {
	for _, id := range record.SortedKeys(st.c.Requests) {
		rq := st.c.Requests[id]
		s := st.concerned(rq)
		if s == nil || rq.Reply != "" || replied(rq) || !rq.Deadline.RunsAt(st.in.Now) {
			continue
		}
		out = append(out, found{s: s, span: s.whole(), ids: []record.ID{id, rq.To},
			message: fmt.Sprintf("request %s to %s is unanswered, and its deadline has not passed", id, rq.To),
			hint:    "wait for the reply or the deadline"})
	}
	return out
}

// replied reports whether a request met with an answer or a refusal.
func replied(rq *record.Request) bool {
	return rq.Outcome == record.Answered || rq.Outcome == record.Partial || rq.Outcome == record.Declined
}

// concerned gives the first sentence that cites the request or a claim that it is about.
func (st *story) concerned(rq *record.Request) *sentence {
	for _, s := range st.sentences {
		if slices.Contains(s.requests, rq) || slices.ContainsFunc(s.claims, func(c *record.Claim) bool { return slices.Contains(rq.Claims, c.ID) }) {
			return s
		}
	}
	return nil
}

func findReplyOmitted(st *story) (out []found) {
	cited := st.citedIDs()
	for _, id := range record.SortedKeys(st.c.Requests) {
		rq := st.c.Requests[id]
		s := st.concerned(rq)
		if s == nil || cited[id] || (rq.Reply != "" && cited[rq.Reply]) || (rq.Reply == "" && !replied(rq)) {
			continue
		}
		what := "replied to"
		if rq.Outcome == record.Declined {
			what = "refused to answer"
		}
		f := found{s: s, span: s.whole(), ids: []record.ID{id, rq.To},
			message: fmt.Sprintf("%s %s request %s, and the story does not say so", rq.To, what, id),
			hint:    "give the reply or the refusal and cite [@" + string(id) + "]"}
		out = append(out, f)
	}
	return out
}
