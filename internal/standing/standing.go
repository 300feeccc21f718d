// Package standing says of every claim, in one line and in words, where it stands:
// what the board shows. It is pure, and small enough to be kept beside the records,
// so that the board of a large casefile need not read all of them.
package standing

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// Line is where a claim stands. Its words are the records' own: Clean it before it
// is shown.
type Line struct {
	ID          record.ID          `json:"-"`
	Shown       string             `json:"id"` // the id as it may be shown
	Text        string             `json:"text"`
	Status      corroborate.Status `json:"status"`
	Base        corroborate.Status `json:"base"`
	S           int                `json:"s"`
	SMax        int                `json:"s_max,omitempty"`
	Upper       int                `json:"upper,omitempty"`
	O           int                `json:"o,omitempty"`
	Flags       []string           `json:"flags,omitempty"`
	DeniedBy    []string           `json:"denied_by,omitempty"`   // public names or descriptors
	Through     string             `json:"through,omitempty"`     // the one conduit, by its public name; empty where it cannot be named
	Withheld    []string           `json:"withheld,omitempty"`    // why the publishable view is weaker
	Established bool               `json:"established,omitempty"` // common ground
	Publishable Publishable        `json:"publishable"`
}

// Publishable is the same in the publishable view.
type Publishable struct {
	Status corroborate.Status `json:"status"`
	Base   corroborate.Status `json:"base"`
	S      int                `json:"s"`
	SMax   int                `json:"s_max,omitempty"`
	Flags  []string           `json:"flags,omitempty"`
}

// Of says where a claim stands, by its result.
func Of(c *record.Casefile, r corroborate.Result, now time.Time) Line {
	p := r.Publishable
	l := Line{
		ID: r.ID, Shown: string(r.ID), Status: r.Status, Base: r.Base, S: r.S, SMax: r.SMax, Upper: r.Upper, O: r.O, Flags: r.Flags,
		Publishable: Publishable{p.Status, p.Base, p.S, p.SMax, p.Flags},
	}
	if cl := c.Claims[r.ID]; cl != nil {
		l.Text, l.Established = cl.Text, cl.Established != nil
	}
	for _, id := range r.DeniedBy {
		l.DeniedBy = append(l.DeniedBy, PublicName(c, id))
	}
	if slices.Contains(r.Flags, corroborate.ViaOneConduit) {
		l.Through = through(c, r)
	}
	if p.Status != r.Status || p.S != r.S || p.Base != r.Base {
		l.Withheld = withheld(c, r, now)
	}
	return l
}

// Clean passes everything in the line that comes from the records through clean.
func (l *Line) Clean(clean func(string) string) {
	l.Shown, l.Text, l.Through = clean(l.Shown), clean(l.Text), clean(l.Through)
	for _, list := range [][]string{l.DeniedBy, l.Withheld} {
		for i, s := range list {
			list[i] = clean(s)
		}
	}
}

// All says it of every result, in the order of ids.
func All(c *record.Casefile, results map[record.ID]corroborate.Result, now time.Time) []Line {
	out := make([]Line, 0, len(results))
	for _, r := range results {
		out = append(out, Of(c, r, now))
	}
	slices.SortFunc(out, func(a, b Line) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// Word is a status in words, with the base that it leaves aside.
func Word(status, base corroborate.Status) string {
	if status != base {
		return string(status) + ", " + string(base)
	}
	return string(status)
}

// Sign stands beside a status's word, never instead of it; "" for what is none.
func Sign(status corroborate.Status) string {
	switch status {
	case corroborate.Corroborated:
		return "●"
	case corroborate.Provisional:
		return "◐"
	case corroborate.SingleSource:
		return "○"
	case corroborate.Unverified:
		return "·"
	case corroborate.Contradicted:
		return "✖"
	case corroborate.Denied:
		return "⊘"
	}
	return ""
}

// Origins counts independent origins: "2", or "2, at most 4"; "2 or more" where the
// count was not worked out to the end.
func Origins(s, most int, flags []string) string {
	switch {
	case slices.Contains(flags, corroborate.Bound):
		return fmt.Sprintf("%d or more", s)
	case most > s:
		return fmt.Sprintf("%d, at most %d", s, most)
	}
	return fmt.Sprint(s)
}

// PublicName is what an actor may be called: never more than the descriptor that
// was agreed with a protected source.
func PublicName(c *record.Casefile, id record.ID) string {
	a := c.Actors[id]
	switch {
	case a == nil:
		return string(id)
	case a.Protected && a.Descriptor != "":
		return a.Descriptor
	case !a.Protected && len(a.Names) > 0:
		return a.Names[0]
	}
	return string(id)
}

// through names the one conduit of a claim's chains; empty where the certificate
// has several, of which R1 does not say here which one it is.
func through(c *record.Casefile, r corroborate.Result) string {
	var via []record.ID
	behind(c, r, func(s *record.Statement) { via = append(via, s.Conduit...) })
	slices.Sort(via)
	via = slices.DeleteFunc(slices.Compact(via), func(id record.ID) bool { return id == record.Desk })
	if len(via) != 1 {
		return ""
	}
	return PublicName(c, via[0])
}

// withheld says why a story may not use chains that the desk counts.
func withheld(c *record.Casefile, r corroborate.Result, now time.Time) (why []string) {
	behind(c, r, func(s *record.Statement) {
		if w := corroborate.WhyWithheld(c, s, now); w != "" && !slices.Contains(why, w) {
			why = append(why, w)
		}
	})
	return why
}

// behind visits the statements of the certificate.
func behind(c *record.Casefile, r corroborate.Result, visit func(*record.Statement)) {
	for _, chain := range r.Certificate {
		for _, id := range chain {
			if s := c.Statements[id]; s != nil {
				visit(s)
			}
		}
	}
}
