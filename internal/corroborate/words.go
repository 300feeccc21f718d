package corroborate

import (
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

func (w words) named(classes []string) []string {
	var out []string
	for _, c := range classes {
		out = append(out, w.class(c))
	}
	return out
}

func (w words) classes(cut []string) []ClassWords {
	out := []ClassWords{}
	for _, c := range cut {
		out = append(out, ClassWords{c, w.class(c)})
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

func (w words) chain(chain []record.ID) ChainWords {
	parts := make([]string, 0, len(chain))
	for _, id := range chain {
		parts = append(parts, w.statement(w.c.Statements[id]))
	}
	return ChainWords{chain, strings.Join(parts, "; ")}
}

// statement says what one link of a chain is.
func (w words) statement(s *record.Statement) string {
	speaker, via := w.actor(s.Speaker), w.via(s)
	if len(s.DerivedFrom) > 0 {
		text := map[record.DerivedHow]string{
			"quoted-from":    "quoted by ",
			"primary-source": "drawn upon by ",
			"same-recording": "taken from the same recording by ",
		}[s.DerivedFrom[0].How]
		if text == "" {
			text = "relayed by "
		}
		return text + speaker + held(via)
	}
	told := "told to the desk by " + speaker
	if via != "" {
		told = "told by " + speaker + ", through " + via
	}
	if s.Speaker == record.Desk {
		told = "the desk's own knowledge"
	}
	switch s.Basis {
	case record.Victim:
		return told + ", to whom it happened"
	case record.Eyewitness:
		return told + ", who saw it"
	case record.Participant:
		return told + ", who took part"
	case record.AuthorOfRecord:
		return "on record, written by " + speaker + held(via)
	case record.Document:
		return "document, signed by " + speaker + held(via)
	case record.Recording:
		return "recording from " + speaker + held(via)
	case record.Physical:
		return "physical evidence from " + speaker + held(via)
	case record.Hearsay:
		return told + ", who has it from others"
	case record.Inference:
		premises := ""
		if len(s.Premises) > 0 {
			var ids []string
			for _, p := range s.Premises {
				ids = append(ids, string(p))
			}
			premises = " from " + list(ids)
		}
		return "inferred by " + speaker + premises + held(via)
	default:
		return told + ", as a position"
	}
}

func held(via string) string {
	if via == "" {
		return ""
	}
	return ", held through " + via
}

// via names the conduits of a statement, the desk aside.
func (w words) via(s *record.Statement) string {
	var out []string
	for _, c := range s.Conduit {
		if c != record.Desk {
			out = append(out, w.actor(c))
		}
	}
	return list(out)
}

// list joins words as a sentence does.
func list(in []string) string {
	if len(in) < 2 {
		return strings.Join(in, "")
	}
	return strings.Join(in[:len(in)-1], ", ") + " and " + in[len(in)-1]
}
