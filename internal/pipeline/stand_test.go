package pipeline

import (
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/anchor"
	"onrecord.dev/onrecord/internal/record"
)

const standCase = `format: onrecord.casefile/1
actors:
  - {id: ann, type: person, names: [Ann Marlow]}
  - id: s1
    type: person
    protected: {names: [Boris Kuznetsov]}
    descriptor: a driver
    terms: anonymous
    reason: he fears for his work
    known_to: [owner]
evidence:
  - {id: letter, kind: letter, text: "The crates left at night, said Boris\nKuznetsov to the clerk. Nobody asked us whether we would go with them or stay.\nСолдаты ушли из час-\nти двенадцатого декабря."}
  - {id: tape, kind: recording-of, text: x}
  - {id: bare, kind: letter, title: Not here}
statements:
  - {id: st-exact, speaker: ann, evidence: letter, basis: document, text: They left, select: {exact: "The crates left at night"}}
  - {id: st-cut, speaker: ann, evidence: letter, basis: document, text: They left, select: {exact: "crates left at night, said Boris"}}
  - {id: st-broken, speaker: ann, evidence: letter, basis: document, text: Ушли, select: {exact: "ушли из части двенадцатого"}}
  - {id: st-other, speaker: ann, evidence: letter, basis: document, text: They asked, select: {exact: "Somebody asked us whether we would go with them or stay"}}
  - {id: st-lost, speaker: ann, evidence: letter, basis: document, text: They stayed, select: {exact: "The crates stayed where they had always been"}}
  - {id: st-page, speaker: ann, evidence: letter, basis: document, text: They left, select: {page: 1}}
  - {id: st-none, speaker: ann, evidence: bare, basis: document, text: They left, select: {exact: "left"}}
  - {id: st-time, speaker: ann, evidence: tape, basis: recording, text: They left, select: {time: [61, 64]}}
`

func standDesk(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	srt := `text: "1\n00:00:01,000 --> 00:00:02,500\nNothing yet\n\n2\n00:01:01,000 --> 00:01:04,500\nThey left"`
	in := strings.Replace(standCase, "kind: recording-of, text: x", "kind: audio, "+srt, 1)
	_, err := d.Import(ctx, "case.yaml", []byte(in), nil, nil)
	d.must(err)
	return d
}

func TestStand(t *testing.T) {
	d := standDesk(t)
	for id, c := range map[record.ID]struct {
		found bool
		how   anchor.How
		exact string
	}{
		"st-exact":  {true, anchor.Exact, "The crates left at night"},
		"st-broken": {true, anchor.Tolerant, "ушли из час-\nти двенадцатого"},
		"st-other":  {true, anchor.Fuzzy, ""},
		"st-lost":   {false, "", ""},
		"st-time":   {true, anchor.Timed, "They left"},
	} {
		got, err := d.Stand(ctx, id)
		if err != nil || got == nil || got.Found != c.found || got.How != c.how || c.exact != "" && got.Exact != c.exact {
			t.Errorf("%s: %+v %v", id, got, err)
		}
	}
	for _, id := range []record.ID{"st-page", "st-none", "nobody"} {
		if got, err := d.Stand(ctx, id); got != nil || err != nil {
			t.Errorf("%s: %+v %v", id, got, err)
		}
	}
	// A protected name that the end of the words goes through shows in no piece.
	got, err := d.Stand(ctx, "st-cut")
	if err != nil || !got.Found {
		t.Fatal(got, err)
	}
	for _, piece := range []string{got.Before, got.Exact, got.After} {
		if strings.Contains(piece, "Boris") || strings.Contains(piece, "Kuznetsov") {
			t.Errorf("a protected name is cut in two and shown: %q", piece)
		}
	}
}

func TestLostPlacesAreFindings(t *testing.T) {
	d := standDesk(t)
	found, err := d.Findings(ctx)
	d.must(err)
	got := map[record.ID]string{}
	for _, f := range found {
		if strings.HasPrefix(f.Rule, "selector-") {
			got[f.IDs[0]] = f.Rule + " " + string(f.Level)
			if strings.Contains(f.Message+f.Hint, "asked") || f.Fingerprint == "" {
				t.Errorf("%+v", f)
			}
		}
	}
	want := map[record.ID]string{"st-lost": "selector-lost error", "st-other": "selector-inexact warning"}
	if len(got) != len(want) || got["st-lost"] != want["st-lost"] || got["st-other"] != want["st-other"] {
		t.Errorf("%v", got)
	}
	if slices.ContainsFunc(found, func(f record.Finding) bool { return f.Rule == "" }) {
		t.Error("a finding without a rule")
	}
}
