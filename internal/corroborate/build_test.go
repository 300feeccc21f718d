package corroborate

import (
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

var noon = time.Date(2015, 5, 6, 12, 0, 0, 0, time.UTC)

// read makes a casefile of a fixture, one record a line, words separated by
// spaces, key=value with commas between several values:
//
//	policy at=3 conduits=ignore
//	actor mod type=organization same=x for=kremlin terms=off-record protected consent=publish
//	evidence e1 hash=aa group=g state=withdrawn embargo=2016
//	st s1 speaker [basis] evidence=e1 via=a,b from=s0 premises=c1 warrant state=withdrawn terms=off-record
//	claim c low=9 high=14 adverse=mod requires=a,b excludes=d
//	link s1 c [stance] value=14 atleast=9 denial=accepts
//	depend a b [verdict]
//
// A statement's evidence, where not given, is an item of its own.
func read(t testing.TB, text string) *record.Casefile {
	t.Helper()
	c := record.NewCasefile()
	for _, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		kv, plain := map[string]string{}, []string{}
		for _, w := range words[1:] {
			if k, v, ok := strings.Cut(w, "="); ok {
				kv[k] = v
			} else {
				plain = append(plain, w)
			}
		}
		addLine(t, c, words[0], plain, kv)
	}
	for _, s := range c.Statements {
		if c.Evidence[s.Evidence] == nil {
			c.Evidence[s.Evidence] = &record.Evidence{ID: s.Evidence, Kind: "interview"}
		}
		for _, a := range append([]record.ID{s.Speaker}, s.Conduit...) {
			if c.Actors[a] == nil && a != record.Desk {
				c.Actors[a] = &record.Actor{ID: a, Type: record.Person}
			}
		}
	}
	return c
}

func addLine(t testing.TB, c *record.Casefile, what string, plain []string, kv map[string]string) {
	t.Helper()
	has := func(word string) bool {
		for _, p := range plain {
			if p == word {
				return true
			}
		}
		return false
	}
	id := func(i int) record.ID { return record.ID(plain[i]) }
	switch what {
	case "policy":
		c.Policy.Conduits = kv["conduits"]
		if n := numeral(t, kv["at"]); n != nil {
			c.Policy.CorroboratedAt = int(*n)
		}
	case "actor":
		a := &record.Actor{ID: id(0), Type: record.ActorType(kv["type"]), SameAs: ids(kv["same"]), SpeaksFor: record.ID(kv["for"]),
			Terms: record.Terms(kv["terms"]), Protected: has("protected"), Descriptor: strings.ReplaceAll(kv["descriptor"], "_", " ")}
		for _, k := range ids(kv["consent"]) {
			a.Consent = append(a.Consent, record.Consent(k))
		}
		if kv["name"] != "" {
			a.Names = []string{strings.ReplaceAll(kv["name"], "_", " ")}
		}
		c.Actors[a.ID] = a
	case "evidence":
		e := &record.Evidence{ID: id(0), Kind: record.EvidenceKind(kv["kind"]), NearDupGroup: kv["group"], State: record.State(kv["state"]), Embargo: record.Time(kv["embargo"])}
		if kv["hash"] != "" {
			e.Original = &record.Original{SHA256: kv["hash"]}
		}
		c.Evidence[e.ID] = e
	case "st":
		s := &record.Statement{ID: id(0), Speaker: id(1), Basis: "eyewitness", Evidence: "e-" + id(0), Conduit: ids(kv["via"]),
			State: record.State(kv["state"]), Terms: record.Terms(kv["terms"]), Premises: ids(kv["premises"])}
		if kv["evidence"] != "" {
			s.Evidence = record.ID(kv["evidence"])
		}
		for _, p := range plain[2:] {
			if p == "warrant" {
				s.Warrant = "it follows"
			} else {
				s.Basis = record.Basis(p)
			}
		}
		for _, d := range ids(kv["from"]) {
			s.DerivedFrom = append(s.DerivedFrom, record.Derivation{Statement: d, How: "relays"})
		}
		c.Statements[s.ID] = s
	case "claim":
		cl := &record.Claim{ID: id(0), AdverseTo: ids(kv["adverse"]), Requires: ids(kv["requires"]), Excludes: ids(kv["excludes"])}
		if kv["low"]+kv["high"] != "" {
			cl.Quantity = &record.Quantity{Low: numeral(t, kv["low"]), High: numeral(t, kv["high"])}
		}
		c.Claims[cl.ID] = cl
	case "link":
		l := &record.Link{Statement: id(0), Claim: id(1), Stance: record.Supports, Denial: record.Denial(kv["denial"])}
		if len(plain) > 2 {
			l.Stance = record.Stance(plain[2])
		}
		if n := numeral(t, kv["value"]); n != nil {
			l.Value = &record.Value{Low: n, High: n}
		} else if n := numeral(t, kv["atleast"]); n != nil {
			l.Value = &record.Value{Low: n}
		}
		c.Links[record.LinkKey{Statement: l.Statement, Claim: l.Claim}] = l
	case "depend":
		d := &record.Dependence{A: id(0), B: id(1), Verdict: record.Dependent}
		if len(plain) > 2 {
			d.Verdict = record.Verdict(plain[2])
		}
		c.Dependence[record.Pair(d.A, d.B)] = d
	default:
		t.Fatalf("fixture: %q is no record", what)
	}
}

func ids(list string) []record.ID {
	var out []record.ID
	for _, s := range strings.Split(list, ",") {
		if s != "" {
			out = append(out, record.ID(s))
		}
	}
	return out
}

func numeral(t testing.TB, s string) *float64 {
	t.Helper()
	if s == "" {
		return nil
	}
	var v record.Value
	if err := v.UnmarshalJSON([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return v.Low
}
