package pipeline

import (
	"context"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Outcome of a file that was to be taken in.
type Outcome string

const (
	Stored    Outcome = "stored"
	Duplicate Outcome = "duplicate"
	Skipped   Outcome = "skipped"
	Failed    Outcome = "failed"
)

// Item is what became of one file.
type Item struct {
	Path      string    `json:"path"`
	ID        record.ID `json:"id"`
	Outcome   Outcome   `json:"outcome"`
	Reason    string    `json:"reason"`
	MediaType string    `json:"media_type"`
	Pages     int       `json:"pages"`
	Chars     int       `json:"chars"`
}

// Account is the account of an intake: Found = Stored + Duplicate + Skipped + Failed.
type Account struct {
	Found     int    `json:"found"`
	Stored    int    `json:"stored"`
	Duplicate int    `json:"duplicate"`
	Skipped   int    `json:"skipped"`
	Failed    int    `json:"failed"`
	Items     []Item `json:"items"`
}

func (a *Account) count(i Item) {
	a.Found++
	switch i.Outcome {
	case Stored:
		a.Stored++
	case Duplicate:
		a.Duplicate++
	case Skipped:
		a.Skipped++
	default:
		a.Failed++
	}
	a.Items = append(a.Items, i)
}

// Material is one file or page to take in. Read opens it; Skip, if not empty,
// says why it is left.
type Material struct {
	Path, Name string // as given; base name
	URL        string
	Method     string
	Skip       string
	Read       func() ([]byte, error)
}

// Origin is what is known of where material comes from.
type Origin struct {
	From        record.ID
	Restriction record.Restriction
	Kind        record.EvidenceKind
}

// Add takes material in, item by item: read, hash, extract, seal, index, log.
// Each item is committed on its own, so that an interrupted run loses nothing
// and a second run finds the first one's items as duplicates.
func (c *Casefile) Add(ctx context.Context, from Origin, all []Material, step func(Item)) (Account, error) {
	out := Account{Items: []Item{}}
	if err := c.me.Need(command.Record); err != nil {
		return out, err
	}
	if from.From != "" && from.From != record.Desk && c.state.Actors[from.From] == nil {
		return out, command.Unknown("actor", from.From)
	}
	for _, m := range all {
		if ctx.Err() != nil {
			return out, problem.New(problem.Usage, "", "interrupted", "what is stored stays stored; run the same command again to go on")
		}
		item, err := c.addOne(ctx, from, m)
		if err != nil {
			return out, err
		}
		out.count(item)
		if step != nil {
			step(item)
		}
	}
	return out, nil
}

// addOne returns an error only where going on makes no sense.
func (c *Casefile) addOne(ctx context.Context, from Origin, m Material) (Item, error) {
	item := Item{Path: m.Path, Outcome: Skipped, Reason: m.Skip}
	if m.Skip != "" {
		return item, nil
	}
	data, err := m.Read()
	if err != nil {
		item.Outcome, item.Reason = Failed, problem.Line(err)
		return item, nil
	}
	if len(data) == 0 {
		item.Reason = "empty file"
		return item, nil
	}
	got, note, err := readContent(ctx, m.Name, data)
	if err != nil {
		return item, err
	}
	item.MediaType, item.Pages, item.Chars, item.Reason = got.original.MediaType, len(got.pages), got.original.Chars, note
	_, err = c.do(ctx, func() ([]event.Event, *effects, error) {
		if held := c.state.Holders(got.original.SHA256); len(held) > 0 {
			item.ID, item.Outcome, item.Reason = held[0], Duplicate, "the casefile holds the same file"
			return nil, nil, nil
		}
		e := c.evidenceOf(from, m, got)
		item.ID, item.Outcome = e.ID, Stored
		events, err := command.AddEvidence(c.state, c.me, e)
		fx := &effects{}
		fx.store = c.storeContents(events, map[record.ID]content{e.ID: got}, fx)
		return events, fx, err
	})
	return item, err
}

// evidenceOf makes the record of a new item. Its id comes from the keyed hash of
// the content, since a file's name may be the name of somebody who must not be seen.
func (c *Casefile) evidenceOf(from Origin, m Material, got content) record.Evidence {
	e := record.Evidence{
		ID: record.ID("ev-" + c.ring.BlobName("id:" + got.original.SHA256)[:12]), Kind: from.Kind, Title: m.Name, URL: m.URL,
		AcquiredAt: record.Time(c.clock().UTC().Format("2006-01-02T15:04:05Z")), AcquiredFrom: string(from.From),
		Method: m.Method, Original: got.original,
	}
	if from.Restriction != record.RestrictNone {
		e.Restriction = from.Restriction
	}
	return e
}
