package sqlite

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/search"
)

var library = []search.Doc{
	{ID: "letter-1", Type: "evidence", Title: "Letter of 12 December", Page: 1, Body: "Nine men asked to be released. The soldiers were named.", Fields: map[string]string{"kind": "letter", "from": "committee"}},
	{ID: "letter-1", Type: "evidence", Title: "Letter of 12 December", Page: 2, Body: "The ministry answered in March.", Fields: map[string]string{"kind": "letter"}},
	{ID: "interview-1", Type: "evidence", Title: "Беседа с солдатом", Body: "Солдаты ушли из танковой дивизии. Ещё четверо отказались.", Fields: map[string]string{"kind": "interview"}},
	{ID: "interview-2", Type: "evidence", Title: "Розмова", Body: "П’ять солдатів відмовилися їхати на війну.", Fields: map[string]string{"kind": "interview"}},
	{ID: "st-ar", Type: "statement", Title: "شهادة", Body: "غادر الجنود المعسكر في ديسمبر", Fields: map[string]string{"speaker": "mod\nMinistry of Defence"}},
	{ID: "c-left-14", Type: "claim", Title: "Fourteen men left", Body: "A soldier said that 30,000 roubles were paid.", Fields: map[string]string{"status": "denied"}},
}

func find(tx *Tx, q search.Query, limit int) (int, []search.Hit, error) {
	a, err := tx.Search(q, search.Ask{Limit: limit})
	if err != nil {
		return 0, nil, err
	}
	return a.Total, a.Hits, nil
}

func found(t testing.TB, db *DB, text string) (total int, ids []string) {
	t.Helper()
	q, err := search.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	read(t, db, func(tx *Tx) error {
		n, hits, err := find(tx, q, 10)
		total = n
		for i, h := range hits {
			id := h.ID
			if h.Page > 0 {
				id += fmt.Sprint("/", h.Page)
			}
			ids = append(ids, id)
			if h.Score <= 0 || i > 0 && hits[i-1].Score < h.Score {
				t.Errorf("%s: scores %v", text, hits)
			}
			if utf8.RuneCountInString(h.Snippet) > search.SnippetLength || h.Snippet == "" {
				t.Errorf("%s: snippet %q", text, h.Snippet)
			}
		}
		return err
	})
	return total, ids
}

func TestSearch(t *testing.T) {
	db := create(t)
	write(t, db, func(tx *Tx) error {
		for _, d := range library {
			if err := tx.IndexDoc(d); err != nil {
				return err
			}
		}
		return nil
	})
	db = reopen(t, db)
	for text, want := range map[string]string{
		"soldier":                                "c-left-14 letter-1/1",
		"SOLDIERS":                               "letter-1/1 c-left-14",
		"солдат":                                 "interview-1 interview-2",
		"солдату":                                "interview-1 interview-2",
		"солдатам":                               "interview-1 interview-2",
		"\"солдат\"":                             "",
		"еще":                                    "interview-1",
		"отказался":                              "interview-1",
		"п'ять":                                  "interview-2",
		"война":                                  "interview-2", // Russian finds Ukrainian where the stems are one
		"війна":                                  "interview-2",
		"جنود":                                   "st-ar",
		"الجُنُود":                               "st-ar",
		"30,000":                                 "c-left-14",
		"\"nine men\"":                           "letter-1/1",
		"\"men nine\"":                           "",
		"танк*":                                  "interview-1",
		"fourteen OR march":                      "c-left-14 letter-1/2",
		"letter -soldiers":                       "letter-1/2",
		"kind:letter":                            "letter-1/1 letter-1/2",
		"kind:letter page:2":                     "letter-1/2",
		"type:evidence -kind:letter":             "interview-1 interview-2",
		"-type:evidence":                         "c-left-14 st-ar",
		"speaker:mod":                            "st-ar",
		`speaker:"ministry of defence"`:          "st-ar",
		"id:c-left-14":                           "c-left-14",
		"id:c-left":                              "",
		"id:c-left*":                             "c-left-14",
		"title:letter":                           "letter-1/1 letter-1/2",
		"title:soldiers":                         "",
		"(kind:interview OR type:claim) soldier": "c-left-14",
		"kind":                                   "", // names of fields are no words
		"evidence":                               "",
	} {
		total, ids := found(t, db, text)
		slices.Sort(ids) // ranking is the next test's
		w := strings.Fields(want)
		slices.Sort(w)
		if !slices.Equal(ids, w) || total != len(w) {
			t.Errorf("%s: %d %v, want %v", text, total, ids, w)
		}
	}
}

func TestSearchRanksAndReplaces(t *testing.T) {
	db := create(t)
	write(t, db, func(tx *Tx) error {
		for i := range 30 {
			if err := tx.IndexDoc(search.Doc{ID: fmt.Sprintf("n%02d", i), Type: "claim", Title: "t", Body: "filler words here"}); err != nil {
				return err
			}
		}
		tx.IndexDoc(search.Doc{ID: "z-body", Type: "claim", Title: "other thing", Body: "a tank division"})
		tx.IndexDoc(search.Doc{ID: "y-title", Type: "claim", Title: "tank division", Body: "another thing"})
		tx.IndexDoc(search.Doc{ID: "x-stem", Type: "claim", Title: "other thing", Body: "a tanks division"})
		tx.IndexDoc(search.Doc{ID: "p", Page: 1, Type: "evidence", Title: "old", Body: "zanzibar"})
		tx.IndexDoc(search.Doc{ID: "p", Page: 2, Type: "evidence", Title: "old", Body: "zanzibar"})
		return tx.IndexDoc(search.Doc{ID: "p", Page: 1, Type: "evidence", Title: "new", Body: "madrid"})
	})
	if _, ids := found(t, db, "tank"); !slices.Equal(ids, []string{"y-title", "z-body", "x-stem"}) {
		t.Error(ids)
	}
	if _, ids := found(t, db, "filler"); !slices.Equal(ids[:3], []string{"n00", "n01", "n02"}) || len(ids) != 10 {
		t.Error(ids)
	}
	if total, _ := found(t, db, "filler"); total != 30 {
		t.Error(total)
	}
	if _, ids := found(t, db, "zanzibar OR madrid"); len(ids) != 2 {
		t.Error(ids)
	}
	if _, ids := found(t, db, "zanzibar"); !slices.Equal(ids, []string{"p/2"}) {
		t.Error(ids)
	}
	write(t, db, func(tx *Tx) error { return tx.DropDoc("p") })
	if total, _ := found(t, db, "zanzibar OR madrid"); total != 0 {
		t.Error("a dropped document was found")
	}
	write(t, db, func(tx *Tx) error { return tx.ClearIndex() })
	if total, _ := found(t, db, "tank OR filler OR type:claim"); total != 0 {
		t.Error("the index was not emptied")
	}
	read(t, db, func(tx *Tx) error {
		if n, hits, err := find(tx, search.Query{}, 5); n != 0 || hits == nil || err != nil {
			t.Error(n, hits, err)
		}
		return nil
	})
}

// A document that holds the index's own marks finds nothing that it should not.
func TestHostileDocument(t *testing.T) {
	db := create(t)
	write(t, db, func(tx *Tx) error {
		return tx.IndexDoc(search.Doc{ID: "d\x00", Type: "x", Title: "\uE001kind=letter\uE002", Body: "\uE001~soldi\uE002 \x00 \xff NEAR( \" ' ;",
			Fields: map[string]string{"a\uE002b": "\uE001kind=letter\uE002", "": "x"}})
	})
	for _, q := range []string{"kind:letter", "soldi*"} {
		if n, _ := found(t, db, q); n != 0 && q == "kind:letter" {
			t.Errorf("%s: %d", q, n)
		}
	}
	if n, _ := found(t, db, "near"); n != 1 {
		t.Error("the text of the document was lost")
	}
}

// Whatever somebody types, FTS5 takes it.
func FuzzSearch(f *testing.F) {
	db := create(f)
	write(f, db, func(tx *Tx) error {
		for _, d := range library {
			if err := tx.IndexDoc(d); err != nil {
				return err
			}
		}
		return nil
	})
	for _, s := range []string{`a" OR "b`, "NEAR(a b, 3)", "title : x", "^a", "a + b", "{title body}: x", "a AND NOT b", "-(-(-a))", "((((((((((((((((((((((((x", "\x00", "'; DROP TABLE idx; --", "kind:* -", "«»", strings.Repeat("-(", 60) + "a", strings.Repeat("a OR b ", 49)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := search.Parse(s)
		if err != nil {
			return
		}
		read(t, db, func(tx *Tx) error {
			n, hits, err := find(tx, q, 3)
			if err != nil || len(hits) != min(n, 3) {
				t.Errorf("%q: %d %v %v", s, n, hits, err)
			}
			return nil
		})
	})
}

func BenchmarkIndex(b *testing.B) {
	for b.Loop() {
		db := create(b)
		write(b, db, func(tx *Tx) error {
			for i := range 5000 {
				err := tx.IndexDoc(search.Doc{ID: fmt.Sprint(i), Type: "statement", Title: "A statement", Body: fmt.Sprintf("Fourteen men of division %d decided to leave; Солдаты ушли из танковой дивизии номер %d", i%100, i)})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
}
