package reckon

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

func num(f float64) *float64 { return &f }

func men(n float64) *record.Quantity {
	return &record.Quantity{Unit: "men", Low: num(n), High: num(n)}
}

func value(low, high *float64) *record.Value { return &record.Value{Low: low, High: high} }

// casefile fills in the ids of the records from their keys.
func casefile(edit func(c *record.Casefile)) *record.Casefile {
	c := record.NewCasefile()
	edit(c)
	for id, x := range c.Claims {
		x.ID = id
	}
	for id, x := range c.Statements {
		x.ID = id
	}
	for id, x := range c.Evidence {
		x.ID = id
	}
	for id, x := range c.Actors {
		x.ID = id
	}
	return c
}

func link(c *record.Casefile, l record.Link) {
	c.Links[record.LinkKey{Statement: l.Statement, Claim: l.Claim}] = &l
}

func from(ids ...record.ID) []record.Derivation {
	var out []record.Derivation
	for _, id := range ids {
		out = append(out, record.Derivation{Statement: id, How: "relays"})
	}
	return out
}

// TestRules shows each rule on records at fault and on the same records mended.
func TestRules(t *testing.T) {
	type edit = func(c *record.Casefile)
	for _, x := range []struct {
		rule          string
		faulty, sound edit
		ids           string
		says          []string
	}{
		{"derivation-cycle",
			func(c *record.Casefile) {
				c.Statements["sa"] = &record.Statement{DerivedFrom: from("sb")}
				c.Statements["sb"] = &record.Statement{DerivedFrom: from("sa", "sc")}
				c.Statements["sc"] = &record.Statement{}
			},
			func(c *record.Casefile) {
				c.Statements["sa"] = &record.Statement{DerivedFrom: from("sb")}
				c.Statements["sb"] = &record.Statement{DerivedFrom: from("sa", "sc"), State: record.Withdrawn}
				c.Statements["sc"] = &record.Statement{}
			}, "sa sb", []string{"sa and sb"}},
		{"derivation-cycle",
			func(c *record.Casefile) { c.Statements["sa"] = &record.Statement{DerivedFrom: from("sa")} },
			func(c *record.Casefile) { c.Statements["sa"] = &record.Statement{} }, "sa", []string{"sa is derived from itself"}},
		{"premise-cycle",
			func(c *record.Casefile) { premises(c, "c") },
			func(c *record.Casefile) { premises(c, "d") }, "c p i j", nil},
		{"requires-cycle",
			func(c *record.Casefile) {
				c.Claims["a"] = &record.Claim{Requires: []record.ID{"b"}}
				c.Claims["b"] = &record.Claim{Requires: []record.ID{"a"}}
			},
			func(c *record.Casefile) {
				c.Claims["a"] = &record.Claim{Requires: []record.ID{"b"}}
				c.Claims["b"] = &record.Claim{}
			}, "a b", nil},
		{"part-cycle",
			func(c *record.Casefile) {
				c.Claims["a"] = &record.Claim{PartOf: "b"}
				c.Claims["b"] = &record.Claim{PartOf: "a"}
			},
			func(c *record.Casefile) {
				c.Claims["a"] = &record.Claim{PartOf: "b"}
				c.Claims["b"] = &record.Claim{}
			}, "a b", nil},
		{"before-cycle",
			func(c *record.Casefile) { c.Claims["a"] = &record.Claim{Before: []record.ID{"a"}} },
			func(c *record.Casefile) { c.Claims["a"] = &record.Claim{} }, "a", nil},
		{"value-clashes-stance",
			func(c *record.Casefile) { fourteen(c, record.Supports, value(num(8), num(8))) },
			func(c *record.Casefile) { fourteen(c, record.Disputes, value(num(8), num(8))) }, "s c", []string{"8", "14"}},
		{"value-clashes-stance",
			func(c *record.Casefile) { fourteen(c, record.Disputes, value(num(14), num(14))) },
			func(c *record.Casefile) { fourteen(c, record.Supports, value(num(14), num(14))) }, "s c", nil},
		{"value-clashes-stance",
			func(c *record.Casefile) { fourteen(c, record.Supports, value(num(9), nil)) },
			func(c *record.Casefile) { fourteen(c, record.Context, value(num(9), nil)) }, "s c", []string{"at least 9"}},
		{"speaker-contradicts-self",
			func(c *record.Casefile) { twice(c, record.Eyewitness) },
			func(c *record.Casefile) { twice(c, record.Hearsay) }, "s1 s2 c", []string{"14", "9"}},
		{"part-exceeds-whole",
			func(c *record.Casefile) { ninePartOf(c, men(8)) },
			func(c *record.Casefile) { ninePartOf(c, men(14)) }, "nine whole", []string{"9", "8"}},
		{"part-exceeds-whole",
			func(c *record.Casefile) { ninePartOf(c, &record.Quantity{High: num(8)}) },
			func(c *record.Casefile) { ninePartOf(c, &record.Quantity{Low: num(8)}) }, "nine whole", []string{"at most 8"}},
		{"part-unit-differs",
			func(c *record.Casefile) {
				ninePartOf(c, &record.Quantity{Unit: "roubles", Low: num(30000), High: num(30000)})
			},
			func(c *record.Casefile) { ninePartOf(c, men(30000)) }, "nine whole", nil},
		{"quantity-inverted",
			func(c *record.Casefile) {
				c.Claims["c"] = &record.Claim{Quantity: &record.Quantity{Low: num(9), High: num(3)}}
			},
			func(c *record.Casefile) { c.Claims["c"] = &record.Claim{Quantity: &record.Quantity{Low: num(9)}} }, "c", nil},
		{"dates-clash",
			func(c *record.Casefile) { before(c, "2014-09", "2014-08") },
			func(c *record.Casefile) { before(c, "2014-09", "2014-12-12") }, "returned left", []string{"2014-09", "2014-08"}},
		{"dates-clash",
			func(c *record.Casefile) { before(c, "2014-09", "2012~") },
			func(c *record.Casefile) { before(c, "2014-09", "2014~") }, "", nil},
		{"said-before-event",
			func(c *record.Casefile) { said(c, "2014-11", record.Participant) },
			func(c *record.Casefile) { said(c, "2014-11", record.Document) }, "s c", []string{"2014-11", "2014-12-12"}},
		{"relayed-before-said",
			func(c *record.Casefile) {
				c.Statements["s"] = &record.Statement{SaidAt: "2015-02"}
				c.Statements["k"] = &record.Statement{SaidAt: "2015-01-31", DerivedFrom: from("s")}
			},
			func(c *record.Casefile) {
				c.Statements["s"] = &record.Statement{SaidAt: "2015-02"}
				c.Statements["k"] = &record.Statement{SaidAt: "2015-02", DerivedFrom: from("s")}
			}, "k s", nil},
		{"acquired-before-created",
			func(c *record.Casefile) {
				c.Evidence["e"] = &record.Evidence{Created: "2015-02-03", AcquiredAt: "2014-12"}
			},
			func(c *record.Casefile) {
				c.Evidence["e"] = &record.Evidence{Created: "2014-12", AcquiredAt: "2015-02-03"}
			}, "e", nil},
		{"said-after-acquired",
			func(c *record.Casefile) {
				c.Evidence["e"] = &record.Evidence{AcquiredAt: "2015-02-03T10:00:00Z"}
				c.Statements["s"] = &record.Statement{Evidence: "e", SaidAt: "2015-02-05"}
			},
			func(c *record.Casefile) { // the fourth of February begins on the third elsewhere
				c.Evidence["e"] = &record.Evidence{AcquiredAt: "2015-02-03T12:00:00Z"}
				c.Statements["s"] = &record.Statement{Evidence: "e", SaidAt: "2015-02-04"}
			}, "s e", nil},
		{"page-beyond-evidence",
			func(c *record.Casefile) { page(c, 4) },
			func(c *record.Casefile) { page(c, 3) }, "s e", nil},
		{"deadline-before-asked",
			func(c *record.Casefile) {
				c.Requests["rq"] = &record.Request{AskedAt: "2015-05-06T09:00:00Z", Deadline: "2015-05-05T09:00:00Z"}
			},
			func(c *record.Casefile) {
				c.Requests["rq"] = &record.Request{AskedAt: "2015-05-06T09:00:00Z", Deadline: "2015-05-08"}
			}, "rq", nil},
		{"due-before-opened",
			func(c *record.Casefile) { c.Matters["m"] = &record.Matter{Opened: "2015-05", Due: "2015-04"} },
			func(c *record.Casefile) { c.Matters["m"] = &record.Matter{Opened: "2015-05", Due: "2015-05"} }, "m", nil},
		{"unnamed-joined",
			func(c *record.Casefile) {
				c.Actors["u"] = &record.Actor{Type: record.Unnamed, SpeaksFor: "mod"}
				c.Actors["mod"] = &record.Actor{Type: record.Organization}
			},
			func(c *record.Casefile) {
				c.Actors["u"] = &record.Actor{Type: record.Person, SpeaksFor: "mod"}
				c.Actors["mod"] = &record.Actor{Type: record.Organization}
			}, "u mod", nil},
		{"independent-but-one",
			func(c *record.Casefile) { note(c, record.Independent) },
			func(c *record.Casefile) { note(c, record.Dependent) }, "a b", nil},
		{"joint-exceeds-trait",
			func(c *record.Casefile) { joint(c, 500) },
			func(c *record.Casefile) { joint(c, 14) }, "s1 left-day", []string{"500", "400"}},
		{"requires-excluded",
			func(c *record.Casefile) {
				c.Claims["a"] = &record.Claim{Requires: []record.ID{"b"}}
				c.Claims["b"] = &record.Claim{Excludes: []record.ID{"a"}}
			},
			func(c *record.Casefile) {
				c.Claims["a"] = &record.Claim{}
				c.Claims["b"] = &record.Claim{Excludes: []record.ID{"a"}}
			}, "a b", nil},
	} {
		t.Run(x.rule, func(t *testing.T) {
			found := Findings(casefile(x.faulty))
			if len(found) != 1 || found[0].Rule != x.rule {
				t.Fatalf("found %+v, want one %s", found, x.rule)
			}
			f := found[0]
			if got := join(f.IDs); x.ids != "" && got != x.ids {
				t.Errorf("ids %s, want %s", got, x.ids)
			}
			for _, id := range f.IDs {
				x.says = append(x.says, string(id))
			}
			for _, s := range x.says {
				if !strings.Contains(f.Message, s) {
					t.Errorf("the message does not say %s: %s", s, f.Message)
				}
			}
			if f.Hint == "" || !f.Level.Valid() || len(f.Fingerprint) != 16 || f.Line+f.Column+f.EndLine+f.EndColumn != 0 {
				t.Errorf("incomplete: %+v", f)
			}
			if found := Findings(casefile(x.sound)); len(found) != 0 {
				t.Errorf("false alarm: %+v", found)
			}
		})
	}
}

func join(ids []record.ID) string {
	var out []string
	for _, id := range ids {
		out = append(out, string(id))
	}
	return strings.Join(out, " ")
}

func premises(c *record.Casefile, second record.ID) {
	for _, id := range []record.ID{"c", "d", "p"} {
		c.Claims[id] = &record.Claim{}
	}
	c.Statements["i"] = &record.Statement{Basis: record.Inference, Warrant: "w", Premises: []record.ID{"p"}}
	c.Statements["j"] = &record.Statement{Basis: record.Inference, Warrant: "w", Premises: []record.ID{second}}
	link(c, record.Link{Statement: "i", Claim: "c", Stance: record.Supports})
	link(c, record.Link{Statement: "j", Claim: "p", Stance: record.Supports})
}

func fourteen(c *record.Casefile, stance record.Stance, v *record.Value) {
	c.Claims["c"] = &record.Claim{Quantity: men(14)}
	c.Statements["s"] = &record.Statement{}
	link(c, record.Link{Statement: "s", Claim: "c", Stance: stance, Value: v})
}

func twice(c *record.Casefile, second record.Basis) {
	c.Claims["c"] = &record.Claim{}
	c.Statements["s1"] = &record.Statement{Speaker: "anna", Basis: record.Eyewitness}
	c.Statements["s2"] = &record.Statement{Speaker: "anna", Basis: second}
	link(c, record.Link{Statement: "s1", Claim: "c", Stance: record.Supports, Value: value(num(14), num(14))})
	link(c, record.Link{Statement: "s2", Claim: "c", Stance: record.Supports, Value: value(num(9), num(9))})
}

func ninePartOf(c *record.Casefile, whole *record.Quantity) {
	c.Claims["nine"] = &record.Claim{Quantity: men(9), PartOf: "between"}
	c.Claims["between"] = &record.Claim{PartOf: "whole"}
	c.Claims["whole"] = &record.Claim{Quantity: whole}
}

func before(c *record.Casefile, first, second record.Time) {
	c.Claims["returned"] = &record.Claim{Time: first, Before: []record.ID{"left"}}
	c.Claims["left"] = &record.Claim{Time: second}
}

func said(c *record.Casefile, at record.Time, basis record.Basis) {
	c.Claims["c"] = &record.Claim{Time: "2014-12-12"}
	c.Statements["s"] = &record.Statement{SaidAt: at, Basis: basis}
	link(c, record.Link{Statement: "s", Claim: "c", Stance: record.Supports})
}

func page(c *record.Casefile, n int) {
	c.Evidence["e"] = &record.Evidence{Original: &record.Original{Pages: 3}}
	c.Statements["s"] = &record.Statement{Evidence: "e", Select: &record.Selector{Page: n}}
}

func note(c *record.Casefile, v record.Verdict) {
	c.Actors["a"] = &record.Actor{SameAs: []record.ID{"x"}}
	c.Actors["b"] = &record.Actor{SpeaksFor: "x"}
	c.Actors["x"] = &record.Actor{}
	c.Dependence[record.Pair("a", "b")] = &record.Dependence{A: "a", B: "b", Verdict: v}
}

func joint(c *record.Casefile, n int) {
	c.Actors["s1"] = &record.Actor{
		Traits: []record.Trait{{ID: "unit", Group: 12000}, {ID: "left-day", Group: 400}},
		Joint:  []record.Joint{{Traits: []record.ID{"unit", "left-day"}, Group: n}},
	}
}

// TestDatesAtOneRemove: what lies between may have no time, or one that fits both.
func TestDatesAtOneRemove(t *testing.T) {
	for _, between := range []record.Time{"", "2014"} {
		c := casefile(func(c *record.Casefile) {
			c.Claims["first"] = &record.Claim{Time: "2014-09", Before: []record.ID{"between"}}
			c.Claims["between"] = &record.Claim{Time: between, Before: []record.ID{"last"}}
			c.Claims["last"] = &record.Claim{Time: "2014-08", Before: []record.ID{"end"}}
			c.Claims["end"] = &record.Claim{Time: "2015"}
		})
		found := Findings(c)
		if len(found) != 1 || join(found[0].IDs) != "first between last" {
			t.Errorf("between %q: %+v", between, found)
		}
	}
}

// TestOpenAndEqualTimesDoNotClash holds the false alarms that dates invite.
func TestOpenAndEqualTimesDoNotClash(t *testing.T) {
	for _, x := range [][2]record.Time{
		{"2014-12-12", "2014-12-12"}, {"2014", "2014-01"}, {"../2014", "2013"}, {"2014/..", "2015"},
		{"2014-08/2014-10", "2014-09"}, {"", "2014"}, {"not a time", "2014"},
		{"2014-12-13", "2014-12-12T20:00:00-05:00"},
	} {
		if found := Findings(casefile(func(c *record.Casefile) { before(c, x[0], x[1]) })); len(found) != 0 {
			t.Errorf("%s before %s: %+v", x[0], x[1], found)
		}
	}
}

// TestStable: the order of maps never shows, and a fingerprint outlives a value.
func TestStable(t *testing.T) {
	build := func(left record.Time) *record.Casefile {
		return casefile(func(c *record.Casefile) {
			before(c, "2014-09", left)
			premises(c, "c")
			for i := range 20 {
				id := record.ID(fmt.Sprint("x", i))
				c.Statements[id] = &record.Statement{DerivedFrom: from(id)}
			}
		})
	}
	first := Findings(build("2014-08"))
	for range 20 {
		if again := Findings(build("2014-08")); !reflect.DeepEqual(first, again) {
			t.Fatalf("%+v\n%+v", first, again)
		}
	}
	if a, b := first[0], Findings(build("2014-07"))[0]; a.Rule != "dates-clash" || a.Fingerprint != b.Fingerprint {
		t.Errorf("%+v\n%+v", a, b)
	}
	if none := Findings(record.NewCasefile()); none == nil || len(none) != 0 {
		t.Errorf("an empty casefile gives %#v", none)
	}
}

// TestHostileShapes: dangling ids, cycles of every kind and long chains do no harm.
func TestHostileShapes(t *testing.T) {
	for seed := range 500 {
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		ids := []record.ID{"a", "b", "c", "ghost", ""}
		some := func() []record.ID { return []record.ID{ids[r.IntN(5)], ids[r.IntN(5)]}[:r.IntN(3)] }
		Findings(casefile(func(c *record.Casefile) {
			for _, id := range ids[:3] {
				c.Claims[id] = &record.Claim{Requires: some(), Excludes: some(), Before: some(), PartOf: ids[r.IntN(5)], Time: "2014"}
				c.Statements["s"+id] = &record.Statement{Basis: record.Inference, Premises: some(), Evidence: "ghost", DerivedFrom: from("sa", "ghost")[:r.IntN(3)]}
				link(c, record.Link{Statement: "s" + id, Claim: ids[r.IntN(5)], Stance: record.Supports, Value: value(num(1), nil)})
			}
		}))
	}
	long := casefile(func(c *record.Casefile) {
		for i := range 20000 {
			c.Claims[record.ID(fmt.Sprint("c", i))] = &record.Claim{Before: []record.ID{record.ID(fmt.Sprint("c", i+1))}, Time: "2014"}
			c.Statements[record.ID(fmt.Sprint("s", i))] = &record.Statement{DerivedFrom: from(record.ID(fmt.Sprint("s", i+1)))}
		}
	})
	if found := Findings(long); len(found) != 0 {
		t.Errorf("%d findings", len(found))
	}
}
