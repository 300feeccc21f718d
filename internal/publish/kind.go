package publish

import (
	"slices"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// kindsOf says what sorts of evidence a claim rests on: sorts only, each once,
// sorted by their words, so that neither number nor order tells anything.
func (b *builder) kindsOf(claim record.ID, out corroborate.Outcome) []string {
	var kinds []string
	for _, chain := range out.Certificate {
		if k := b.chainKind(chain); k != "" {
			kinds = append(kinds, k)
		}
	}
	if len(kinds) == 0 {
		for _, l := range b.linked(claim, record.Supports) {
			kinds = append(kinds, b.chainKind([]record.ID{l.Statement}))
		}
	}
	slices.Sort(kinds)
	return slices.DeleteFunc(slices.Compact(kinds), func(k string) bool { return k == "" })
}

// chainKind says what sort of evidence a chain of statements, root first, is.
func (b *builder) chainKind(chain []record.ID) string {
	if len(chain) == 0 {
		return ""
	}
	root := b.in.Case.Statements[chain[0]]
	if root == nil {
		return ""
	}
	ev := b.in.Case.Evidence[root.Evidence]
	if ev == nil {
		return ""
	}
	if root.Basis.Witness() && (len(chain) > 1 || len(b.between(root)) > 0) {
		return b.w.ThroughOthers + b.through(chain)
	}
	return b.basisKind(root.Basis, ev.Kind)
}

func (b *builder) basisKind(basis record.Basis, kind record.EvidenceKind) string {
	switch basis {
	case record.Victim, record.Eyewitness, record.Participant:
		if kind == "interview" || kind == "message" {
			return b.w.ToldToDesk
		}
		return b.w.FirstHand + " (" + b.kindWord(kind) + ")"
	case record.Physical:
		return b.w.Physical
	case record.Recording:
		if kind == "video" || kind == "audio" || kind == "photo" {
			return b.kindWord(kind)
		}
		return b.w.Recording
	case record.Inference:
		return b.w.Conclusion
	case record.Hearsay:
		return b.w.HeardFrom
	case record.Position:
		return b.w.Position
	}
	return b.kindWord(kind)
}

// between gives the go-betweens of a statement, the desk itself aside.
func (b *builder) between(s *record.Statement) []record.ID {
	return slices.DeleteFunc(slices.Clone(s.Conduit), func(id record.ID) bool { return id == record.Desk })
}

// through names, in brackets, those through whom an account came, but only
// where the first to tell it is nobody who must stay unseen: a go-between points
// at those whom he knows.
func (b *builder) through(chain []record.ID) string {
	root := b.in.Case.Statements[chain[0]]
	if b.sheltered(root.Speaker) || b.in.Case.TermsOf(root) != record.OnRecord {
		return ""
	}
	var ids []record.ID
	for i, id := range chain {
		s := b.in.Case.Statements[id]
		if s == nil || b.in.Case.TermsOf(s) != record.OnRecord {
			return ""
		}
		if i > 0 {
			ids = append(ids, s.Speaker)
		}
		ids = append(ids, b.between(s)...)
	}
	var names []string
	for _, id := range ids {
		n := b.toldName(id)
		if n == "" || b.sheltered(id) {
			return ""
		}
		names = append(names, n)
	}
	slices.Sort(names)
	out := ""
	for _, n := range slices.Compact(names) {
		if out != "" {
			out += b.w.Comma
		}
		out += n
	}
	return " (" + out + ")"
}

// statementPart says who said what is quoted, as far as his terms allow.
func (b *builder) statementPart(s *record.Statement) part {
	p := part{Headline: b.w.InConfidence, Tone: "plain"}
	ev := b.in.Case.Evidence[s.Evidence]
	if b.in.Case.TermsOf(s) == record.OnRecord && !b.sheltered(s.Speaker) {
		p.Headline = b.w.OnRecord
		name := b.publicName(s.Speaker)
		if name == "" {
			name = b.speakerName(s)
		}
		said := value{Text: name}
		if day := b.dateWords(s.SaidAt); day != "" {
			said.Then = b.w.Comma + day
		}
		p.add(b.w.LabelSaid, said)
	}
	if ev != nil {
		p.add(b.w.LabelBasis, value{Text: b.chainKind([]record.ID{s.ID})})
	}
	p.add(b.w.LabelShown, b.shownBehind(s.ID)...)
	return p
}

// requestRow says who was asked for comment, when, and what came of it. Who may
// not be named is not named; then the date is left out too.
func (b *builder) requestRow(r *record.Request) row {
	outcome := map[record.Outcome]string{
		"": b.w.Pending, record.Pending: b.w.Pending, record.Answered: b.w.Answered,
		record.Partial: b.w.Partial, record.Declined: b.w.Declined, record.NoAnswer: b.w.NoAnswer,
	}[r.Outcome]
	who := b.publicName(r.To)
	if who == "" || b.sheltered(r.To) {
		return row{b.w.LabelAsked, texts(b.w.Unnamed + ": " + outcome)}
	}
	then := ": "
	if day := b.dateWords(r.AskedAt); day != "" {
		then += b.w.AskedOn + " " + day + b.w.Comma
	}
	return row{b.w.LabelAsked, []value{{Text: who, Then: then + outcome}}}
}
