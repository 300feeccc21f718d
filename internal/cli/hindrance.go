package cli

import (
	"fmt"
	"strings"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/standing"
)

// notes say in words what else there is to know of a claim, what hinders its
// publication first.
func (b board) notes(r standing.Line) []string {
	var out []string
	if p := r.Publishable; p.Status != r.Status || p.S != r.S || p.Base != r.Base {
		note := "publishable: " + standing.Word(p.Status, p.Base) + ", " + standing.Origins(p.S, p.SMax, p.Flags)
		if len(r.Withheld) > 0 {
			note += " (" + strings.Join(r.Withheld, "; ") + ")"
		}
		out = append(out, note)
	}
	if len(r.DeniedBy) > 0 {
		names := make([]string, len(r.DeniedBy))
		for i, name := range r.DeniedBy {
			names[i] = embed(name)
		}
		out = append(out, "denied by "+strings.Join(names, ", "))
	}
	if r.O > 0 {
		out = append(out, count(r.O, "independent origin")+" against it")
	}
	for _, f := range r.Flags {
		out = append(out, b.flag(f, r))
	}
	if r.Established {
		out = append(out, "established: common ground")
	}
	return out
}

// flag puts a flag of R1 into words.
func (b board) flag(f string, r standing.Line) string {
	switch f {
	case corroborate.AnonymousOnly:
		return "every origin is anonymous"
	case corroborate.ViaOneConduit:
		if r.Through != "" {
			return "all of it came through " + embed(r.Through)
		}
		return "all of it came through one conduit"
	case corroborate.HearsayOnly:
		return "hearsay only"
	case corroborate.Conceded:
		return "conceded by a party that it goes against"
	case corroborate.Bound:
		if r.Upper == r.S {
			return "not worked out to the end: with hearsay, or against it, there may be more"
		}
		return fmt.Sprintf("not worked out to the end: %d proven, no more than %d possible", r.S, r.Upper)
	}
	return f
}
