package reckon

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// values finds links whose stance clashes with their value, and speakers who give
// two values for one thing.
func (r *reckoner) values() {
	byClaim := map[record.ID][]*record.Link{}
	for k, l := range r.c.Links {
		cl := r.c.Claims[k.Claim]
		if cl == nil || l.Value == nil || !r.stands(k.Statement) || (l.Stance != record.Supports && l.Stance != record.Disputes) {
			continue
		}
		r.stanceOf(cl, l)
		byClaim[k.Claim] = append(byClaim[k.Claim], l)
	}
	for claim, links := range byClaim {
		slices.SortFunc(links, func(a, b *record.Link) int { return strings.Compare(string(a.Statement), string(b.Statement)) })
		r.twoValues(claim, links)
	}
}

func (r *reckoner) stanceOf(cl *record.Claim, l *record.Link) {
	q := cl.Quantity
	if q == nil || (q.Low == nil && q.High == nil) {
		return
	}
	level, what := record.LevelError, ""
	switch {
	case l.Value.Within(*q) && l.Stance == record.Disputes:
		what = "lies within the claim's, so it counts as support"
	case l.Value.Disjoint(*q) && l.Stance == record.Supports:
		what = "lies outside the claim's, so it counts as dispute"
	case !l.Value.Within(*q) && !l.Value.Disjoint(*q):
		level, what = record.LevelWarning, "reaches beyond the claim's, so it counts as context only"
	default:
		return
	}
	r.add("value-clashes-stance", level,
		fmt.Sprintf("statement %s is marked %s of claim %s, but its value %s %s (%s)", l.Statement, l.Stance, cl.ID, span(l.Value.Low, l.Value.High), what, span(q.Low, q.High)),
		"correct the value, the stance or the claim's quantity", l.Statement, cl.ID)
}

// twoValues compares what one speaker says of one claim at first hand. What he
// relays is not his own word.
func (r *reckoner) twoValues(claim record.ID, links []*record.Link) {
	own := slices.DeleteFunc(slices.Clone(links), func(l *record.Link) bool {
		s := r.c.Statements[l.Statement]
		return len(s.DerivedFrom) > 0 || !s.Basis.Firsthand()
	})
	bySpeaker := map[record.ID][]*record.Link{}
	for _, l := range own {
		speaker := r.c.Statements[l.Statement].Speaker
		bySpeaker[speaker] = append(bySpeaker[speaker], l)
	}
	const most = 20 // pairs of one speaker about one claim; more tell nothing new
	for _, said := range bySpeaker {
		found := 0
		for i, a := range said {
			for _, b := range said[i+1:] {
				if found < most && a.Value.Disjoint(record.Quantity{Low: b.Value.Low, High: b.Value.High}) {
					found++
					r.add("speaker-contradicts-self", record.LevelWarning,
						fmt.Sprintf("statements %s and %s are one speaker's and give %s and %s for claim %s", a.Statement, b.Statement,
							span(a.Value.Low, a.Value.High), span(b.Value.Low, b.Value.High), claim),
						"ask the speaker which holds; withdraw the other, or link it to the claim that it is about",
						a.Statement, b.Statement, claim)
				}
			}
		}
	}
}

// parts finds parts greater than their wholes. A whole without a quantity passes
// the question on to what it is itself a part of.
func (r *reckoner) parts() {
	for _, id := range record.SortedKeys(r.c.Claims) {
		part := r.c.Claims[id]
		if part.Quantity == nil {
			continue
		}
		if low, high := part.Quantity.Low, part.Quantity.High; low != nil && high != nil && *low > *high {
			r.add("quantity-inverted", record.LevelError, fmt.Sprintf("claim %s has the quantity %s, whose low end lies above its high end", id, span(low, high)),
				"exchange low and high", id)
			continue
		}
		seen := map[record.ID]bool{id: true}
		whole := r.c.Claims[part.PartOf]
		for whole != nil && whole.Quantity == nil && !seen[whole.ID] {
			seen[whole.ID] = true
			whole = r.c.Claims[whole.PartOf]
		}
		if whole == nil || whole.Quantity == nil || seen[whole.ID] {
			continue
		}
		p, w := part.Quantity, whole.Quantity
		switch {
		case p.Unit != "" && w.Unit != "" && !strings.EqualFold(p.Unit, w.Unit):
			r.add("part-unit-differs", record.LevelWarning,
				fmt.Sprintf("claim %s is part of claim %s, but they count different things: their units differ", part.ID, whole.ID),
				"give both the same unit, or remove the part_of", part.ID, whole.ID)
		case p.Low != nil && w.High != nil && *p.Low > *w.High:
			r.add("part-exceeds-whole", record.LevelError,
				fmt.Sprintf("claim %s (%s) is part of claim %s (%s) and greater than it", part.ID, span(p.Low, p.High), whole.ID, span(w.Low, w.High)),
				"correct one of the quantities, or say what the part is really a part of", part.ID, whole.ID)
		}
	}
}

// span writes a range of numbers.
func span(low, high *float64) string {
	text := func(f *float64) string { return strconv.FormatFloat(*f, 'f', -1, 64) }
	switch {
	case low == nil && high == nil:
		return "any number"
	case low == nil:
		return "at most " + text(high)
	case high == nil:
		return "at least " + text(low)
	case *low == *high:
		return text(low)
	}
	return text(low) + " to " + text(high)
}
