package pipeline

import (
	"context"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/record"
)

// Material is one file or page to take in. Read opens it; Skip, if not empty,
// says why it is left.
type Material struct {
	Path, Name string // as given; base name
	URL        string
	Method     string
	Skip       string
	Size       int64 // about, in bytes; 0: not known
	Read       func() ([]byte, error)

	memberOf record.ID      // the container that it came out of
	fault    intake.Fault   // why it could not be taken out
	text     *intake.Result // read already
}

// Origin is what is known of where material comes from.
type Origin struct {
	From        record.ID
	Restriction record.Restriction
	Kind        record.EvidenceKind
	Known       func(items int) // if not nil, told as more items come to light
}

// Add takes material in: read, hash, extract, seal, index, log; and then, in the same
// way, what is in it. Several items are read at once and committed together, in
// order. Step is told of an item once it is committed. An interrupted run loses
// nothing of that, and a second run goes on where the first one ended: it finds the
// first one's items as duplicates, and opens again what was not opened to its end.
func (c *Casefile) Add(ctx context.Context, from Origin, all []Material, step func(Item)) (Account, error) {
	if err := c.me.Need(command.Record); err != nil {
		return account(nil), err
	}
	if from.From != "" && from.From != record.Desk && c.state.Actors[from.From] == nil {
		return account(nil), command.Unknown("actor", from.From)
	}
	t := c.taking(from, step)
	err := t.files(ctx, all)
	return account(t.roots), err
}

// evidenceOf makes the record of a new item. Its id comes from the keyed hash of
// the content, since a file's name may be the name of somebody who must not be seen.
func (c *Casefile) evidenceOf(from Origin, m Material, got content) record.Evidence {
	e := record.Evidence{
		ID: c.evidenceID(got.original.SHA256), Kind: from.Kind, Title: m.Name, URL: m.URL,
		AcquiredAt: record.Time(c.clock().UTC().Format("2006-01-02T15:04:05Z")), AcquiredFrom: string(from.From),
		Method: m.Method, MemberOf: m.memberOf, Original: got.original,
	}
	if from.Restriction != record.RestrictNone {
		e.Restriction = from.Restriction
	}
	return e
}

func (c *Casefile) evidenceID(sha256 string) record.ID {
	return record.ID("ev-" + c.ring.BlobName("id:" + sha256)[:12])
}
