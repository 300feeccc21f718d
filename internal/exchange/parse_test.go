package exchange

import (
	"errors"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

func TestFullDocument(t *testing.T) {
	d := parse(t, "case.yaml", fixture(t, "full.yaml"))
	w := newWorld()
	w.take(t, d)
	if flaws := Validate(w.Casefile); len(flaws) > 0 {
		t.Fatalf("flaws: %v", flaws)
	}
	s1 := w.Actors["s1"]
	if !s1.Protected || s1.Terms != record.Anonymous || s1.Joint[0].Group != 14 || s1.Traits[1].Variants[1] != "Dec. 12" {
		t.Errorf("s1 = %+v", s1)
	}
	if got := w.identities["s1"].Names[1].Reveal(); got != "Зеведей Квукс" {
		t.Errorf("name = %q", got)
	}
	if e := w.Evidence["letter-1"]; e.Created != "2014-12-12" || e.Complete == nil || !*e.Complete {
		t.Errorf("letter = %+v", e)
	}
	if w.Matters["m-1"].Opened != "2014" || w.Matters["m-1"].Steps[0].At != "2014-12~" {
		t.Errorf("matter = %+v", w.Matters["m-1"])
	}
	if st := w.Statements["st-9"]; st.Select.Exact != "no" || st.Select.Page != 2 {
		t.Errorf("unquoted no = %+v", st.Select)
	}
	if v := w.Links[record.LinkKey{Statement: "st-0", Claim: "c-left-14"}].Value; *v.Low != 9 || v.High != nil {
		t.Errorf("value = %+v", v)
	}
	if dep := w.Dependence[record.PairKey{A: "s1", B: "s2"}]; dep == nil || dep.A != "s1" || dep.B != "s2" {
		t.Errorf("dependence = %+v", dep)
	}
	for _, p := range d.Records {
		if p.ID == "letter-1" && (string(p.Content.Bytes) != "Dear Sir" || p.Content.FileName != "letter-1.txt" || p.Content.Inline) {
			t.Errorf("content = %+v", p.Content)
		}
		if p.ID == "interview-1" && (!p.Content.Inline || p.Content.FileName != "interview-1.txt") {
			t.Errorf("content = %+v", p.Content)
		}
	}
}

// An unquoted scalar is the text that stands there, whatever YAML makes of it.
func TestScalarsAreText(t *testing.T) {
	for _, word := range []string{"007", "1e3", "2014", "true", "no", "0x10", "0o17", "1-000", "y"} {
		w := newWorld()
		w.take(t, parse(t, "x.yaml", "actors: [{id: "+word+", type: person, names: ["+word+"], reason: "+word+"}]"))
		a := w.Actors[record.ID(word)]
		if a == nil || a.Names[0] != word || a.Reason != word {
			t.Errorf("%s: %+v", word, a)
		}
	}
	w := newWorld()
	w.take(t, parse(t, "x.json", `{"claims":[{"id":"c","text":"pair \ud83d\ude00 \u0085 \/ \u00e9","time":2014,"place":1.50}]}`))
	if c := w.Claims["c"]; c.Text != "pair 😀 \u0085 / é" || c.Time != "2014" || c.Place != "1.50" {
		t.Errorf("claim = %+v", c)
	}
	for _, time := range []string{"2014", "2014-12", "2014-12-12", "2014-08/2014-09", "2014~", "2015-05-10T06:00:00Z", "2015-05-10T06:00:00.5+03:00", "../2014", "201X", "2014-21"} {
		w.take(t, parse(t, "x.yaml", "claims: [{id: c, text: t, time: "+time+"}]"))
		if w.Claims["c"].Time != record.Time(time) {
			t.Errorf("time %s = %s", time, w.Claims["c"].Time)
		}
	}
}

func TestFaults(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"empty":             {"", "x.yaml:1: the document is empty"},
		"only a comment":    {"# nothing\n", "x.yaml:1: the document is empty"},
		"a list":            {"- a\n", "x.yaml:1: this is not a casefile document"},
		"wrong format":      {"format: onrecord.casefile/2\n", "x.yaml:1: format: this format is not known"},
		"unknown section":   {"format: onrecord.casefile/1\nactor: []\n", "x.yaml:2: actor: the key actor is not known here; did you mean actors?"},
		"unknown key":       {"actors:\n  - id: a\n    type: person\n    speeks_for: b\n", "x.yaml:4: actors[0].speeks_for: the key speeks_for is not known here; did you mean speaks_for?"},
		"key of other case": {"evidence:\n  - {id: a, kind: letter, acquiredAt: 2014}\n", "did you mean acquired_at?"},
		"unknown deep":      {"claims:\n- id: c\n  text: t\n  quantity: {lo: 1}\n", "x.yaml:4: claims[0].quantity.lo: the key lo is not known here; did you mean low?"},
		"merge key":         {"actors:\n- &a {id: a, type: person}\n- {<<: *a, id: b}\n", "x.yaml:3: actors[1]: this key is not known here"},
		"duplicate key":     {"claims:\n- id: c\n  text: t\n  text: u\n", "x.yaml:4: claims[0].text: this key was already given; it stands on line 3 too"},
		"duplicate section": {"claims: []\nclaims: []\n", "x.yaml:2: claims: this key was already given"},
		"duplicate id":      {"claims:\n- {id: c, text: t}\nactors:\n- {id: c, type: person}\n", "x.yaml:4: actors[0].id: the id c is already given to claims[0] on line 2"},
		"id of owner":       {"actors: [{id: owner, type: person}]", "the id owner belongs to the member"},
		"second owner":      {"members: [{id: m, role: owner}]", "members[0].role: the role owner belongs"},
		"reserved desk":     {"actors: [{id: desk, type: person}]", "x.yaml:1: actors[0].id: the id desk is reserved"},
		"reserved none":     {"claims: [{id: none, text: t}]", "the id none is reserved"},
		"no id":             {"claims:\n- text: t\n", "x.yaml:2: claims[0]: the key id is missing"},
		"null id":           {"claims: [{id: , text: t}]", "claims[0].id: id is required and cannot be cleared"},
		"empty text":        {"claims: [{id: c, text: \"\"}]", "claims[0].text: text is required and cannot be empty"},
		"bad id":            {"claims: [{id: C_1, text: t}]", "x.yaml:1: claims[0].id: this is not an id"},
		"bad ref":           {"statements: [{id: s, speaker: Ivan, evidence: e, basis: hearsay, text: t}]", "statements[0].speaker: this is not an id"},
		"bad time":          {"claims:\n- id: c\n  text: t\n  time: 12 December\n", "x.yaml:4: claims[0].time: this is not a time"},
		"bad date":          {"claims: [{id: c, text: t, time: 2014-02-30}]", "this is not a time"},
		"no such hour":      {"claims: [{id: c, text: t, time: 2014-02-03 10:00:00}]", "this is not a time"},
		"bad word":          {"actors: [{id: a, type: human}]", "actors[0].type: this word is not known here; use one of person, organization, unit, account, unnamed"},
		"bad consent":       {"actors: [{id: a, type: person, consent: [quote, all]}]", "actors[0].consent[1]: this word"},
		"list for text":     {"claims: [{id: c, text: [t]}]", "claims[0].text: a single text is expected here, not a list"},
		"text for list":     {"actors: [{id: a, type: person, names: A}]", "actors[0].names: a list is expected here, not a single value"},
		"null in list":      {"actors: [{id: a, type: person, names: [~]}]", "actors[0].names[0]: nothing stands here"},
		"text for map":      {"actors: [a]", "actors[0]: a mapping of keys is expected here, not a single value"},
		"map for section":   {"actors: {id: a}", "actors: a list is expected here, not a mapping"},
		"binary":            {"claims: [{id: c, text: !!binary aGk=}]", "claims[0].text: this YAML tag is not part of the format"},
		"own tag":           {"claims: [{id: c, text: !x y}]", "claims[0].text: this YAML tag"},
		"flag":              {"evidence: [{id: e, kind: letter, complete: maybe}]", "evidence[0].complete: true or false is expected"},
		"negative group":    {"actors: [{id: a, type: person, traits: [{id: t, group: -1}]}]", "actors[0].traits[0].group: a whole number from 1 is expected"},
		"octal group":       {"actors: [{id: a, type: person, traits: [{id: t, group: 010}]}]", "a whole number from 1"},
		"half a person":     {"actors: [{id: a, type: person, traits: [{id: t, group: 1.5}]}]", "a whole number from 1"},
		"joint lacks":       {"actors: [{id: a, type: person, joint: [{group: 3}]}]", "actors[0].joint[0]: the key traits is missing"},
		"quoted number":     {"claims: [{id: c, text: t, quantity: {low: \"9\"}}]", "claims[0].quantity.low: a plain number is expected"},
		"infinite":          {"claims: [{id: c, text: t, quantity: {low: .inf}}]", "a plain number"},
		"too great":         {"claims: [{id: c, text: t, quantity: {low: 1e999}}]", "a plain number"},
		"not a number":      {"claims: [{id: c, text: t, quantity: {low: .nan}}]", "a plain number"},
		"low above high":    {"claims: [{id: c, text: t, quantity: {low: 9, high: 8}}]", "claims[0].quantity: low lies above high"},
		"value reversed":    {"links: [{statement: s, claim: c, stance: supports, value: [3, 2]}]", "links[0].value: the low end lies above the high end"},
		"value open":        {"links: [{statement: s, claim: c, stance: supports, value: [~, ~]}]", "links[0].value: both ends are open"},
		"value of three":    {"links: [{statement: s, claim: c, stance: supports, value: [1, 2, 3]}]", "links[0].value: a number or [low, high]"},
		"link lacks":        {"links:\n- {statement: s, claim: c}\n", "x.yaml:2: links[0]: the key stance is missing"},
		"link twice":        {"links:\n- {statement: s, claim: c, stance: supports}\n- {statement: s, claim: c, stance: denies}\n", "x.yaml:3: links[1]: this pair was already given otherwise"},
		"depends on self":   {"dependence: [{a: s, b: s, verdict: dependent}]", "dependence[0]: an actor cannot depend on itself"},
		"empty selector":    {"statements: [{id: s, select: {}}]", "statements[0].select: a place needs exact, page or time"},
		"prefix alone":      {"statements: [{id: s, select: {page: 1, prefix: a}}]", "prefix and suffix need exact"},
		"page nought":       {"statements: [{id: s, select: {page: 0}}]", "statements[0].select.page: a whole number"},
		"time backwards":    {"statements: [{id: s, select: {time: [5, 4]}}]", "statements[0].select.time: [start, end] in seconds"},
		"file and text":     {"evidence: [{id: e, kind: letter, text: a, file: letter-1.txt}]", "evidence[0].file: file and text are both given"},
		"file missing":      {"evidence:\n- id: e\n  kind: letter\n  file: away.txt\n", "x.yaml:4: evidence[0].file: the file is not there"},
		"file escapes":      {"evidence: [{id: e, kind: letter, file: a/../../b}]", "evidence[0].file: the file is not below"},
		"file absolute":     {"evidence: [{id: e, kind: letter, file: /etc/passwd}]", "the file is not below"},
		"file of a drive":   {"evidence: [{id: e, kind: letter, file: 'C:b'}]", "the file is not below"},
		"file backslash":    {"evidence: [{id: e, kind: letter, file: '..\\b'}]", "the file is not below"},
		"two documents":     {"format: onrecord.casefile/1\n---\nformat: onrecord.casefile/1\n", "a second document follows the first"},
		"tab":               {"claims:\n\t- id: c\n", "x.yaml:2: this is not valid YAML; indent with spaces"},
		"open bracket":      {"claims: [\n", "this is not valid YAML"},
		"latin-1":           {"claims:\n- {id: c, text: caf\xe9}\n", "x.yaml:2: the document is not UTF-8"},
		"sealed misspelt":   {"actors:\n- {id: a, type: person, protected: yes}\n", "x.yaml:2: actors[0].protected: this is neither an identity nor the word sealed"},
		"zero policy":       {"policy: {min_group: 0}", "policy.min_group: a whole number from 1"},
		"bomb":              {bomb(), "the document's aliases unfold into too much"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("x.yaml", []byte(c.source), files(map[string]string{"letter-1.txt": ""}))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
			if problem.KindOf(err) != problem.Usage {
				t.Errorf("kind of %v", err)
			}
		})
	}
}

// bomb asks for a thousand million names by way of aliases.
func bomb() string {
	var b strings.Builder
	b.WriteString("actors:\n- id: a\n  type: person\n  names: &n [" + strings.Repeat("x,", 10000) + "]\n")
	b.WriteString("  traits: &t\n")
	for range 1000 {
		b.WriteString("  - {id: t, variants: *n}\n")
	}
	for range 10000 {
		b.WriteString("- {id: b, type: person, traits: *t}\n")
	}
	return b.String()
}

func TestFaultsOfJSON(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"line":       {"{\n\t\"claims\": [\n\t\t{\"id\": \"c\", \"text\": 1, \"time\": \"soon\"}]}", "x.json:3: claims[0].time: this is not a time"},
		"syntax":     {"{\n\"claims\": [}", "x.json:2: this is not valid JSON"},
		"cut":        {"{\"claims\": [", "this is not valid JSON"},
		"yaml":       {"claims: []", "x.json:1: this is not valid JSON"},
		"empty":      {" \n", "x.json:1: the document is empty"},
		"two":        {"{}\n{}", "something follows the end"},
		"duplicate":  {"{\"claims\": [],\n\"claims\": []}", "x.json:2: claims: this key was already given"},
		"deep":       {strings.Repeat("[", 100), "nested too deeply"},
		"half":       {"{\"case\":\n{\"title\": \"\\ud83d\"}}", "x.json:2: an escape in a text is half a character"},
		"half after": {`{"case": {"title": "\\\ude00"}}`, "half a character"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("x.json", []byte(c.source), nil)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
	if _, err := Parse("x.json", []byte(`{"case": {"title": "\\ud83d"}}`), nil); err != nil {
		t.Errorf("an escaped backslash before ud83d: %v", err)
	}
}

// All faults are told, the first in the headline and the rest as Faults.
func TestEveryFault(t *testing.T) {
	source := "claims:\n- {id: A, text: t}\n- {id: b, text: t, time: x}\nlinks:\n- {claim: b}\n"
	_, err := Parse("x.yaml", []byte(source), nil)
	if want := "x.yaml:2: claims[0].id: this is not an id (and 2 more faults)"; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v", err)
	}
	var all Faults
	if !errors.As(err, &all) || len(all) != 3 || all[2].Where != "x.yaml:5: links[0]" {
		t.Errorf("faults = %v", all)
	}
	many := "claims:\n" + strings.Repeat("- {id: A}\n", 500)
	_, err = Parse("x.yaml", []byte(many), nil)
	if !errors.As(err, &all) || len(all) != maxFaults || !strings.Contains(err.Error(), "(and 499 more faults)") {
		t.Errorf("%d kept: %v", len(all), err)
	}
}

// No value of the document enters an error, whatever is wrong around it.
func TestFaultsQuoteNothing(t *testing.T) {
	const canary = "Quisling-Zebra"
	for _, source := range []string{
		"actors: [{id: a, type: person, protected: {names: " + canary + "}}]",
		"actors: [{id: a, type: person, protected: {names: [{" + canary + ": x}]}}]",
		"actors: [{id: a, type: person, protected: {" + canary + ": x}}]",
		"actors: [{id: a, type: person, protected: {quislingzebra: x}}]",
		"actors: [{id: a, type: person, protected: " + canary + "}]",
		"actors: [{id: a, type: person, " + canary + ": x}]",
		"actors: [{id: " + canary + ", type: " + canary + ", terms: " + canary + "}]",
		"actors: [{id: a, type: person, known_to: [" + canary + "]}]",
		"evidence: [{id: a, kind: letter, file: /" + canary + ", created: " + canary + "}]",
		"evidence: [{id: a, kind: letter, file: " + canary + "}]",
		"claims: [{id: a, text: [" + canary + "], quantity: {low: " + canary + "}}]",
		"claims: [{id: a, text: t, quantity: " + canary + "}]",
		"format: " + canary,
		canary,
		canary + ": *" + canary,
		"a: *" + canary,
		"a: !" + canary + "!b c",
		"a: \"\\q" + canary + "\"",
		"%TAG " + canary,
		"a: &" + canary + " b\n c: d: e",
	} {
		_, err := Parse("x.yaml", []byte(source), files(nil))
		if err == nil {
			t.Errorf("accepted: %s", source)
			continue
		}
		var all Faults
		if !errors.As(err, &all) {
			t.Fatalf("no faults: %v", err)
		}
		for _, f := range all {
			if strings.Contains(strings.ToLower(f.Error()), "quisling") {
				t.Errorf("%s\ntells %v", source, f)
			}
		}
	}
}
