package pipeline

import (
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// A text that an older reader made is replaced, the ledger says so, and a statement
// still finds its place; the second time nothing is left to do.
func TestReread(t *testing.T) {
	d := newDesk(t)
	id := d.add("order.rtf", []byte(`{\rtf1 The officers told them to go{\footnote by word of mouth}\par and nobody asked them}`))
	older := "The officers told them to go and nobo-\ndy asked them"
	_, err := d.do(ctx, func() ([]event.Event, *effects, error) {
		events, err := command.ReadText(d.state, d.me, id, record.Reading{Extractor: "rtf/0", Pages: 1, Chars: len(older)})
		return events, &effects{store: func(tx *sqlite.Tx) error { return tx.PutText(string(id), 1, older) }}, err
	})
	d.must(err)
	_, err = d.Import(ctx, "case.yaml", []byte("format: onrecord.casefile/1\nactors: [{id: ann, type: person, names: [Ann]}]\nstatements: [{id: st-1, speaker: ann, evidence: "+
		string(id)+", basis: document, text: Nobody asked, select: {exact: \"nobo-\\ndy asked them\"}}]\n"), nil, nil)
	d.must(err)
	if got, err := d.Stand(ctx, "st-1"); err != nil || !got.Found || got.How != "exact" {
		t.Fatal(got, err)
	}
	out, err := d.Reread(ctx, nil, nil)
	if err != nil || len(out.Changed) != 1 || out.Found != 1 {
		t.Fatalf("%+v %v", out, err)
	}
	if got, err := d.Stand(ctx, "st-1"); err != nil || !got.Found || got.How != "tolerant" || got.Exact != "nobody asked them" {
		t.Error(got, err)
	}
	if pages, _ := d.Text(ctx, id); len(pages) != 1 || !strings.Contains(pages[0], "[footnote] by word of mouth") {
		t.Error(pages)
	}
	if len(d.found("mouth")) != 1 {
		t.Error("the new text is not found")
	}
	if again, err := d.Reread(ctx, nil, nil); err != nil || again.Found != 0 {
		t.Errorf("%+v %v", again, err)
	}
	if named, err := d.Reread(ctx, []record.ID{id}, nil); err != nil || named.Unchanged != 1 || len(named.Changed) > 0 {
		t.Errorf("%+v %v", named, err)
	}
	d.sound()
	d.must(Rebuild(ctx, d.Path(), d.env))
	d.reopen().sound()
}
