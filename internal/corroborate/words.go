package corroborate

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// words puts records into plain English.
type words struct{ *engine }

// actor names somebody: a protected person by descriptor alone, others by their
// first public name.
func (w words) actor(id record.ID) string {
	a := w.c.Actors[id]
	switch {
	case id == record.Desk && a == nil:
		return "the desk"
	case a == nil:
		return string(id)
	case a.Protected && a.Descriptor != "":
		return a.Descriptor
	case a.Protected:
		return "a protected source"
	case len(a.Names) > 0:
		return a.Names[0]
	case a.Descriptor != "":
		return a.Descriptor
	}
	return string(id)
}

// class names a class. If anybody in it is protected, his descriptor stands for
// all: a public name beside it would tell who he is.
func (w words) class(name string) string {
	if item, ok := strings.CutPrefix(name, "copies:"); ok {
		if e := w.c.Evidence[record.ID(item)]; e != nil {
			return "the " + string(e.Kind) + " " + item
		}
		return item
	}
	id := record.ID(name)
	rep, ok := w.actors.no[id]
	if !ok {
		return name
	}
	spoken := id
	for other, a := range w.c.Actors {
		protected := w.c.Actors[spoken] != nil && w.c.Actors[spoken].Protected
		if a.Protected && w.actors.class.find(w.actors.no[other]) == w.actors.class.find(rep) && (!protected || other < spoken) {
			spoken = other
		}
	}
	return w.actor(spoken)
}

// classes names the classes of a cut. Where the chains name others of the class
// than the one after whom it is called, the reader is told that they count as one.
func (w words) classes(cut []string, chains [][]record.ID) []ClassWords {
	out := []ClassWords{}
	for _, c := range cut {
		out = append(out, ClassWords{c, w.class(c)})
		if met := w.met(record.ID(c), chains); len(met) > 0 {
			out[len(out)-1].Words = list(met) + ", counted as one with " + w.class(c)
		}
	}
	return out
}

// met names the members of a class who speak or pass on in the chains; nobody
// where one of the class is protected, or where the class's own name is among them.
func (w words) met(class record.ID, chains [][]record.ID) []string {
	rep, ok := w.actors.no[class]
	if !ok {
		return nil
	}
	for id, a := range w.c.Actors {
		if a.Protected && w.actors.class.find(w.actors.no[id]) == rep {
			return nil
		}
	}
	met := map[record.ID]bool{}
	for _, chain := range chains {
		for _, id := range chain {
			s := w.c.Statements[id]
			for _, a := range append([]record.ID{s.Speaker}, s.Conduit...) {
				met[a] = met[a] || w.actors.class.find(w.actors.no[a]) == rep
			}
		}
	}
	var out []string
	for _, a := range record.SortedKeys(met) {
		if met[a] {
			out = append(out, w.actor(a))
		}
	}
	if slices.Contains(out, w.class(string(class))) {
		return nil
	}
	return out
}

func (w words) chains(chains [][]record.ID) []ChainWords {
	out := []ChainWords{}
	for _, c := range chains {
		out = append(out, w.chain(c))
	}
	return out
}

// list joins words as a sentence does.
func list(in []string) string {
	if len(in) < 2 {
		return strings.Join(in, "")
	}
	return strings.Join(in[:len(in)-1], ", ") + " and " + in[len(in)-1]
}
