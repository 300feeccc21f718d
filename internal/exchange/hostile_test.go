package exchange

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
)

func TestIncidentsRefused(t *testing.T) {
	many := strings.Repeat(`{"id":"x"},`, maxOfOne+1)
	for name, c := range map[string]struct {
		source string
		words  []string
	}{
		"empty":       {"", []string{"a.json:1", "empty"}},
		"cut off":     {"[\n{\"id\": \"E1\",\n", []string{"a.json:", "JSON", "cut off"}},
		"deep":        {`[{"id": "E", "x": ` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + "}]", []string{"a.json:1", "deep"}},
		"zero byte":   {"[\n{\"id\": \"E\x00\"}]", []string{"a.json:2"}},
		"zero escape": {`[{"id": "E", "description": "a\u0000b"}]`, []string{"incidents[0].description", "zero"}},
		"no utf-8":    {"[\n\n{\"id\": \"\xff\"}]", []string{"a.json:3", "UTF-8"}},
		"huge text":   {`[{"id": "E", "description": "` + strings.Repeat("x", maxCell+1) + `"}]`, []string{"incidents[0].description", "1 MiB"}},
		"many":        {`[{"id": "E", "description": "x", "sources": [` + many + `{}]}]`, []string{"incidents[0]", "5000"}},
		"no objects":  {"[1,\n2]", []string{"a.json:1: incidents[0]"}},
		"no archive":  {`{"hello": "world"}`, []string{"a.json:1", "no list of incidents"}},
		"two":         {"[]\n[]", []string{"a.json:2", "follows the end"}},
		"a document":  {`{"format": "onrecord.casefile/1", "claims": []}`, []string{"no list of incidents"}},
		"prose":       {"Dear all, here is the archive.\n", []string{"neither JSON nor a table"}},
		"same ids":    {`[{"id": "AB", "description": "x"},` + "\n" + `{"id": "ab", "description": "y"}]`, []string{"a.json:2: incidents[1]", "would both become inc-ab"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := Incidents(Archive{Name: "a.json", Source: []byte(c.source)})
			refused(t, err, c.words...)
		})
	}
	_, _, err := Incidents(Archive{Name: "a.json", Source: []byte("[]"), Prefix: "No Prefix"})
	refused(t, err, "prefix")
}

// TestCircleOfParents: nobody in a circle is an origin, and that is said.
func TestCircleOfParents(t *testing.T) {
	w := newWorld()
	r := archived(t, w, Incidents, Archive{Name: "a.json", Source: []byte(`[{"id": "E", "description": "x", "sources": [
		{"id": "1", "path": "https://t.me/one_example/1", "type": "Video", "parent": "2"}, {"id": "2", "path": "https://t.me/two_example/1", "type": "Video", "parent": "1"},
		{"id": "3", "path": "https://t.me/three_example/1", "type": "Video", "parent": "3"}]}]`)})
	if got := standing(w, "inc-e"); got != [2]int{0, 0} {
		t.Errorf("S, S_max: %v", got)
	}
	if len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "in a circle: 2") {
		t.Errorf("%q", r.Notes)
	}
}

// TestLongChain: parents of parents are followed without recursion.
func TestLongChain(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"events": [{"id": "E", "description": "x", "sources": ["s0"]}], "sources": [`)
	for i := range 4000 {
		fmt.Fprintf(&b, `{"id": "s%d", "path": "https://t.me/ch_%d/1", "parent": "s%d"},`, i, i, i+1)
	}
	b.WriteString(`{"id": "s4000", "path": "https://t.me/last_one/1", "type": "Video"}]}`)
	w := newWorld()
	archived(t, w, Incidents, Archive{Name: "a.json", Source: []byte(b.String())})
	if len(w.Statements) != 4001 || len(w.Links) != 1 {
		t.Errorf("%d statements, %d links", len(w.Statements), len(w.Links))
	}
	if got := standing(w, "inc-e"); got != [2]int{1, 1} {
		t.Errorf("S, S_max: %v", got)
	}
}

// FuzzIncidents: nothing makes the reader panic; every fault is a problem with a
// place; what comes in holds together and comes in again without a change.
func FuzzIncidents(f *testing.F) {
	f.Add(atlos)
	f.Add(timemap)
	f.Add("id,description,date,sources\nE1,x,01/02/2031,\"https://t.me/a_b_c/1,https://x.com/d/status/2\"\n")
	f.Add("slug,description,status,source_1,source_2\nE1,'=x,To Do,https://a.example,\n")
	f.Add(`{"a": {"id": "a", "paths": []}}`)
	f.Add(`[{"id": "", "civId": "\ud800", "sources": {"0": null}, "attr_geolocation": {"coordinates": [1e999, "x"]}}]`)
	f.Fuzz(func(t *testing.T, source string) {
		w := newWorld()
		doc, _, err := Incidents(Archive{Name: "a", Source: []byte(source), Known: w.Casefile})
		if !sound(t, err) {
			return
		}
		again(t, w, doc, func() (*Document, *Report, error) {
			return Incidents(Archive{Name: "a", Source: []byte(source), Known: w.Casefile})
		})
	})
}

func FuzzRows(f *testing.F) {
	f.Add(register, header+"R-1;x;12.12.2014;14;M;W-1;Zeb;да;7;1;\"a\nb\";очевидец;;;https://a.example;interview;за;14\n")
	f.Add("prefix: r\nlists: \"\"\ncolumns: {claim: {text: a}, statement: {derived_from: b}}\n", "a,b\n1,https://a.example\n\n=1,\n")
	f.Add("prefix: r\nencoding: utf-16\ndelimiter: \"|\"\ncolumns: {claim: {text: a}}", "\xff\xfea\x00")
	f.Fuzz(func(t *testing.T, how, source string) {
		m, err := ParseMapping("m", []byte("format: onrecord.mapping/1\n"+how))
		if !sound(t, err) {
			return
		}
		w := newWorld()
		doc, _, err := Rows(Archive{Name: "a", Source: []byte(source), Mapping: m, Known: w.Casefile})
		if !sound(t, err) {
			return
		}
		again(t, w, doc, func() (*Document, *Report, error) {
			return Rows(Archive{Name: "a", Source: []byte(source), Mapping: m, Known: w.Casefile})
		})
	})
}

// sound reports whether there is no fault; one that is has a place and a text.
func sound(t *testing.T, err error) bool {
	if err == nil {
		return true
	}
	var p *problem.Error
	if !errors.As(err, &p) || p.Kind != problem.Usage || p.Where == "" || p.What == "" {
		t.Fatalf("a fault without a place: %#v", err)
	}
	return false
}

// again takes a document in, and the same archive a second time.
func again(t *testing.T, w *world, doc *Document, read func() (*Document, *Report, error)) {
	w.take(t, doc)
	if doc.Refuse(Validate(w.Casefile)) != nil {
		return // names a member that nobody recorded
	}
	before := w.export(t, true, true)
	doc, _, err := read()
	if err != nil {
		t.Fatalf("a second time: %v", err)
	}
	w.take(t, doc)
	if after := w.export(t, true, true); after != before {
		t.Fatalf("a second import changes something:\n%s\n%s", before, after)
	}
}
