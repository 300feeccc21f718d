package web

import (
	"cmp"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/record"
)

// listed is a record in a list.
type listed struct {
	ID    record.ID `json:"id"`
	Kind  string    `json:"kind"`
	Title string    `json:"title"`
	Note  string    `json:"note"`
}

// evidence lists the items.
func evidence(v *visit) error {
	s, kind := v.state(), v.form("kind")
	all := []listed{}
	kinds := map[string]bool{}
	for _, id := range record.SortedKeys(s.Evidence) {
		e := s.Evidence[id]
		kinds[string(e.Kind)] = true
		if kind == "" || string(e.Kind) == kind {
			all = append(all, listed{id, string(e.Kind), cmp.Or(e.Title, e.URL, string(id)), string(cmp.Or(e.Created, e.AcquiredAt))})
		}
	}
	part, turn := leaf(v, all)
	return v.show("evidence", v.say.t("Evidence"), map[string]any{
		"rows": listOf(part), "turn": turn, "kind": kind, "kinds": listOf(record.SortedKeys(kinds)), "vocabulary": record.Vocabulary["evidence.kind"],
		"restrictions": record.Vocabulary["restriction"],
	})
}

// piece is a stretch of a page's text; of a statement that points at it, or of none.
type piece struct {
	Text string    `json:"text"`
	Of   record.ID `json:"of"`
}

// item shows one item of evidence: what it says, page by page, what was taken from
// it, and its custody.
func item(v *visit) error {
	s, id := v.state(), v.id()
	e := s.Evidence[id]
	if e == nil {
		return command.Unknown("evidence", id)
	}
	open := v.c.Open(e)
	pages, err := v.c.Text(v.r.Context(), id)
	if err != nil {
		return err
	}
	page := v.number("page", 1, 1, max(1, len(pages)))
	var mine []*record.Statement
	for _, st := range s.Statements {
		if st.Evidence == id {
			mine = append(mine, st)
		}
	}
	slices.SortFunc(mine, func(a, b *record.Statement) int { return cmp.Compare(a.ID, b.ID) })
	taken := []linked{}
	for _, st := range mine {
		taken = append(taken, v.linked(st, &record.Link{}))
	}
	var pieces []piece
	if page <= len(pages) {
		pieces = v.mark(pages[page-1], page, mine)
	}
	from := e.AcquiredFrom
	if s.Actors[record.ID(from)] != nil {
		from = v.name(record.ID(from))
	}
	original := map[string]any{"sha256": "", "size": 0, "media_type": "", "pages": 0, "chars": 0}
	if o := open.Original; o != nil {
		original = map[string]any{"sha256": o.SHA256, "size": o.Size, "media_type": o.MediaType, "pages": o.Pages, "chars": o.Chars}
	}
	return v.show("item", cmp.Or(e.Title, string(id)), map[string]any{
		"id": id, "kind": e.Kind, "title": cmp.Or(e.Title, string(id)), "url": e.URL, "created": e.Created, "acquired_at": e.AcquiredAt, "from": from,
		"method": e.Method, "restriction": cmp.Or(e.Restriction, record.RestrictNone), "state": cmp.Or(e.State, record.Active), "embargo": e.Embargo,
		"original": original, "held": e.Original != nil, "pieces": listOf(pieces), "page": page, "pages": len(pages), "taken": taken,
		"sealed": e.Restriction == record.RestrictCustodian && e.Original != nil && len(pages) == 0,
		"bases":  record.Vocabulary["basis"], "speakers": v.speakers(), "back": max(1, page-1), "forth": min(len(pages), page+1),
	})
}

// mark finds in a page the words that statements point at. The text is cleaned
// first: a name that a mark would cut in two must not come through in halves.
func (v *visit) mark(text string, page int, of []*record.Statement) []piece {
	text = v.c.Guard().Clean(text)
	type place struct {
		from, to int
		of       record.ID
	}
	var places []place
	for _, st := range of {
		if st.Select == nil || st.Select.Exact == "" || st.Select.Page > 0 && st.Select.Page != page {
			continue
		}
		exact := v.c.Guard().Clean(st.Select.Exact)
		if at := strings.Index(text, exact); at >= 0 {
			places = append(places, place{at, at + len(exact), st.ID})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.of, b.of)) })
	var out []piece
	done := 0
	for _, p := range places {
		if p.from < done { // two statements over the same words: the first one's mark stands
			continue
		}
		out = append(out, piece{Text: text[done:p.from]}, piece{Text: text[p.from:p.to], Of: p.of})
		done = p.to
	}
	return append(out, piece{Text: text[done:]})
}

// statements lists them, newest said first.
func statements(v *visit) error {
	s := v.state()
	all := []linked{}
	for _, id := range record.SortedKeys(s.Statements) {
		all = append(all, v.linked(s.Statements[id], &record.Link{}))
	}
	part, turn := leaf(v, all)
	return v.show("statements", v.say.t("Statements"), map[string]any{"rows": part, "turn": turn})
}

// statement shows who said what, where it stands, and what it speaks to.
func statement(v *visit) error {
	s, id := v.state(), v.id()
	st := s.Statements[id]
	if st == nil {
		return command.Unknown("statement", id)
	}
	to := []row{}
	stances := map[record.ID]string{}
	lines, err := v.lines()
	if err != nil {
		return err
	}
	for key, l := range s.Links {
		if key.Statement == id {
			stances[key.Claim] = string(l.Stance)
		}
	}
	for _, l := range lines {
		if stances[l.ID] != "" {
			to = append(to, rowOf(l))
		}
	}
	through := []string{}
	for _, c := range st.Conduit {
		through = append(through, v.name(c))
	}
	from := []linked{}
	for _, d := range st.DerivedFrom {
		if other := s.Statements[d.Statement]; other != nil {
			from = append(from, v.linked(other, &record.Link{Stance: record.Stance(d.How)}))
		}
	}
	sel := record.Selector{}
	if st.Select != nil {
		sel = *st.Select
	}
	return v.show("statement", string(id), map[string]any{
		"id": id, "text": st.Text, "speaker": v.name(st.Speaker), "speaker_id": st.Speaker, "through": through, "basis": st.Basis,
		"quote": cmp.Or(st.Quote, record.Indirect), "said_at": st.SaidAt, "terms": s.TermsOf(st), "state": cmp.Or(st.State, record.Active), "evidence": st.Evidence,
		"exact": sel.Exact, "page": sel.Page, "warrant": st.Warrant, "claims": to, "stances": stances, "from": from,
		"every": record.Vocabulary["stance"],
	})
}

// speakers lists who may be a statement's speaker: ids with what they may be called.
func (v *visit) speakers() []listed {
	out := []listed{}
	for _, id := range record.SortedKeys(v.state().Actors) {
		if len(out) == mostChoices {
			break // a list this long is of no use: the id can be typed
		}
		out = append(out, listed{ID: id, Title: v.name(id)})
	}
	return out
}

// mostChoices bounds the list that a field of ids offers.
const mostChoices = 500
