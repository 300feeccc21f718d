package web

import (
	"cmp"
	"net/url"
	"slices"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
)

// statuses stand in the order in which they need attention, each with what to do
// about it.
var statuses = []struct {
	status corroborate.Status
	what   string
}{
	{corroborate.Contradicted, "An independent origin says otherwise: settle it, or print both sides."},
	{corroborate.Denied, "Somebody whom it concerns denies it: print the denial with it."},
	{corroborate.Unverified, "Nothing first-hand stands behind it."},
	{corroborate.SingleSource, "One independent origin: print it attributed, never as fact."},
	{corroborate.Provisional, "Fewer independent origins than the policy asks for: print it attributed."},
	{corroborate.Corroborated, "As many independent origins as the policy asks for."},
}

type group struct {
	Status string `json:"status"`
	Sign   string `json:"sign"`
	What   string `json:"what"`
	N      int    `json:"n"`
	Weaker int    `json:"weaker"` // of which a story may say less
}

type deadline struct {
	ID       record.ID      `json:"id"`
	To       string         `json:"to"`
	Deadline record.Time    `json:"deadline"`
	Outcome  record.Outcome `json:"outcome"`
	Over     bool           `json:"over"`
}

// home is the casefile's first page: what needs attention, who has been asked, what
// was done last.
func home(v *visit) error {
	lines, err := v.lines()
	if err != nil {
		return err
	}
	s := v.state()
	latest, err := v.c.Log(v.r.Context(), 8)
	if err != nil {
		return err
	}
	return v.show("home", v.say.t("Casefile"), map[string]any{
		"groups": groupsOf(lines), "requests": v.deadlines(true), "latest": entriesOf(latest),
		"claims": len(lines), "evidence": len(s.Evidence), "statements": len(s.Statements), "actors": len(s.Actors),
		"empty": len(s.Claims)+len(s.Statements)+len(s.Evidence)+len(s.Actors) == 0, "description": s.Case.Title,
	})
}

// rank gives a status's place among statuses.
func rank(s corroborate.Status) int {
	for i, st := range statuses {
		if st.status == s {
			return i
		}
	}
	return len(statuses)
}

// groupsOf counts the claims of each status.
func groupsOf(lines []standing.Line) []group {
	out := make([]group, len(statuses))
	for i, st := range statuses {
		out[i] = group{Status: string(st.status), Sign: standing.Sign(st.status), What: st.what}
	}
	for _, l := range lines {
		if i := rank(l.Status); i < len(out) {
			out[i].N++
			if l.Publishable.Base != l.Base {
				out[i].Weaker++
			}
		}
	}
	return out
}

// deadlines lists requests for comment; open ones alone, or all. Who must answer
// soonest comes first.
func (v *visit) deadlines(open bool) []deadline {
	out := []deadline{}
	for _, r := range v.state().Requests {
		outcome := cmp.Or(r.Outcome, record.Pending)
		if open && outcome != record.Pending {
			continue
		}
		ends, ok := r.Deadline.Ends()
		out = append(out, deadline{r.ID, v.name(r.To), r.Deadline, outcome, ok && ends.Before(v.now())})
	}
	slices.SortFunc(out, func(a, b deadline) int { return cmp.Or(cmp.Compare(a.Deadline, b.Deadline), cmp.Compare(a.ID, b.ID)) })
	return out
}

// name is what an actor may be called.
func (v *visit) name(id record.ID) string {
	if id == record.Desk || id == "" {
		return string(id)
	}
	return standing.PublicName(v.state().Casefile, id)
}

type entry struct {
	Seq  int64       `json:"seq"`
	At   string      `json:"at"`
	By   record.ID   `json:"by"`
	Kind string      `json:"kind"`
	IDs  []record.ID `json:"ids"`
	Note string      `json:"note"`
}

func entriesOf(in []pipeline.LogEntry) []entry {
	out := []entry{}
	for _, e := range in {
		out = append(out, entry{e.Seq, e.At.UTC().Format(time.DateTime), e.By, e.Kind, listOf(e.IDs), e.Note})
	}
	return out
}

// listOf is a list that is [] in JSON where it is empty.
func listOf[T any](in []T) []T { return append([]T{}, in...) }

// ledgerPage shows what happened, newest first.
func ledgerPage(v *visit) error {
	limit := v.number("limit", 100, 1, 5000)
	entries, err := v.c.Log(v.r.Context(), limit)
	if err != nil {
		return err
	}
	return v.show("ledger", v.say.t("Ledger"), map[string]any{
		"entries": entriesOf(entries), "more": len(entries) == limit, "next": limit * 2,
		"fingerprint": v.c.Fingerprint(), "size": v.c.Head(),
	})
}

// goTo leads to the page of any record.
func goTo(v *visit) error {
	id := record.ID(v.form("id"))
	if v.state().KindOf(id) == "" {
		return nowhere(v)
	}
	return v.see(pathOf(v.state().KindOf(id), id))
}

func pathOf(kind string, id record.ID) string {
	switch kind {
	case "claim", "statement", "actor":
		return "/" + kind + "s/" + url.PathEscape(string(id))
	case "evidence":
		return "/evidence/" + url.PathEscape(string(id))
	case "request":
		return "/requests#" + url.PathEscape(string(id))
	}
	return "/search?q=" + url.QueryEscape("id:"+string(id))
}
