package web

import (
	"cmp"
	"slices"
	"strconv"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
)

// row is a claim on the board.
type row struct {
	ID      record.ID `json:"id"`
	Text    string    `json:"text"`
	Status  string    `json:"status"`
	Base    string    `json:"base"`
	Sign    string    `json:"sign"`
	Origins string    `json:"origins"`
	Notes   []string  `json:"notes"`
}

func rowOf(l standing.Line) row {
	return row{l.ID, l.Text, string(l.Status), string(l.Base), standing.Sign(l.Status), standing.Origins(l.S, l.SMax, l.Flags), listOf(l.Notes(func(s string) string { return s }))}
}

// onPage is how many records a page lists.
const onPage = 50

// claims is the board: all claims, or those of one status.
func claims(v *visit) error {
	lines, err := v.lines()
	if err != nil {
		return err
	}
	only := v.form("only")
	picked := []standing.Line{}
	for _, l := range lines {
		if only == "" || string(l.Status) == only {
			picked = append(picked, l)
		}
	}
	slices.SortStableFunc(picked, func(a, b standing.Line) int { return cmp.Compare(rank(a.Status), rank(b.Status)) })
	part, turn := leaf(v, picked)
	rows := []row{}
	for _, l := range part {
		rows = append(rows, rowOf(l))
	}
	return v.show("claims", v.say.t("Claims"), map[string]any{"rows": rows, "only": only, "tabs": groupsOf(lines), "all": len(lines), "turn": turn})
}

// turning says where in a long list a page stands.
type turning struct {
	From  int    `json:"from"`
	To    int    `json:"to"`
	Of    int    `json:"of"`
	Back  string `json:"back"`  // query of the page before; empty: none
	Forth string `json:"forth"` // of the page after
}

// leaf gives the part of a list that the visitor asked for.
func leaf[T any](v *visit, all []T) ([]T, turning) {
	page := v.number("page", 1, 1, max(1, (len(all)+onPage-1)/onPage))
	from := min((page-1)*onPage, len(all))
	to := min(from+onPage, len(all))
	t := turning{From: min(from+1, to), To: to, Of: len(all)}
	link := func(page int) string {
		q := v.r.URL.Query()
		q.Set("page", strconv.Itoa(page))
		return "?" + q.Encode()
	}
	if page > 1 {
		t.Back = link(page - 1)
	}
	if to < len(all) {
		t.Forth = link(page + 1)
	}
	return all[from:to], t
}

// number reads a number of the address; what is none, or out of bounds, is the usual one.
func (v *visit) number(name string, usual, least, most int) int {
	n, err := strconv.Atoi(v.form(name))
	if err != nil || n < least || n > most {
		return usual
	}
	return n
}

// linked is a statement that is linked to a claim, or the other way round.
type linked struct {
	ID       record.ID `json:"id"`
	Text     string    `json:"text"`
	Stance   string    `json:"stance"`
	Speaker  string    `json:"speaker"`
	Basis    string    `json:"basis"`
	Terms    string    `json:"terms"`
	SaidAt   string    `json:"said_at"`
	Evidence record.ID `json:"evidence"`
	Active   bool      `json:"active"`
}

// claim is the page of one claim: why it stands where it stands, and what would lift
// or lose it.
func claim(v *visit) error {
	s, id := v.state(), v.id()
	cl := s.Claims[id]
	if cl == nil {
		return command.Unknown("claim", id)
	}
	opt := corroborate.Options{Now: v.now()}
	why, err := corroborate.Explain(s.Casefile, opt, id)
	if err != nil {
		return err
	}
	var told []linked
	for key, l := range s.Links {
		if st := s.Statements[key.Statement]; key.Claim == id && st != nil {
			told = append(told, v.linked(st, l))
		}
	}
	slices.SortFunc(told, func(a, b linked) int { return cmp.Or(cmp.Compare(a.Stance, b.Stance), cmp.Compare(a.ID, b.ID)) })
	supposed := []corroborate.Supposed{}
	without := record.ID(v.form("without"))
	if without != "" {
		if supposed, err = corroborate.WhatIf(s.Casefile, opt, []record.ID{without}, nil); err != nil {
			return err
		}
	}
	adverse := []string{}
	for _, a := range cl.AdverseTo {
		adverse = append(adverse, v.name(a))
	}
	return v.show("claim", string(id), map[string]any{
		"id": id, "text": cl.Text, "sign": standing.Sign(why.Status), "why": why, "told": listOf(told), "without": without, "supposed": supposed,
		"time": cl.Time, "place": cl.Place, "adverse": adverse, "quantity": quantityOf(cl.Quantity),
		"stances": record.Vocabulary["stance"], "drawn": len(why.Graph.Nodes) > 1,
	})
}

func quantityOf(q *record.Quantity) string {
	if q == nil {
		return ""
	}
	at := func(x *float64) string {
		if x == nil {
			return "…"
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	}
	if q.Low != nil && q.High != nil && *q.Low == *q.High {
		return at(q.Low) + " " + q.Unit
	}
	return at(q.Low) + "–" + at(q.High) + " " + q.Unit
}

func (v *visit) linked(st *record.Statement, l *record.Link) linked {
	return linked{
		ID: st.ID, Text: st.Text, Stance: string(l.Stance), Speaker: v.name(st.Speaker), Basis: string(st.Basis),
		Terms: string(v.state().TermsOf(st)), SaidAt: string(st.SaidAt), Evidence: st.Evidence, Active: st.State == "" || st.State == record.Active,
	}
}

// picture draws what lies behind a claim.
func picture(v *visit) error {
	s, id := v.state(), v.id()
	if s.Claims[id] == nil {
		return command.Unknown("claim", id)
	}
	why, err := corroborate.Explain(s.Casefile, corroborate.Options{Now: v.now()}, id)
	if err != nil {
		return err
	}
	v.answer.Header().Set("Content-Type", "image/svg+xml")
	v.answer.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	v.shown = true
	_, _ = v.answer.Write(why.Drawing(v.c.Guard().Clean).SVG())
	return nil
}
