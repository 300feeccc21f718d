package exchange

import (
	"errors"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// What a text holds cannot leave its comment or its value; an import refuses the
// document until speaker and basis are filled in, and reads back the very texts then.
func TestWriteProposed(t *testing.T) {
	hostile := "a: b # c\nstatements: []\r\u2028- \"d\" 'e' [f] {g} \u0085 \u202e \t h"
	doc, err := WriteProposed(Proposed{
		Head:     []string{hostile, ""},
		Evidence: &record.Evidence{ID: "e-1", Kind: "report", Title: hostile},
		File:     "no: file.txt",
		Statements: []ProposedStatement{
			{Notes: []string{hostile}, ID: "e-1-q1", Speaker: "bell", Conduit: []record.ID{"mod"}, Evidence: "e-1",
				Select: record.Selector{Page: 2, Exact: hostile, Prefix: "# x", Suffix: ": y", Time: []float64{1.5, 60}}, Text: hostile, Quote: record.Direct},
			{ID: "e-1-q2", Candidates: []record.ID{"bell", "mod"}, Evidence: "e-1", Text: "x", Quote: record.Indirect},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	open := func(string) ([]byte, error) { return []byte("x"), nil }
	d := readBack(t, string(doc), open)
	if len(d.Records) != 3 {
		t.Fatalf("%d records in\n%s", len(d.Records), doc)
	}
	apply := func(d *Document, n int) (*record.Statement, error) {
		got, err := d.Records[n].Apply((*record.Statement)(nil))
		if err != nil {
			return nil, err
		}
		return got.(*record.Statement), nil
	}
	for n, key := range map[int]string{1: "basis", 2: "speaker"} {
		var p *problem.Error
		if _, err := apply(d, n); !errors.As(err, &p) || !strings.Contains(p.What, "key "+key) || !strings.Contains(p.Where, "p.yaml:") {
			t.Errorf("statement %d: %v", n, err)
		}
	}
	filled := strings.NewReplacer("# basis: TODO, one of victim", "basis: victim #", "# speaker: TODO, one of bell", "speaker: bell #").Replace(string(doc))
	st, err := apply(readBack(t, filled, open), 1)
	if err != nil {
		t.Fatal(err)
	}
	if st.Text != hostile || st.Select.Exact != hostile || st.Select.Page != 2 || st.Select.Time[1] != 60 || st.Quote != record.Direct || st.Speaker != "bell" {
		t.Errorf("%+v %+v", st, st.Select)
	}
	if _, err := apply(readBack(t, filled, open), 2); err != nil {
		t.Error(err)
	}
}

func readBack(t *testing.T, doc string, open func(string) ([]byte, error)) *Document {
	t.Helper()
	d, err := Parse("p.yaml", []byte(doc), open)
	if err != nil {
		t.Fatalf("%v in\n%s", err, doc)
	}
	return d
}
