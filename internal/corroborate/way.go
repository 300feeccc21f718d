package corroborate

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// chain tells a chain as the way that word took, from the origin to the desk:
// "Anna, who saw it, told Boris, who told the desk". Every verb stands in the past
// tense, which is the same for one speaker and for several.
func (w words) chain(chain []record.ID) ChainWords {
	parts := make([]string, 0, len(chain))
	for i, id := range chain {
		last := i == len(chain)-1 || !derives(w.c.Statements[chain[i+1]], id)
		parts = append(parts, w.step(w.c.Statements[id], last))
	}
	return ChainWords{Statements: chain, Words: strings.Join(parts, "; "), Hops: w.hops(chain)}
}

func derives(s *record.Statement, from record.ID) bool {
	return slices.ContainsFunc(s.DerivedFrom, func(d record.Derivation) bool { return d.Statement == from })
}

// step says what one statement of a chain is. The last of a way leads to the desk.
func (w words) step(s *record.Statement, last bool) string {
	if len(s.DerivedFrom) > 0 {
		verb := map[record.DerivedHow]string{
			"quoted-from":    " quoted it",
			"primary-source": " drew on it",
			"same-recording": " had it from the same recording",
		}[s.DerivedFrom[0].How]
		if verb == "" {
			verb = " passed it on"
		}
		return w.actor(s.Speaker) + verb + and(w.told(s, last))
	}
	switch s.Basis {
	case record.AuthorOfRecord:
		return w.item("record", "written by ", s, last)
	case record.Document:
		return w.item("document", "signed by ", s, last)
	case record.Recording:
		return w.item("recording", "from ", s, last)
	case record.Physical:
		return w.item("physical evidence", "from ", s, last)
	}
	ground, told := w.ground(s), w.told(s, last)
	if told == "" {
		return w.actor(s.Speaker) + " " + ground
	}
	return w.actor(s.Speaker) + ", who " + ground + ", " + told
}

// ground says how the speaker of a root comes to know.
func (w words) ground(s *record.Statement) string {
	switch s.Basis {
	case record.Victim:
		return "lived through it"
	case record.Eyewitness:
		return "saw it"
	case record.Participant:
		return "took part"
	case record.Hearsay:
		return "had it from others"
	case record.Inference:
		var from []string
		for _, p := range s.Premises {
			from = append(from, string(p))
		}
		if len(from) == 0 {
			return "concluded it"
		}
		return "concluded it from " + list(from)
	default:
		return "took a position"
	}
}

// told says to whom a speaker told it; empty where that is the next step's to say,
// or where the desk itself speaks.
func (w words) told(s *record.Statement, last bool) string {
	via := w.via(s)
	switch {
	case via != "" && last:
		return "told " + via + ", who told the desk"
	case via != "":
		return "told " + via
	case last && s.Speaker != record.Desk:
		return "told the desk"
	}
	return ""
}

func and(told string) string {
	if told == "" {
		return ""
	}
	return " and " + told
}

// item speaks of a thing, which came to the desk rather than being told.
func (w words) item(what, by string, s *record.Statement, last bool) string {
	out := "the " + what + " " + string(s.Evidence) + ", " + by + w.actor(s.Speaker)
	via := w.via(s)
	switch {
	case via != "" && last:
		return out + ", reached the desk through " + via
	case via != "":
		return out + ", held by " + via
	case last && s.Speaker != record.Desk:
		return out + ", reached the desk"
	}
	return out
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
