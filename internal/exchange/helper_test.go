package exchange

import (
	"io/fs"
	"os"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// files answers Parse's open from a map.
func files(m map[string]string) func(string) ([]byte, error) {
	return func(rel string) ([]byte, error) {
		if s, ok := m[rel]; ok {
			return []byte(s), nil
		}
		return nil, fs.ErrNotExist
	}
}

func fixture(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// world is a casefile with what stands beside it: identities and inlined texts.
type world struct {
	*record.Casefile
	identities map[record.ID]*record.Identity
	texts      map[record.ID]string
}

func newWorld() *world {
	w := &world{record.NewCasefile(), map[record.ID]*record.Identity{}, map[record.ID]string{}}
	w.Members[record.Owner] = &record.Member{ID: record.Owner, Role: record.Every}
	return w
}

// take merges a document into the world as an import does.
func (w *world) take(t interface{ Fatal(...any) }, d *Document) {
	apply := func(p Patch, old any) any {
		out, err := p.Apply(old)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if d.Case != nil {
		w.Case = *apply(*d.Case, &w.Case).(*record.Case)
	}
	if d.Policy != nil {
		w.Policy = *apply(*d.Policy, &w.Policy).(*record.Policy)
	}
	for _, p := range d.Records {
		switch p.Kind {
		case "actor":
			w.Actors[p.ID] = apply(p, w.Actors[p.ID]).(*record.Actor)
			w.identity(p)
		case "evidence":
			w.Evidence[p.ID] = apply(p, w.Evidence[p.ID]).(*record.Evidence)
			if p.Content != nil && p.Content.Inline {
				w.texts[p.ID] = string(p.Content.Bytes)
			}
		case "statement":
			w.Statements[p.ID] = apply(p, w.Statements[p.ID]).(*record.Statement)
		case "claim":
			w.Claims[p.ID] = apply(p, w.Claims[p.ID]).(*record.Claim)
		case "request":
			w.Requests[p.ID] = apply(p, w.Requests[p.ID]).(*record.Request)
		case "roll":
			w.Rolls[p.ID] = apply(p, w.Rolls[p.ID]).(*record.Roll)
		case "matter":
			w.Matters[p.ID] = apply(p, w.Matters[p.ID]).(*record.Matter)
		case "member":
			w.Members[p.ID] = apply(p, w.Members[p.ID]).(*record.Member)
		default:
			t.Fatal("kind", p.Kind)
		}
	}
	for _, p := range d.Links {
		w.Links[record.LinkKey{Statement: p.ID, Claim: p.ID2}] = apply(p, nil).(*record.Link)
	}
	for _, p := range d.Containers {
		w.Containers[p.ID] = apply(p, nil).(*record.Container)
	}
	for _, p := range d.Hints {
		w.Answers[string(p.ID)] = apply(p, nil).(*record.HintAnswer)
	}
	for _, p := range d.Dependence {
		w.Dependence[record.PairKey{A: p.ID, B: p.ID2}] = apply(p, nil).(*record.Dependence)
	}
}

func (w *world) identity(p Patch) {
	if p.Identity == nil || p.Identity.Keep {
		return
	}
	if p.Identity.Clear {
		delete(w.identities, p.ID)
		return
	}
	who := w.identities[p.ID]
	if who == nil {
		who = &record.Identity{}
		w.identities[p.ID] = who
	}
	if p.Identity.Names != nil {
		who.Names = *p.Identity.Names
	}
	if p.Identity.Identifiers != nil {
		who.Identifiers = *p.Identity.Identifiers
	}
}

// export writes the world with its texts and, if asked, its identities.
func (w *world) export(t interface{ Fatal(...any) }, inJSON, identities bool) string {
	o := ExportOptions{JSON: inJSON, Text: func(id record.ID) (string, bool) { s, ok := w.texts[id]; return s, ok }}
	if identities {
		o.Identities = func(id record.ID) (*record.Identity, bool) { i, ok := w.identities[id]; return i, ok }
	}
	b, err := Export(w.Casefile, o)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func parse(t interface{ Fatal(...any) }, name, source string) *Document {
	d, err := Parse(name, []byte(source), files(map[string]string{"letter-1.txt": "Dear Sir"}))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
