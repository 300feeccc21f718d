package pipeline

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/propose"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/worker"
)

// Proposals are the sayings of a file, for a person to accept. Nothing of them is
// recorded. All texts are clean.
type Proposals struct {
	Evidence record.ID    `json:"evidence"` // the item that the file is, or would be
	Recorded bool         `json:"recorded"` // the casefile has it
	Form     propose.Form `json:"form"`
	Sayings  []Proposal   `json:"sayings"`
	Left     LeftOut      `json:"left_out"`

	document exchange.Proposed
}

// LeftOut counts what is not proposed.
type LeftOut struct {
	propose.Left
	Known int `json:"recorded"` // sayings that a statement has already
}

// Proposal is one saying as it is proposed.
type Proposal struct {
	ID         record.ID          `json:"id"` // of the statement to be
	Kind       propose.Kind       `json:"kind"`
	Quote      record.Quote       `json:"quote"`
	Text       string             `json:"text"`
	Select     *record.Selector   `json:"select,omitempty"`
	Cue        string             `json:"cue"`
	Written    string             `json:"speaker_as_written"`
	Speaker    record.ID          `json:"speaker"` // the one actor whom it can be; else empty
	Candidates []record.ID        `json:"candidates"`
	Confidence propose.Confidence `json:"confidence"`
	Why        string             `json:"why"`

	pronoun bool
}

// Proposing says what is proposed from: a file's base name and place relative to the
// document to be, its bytes, from whom the desk has it, and the id that it has or is
// to have as evidence; the last two may be empty.
type Proposing struct {
	Name, File string
	Data       []byte
	From, As   record.ID
}

// Propose reads a file as Add does and lists what somebody is said to have said in
// it. It writes nothing.
func (c *Casefile) Propose(ctx context.Context, in Proposing) (Proposals, error) {
	if in.From != "" && in.From != record.Desk && c.state.Actors[in.From] == nil {
		return Proposals{}, command.Unknown("actor", in.From)
	}
	got, err := worker.Extract(ctx, in.Name, in.Data, intake.DefaultLimits())
	if err != nil {
		return Proposals{}, err
	}
	if got.Chars == 0 {
		return Proposals{}, problem.New(problem.Usage, c.Guard().Clean(in.Name), "there is no text in this file", "a picture or a recording has to be written out first")
	}
	item, recorded, err := c.proposedEvidence(in, got)
	if err != nil {
		return Proposals{}, err
	}
	read := propose.Find(got.Pages)
	if !recorded && read.Form != propose.Prose {
		item.Kind = "interview"
	}
	cast, err := propose.NewCast(c.state.Actors, c.Guard())
	if err != nil {
		return Proposals{}, err
	}
	out := Proposals{Evidence: record.ID(c.alias(string(item.ID))), Recorded: recorded, Form: read.Form, Sayings: []Proposal{}, Left: LeftOut{Left: read.Left}}
	whom := cast.Whom(got.Pages, read.Sayings)
	n, stated := 0, c.stated(item.ID)
	for i, s := range read.Sayings {
		if has(stated, s) {
			out.Left.Known++
			continue
		}
		for n++; c.state.KindOf(proposedID(item.ID, n)) != ""; n++ {
		}
		p := c.proposal(s, whom[i], in.From)
		p.ID = record.ID(c.alias(string(proposedID(item.ID, n))))
		out.Sayings = append(out.Sayings, p)
	}
	c.writeProposed(&out, item, in)
	return out, nil
}

func proposedID(evidence record.ID, n int) record.ID {
	return record.ID(fmt.Sprintf("%s-q%d", evidence, n))
}

// Document gives the proposals as an unfinished casefile document.
func (p Proposals) Document() ([]byte, error) { return exchange.WriteProposed(p.document) }

// proposedEvidence finds the item that the file is; else makes what add would make.
func (c *Casefile) proposedEvidence(in Proposing, got intake.Result) (item *record.Evidence, recorded bool, err error) {
	sum := hashOf(in.Data)
	held := c.state.Holders(sum)
	switch e := c.state.Evidence[in.As]; {
	case in.As != "" && !in.As.Valid():
		return nil, false, command.Unknown("evidence", in.As)
	case e != nil && !slices.Contains(held, in.As):
		return nil, false, problem.New(problem.Usage, string(in.As), "this evidence has another original than the file", "leave --as out, or name the item that the file is")
	case e != nil:
		return e, true, nil
	case in.As != "" && (c.state.KindOf(in.As) != "" || in.As.Reserved()):
		return nil, false, problem.New(problem.Usage, string(in.As), "this id belongs to another record", "choose another with --as")
	case in.As == "" && len(held) > 0:
		return c.state.Evidence[held[0]], true, nil
	}
	if c.Guard().Clean(in.File) != in.File || c.Guard().Clean(in.Name) != in.Name {
		return nil, false, problem.New(problem.Usage, "", "the file's name holds a protected name", "take it in with onrecord add first, or rename it")
	}
	made := c.evidenceOf(Origin{From: in.From, Kind: "other"}, Material{Name: in.Name, Method: "taken in from a file"},
		content{data: in.Data, original: &record.Original{SHA256: sum, Size: int64(len(in.Data)), MediaType: got.MediaType, FileName: in.Name}})
	if in.As != "" {
		made.ID = in.As
	}
	return &made, false, nil
}

// stated gives what statements on an item of evidence have in their selectors.
func (c *Casefile) stated(evidence record.ID) map[string][]*record.Selector {
	out := map[string][]*record.Selector{}
	for _, st := range c.state.Statements {
		if st.Evidence == evidence && st.Select != nil && st.Select.Exact != "" {
			out[st.Select.Exact] = append(out[st.Select.Exact], st.Select)
		}
	}
	return out
}

// has reports a saying that a statement has already.
func has(stated map[string][]*record.Selector, s propose.Saying) bool {
	return slices.ContainsFunc(stated[s.Select.Exact], func(x *record.Selector) bool {
		return x.Page == s.Select.Page && (x.Prefix == "" || x.Prefix == s.Select.Prefix)
	})
}

// proposal makes a saying fit to be shown.
func (c *Casefile) proposal(s propose.Saying, whom []record.ID, from record.ID) Proposal {
	clean := c.Guard().Clean
	p := Proposal{
		Kind: s.Kind, Quote: record.Indirect, Text: clean(s.Text), Cue: clean(s.Cue), Written: clean(s.Speaker),
		Confidence: s.Confidence, Why: clean(s.Why), Candidates: []record.ID{}, Select: c.cleanSelector(s.Select),
	}
	if s.Kind == propose.Direct {
		p.Quote = record.Direct
	}
	if s.Answer && from != "" && from != record.Desk {
		whom, p.Confidence, p.Why = []record.ID{from}, propose.Likely, "the answers are taken for those of whom the desk has it from"
	}
	p.pronoun = s.Pronoun
	for _, id := range whom {
		p.Candidates = append(p.Candidates, record.ID(c.alias(string(id))))
		if a := c.state.Actors[id]; a.Protected && a.Descriptor != "" && strings.Contains(p.Written, record.SealedMark) {
			p.Written = clean(a.Descriptor)
		}
	}
	if len(whom) == 1 && !s.Pronoun {
		p.Speaker = p.Candidates[0]
	}
	return p
}

// cleanSelector shortens a selector to what may be shown and still finds the place.
func (c *Casefile) cleanSelector(s record.Selector) *record.Selector {
	if len(c.Guard().Find(s.Prefix+s.Exact+s.Suffix)) > 0 {
		s.Prefix, s.Suffix = "", ""
		best, at := "", 0
		for _, h := range c.Guard().Find(s.Exact) {
			best, at = longer(best, s.Exact[at:h.Start]), h.End
		}
		s.Exact = strings.TrimSpace(longer(best, s.Exact[at:]))
		if len(strings.Fields(s.Exact)) < 3 || c.Guard().Clean(s.Exact) != s.Exact {
			s.Exact = ""
		}
	}
	if s.Exact == "" && s.Page == 0 && len(s.Time) == 0 {
		return nil
	}
	return &s
}

func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}

func (c *Casefile) writeProposed(out *Proposals, item *record.Evidence, in Proposing) {
	d := &out.document
	d.Head = []string{
		"Proposed from " + c.Guard().Clean(in.Name) + ". Nothing of this is recorded yet.",
		"Read each passage where it stands. Delete what is not a saying; correct what is wrong; put in speaker and",
		"basis wherever TODO stands; then: onrecord import. An import refuses what still lacks one of them.",
	}
	if !out.Recorded {
		shown := *item
		shown.ID, shown.AcquiredFrom = out.Evidence, c.alias(item.AcquiredFrom)
		d.Evidence, d.File = &shown, filepath.ToSlash(in.File)
		d.Head = append(d.Head, "Keep this document where the path under file: leads to the original.")
	}
	d.Head = append(d.Head, out.unrecorded()...)
	for i, p := range out.Sayings {
		s := exchange.ProposedStatement{ID: p.ID, Speaker: p.Speaker, Evidence: out.Evidence, Text: p.Text, Quote: p.Quote}
		if p.Speaker == "" {
			s.Candidates = p.Candidates
		}
		if from := record.ID(c.alias(string(in.From))); in.From != "" && in.From != record.Desk && p.Speaker != from {
			s.Conduit = []record.ID{from}
		}
		if p.Select != nil {
			s.Select = *p.Select
		}
		s.Notes = []string{fmt.Sprintf("%d. %s, speaker %s: %s", i+1, p.Kind, p.Confidence, p.Why)}
		if p.Written != "" {
			s.Notes = append(s.Notes, "   as written: "+p.Written)
		}
		if strings.Contains(p.Text, record.SealedMark) {
			s.Notes = append(s.Notes, "   somebody protected is named here: put the text otherwise")
		}
		d.Statements = append(d.Statements, s)
	}
}

// unrecorded lists speakers who may be no actors of the casefile yet.
func (p Proposals) unrecorded() []string {
	count, order := map[string]int{}, []string{}
	for _, s := range p.Sayings {
		if len(s.Candidates) > 0 || s.Written == "" || strings.Contains(s.Written, record.SealedMark) || s.pronoun {
			continue
		}
		if count[s.Written]++; count[s.Written] == 1 {
			order = append(order, s.Written)
		}
	}
	if len(order) == 0 {
		return nil
	}
	out := []string{"Speakers without an entry among the actors; one person may stand here under several names:"}
	for i, w := range order {
		if i == 40 {
			out = append(out, fmt.Sprintf("  and %d more", len(order)-i))
			break
		}
		out = append(out, fmt.Sprintf("  %s (%d)", w, count[w]))
	}
	return out
}
