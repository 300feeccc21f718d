package pipeline

import (
	"context"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/hint"
	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// Hints are the open hints of dependence, and how many pictures were looked at.
type Hints struct {
	Hints    []hint.Hint `json:"hints"`
	Pictures Pictures    `json:"pictures"`
}

// Pictures counts the pictures among the evidence: those compared; those without a
// likeness, because they were taken in before there was one, cannot be decoded, or
// show too little to be told from others; those for custodians alone, which have none.
type Pictures struct {
	Compared   int `json:"compared"`
	Without    int `json:"without"`
	Restricted int `json:"restricted"`
}

// Hints looks for signs that what R1 counts as independent is not, on the claims
// named or on all. It writes nothing.
func (c *Casefile) Hints(ctx context.Context, claims []record.ID) (Hints, error) {
	for _, id := range claims {
		if c.state.Claims[id] == nil {
			return Hints{}, command.Unknown("claim", id)
		}
	}
	var out Hints
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		likeness, err := tx.Likenesses()
		if err != nil {
			return err
		}
		out.Hints, err = c.findHints(tx, likeness, claims)
		out.Pictures = c.countPictures(likeness)
		return err
	})
	return out, err
}

func (c *Casefile) findHints(tx *sqlite.Tx, likeness map[record.ID]record.Likeness, claims []record.ID) ([]hint.Hint, error) {
	found, err := hint.Find(c.state.Casefile, hint.Material{
		Origins: corroborate.NewOrigins(c.state.Casefile, corroborate.Options{Now: c.clock()}),
		Stance:  corroborate.StanceOf,
		Clean:   c.Guard().Clean,
		Open:    func(e *record.Evidence) bool { return !custodial(e) || c.ring.Custodian() },
		Pages: func(id record.ID) ([]string, error) {
			if e := c.state.Evidence[id]; e == nil || custodial(e) {
				return nil, nil
			}
			return tx.Text(string(id))
		},
		Likeness: likeness,
	}, claims...)
	return found, err
}

func (c *Casefile) countPictures(likeness map[record.ID]record.Likeness) (n Pictures) {
	for id, e := range c.state.Evidence {
		if e.Original == nil || !intake.Picture(e.Original.MediaType) {
			continue
		}
		switch _, has := likeness[id]; {
		case custodial(e):
			n.Restricted++
		case has:
			n.Compared++
		default:
			n.Without++
		}
	}
	return n
}

// AnswerHint records what the member makes of an open hint: what it proposes, or that
// it is wrong. It gives the hint.
func (c *Casefile) AnswerHint(ctx context.Context, fingerprint string, answer record.Answer, reason string) (hint.Hint, error) {
	var answered hint.Hint
	err := c.edit(ctx, func() ([]event.Event, *effects, error) {
		if err := c.me.Need(command.Record); err != nil { // before the search, which takes time
			return nil, nil, err
		}
		var open []hint.Hint
		if err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
			likeness, err := tx.Likenesses()
			if err == nil {
				open, err = c.findHints(tx, likeness, nil)
			}
			return err
		}); err != nil {
			return nil, nil, err
		}
		for _, h := range open {
			if h.Fingerprint == fingerprint {
				answered = h
				events, err := command.AnswerHint(c.state, c.me, h, answer, reason)
				return events, nil, err
			}
		}
		return nil, nil, problem.New(problem.Usage, "", "no open hint has this fingerprint", "run onrecord hints and copy it from there")
	})
	return answered, err
}

// putLikeness keeps the likeness of a picture. Of what custodians alone may open none
// is kept, as no text is.
func putLikeness(tx *sqlite.Tx, e *record.Evidence, l *record.Likeness) error {
	if l == nil || custodial(e) {
		return tx.DropLikeness(string(e.ID))
	}
	return tx.PutLikeness(string(e.ID), *l)
}

// rebuildLikenesses gives every picture that has none a likeness, where it can have
// one, and takes away those of nothing.
func (c *Casefile) rebuildLikenesses(ctx context.Context, tx *sqlite.Tx) error {
	held, err := tx.Likenesses()
	if err != nil {
		return err
	}
	for id := range held {
		if e := c.state.Evidence[id]; !c.mayHaveLikeness(e) {
			if err := tx.DropLikeness(string(id)); err != nil {
				return err
			}
		}
	}
	for _, id := range record.SortedKeys(c.state.Evidence) {
		e := c.state.Evidence[id]
		if _, has := held[id]; has || !c.mayHaveLikeness(e) {
			continue
		}
		data, err := c.readOriginal(tx, e)
		if err != nil {
			continue // verify tells of it
		}
		got, _, err := readContent(ctx, e.Original.FileName, data)
		if err != nil {
			return err
		}
		if err := putLikeness(tx, e, got.likeness); err != nil {
			return err
		}
	}
	return nil
}

func (c *Casefile) mayHaveLikeness(e *record.Evidence) bool {
	return e != nil && e.Original != nil && !custodial(e) && intake.Picture(e.Original.MediaType)
}
