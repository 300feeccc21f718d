package pipeline

import (
	"context"
	"fmt"
	"strings"

	"onrecord.dev/onrecord/internal/anchor"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// Stand is where a statement stands in its evidence, with what is around it.
type Stand struct {
	Evidence record.ID `json:"evidence"`
	Found    bool      `json:"found"`
	anchor.Place
	Before string `json:"before"`
	Exact  string `json:"exact"` // as it stands there
	After  string `json:"after"`
	Pixels bool   `json:"pixels,omitempty"` // the page was read from its pixels
}

// surroundings is how many code points are shown on either side of a place.
const surroundings = 240

// Stand finds where a statement stands in its evidence. Nil: it has no selector that
// could tell, or there is no text that this member may read.
func (c *Casefile) Stand(ctx context.Context, id record.ID) (*Stand, error) {
	st := c.state.Statements[id]
	if st == nil || st.Select == nil {
		return nil, nil
	}
	pages, err := c.Text(ctx, st.Evidence)
	if err != nil {
		return nil, err
	}
	text := anchor.New(pages)
	if !text.Can(*st.Select) {
		return nil, nil
	}
	out := &Stand{Evidence: st.Evidence}
	if out.Place, out.Found = text.Find(*st.Select); !out.Found {
		return out, nil
	}
	out.Pixels = c.fromPixels(st.Evidence, out.Page)
	// A name that a cut goes through would be found in neither piece of it, so the
	// whole is searched before it is cut, and some more around it.
	const margin = 200
	wide, from, to := text.Around(out.Place, surroundings+margin)
	hits := c.guard.Find(wide)
	piece := func(a, b int) string {
		var s strings.Builder
		for _, h := range hits {
			if h.End <= a || h.Start >= b {
				continue
			}
			if h.Start > a {
				s.WriteString(wide[a:h.Start])
			}
			s.WriteString(record.SealedMark)
			a = min(max(a, h.End), b)
		}
		return s.String() + wide[a:b]
	}
	near, nearFrom, _ := text.Around(out.Place, surroundings)
	first := from - nearFrom
	out.Before, out.Exact, out.After = piece(first, from), piece(from, to), piece(to, first+len(near))
	return out, nil
}

// fromPixels reports whether a page of an item was read from its pixels.
func (c *Casefile) fromPixels(id record.ID, page int) bool {
	r := c.state.Readings[id]
	return r != nil && r.Pixels.Has(page)
}

// Words says how a statement's words were found.
func (s Stand) Words() string {
	if !s.Found {
		return fmt.Sprintf("its words stand nowhere in %s", s.Evidence)
	}
	where := fmt.Sprintf("stands in %s, page %d", s.Evidence, s.Page)
	switch s.How {
	case anchor.Tolerant:
		where += ", but for spaces, hyphens, quotation marks or capitals"
	case anchor.Fuzzy:
		where += fmt.Sprintf(", with %d of its letters changed: compare", s.Distance)
	case anchor.Timed:
		where += ", by its times"
	}
	if s.Moved {
		where += ", another page than it says"
	}
	if s.Pixels {
		where += ", in text read from pixels"
	}
	if s.Others > 0 {
		where += fmt.Sprintf("; so do %d other places: a prefix or suffix would tell them apart", s.Others)
	}
	return where
}

// lostPlaces finds the statements whose selectors resolve in their evidence no more,
// or not as they say.
func (c *Casefile) lostPlaces(ctx context.Context) ([]record.Finding, error) {
	by := map[record.ID][]*record.Statement{}
	for _, id := range record.SortedKeys(c.state.Statements) {
		st := c.state.Statements[id]
		e := c.state.Evidence[st.Evidence]
		if st.Select != nil && st.State.IsActive() && e != nil && e.Original != nil && !custodial(e) {
			by[e.ID] = append(by[e.ID], st)
		}
	}
	var out []record.Finding
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		for _, id := range record.SortedKeys(by) {
			pages, err := tx.Text(string(id))
			if err != nil {
				return err
			}
			text := anchor.New(pages)
			for _, st := range by[id] {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if text.Can(*st.Select) {
					out = append(out, c.lostPlace(text, st)...)
				}
			}
		}
		return nil
	})
	return out, err
}

func (c *Casefile) lostPlace(text *anchor.Text, st *record.Statement) []record.Finding {
	finding := func(rule string, level record.Level, message, hint string) []record.Finding {
		return []record.Finding{{Rule: rule, Level: level, IDs: []record.ID{st.ID, st.Evidence}, Message: message, Hint: hint,
			Fingerprint: hashOf([]byte(rule + "\n" + string(st.ID) + "\n" + string(st.Evidence)))[:16]}}
	}
	p, ok := text.Find(*st.Select)
	read := c.state.Readings[st.Evidence]
	switch {
	case !ok && read != nil && read.Pixels != nil:
		return finding("selector-lost", record.LevelWarning, fmt.Sprintf("statement %s points at words that are not in the text of evidence %s, which was read from pixels", st.ID, st.Evidence),
			"look the words up in the original")
	case !ok:
		return finding("selector-lost", record.LevelError, fmt.Sprintf("statement %s points at words that evidence %s does not hold", st.ID, st.Evidence),
			"look the words up in the original and correct the selector")
	case p.Moved:
		return finding("selector-inexact", record.LevelWarning, fmt.Sprintf("statement %s points at page %d of evidence %s; its words stand on page %d", st.ID, st.Select.Page, st.Evidence, p.Page),
			"correct the page")
	case p.How == anchor.Fuzzy && !c.fromPixels(st.Evidence, p.Page):
		return finding("selector-inexact", record.LevelWarning, fmt.Sprintf("the words of statement %s stand in evidence %s with %d letters changed", st.ID, st.Evidence, p.Distance),
			"compare them: onrecord show "+string(st.ID))
	}
	return nil
}
