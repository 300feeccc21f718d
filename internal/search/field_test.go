package search

import (
	"fmt"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// holds reports whether a document has what a query of fields alone asks for.
func holds(d Doc, n node) bool {
	switch n := n.(type) {
	case all:
		for _, child := range n {
			if !holds(d, child) {
				return false
			}
		}
		return true
	case either:
		for _, child := range n {
			if holds(d, child) {
				return true
			}
		}
		return false
	case not:
		return !holds(d, n.of)
	case field:
		want := fieldToken(n.name, n.value)
		if !n.prefix {
			want += string(markClose)
		}
		return strings.Contains(d.FieldText(), want)
	}
	panic(fmt.Sprintf("%T", n))
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		date, query string
		want        bool
	}{
		{"2014-12-12", "before:2015", true},
		{"2014-12-12", "before:2014", false},
		{"2014-12-12", "before:2014-12-12", false},
		{"2014-12-11", "before:2014-12-12", true},
		{"2014-12", "before:2014-12-12", true}, // some of it is
		{"2014-12-12", "after:2014-12-12", false},
		{"2014-12-13", "after:2014-12-12", true},
		{"2014-12-13", "after:2014", false},
		{"2014/2016", "after:2014", true},
		{"2014/2016", "on:2015", true},
		{"2014/2016", "on:2017", false},
		{"2014-12-12T23:00:00Z", "on:2014-12-12", true},
		{"2014-12-12T23:00:00Z", "on:2014-12-13", false},
		{"0987", "before:1000", true},
		{"../2014", "before:1500", true},
		{"", "before:2015", false},
		{"", "-before:2015", true},
		{"2014", "year:2014", true},
		{"2014", "year:201*", true},
	} {
		q, err := Parse(c.query)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		root := q.root
		if n, ok := root.(not); ok {
			root = all{n}
		}
		d := Doc{ID: "x", Date: record.Time(c.date)}
		if got := holds(d, root); got != c.want {
			t.Errorf("%s of %s: %v", c.query, c.date, got)
		}
	}
}

// Every day lies before, on or after every other, and in one of them only.
func TestDaysAreOrdered(t *testing.T) {
	days := []string{"0000-01-01", "0999-12-31", "1000-01-01", "1999-12-31", "2000-01-01", "2014-09-30", "2014-10-01", "2014-12-12", "2014-12-13", "9998-12-31"}
	for i, d := range days {
		for k, than := range days {
			doc := Doc{ID: "x", Date: record.Time(d)}
			got := [3]bool{}
			for j, name := range []string{"before", "on", "after"} {
				n, err := dateField(name, than)
				if err != nil {
					t.Fatal(name, than, err)
				}
				got[j] = holds(doc, n)
			}
			if want := [3]bool{i < k, i == k, i > k}; got != want {
				t.Errorf("%s and %s: %v, want %v", d, than, got, want)
			}
		}
	}
}

func TestFieldsAreRefused(t *testing.T) {
	for _, q := range []string{"colour:red", "before:yesterday", "on:", "kind:", "after:2014-13", "x (y -(kind:))", "before:../2014"} {
		_, err := Parse(q)
		if problem.KindOf(err) != problem.Usage || err == nil {
			t.Errorf("%s: %v", q, err)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than one line: %v", q, err)
		}
	}
}

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"The men left the camp and went to the river":     "en",
		"Солдаты ушли из части, и это было ночью":         "ru",
		"Солдати пішли з частини, і це було вночі":        "uk",
		"غادر الجنود المعسكر في ديسمبر":                   "ar",
		"سربازان اردوگاه را ترک کردند و به رودخانه رفتند": "fa",
		"Die Soldaten haben das Lager nicht verlassen":    "de",
		"Les soldats ont quitté le camp dans la nuit":     "fr",
		"兵士たちは夜に去った":                                      "ja",
		"士兵们在夜里离开了营地":                                     "zh",
		"12 34":                                           "",
		"Xyzzy":                                           "",
		"Иван Петров":                                     "",
		"":                                                "",
		"\xff\xfe\x00ab":                                  "",
	} {
		if got := Language(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
