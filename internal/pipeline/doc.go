package pipeline

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/search"
)

// docs gives what the index holds of a record, uncleaned: one document for a
// statement or a claim, one a page for evidence. Material for custodians only
// is not searchable, nor is what was said in it: it neither matches nor counts.
func (ix *indexer) docs(id record.ID) ([]search.Doc, error) {
	if s := ix.state.Statements[id]; s != nil {
		return ix.statement(s), nil
	}
	if c := ix.state.Claims[id]; c != nil {
		return []search.Doc{{ID: string(id), Type: "claim", Title: c.Text, Body: strings.TrimSpace(c.Text + "\n" + c.Place), Date: c.Time,
			Sort: search.Sort{Lang: search.Language(c.Text)}}}, nil
	}
	e := ix.state.Evidence[id]
	if e == nil || e.Restriction == record.RestrictCustodian {
		return nil, nil
	}
	pages, err := ix.tx.Text(string(id))
	if err != nil {
		return nil, err
	}
	if len(pages) == 0 {
		pages = []string{""}
	}
	docs := make([]search.Doc, len(pages))
	for i, text := range pages {
		docs[i] = search.Doc{ID: string(id), Type: "evidence", Title: e.Title, Page: i + 1, Body: text, Date: e.Created,
			Fields: map[string]string{"from": e.AcquiredFrom},
			Sort:   search.Sort{Kind: string(e.Kind), Lang: search.Language(text), Actor: e.AcquiredFrom, Restriction: restriction(e)}}
	}
	return docs, nil
}

// statement gives the document of a statement. Where nobody noted when it was said
// it has the date of what it is in.
func (ix *indexer) statement(s *record.Statement) []search.Doc {
	d := search.Doc{ID: string(s.ID), Type: "statement", Title: string(s.Speaker), Body: s.Text, Date: s.SaidAt,
		Sort: search.Sort{Lang: search.Language(s.Text), Actor: string(s.Speaker)}}
	if e := ix.state.Evidence[s.Evidence]; e != nil {
		if e.Restriction == record.RestrictCustodian {
			return nil
		}
		d.Sort.Restriction = restriction(e)
		if d.Date == "" {
			d.Date = e.Created
		}
	}
	actors := []string{}
	for _, c := range slices.Concat([]record.ID{s.Speaker}, s.Conduit) {
		actors = append(actors, string(c))
	}
	d.Fields = map[string]string{"speaker": string(s.Speaker), "in": string(s.Evidence), "basis": string(s.Basis), "actor": strings.Join(actors, "\n")}
	return []search.Doc{d}
}

func restriction(e *record.Evidence) string {
	if e.Restriction == "" {
		return string(record.RestrictNone)
	}
	return string(e.Restriction)
}
