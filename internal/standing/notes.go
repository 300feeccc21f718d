package standing

import (
	"fmt"
	"strings"

	"onrecord.dev/onrecord/internal/corroborate"
)

// Notes say in words what else there is to know of a claim, what hinders its
// publication first. Names go through embed before they stand in a sentence.
func (r Line) Notes(embed func(string) string) []string {
	var out []string
	if p := r.Publishable; p.Status != r.Status || p.S != r.S || p.Base != r.Base {
		note := "publishable: " + Word(p.Status, p.Base) + ", " + Origins(p.S, p.SMax, p.Flags)
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
		out = append(out, against(r.O))
	}
	for _, f := range r.Flags {
		out = append(out, r.flag(f, embed))
	}
	if r.Established {
		out = append(out, "established: common ground")
	}
	return out
}

// flag puts a flag of R1 into words.
func (r Line) flag(f string, embed func(string) string) string {
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

func against(n int) string {
	if n == 1 {
		return "1 independent origin against it"
	}
	return fmt.Sprintf("%d independent origins against it", n)
}
