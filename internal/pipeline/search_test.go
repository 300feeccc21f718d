package pipeline

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/search"
	"onrecord.dev/onrecord/internal/sqlite"
)

// answer gives all that a search tells, as one text.
func (d *desk) answer(query string, anyWord bool) string {
	d.t.Helper()
	a, err := d.Search(ctx, query, search.Ask{Limit: 50, Facets: true, Any: anyWord})
	d.must(err)
	out, err := json.Marshal(a)
	d.must(err)
	return string(out)
}

const searched = `
actors:
  - {id: s1, type: person, protected: {names: [Zebulon Quagmirov], identifiers: ["+7 999 555-01-43"]}, descriptor: a clerk}
  - {id: mod, type: organization, names: [Ministry of Defence]}
evidence:
  - {id: one, kind: letter, title: "To Zebulon Quagmirov", acquired_from: "Zebulon Quagmirov, by hand", created: 2014-12, text: "The lantern was with Quagmirov. Call +7 999 555-01-43."}
  - {id: two, kind: interview, title: Беседа, text: "Фонарь был у Квагмирова, говорили о Квагмирове и о Зебулоне Квагмирове."}
  - {id: three, kind: letter, title: "Quagmirova's lantern", created: 2015, text: "Nobody but the ministry knew. Ordinary words about a lantern."}
statements:
  - {id: st, speaker: s1, evidence: one, basis: victim, text: "Quagmirov himself held the lantern"}
claims:
  - {id: c, text: "The lantern was lit by Quagmirov", place: "house of Quagmirov"}
`

// Who asks for a protected name, in whatever way, learns no more than one who asks
// for a name that is nowhere: the answers are the same to the letter.
func TestSearchKnowsNoProtectedName(t *testing.T) {
	d := newDesk(t)
	d.imports(searched, nil)
	if got := d.found("lantern"); len(got) != 4 {
		t.Fatalf("lantern: %v", got)
	}
	names := map[string]string{ // a form of the name, and one of the same kind that is nowhere
		"Quagmirov": "Blagmorov", "quagmirova": "blagmorova", "Kvagmirov": "Blogmerov", "Квагмиров": "Благморов", "Квагмировым": "Благморовым", "квагмирову": "благморову",
		"كفاغميروف": "كفابلوروف", "Zebulon": "Xylobon", "Зебулон": "Ксилобон",
	}
	shapes := []string{"%s", "name:%s", "~%s", `"%s"`, "%s*", "title:%s", "from:%s", "actor:%s", "lantern %s", "lantern OR %s", "lantern -%s", "lantern ~%s", `"lantern %s"~9`, "(фонарь OR lantern) name:%s", `name:"lantern %s"`}
	for name, nowhere := range names {
		for _, shape := range shapes {
			for _, anyWord := range []bool{false, true} {
				got, want := d.answer(fmt.Sprintf(shape, name), anyWord), d.answer(fmt.Sprintf(shape, nowhere), anyWord)
				if got != want {
					t.Errorf("%s: the answer differs from that for a name that is nowhere", fmt.Sprintf(shape, name))
				}
			}
		}
	}
	for _, query := range []string{"lantern", "фонарь", "ministry", "type:evidence", "sealed", "-nothing", "+7 999 555-01-43", "5550143", `"999 555"`} {
		got := strings.ToLower(d.answer(query, false))
		for _, canary := range []string{"quag", "kvag", "квагм", "zebul", "зебул", "555-01", "5550143"} {
			if strings.Contains(got, canary) {
				t.Errorf("%s tells the canary %s", query, canary)
			}
		}
	}
}

// Material for custodians neither matches nor counts, nor does it weigh on what is
// found: with it and without it every answer is the same.
func TestSearchKnowsNothingRestricted(t *testing.T) {
	const open = `
actors: [{id: a, type: person}]
evidence:
  - {id: one, kind: letter, title: A lantern, created: 2014, text: the lantern hung by the gate}
  - {id: two, kind: photo, title: A gate, created: 2015, text: the gate and the river}
statements: [{id: s1, speaker: a, evidence: one, basis: victim, text: the lantern went out}]
`
	const closed = `
evidence: [{id: shut, kind: video, title: Kingfisher lantern, created: 2016, text: "lantern lantern kingfisher gate", restriction: %s}]
statements: [{id: s2, speaker: a, evidence: shut, basis: victim, text: a kingfisher by the lantern}]
`
	without, with, later := newDesk(t), newDesk(t), newDesk(t)
	for _, d := range []*desk{without, with, later} {
		d.imports(open, nil)
	}
	with.imports(fmt.Sprintf(closed, "custodian"), nil)
	later.imports(fmt.Sprintf(closed, "none"), nil)
	if got := later.found("kingfisher"); len(got) != 2 {
		t.Fatal(got)
	}
	later.imports("evidence: [{id: shut, restriction: custodian}]", nil)
	for _, query := range []string{"lantern", "gate", "kingfisher", "~kingfisher", "king*", "kind:video", "year:2016", "after:2015", "type:statement", "-river", "lantern OR kingfisher", "restriction:custodian", "id:shut", "in:shut"} {
		for _, anyWord := range []bool{false, true} {
			want := without.answer(query, anyWord)
			if got := with.answer(query, anyWord); got != want {
				t.Errorf("%s: %s, without %s", query, got, want)
			}
			if got := later.answer(query, anyWord); got != want {
				t.Errorf("%s, closed later: %s, without %s", query, got, want)
			}
		}
	}
}

// An index that another version made is made anew by the first search, and verifies.
func TestIndexOfAnotherVersion(t *testing.T) {
	d := newDesk(t)
	d.imports(searched, nil)
	want := d.answer("lantern", false)
	for _, form := range []int64{0, search.Form - 1, search.Form + 1} {
		d.must(d.db.Write(ctx, func(tx *sqlite.Tx) error {
			if err := tx.ClearIndex(); err != nil {
				return err
			}
			return tx.SetCursor(indexView, form)
		}))
		d.sound()
		c, err := OpenKept(ctx, d.Path(), d.env) // without records and blind indexes
		d.must(err)
		kept := &desk{c, t, d.env, d.hand}
		if got := kept.answer("lantern", false); got != want {
			t.Errorf("form %d: %s", form, got)
		}
		if got := kept.found("quagmirov OR квагмиров OR name:Quagmirov"); len(got) > 0 {
			t.Errorf("form %d: a canary was found in %v", form, got)
		}
		d.must(c.Close())
		d.sound()
	}
}
