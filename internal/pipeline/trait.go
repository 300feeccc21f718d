package pipeline

import (
	"context"
	"slices"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/trait"
)

// TraitProposals lists the particulars of a source that may be traits. It writes
// nothing. Material for custodians alone is not read, as it is not indexed.
func (c *Casefile) TraitProposals(ctx context.Context, actor record.ID) ([]trait.Proposal, error) {
	if c.state.Actors[actor] == nil {
		return nil, command.Unknown("actor", actor)
	}
	var out []trait.Proposal
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		var err error
		out, err = trait.Propose(c.state.Casefile, actor, trait.Material{
			Clean: c.Guard().Clean,
			Pages: func(id record.ID) ([]string, error) {
				if e := c.state.Evidence[id]; e == nil || custodial(e) {
					return nil, nil
				}
				return tx.Text(string(id))
			},
		})
		return err
	})
	return out, err
}

// AddTrait records a trait of a source. Where a proposal is named, its words and
// variants are taken, unless t has words of its own. It gives the trait as recorded.
func (c *Casefile) AddTrait(ctx context.Context, actor record.ID, t record.Trait, joint []record.Joint, proposal string) (record.Trait, error) {
	err := c.edit(ctx, func() ([]event.Event, *effects, error) {
		name := ""
		if proposal != "" {
			p, err := c.proposed(ctx, actor, proposal)
			if err != nil {
				return nil, nil, err
			}
			if name = string(p.Kind); t.Text == "" {
				t.Text = p.Text
			}
			t.Variants = append(slices.Clip(t.Variants), p.Variants...)
		}
		var events []event.Event
		var err error
		t, events, err = command.AddTrait(c.state, c.me, actor, t, joint, name)
		return events, nil, err
	})
	return t, err
}

// RefuseTrait records that a proposal is no trait. It is not proposed again.
func (c *Casefile) RefuseTrait(ctx context.Context, actor record.ID, proposal, reason string) (trait.Proposal, error) {
	var refused trait.Proposal
	err := c.edit(ctx, func() ([]event.Event, *effects, error) {
		if err := c.me.Need(command.Record); err != nil {
			return nil, nil, err
		}
		p, err := c.proposed(ctx, actor, proposal)
		if err != nil {
			return nil, nil, err
		}
		refused = p
		events, err := command.RefuseTrait(c.me, record.HintAnswer{Hint: p.Fingerprint, Kind: "trait", About: p.About, Reason: reason})
		return events, nil, err
	})
	return refused, err
}

func (c *Casefile) proposed(ctx context.Context, actor record.ID, fingerprint string) (trait.Proposal, error) {
	all, err := c.TraitProposals(ctx, actor)
	if err != nil {
		return trait.Proposal{}, err
	}
	for _, p := range all {
		if p.Fingerprint == fingerprint {
			return p, nil
		}
	}
	return trait.Proposal{}, problem.New(problem.Usage, "", "no open proposal has this fingerprint", "run onrecord traits propose "+string(actor)+" and copy it from there")
}

// Traits are what is recorded to narrow a source down, and what readers know of it.
type Traits struct {
	Actor    record.ID      `json:"actor"`
	Traits   []ToldTrait    `json:"traits"`
	Joint    []record.Joint `json:"joint"`
	MinGroup int            `json:"min_group"`
	Told     []record.ID    `json:"told"`  // by releases so far
	Group    int            `json:"group"` // at most so many people fit that; 0 = not known to be small
	// Unknown are pairs of traits of known sizes whose joint size nobody recorded: the
	// gate takes the smaller of the two for it, and that is an upper bound.
	Unknown [][]record.ID `json:"unknown"`
}

// ToldTrait is a trait with the stories that told it.
type ToldTrait struct {
	record.Trait
	Told []string `json:"told"` // slugs of releases
}

// mostPairs bounds Traits.Unknown.
const mostPairs = 50

// Traits gives the traits of a source, and what releases so far told of them.
func (c *Casefile) Traits(ctx context.Context, actor record.ID) (Traits, error) {
	a := c.state.Actors[actor]
	if a == nil {
		return Traits{}, command.Unknown("actor", actor)
	}
	earlier, err := c.earlier(ctx)
	if err != nil {
		return Traits{}, err
	}
	out := Traits{Actor: actor, Traits: []ToldTrait{}, Joint: append([]record.Joint{}, a.Joint...), MinGroup: c.state.Policy.WithDefaults().MinGroup, Told: []record.ID{}, Unknown: [][]record.ID{}}
	by := map[record.ID][]string{}
	for _, r := range earlier {
		told := slices.Clone(r.Traits[actor])
		for _, text := range r.Texts {
			for _, h := range protect.TraitHits(text, a) {
				told = append(told, h.Trait)
			}
		}
		slices.Sort(told)
		for _, id := range slices.Compact(told) {
			if !slices.Contains(by[id], r.Slug) {
				by[id] = append(by[id], r.Slug)
			}
		}
	}
	for i, t := range a.Traits {
		out.Traits = append(out.Traits, ToldTrait{t, append([]string{}, by[t.ID]...)})
		if len(by[t.ID]) > 0 {
			out.Told = append(out.Told, t.ID)
		}
		for _, other := range a.Traits[i+1:] {
			if len(out.Unknown) < mostPairs && t.Group > 0 && other.Group > 0 && !joined(a, t.ID, other.ID) {
				out.Unknown = append(out.Unknown, []record.ID{t.ID, other.ID})
			}
		}
	}
	out.Group, _, _ = protect.GroupSize(a, out.Told)
	return out, nil
}

func joined(a *record.Actor, x, y record.ID) bool {
	return slices.ContainsFunc(a.Joint, func(j record.Joint) bool {
		return len(j.Traits) == 2 && slices.Contains(j.Traits, x) && slices.Contains(j.Traits, y)
	})
}
