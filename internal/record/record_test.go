package record

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestID(t *testing.T) {
	for id, want := range map[ID]bool{
		"a": true, "0": true, "a-": true, "a--b": true, "c-left-14": true, ID(strings.Repeat("a", 200)): true,
		"": false, "-": false, "-a": false, "A": false, "a_b": false, "a b": false, "a|b": false, "a/b": false, "a.b": false, "..": false,
		"é": false, "а": false, "a\n": false, "a\x00": false, " a": false, ID(strings.Repeat("a", 201)): false, "источник": false, "مصدر": false,
	} {
		if id.Valid() != want {
			t.Errorf("%q: valid is %v", id, !want)
		}
	}
	for id, want := range map[ID]bool{"desk": true, "none": true, "owner": false, "desks": false, "": false} {
		if id.Reserved() != want {
			t.Errorf("%q: reserved is %v", id, !want)
		}
	}
}

func n(f float64) *float64 { return &f }

func TestValueJSON(t *testing.T) {
	for _, c := range []struct {
		v    Value
		json string
	}{
		{Value{n(14), n(14)}, "14"},
		{Value{n(0), n(0)}, "0"},
		{Value{n(1.5), n(2)}, "[1.5,2]"},
		{Value{n(14), nil}, "[14,null]"},
		{Value{nil, n(-3)}, "[null,-3]"},
		{Value{n(-math.MaxFloat64), n(math.MaxFloat64)}, "[-1.7976931348623157e+308,1.7976931348623157e+308]"},
	} {
		got, err := json.Marshal(c.v)
		if err != nil || string(got) != c.json {
			t.Errorf("%v is written %s, want %s (%v)", c.v, got, c.json, err)
		}
		var back Value
		if err := json.Unmarshal([]byte(c.json), &back); err != nil || !reflect.DeepEqual(back, c.v) {
			t.Errorf("%s is read as %v (%v)", c.json, back, err)
		}
	}
	for _, bad := range []string{
		`null`, `[]`, `[1]`, `[1,2,3]`, `[null,null]`, `[2,1]`, `"14"`, `true`, `{}`, `{"low":1}`, `[1,"2"]`, `[[1],2]`, `1e999`, `[1e999,null]`, `NaN`, `14 15`, ``,
	} {
		v := Value{n(7), n(7)}
		if err := json.Unmarshal([]byte(bad), &v); err == nil {
			t.Errorf("%s is read as a value", bad)
		}
	}
	if _, err := json.Marshal(Value{n(math.NaN()), nil}); err == nil {
		t.Error("NaN was written")
	}
	var l Link
	if err := json.Unmarshal([]byte(`{"statement":"a","claim":"b","stance":"supports","value":null}`), &l); err != nil || l.Value != nil {
		t.Error("a link's value may be null", err)
	}
}

func TestWithinAndDisjoint(t *testing.T) {
	for _, c := range []struct {
		v        Value
		q        Quantity
		in, none bool
	}{
		{Value{n(14), n(14)}, Quantity{Low: n(14), High: n(14)}, true, false},
		{Value{n(13), n(13)}, Quantity{Low: n(14), High: n(14)}, false, true},
		{Value{n(10), n(20)}, Quantity{Low: n(14), High: n(14)}, false, false},
		{Value{n(14), nil}, Quantity{Low: n(10)}, true, false},
		{Value{n(5), nil}, Quantity{Low: n(10)}, false, false},
		{Value{nil, n(9)}, Quantity{Low: n(10)}, false, true},
		{Value{nil, n(10)}, Quantity{Low: n(10)}, false, false},
		{Value{nil, n(10)}, Quantity{}, true, false},
		{Value{n(15), nil}, Quantity{High: n(14)}, false, true},
	} {
		if got := c.v.Within(c.q); got != c.in {
			t.Errorf("%+v within %+v: %v", c.v, c.q, got)
		}
		if got := c.v.Disjoint(c.q); got != c.none {
			t.Errorf("%+v disjoint from %+v: %v", c.v, c.q, got)
		}
		if c.v.Within(c.q) && c.v.Disjoint(c.q) {
			t.Errorf("%+v is within and disjoint", c.v)
		}
	}
}

func TestStricterTerms(t *testing.T) {
	order := []Terms{OnRecord, Background, Anonymous, OffRecord}
	for i, a := range order {
		for j, b := range order {
			if got, want := Stricter(a, b), order[max(i, j)]; got != want {
				t.Errorf("of %s and %s the stricter is %s", a, b, got)
			}
		}
		if Stricter("", a) != a || Stricter(a, "") != a {
			t.Errorf("%s and nothing", a)
		}
	}
	c := NewCasefile()
	c.Actors["s1"] = &Actor{Terms: Anonymous}
	for terms, want := range map[Terms]Terms{"": Anonymous, OnRecord: Anonymous, OffRecord: OffRecord} {
		if got := c.TermsOf(&Statement{Speaker: "s1", Terms: terms}); got != want {
			t.Errorf("a statement with terms %q is %s", terms, got)
		}
	}
	if c.TermsOf(&Statement{Speaker: "nobody"}) != OnRecord {
		t.Error("a speaker that is not there")
	}
}

func TestLevels(t *testing.T) {
	for _, l := range []Level{LevelNote, LevelWarning, LevelError} {
		if !l.Valid() || !l.AtLeast(l) || !LevelError.AtLeast(l) || !l.AtLeast(LevelNote) {
			t.Error(l)
		}
	}
	if Level("grave").Valid() || Level("").Valid() || LevelNote.AtLeast(LevelWarning) {
		t.Error("ranks")
	}
}

// The words of the vocabulary and the constants of the code are the same words.
func TestVocabulary(t *testing.T) {
	for field, words := range Vocabulary {
		seen := map[string]bool{}
		for _, w := range words {
			if seen[w] || w == "" {
				t.Errorf("%s: %q", field, w)
			}
			seen[w] = true
		}
	}
	for _, b := range Vocabulary["basis"] {
		if want := b != "hearsay" && b != "inference" && b != "position"; Basis(b).Firsthand() != want {
			t.Errorf("%s: first-hand is %v", b, !want)
		}
	}
	if d := (Policy{}).WithDefaults(); d != (Policy{2, "count", 50}) {
		t.Error(d)
	}
	if p := (Policy{3, "ignore", 10}); p.WithDefaults() != p {
		t.Error(p.WithDefaults())
	}
	if Pair("b", "a") != Pair("a", "b") {
		t.Error("a pair has an order")
	}
	if !State("").IsActive() || !Active.IsActive() || Withdrawn.IsActive() || Retracted.IsActive() {
		t.Error("states")
	}
}
