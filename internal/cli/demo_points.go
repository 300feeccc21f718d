package cli

import (
	"fmt"
	"strings"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// points says what the seed case shows. Every number is worked out from the records.
func (d *demo) points() error {
	if err := d.head("What the case shows"); err != nil {
		return err
	}
	s := d.casefile.State()
	for _, lines := range [][]string{d.voices(s), d.singles(), d.documents(s), d.counts(s), d.partial(s), d.silence(s), d.replies(s)} {
		for i, l := range lines {
			mark := "–"
			if i > 0 {
				mark = " "
			}
			if err := d.say("   %s %s\n", mark, l); err != nil {
				return err
			}
		}
	}
	return d.withoutRequests(s)
}

func (d *demo) result(id record.ID) corroborate.Result {
	for _, r := range d.results {
		if r.ID == id {
			return r
		}
	}
	return corroborate.Result{}
}

// linked gives the statements of one stance towards a claim, in order.
func linked(s *view.State, claim record.ID, stance record.Stance) []*record.Statement {
	var out []*record.Statement
	for _, l := range linksOf(s, claim) {
		if l.Stance == stance && l.Claim == claim {
			out = append(out, s.Statements[l.Statement])
		}
	}
	return out
}

// voices: many voices are few origins, and two denials are one voice.
func (d *demo) voices(s *view.State) []string {
	through := 0
	for _, st := range linked(s, "c-sent", record.Supports) {
		for _, c := range st.Conduit {
			if c == "krivenko" {
				through++
			}
		}
	}
	told := s.Fork()
	told.Policy.Conduits = record.ConduitsIgnore
	direct := corroborate.All(told.Casefile, corroborate.Options{Now: demoNow})["c-sent"]
	r := d.result("c-sent")
	return []string{
		fmt.Sprintf("c-sent: %d statements support it, %d of them reached the desk through %s alone and are one chain: %d independent origins (%d had each told the desk himself).",
			len(linked(s, "c-sent", record.Supports)), through, publicName(s, "krivenko"), r.S, direct.S),
		fmt.Sprintf("It is %s, on a %s base: %d denials by %d voice, %s, for whom president and spokesman speak.",
			r.Status, r.Base, len(linked(s, "c-sent", record.Denies)), r.D, names(s, r.DeniedBy)),
	}
}

// singles: what one man tells may be printed as told, never as fact.
func (d *demo) singles() []string {
	out := []string{"What one man tells may be printed as told by him, never as fact:"}
	for _, id := range []record.ID{"c-jail-threat", "c-refused", "c-cases-threat", "c-two-at-home", "c-fought", "c-unpaid"} {
		r := d.result(id)
		line := fmt.Sprintf("  %-16s %s", id, r.Status)
		if len(r.Flags) > 0 {
			line += " (" + strings.Join(r.Flags, ", ") + ")"
		}
		out = append(out, line)
	}
	return out
}

func (d *demo) documents(s *view.State) []string {
	var out []string
	for _, id := range []record.ID{"c-nine", "c-left-day"} {
		var on []string
		for _, st := range linked(s, id, record.Supports) {
			on = append(on, fmt.Sprintf("%s, a %s", st.Evidence, s.Evidence[st.Evidence].Kind))
		}
		out = append(out, fmt.Sprintf("%s rests on documents: %s.", id, strings.Join(on, "; ")))
	}
	return out
}

// counts: fourteen and nine are counts of different groups.
func (d *demo) counts(s *view.State) []string {
	nine, fourteen := s.Claims["c-nine"], s.Claims["c-fourteen"]
	if nine == nil || fourteen == nil || nine.Quantity == nil || fourteen.Quantity == nil {
		return nil
	}
	return []string{fmt.Sprintf("%v (c-fourteen) and %v (c-nine) are no contradiction: the casefile says that the one is a part of the other (part_of: %s).",
		*fourteen.Quantity.High, *nine.Quantity.High, nine.PartOf)}
}

// partial: a partial reply stays partial.
func (d *demo) partial(s *view.State) []string {
	touch := 0
	for _, st := range linked(s, "c-three-left", record.Supports) {
		if l := s.Links[record.LinkKey{Statement: st.ID, Claim: "c-sent"}]; l != nil && l.Stance != record.Context {
			touch++
		}
	}
	return []string{fmt.Sprintf("c-three-left is confirmed by %d men; %d of them say anything for or against c-sent.", d.result("c-three-left").S, touch)}
}

// silence: a claim about silence rests on whole letters.
func (d *demo) silence(s *view.State) []string {
	var out []string
	for _, st := range linked(s, "c-letters-silent", record.Supports) {
		e := s.Evidence[st.Evidence]
		out = append(out, fmt.Sprintf("%s (%s)", e.ID, verdict(e.Complete != nil && *e.Complete, "complete", "not known to be complete")))
	}
	return []string{"c-letters-silent, a claim about silence, rests on " + strings.Join(out, " and ") + "."}
}

func (d *demo) replies(s *view.State) []string {
	var out []string
	for _, id := range record.SortedKeys(s.Requests) {
		out = append(out, fmt.Sprintf("%s: %s", publicName(s, s.Requests[id].To), outcome(s.Requests[id])))
	}
	return []string{"Asked for comment – " + strings.Join(out, "; ") + "."}
}

// withoutRequests shows that the right of reply is what lets the draft pass, and
// that a public denial counts as an answer.
func (d *demo) withoutRequests(s *view.State) error {
	fork := s.Fork()
	clear(fork.Requests)
	got, err := d.suppose(fork, "draft.md")
	if err != nil {
		return err
	}
	missing, kremlin := 0, 0
	for _, f := range got.Findings {
		if f.Rule != "comment-not-sought" {
			continue
		}
		missing++
		for _, id := range f.IDs {
			if id == "kremlin" {
				kremlin++
			}
		}
	}
	return d.say("   – Without the requests the mended draft would not pass: comment-not-sought %d times, %d of them for %s, whose public denials are its answer.\n",
		missing, kremlin, publicName(s, "kremlin"))
}

func names(s *view.State, ids []record.ID) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = publicName(s, id)
	}
	return strings.Join(out, ", ")
}
