package publish

import (
	"slices"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// claimPart says what a claim rests on, from the publishable view.
func (b *builder) claimPart(c *record.Claim) part {
	out := b.in.Results[c.ID].Publishable
	p := part{}
	p.Headline, p.Tone = b.headline(c, out)
	p.add(b.w.LabelBasis, texts(b.kindsOf(c.ID, out)...)...)
	denied := b.names(b.denials(c.ID, false))
	if len(denied) == 0 && out.Status == corroborate.Denied {
		denied = texts(b.w.Withheld)
	}
	p.add(b.w.LabelDenied, denied...)
	p.add(b.w.LabelContradicted, b.contradicting(c.ID, out)...)
	p.add(b.w.LabelConceded, b.conceding(c, out)...)
	if c.Established == nil {
		p.add(b.w.LabelVerified, value{Text: b.verified(out)})
	}
	if out.S > 0 && slices.Contains(out.Flags, corroborate.AnonymousOnly) {
		p.add(b.w.LabelMark, value{Text: b.w.AnonymousOnly})
	}
	if out.S > 0 && slices.Contains(out.Flags, corroborate.ViaOneConduit) {
		p.add(b.w.LabelMark, value{Text: b.w.OneConduit})
	}
	for _, id := range record.SortedKeys(b.in.Case.Requests) {
		if r := b.in.Case.Requests[id]; slices.Contains(r.Claims, c.ID) && !b.sheltered(r.To) {
			row := b.requestRow(r)
			p.add(row.Label, row.Values...)
		}
	}
	p.Rows = mergeRows(p.Rows)
	p.add(b.w.LabelShown, b.shownBehind(c.ID)...)
	return p
}

// headline gives the status in plain words and the tone in which to set it.
// It never gives a number of origins above two: how many spoke may point at who.
func (b *builder) headline(c *record.Claim, out corroborate.Outcome) (string, string) {
	var base, tone string
	enough := b.in.Case.Policy.WithDefaults().CorroboratedAt
	switch {
	case c.Established != nil:
		base, tone = b.w.Established, "firm"
	case out.S == 0 && slices.Contains(out.Flags, corroborate.HearsayOnly):
		base, tone = b.w.SecondHand, "open"
	case out.S <= 0:
		base, tone = b.w.Unverified, "open"
	case out.S == 1 && enough <= 1:
		base, tone = b.w.OneEnough, "firm"
	case out.S == 1:
		base, tone = b.w.One, "plain"
	case out.S < enough:
		base, tone = b.w.TooFew, "plain"
	case out.S == 2:
		base, tone = b.w.Two, "firm"
	default:
		base, tone = b.w.More, "firm"
	}
	switch out.Status {
	case corroborate.Contradicted:
		return b.w.Contradicted + ". " + base, "against"
	case corroborate.Denied:
		return b.w.Denied + ". " + base, "against"
	}
	return base, tone
}

// verified answers whether the claim was independently verified.
func (b *builder) verified(out corroborate.Outcome) string {
	holds := out.S >= max(2, b.in.Case.Policy.WithDefaults().CorroboratedAt)
	switch {
	case out.Status == corroborate.Contradicted:
		return b.w.VerifiedContradicted
	case holds && out.Status == corroborate.Denied:
		return b.w.VerifiedDenied
	case holds:
		return b.w.VerifiedYes
	}
	return b.w.VerifiedNo
}

// denials gives the admitted statements that deny a claim; with accepts, those
// whose denial concedes it.
func (b *builder) denials(claim record.ID, accepts bool) []*record.Statement {
	var out []*record.Statement
	for _, part := range b.conjuncts(claim) {
		for _, l := range b.linked(part, record.Denies) {
			if (l.Denial == record.DenialAccepts) == accepts {
				out = append(out, b.in.Case.Statements[l.Statement])
			}
		}
	}
	return out
}

// contradicting names those whose accounts stand against a claim, where R1 counts any.
func (b *builder) contradicting(claim record.ID, out corroborate.Outcome) []value {
	if out.O == 0 && out.Status != corroborate.Contradicted {
		return nil
	}
	var links []*record.Link
	for _, part := range b.conjuncts(claim) {
		links = append(links, b.linked(part, record.Disputes)...)
		for _, rival := range b.rivals(part) {
			links = append(links, b.linked(rival, record.Supports)...)
		}
	}
	var against []*record.Statement
	for _, l := range links {
		against = append(against, b.in.Case.Statements[l.Statement])
	}
	if len(against) == 0 {
		return texts(b.w.Withheld)
	}
	return b.names(against)
}

// conceding names interested parties who support a claim against their interest.
func (b *builder) conceding(c *record.Claim, out corroborate.Outcome) []value {
	if !slices.Contains(out.Flags, corroborate.Conceded) {
		return nil
	}
	by := b.denials(c.ID, true)
	for _, l := range b.linked(c.ID, record.Supports) {
		s := b.in.Case.Statements[l.Statement]
		if a := b.in.Case.Actors[s.Speaker]; a != nil && (slices.Contains(c.AdverseTo, a.ID) || slices.Contains(c.AdverseTo, a.SpeaksFor)) {
			by = append(by, s)
		}
	}
	return b.names(by)
}

// names gives the speakers of statements as the page may name them, in order of
// the words; those whom it may not name share one phrase.
func (b *builder) names(statements []*record.Statement) []value {
	var named []string
	hidden := false
	for _, s := range statements {
		n := b.speakerName(s)
		if n == "" {
			hidden = true
			continue
		}
		named = append(named, n)
	}
	slices.Sort(named)
	named = slices.Compact(named)
	if hidden {
		named = append(named, b.w.Withheld)
	}
	return texts(named...)
}

// shownBehind gives links to the shown evidence behind a cited record.
func (b *builder) shownBehind(cite record.ID) []value {
	ids := map[record.ID]bool{}
	for _, s := range b.behind(cite) {
		ids[s.Evidence] = true
	}
	var out []value
	for _, s := range b.shown {
		if ids[s.id] {
			out = append(out, value{Text: s.name(), Href: s.path})
		}
	}
	return out
}

// name gives the title of a shown item, else its kind.
func (s shown) name() string {
	if s.title != "" {
		return s.title
	}
	return s.kind
}

// mergeRows puts rows of one label together, in the place of the first.
func mergeRows(rows []row) []row {
	var out []row
	for _, r := range rows {
		i := slices.IndexFunc(out, func(o row) bool { return o.Label == r.Label })
		if i < 0 {
			out = append(out, r)
			continue
		}
		for _, v := range r.Values {
			if !slices.Contains(out[i].Values, v) {
				out[i].Values = append(out[i].Values, v)
			}
		}
	}
	return out
}
