package cli

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// notes say in words what else there is to know of a claim, what hinders its
// publication first.
func (b board) notes(r corroborate.Result) []string {
	var out []string
	if p := r.Publishable; p.Status != r.Status || p.S != r.S || p.Base != r.Base {
		note := "publishable: " + standing(corroborate.Result{Outcome: p}) + ", " + origins(p)
		if why := b.withheld(r); why != "" {
			note += " (" + why + ")"
		}
		out = append(out, note)
	}
	if len(r.DeniedBy) > 0 {
		names := make([]string, len(r.DeniedBy))
		for i, id := range r.DeniedBy {
			names[i] = embed(publicName(b.state, id))
		}
		out = append(out, "denied by "+strings.Join(names, ", "))
	}
	if r.O > 0 {
		out = append(out, count(r.O, "independent origin")+" against it")
	}
	for _, f := range r.Flags {
		out = append(out, b.flag(f, r))
	}
	if c := b.state.Claims[r.ID]; c != nil && c.Established != nil {
		out = append(out, "established: common ground")
	}
	return out
}

// flag puts a flag of R1 into words.
func (b board) flag(f string, r corroborate.Result) string {
	switch f {
	case corroborate.AnonymousOnly:
		return "every origin is anonymous"
	case corroborate.ViaOneConduit:
		if through := b.through(r); through != "" {
			return "all of it came through " + through
		}
		return "all of it came through one conduit"
	case corroborate.HearsayOnly:
		return "hearsay only"
	case corroborate.Conceded:
		return "conceded by a party that it goes against"
	case corroborate.Bound:
		return fmt.Sprintf("not worked out to the end: %d proven, no more than %d possible", r.S, r.Upper)
	}
	return f
}

// through names the one conduit of a claim's chains; empty where the certificate
// has several, of which R1 does not say here which one it is.
func (b board) through(r corroborate.Result) string {
	var via []record.ID
	for _, chain := range r.Certificate {
		for _, id := range chain {
			if s := b.state.Statements[id]; s != nil {
				via = append(via, s.Conduit...)
			}
		}
	}
	slices.Sort(via)
	via = slices.DeleteFunc(slices.Compact(via), func(id record.ID) bool { return id == record.Desk })
	if len(via) != 1 {
		return ""
	}
	return embed(publicName(b.state, via[0]))
}

// withheld says why a story may not use chains that the desk counts.
func (b board) withheld(r corroborate.Result) string {
	var why []string
	for _, chain := range r.Certificate {
		for _, id := range chain {
			s := b.state.Statements[id]
			if s == nil {
				continue
			}
			if w := corroborate.WhyWithheld(b.state.Casefile, s, b.now); w != "" && !slices.Contains(why, w) {
				why = append(why, w)
			}
		}
	}
	return strings.Join(why, "; ")
}
