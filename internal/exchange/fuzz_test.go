package exchange

import (
	"errors"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
)

// FuzzParse: nothing makes Parse panic, every fault is a problem with a place, and
// what parses exports, parses again and exports the same.
func FuzzParse(f *testing.F) {
	f.Add(fixture(f, "full.yaml"))
	f.Add(fixture(f, "full.export.yaml"))
	f.Add(`{"claims":[{"id":"c","text":"\ud83d\ude00","quantity":{"low":1e3}}],"links":null}`)
	f.Add("actors: &a [{id: a, type: person, protected: {names: [x]}}]\nclaims: *a\n")
	f.Add("claims: [{id: c, text: |2+\n   a\n\n}]")
	f.Add("? [a]\n: b\n---\n...\n")
	f.Add("evidence: [{id: e, kind: letter, file: ../x, text: \"\\x85\\u2028\"}]")
	f.Fuzz(func(t *testing.T, source string) {
		d, err := Parse("x", []byte(source), files(map[string]string{"letter-1.txt": "Dear Sir"}))
		if err != nil {
			var p *problem.Error
			if !errors.As(err, &p) || p.Kind != problem.Usage || p.Where == "" || p.What == "" {
				t.Fatalf("a fault without a place: %#v", err)
			}
			return
		}
		for _, p := range d.Records {
			if _, err := p.Apply(nil); err != nil {
				return // a new record lacks a required key
			}
		}
		w := newWorld()
		w.take(t, d)
		out := w.export(t, false, true)
		again := newWorld()
		again.take(t, parse(t, "x", out))
		if got := again.export(t, false, true); got != out {
			t.Fatalf("%q\nfirst:\n%s\nagain:\n%s", source, out, got)
		}
	})
}
