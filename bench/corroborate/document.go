package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// writeDocument writes a made-up casefile as a document that `onrecord import`
// takes in, with a text for every item of evidence and every statement.
func writeDocument(path string, c *record.Casefile, seed uint64) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := &document{Writer: bufio.NewWriterSize(f, 1<<20), prose: prose{rand.New(rand.NewPCG(seed, 2))}}
	w.print(`{"format":"onrecord.casefile/1","case":{"id":"archive","title":"A made-up archive","language":"en"}`)
	section(w, "actors", record.SortedKeys(c.Actors), func(id record.ID) any {
		a := c.Actors[id]
		out := map[string]any{"id": a.ID, "type": a.Type}
		if len(a.SameAs) > 0 {
			out["same_as"] = a.SameAs
		}
		if !a.Protected {
			out["names"] = []string{w.name()}
			return out
		}
		out["protected"] = map[string]any{"names": []string{w.name()}}
		out["descriptor"], out["terms"], out["reason"] = "a witness of "+w.word(), "anonymous", "fears reprisals"
		out["known_to"], out["consent"] = []string{"owner"}, a.Consent
		return out
	})
	section(w, "evidence", record.SortedKeys(c.Evidence), func(id record.ID) any {
		return map[string]any{"id": id, "kind": c.Evidence[id].Kind, "title": w.words(4), "text": w.words(60)}
	})
	section(w, "statements", record.SortedKeys(c.Statements), func(id record.ID) any {
		s := *c.Statements[id]
		s.Text = w.words(14)
		return s
	})
	section(w, "claims", record.SortedKeys(c.Claims), func(id record.ID) any {
		cl := *c.Claims[id]
		cl.Text = w.words(10)
		return cl
	})
	links := make([]*record.Link, 0, len(c.Links))
	for _, l := range c.Links {
		links = append(links, l)
	}
	slices.SortFunc(links, func(a, b *record.Link) int {
		return cmp.Or(cmp.Compare(a.Statement, b.Statement), cmp.Compare(a.Claim, b.Claim))
	})
	section(w, "links", links, func(l *record.Link) any { return l })
	w.print("}\n")
	if w.err == nil {
		w.err = w.Flush()
	}
	if err := f.Close(); w.err == nil {
		w.err = err
	}
	return w.err
}

type document struct {
	*bufio.Writer
	prose
	err error
}

func (w *document) print(s string) {
	if w.err == nil {
		_, w.err = w.WriteString(s)
	}
}

func section[T any](w *document, name string, all []T, shown func(T) any) {
	w.print(fmt.Sprintf(",\n%q:[", name))
	for i, one := range all {
		if i > 0 {
			w.print(",\n")
		}
		b, err := json.Marshal(shown(one))
		if err != nil {
			w.err = err
			return
		}
		w.print(string(b))
	}
	w.print("]")
}

// prose makes words of invented syllables, some frequent and most rare.
type prose struct{ *rand.Rand }

var syllables = strings.Fields("ba ko ri ten ul sha mo ver dan ist ke lor pa nu gre")

func (p prose) word() string {
	n := int(p.ExpFloat64() * 200)
	var b strings.Builder
	for range 2 {
		b.WriteString(syllables[n%len(syllables)])
		n /= len(syllables)
	}
	for ; n > 0; n /= len(syllables) {
		b.WriteString(syllables[n%len(syllables)])
	}
	return b.String()
}

func (p prose) words(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = p.word()
	}
	return strings.Join(out, " ")
}

func (p prose) name() string {
	part := func() string {
		var b strings.Builder
		for range 3 + p.IntN(2) {
			b.WriteString(syllables[p.IntN(len(syllables))])
		}
		return strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	return part() + " " + part()
}
