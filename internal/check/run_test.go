package check

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

func rulesOf(fs []record.Finding) (out []string) {
	for _, f := range fs {
		out = append(out, f.Rule)
	}
	return out
}

// TestFaultyTwin spoils the sound story sentence by sentence.
func TestFaultyTwin(t *testing.T) {
	for _, c := range []struct{ old, new, rule string }{
		{"The desk could not verify that independently [@desk].", "The desk could not verify that independently.", "uncited"},
		{"[@c-law]", "[@c-laws]", "unknown-citation"},
		{"Some men leave quietly.", "Some men left in 2014.", "none-asserts"},
		{"According to Sergei Krivenko, the head of the rights group \"Citizen. Army. Rights\", commanders", "Commanders", "overstated"},
		{"He said an officer had threatened the men with jail", "An officer threatened the men with jail", "overstated"},
		{"the order exists only orally", "the order exists only on paper", "quote-altered"},
		{"said fourteen men", "said twelve men", "number-mismatch"},
		{"Nine men who quit", "Ten men who quit", "number-mismatch"},
		{"40,000 roubles", "60,000 roubles", "number-mismatch"},
		{"on 16 April", "on 17 April", "date-mismatch"},
		{"in December 2014, Miskovets", "in August 2014, Miskovets", "date-mismatch"},
		{"He said an officer", "Soldiers said an officer", "plural-sources"},
		{"December 2014, Miskovets wrote", "December 2014, Melnikova wrote", "misattributed"},
		{"Krivenko told the desk", "Melnikova told the desk", "misattributed"},
		{", who asked not to be named because he fears reprisals,", "", "reason-missing"},
		{"decided to quit,\" the soldier said", "decided to quit,\" the gunner said", "descriptor-changed"},
		{"He said an officer", "A source said an officer", "vague-source"},
		{"The Ministry of Defence declined to comment [@rq-mod].", "", "reply-omitted"},
		{"President Vladimir Putin has denied it: \"There are no Russian troops in Ukraine,\" he said on 16 April [@s-putin].\nThe Ministry of Defence declined to comment [@rq-mod].", "", "contradiction-omitted"},
		{"Miskovets and his deputy did not answer calls [@rq-mis].", "The soldier declined to comment [@rq-mis].", "declined-but-quoted"},
		{"fourteen men had decided to quit", "fourteen men of the Kantemirovskaya had decided to quit on 12 December", "source-narrowed"},
		{"caption: Men in uniform drive", "caption: Men of the 4th division, who left on 12 December, drive", "source-narrowed"},
	} {
		if !strings.Contains(soundEnglish, c.old) {
			t.Errorf("%q is not in the story", c.old)
			continue
		}
		r := gate(t, "soldiers.md", strings.Replace(soundEnglish, c.old, c.new, 1), seedCase(), nil)
		if !slices.Contains(rulesOf(r.Findings), c.rule) {
			t.Errorf("%q → %q: want %s, got %v", c.old, c.new, c.rule, rulesOf(r.Findings))
		}
		for _, f := range r.Findings {
			if f.Rule != c.rule {
				t.Logf("%q → %q besides: %d:%d %s: %s", c.old, c.new, f.Line, f.Column, f.Rule, f.Message)
			}
		}
	}
}

func TestNarrowedNamesTheRoll(t *testing.T) {
	text := strings.Replace(soundEnglish, "fourteen men had", "fourteen men of the Kantemirovskaya, who left on 12 December, had", 1)
	r := gate(t, "soldiers.md", text, seedCase(), nil)
	i := slices.IndexFunc(r.Findings, func(f record.Finding) bool { return f.Rule == "source-narrowed" })
	if i < 0 {
		t.Fatal("not found")
	}
	for _, want := range []string{"14", "roll-1", "9", "mod"} {
		if !strings.Contains(r.Findings[i].Message, want) {
			t.Errorf("the message does not tell %s: %s", want, r.Findings[i].Message)
		}
	}
	if !slices.Equal(r.Traits["tank-soldier"], []R{"left-day", "unit"}) || !slices.Contains(r.Used, R("tank-soldier")) {
		t.Errorf("used %v, traits %v", r.Used, r.Traits)
	}
}

func TestNarrowedOverReleases(t *testing.T) {
	text := strings.Replace(soundEnglish, "fourteen men had", "fourteen men of the Kantemirovskaya had", 1)
	earlier := func(in *Input) {
		in.Earlier = []Release{{Slug: "first", Used: []R{"tank-soldier"}, Traits: map[R][]R{"tank-soldier": {"left-day"}}}}
	}
	none(t, gate(t, "soldiers.md", text, seedCase(), nil))
	if r := gate(t, "soldiers.md", text, seedCase(), earlier); !slices.Equal(rulesOf(r.Findings), []string{"source-narrowed"}) {
		t.Errorf("with an earlier release: %v", rulesOf(r.Findings))
	}
	unrelated := "The Kantemirovskaya took part in a parade [@desk].\n"
	if r := gate(t, "parade.md", unrelated, seedCase(), earlier); !slices.Equal(rulesOf(r.Findings), []string{"source-narrowed"}) {
		t.Errorf("a story that adds a trait of a source used before: %v", rulesOf(r.Findings))
	}
	none(t, gate(t, "spring.md", "Spring came late [@desk].\n", seedCase(), earlier))
}

func TestExposed(t *testing.T) {
	const name = "Zakhar Tumanyuk"
	for _, c := range []struct {
		name, file, text string
		line, column     int
	}{
		{"body", "a.md", "All went well. [@none]\n\nZakhar Tumanyuk was there [@desk].\n", 3, 1},
		{"Cyrillic, inflected", "a.md", "Список принёс Захару Туманюку друг [@desk].\n", 1, 15},
		{"initials", "a.md", "The list is of Z. Tumanyuk himself [@desk].\n", 1, 16},
		{"split by markup", "a.md", "It was Zakhar Tuman**yuk** [@desk].\n", 1, 8},
		{"split over lines", "a.md", "It was Zakhar\nTumanyuk [@desk].\n", 1, 8},
		{"title", "a.md", "---\ntitle: The flight of Zakhar Tumanyuk\n---\n\nAll went well. [@none]\n", 2, 22},
		{"caption", "a.md", "---\ncaption: Left to right, Tumanyuk\n---\n\nAll went well. [@none]\n", 2, 25},
		{"an unknown field", "a.md", "---\ncredit: {photo: Zakhar Tumanyuk}\n---\n\nAll went well. [@none]\n", 2, 17},
		{"file name", "zakhar-tumanyuk.md", "All went well. [@none]\n", 1, 1},
		{"slug", "a.md", "---\nslug: zakhar-tumanyuk\n---\n\nAll went well. [@none]\n", 2, 7},
		{"code", "a.md", "All went well. [@none]\n\n```\nZakhar Tumanyuk\n```\n", 4, 1},
		{"comment", "a.md", "All went well. [@none]\n\n<!-- Zakhar Tumanyuk -->\n", 3, 6},
		{"heading", "a.md", "# Tumanyuk\n\nAll went well. [@none]\n", 1, 3},
		{"link", "a.md", "All [went](http://example.org/?q=zakhar+tumanyuk) well. [@none]\n", 1, 41},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := gate(t, c.file, c.text, seedCase(), func(in *Input) { in.Guard = guardOf("tank-soldier", name) })
			n := 0
			for _, f := range r.Findings {
				if f.Rule != "source-exposed" {
					continue
				}
				if n++; n == 1 && (f.Line != c.line || f.Column != c.column) {
					t.Errorf("at %d:%d, want %d:%d", f.Line, f.Column, c.line, c.column)
				}
			}
			if n == 0 {
				t.Error("not found")
			} else if n > 1 {
				t.Errorf("found %d times", n)
			}
			sarif, err := SARIF(c.file, r, "1")
			if err != nil {
				t.Fatal(err)
			}
			report, _ := json.Marshal(r)
			var text bytes.Buffer
			if err := Text(&text, "draft", r); err != nil {
				t.Fatal(err)
			}
			if c.name == "file name" {
				sarif = nil // the caller names the file
			}
			for _, out := range []string{string(sarif), string(report), text.String()} {
				if low := strings.ToLower(out); strings.Contains(low, "tumanyuk") || strings.Contains(low, "туманюк") {
					t.Error("the output tells the name")
				}
			}
		})
	}
}

func TestPublicNamesake(t *testing.T) {
	guard := func(in *Input) { in.Guard = guardOf("tank-soldier", "Pavel Krivenko") }
	none(t, gate(t, "a.md", "According to Sergei Krivenko, commanders press soldiers to volunteer [@c-press].\nKrivenko said so [@s-press].\n", seedCase(), guard))
	for _, text := range []string{"The list was brought by Pavel Krivenko [@desk].\n", "The list was brought by Krivenko [@desk].\n"} {
		if r := gate(t, "a.md", text, seedCase(), guard); !slices.Equal(rulesOf(r.Findings), []string{"source-exposed"}) {
			t.Errorf("%q: %v", text, rulesOf(r.Findings))
		}
	}
}

func TestFingerprintStaysAndWaivers(t *testing.T) {
	first := gate(t, "a.md", "Nobody came.\n\nNobody came.\n", exampleCase(), nil)
	if len(first.Findings) != 2 || first.Findings[0].Fingerprint == first.Findings[1].Fingerprint {
		t.Fatalf("%+v", first.Findings)
	}
	moved := gate(t, "a.md", "Men left [@c-left].\n\nNobody  came.\n", exampleCase(), nil)
	fp := first.Findings[0].Fingerprint
	if len(moved.Findings) != 1 || moved.Findings[0].Fingerprint != fp || len(fp) != 16 {
		t.Errorf("moved: %+v", moved.Findings)
	}
	if other := gate(t, "b.md", "Nobody came.\n", exampleCase(), nil); other.Findings[0].Fingerprint == fp {
		t.Error("two drafts share a fingerprint")
	}
	waive := func(ws ...Waiver) func(*Input) { return func(in *Input) { in.Waivers = ws } }
	one := waive(Waiver{Fingerprint: fp, By: "editor-1", Reason: "it is a proverb"})
	if r := gate(t, "a.md", "Nobody came.\n", exampleCase(), one); len(r.Findings) != 0 || len(r.Waived) != 1 || r.Sentences[0].Verdict == "error" {
		t.Errorf("waived: %+v", r)
	}
	exposed := "Men left, said Zakhar Tumanyuk [@c-left].\n"
	guard := func(ws ...Waiver) func(*Input) {
		return func(in *Input) { in.Guard = guardOf("soldier", "Zakhar Tumanyuk"); in.Waivers = ws }
	}
	r := gate(t, "a.md", exposed, exampleCase(), guard())
	i := slices.Index(rulesOf(r.Findings), "source-exposed")
	if i < 0 {
		t.Fatal("not exposed")
	}
	w := func(by R, custodian bool) Waiver {
		return Waiver{r.Findings[i].Fingerprint, by, custodian, "he agreed"}
	}
	for _, c := range []struct {
		ws   []Waiver
		pass bool
	}{
		{[]Waiver{w("editor-1", false)}, false},
		{[]Waiver{w("keeper", true)}, false},
		{[]Waiver{w("keeper", true), w("keeper", true)}, false},
		{[]Waiver{w("editor-1", false), w("editor-2", false)}, false},
		{[]Waiver{w("editor-1", false), w("keeper", true)}, true},
	} {
		got := gate(t, "a.md", exposed, exampleCase(), guard(c.ws...))
		if slices.Contains(rulesOf(got.Findings), "source-exposed") == c.pass {
			t.Errorf("%+v: passes %v, want %v", c.ws, !c.pass, c.pass)
		}
	}
}

func TestReportShape(t *testing.T) {
	data, err := json.Marshal(gate(t, "a.md", "", exampleCase(), nil))
	if err != nil || string(data) != `{"findings":[],"sentences":[]}` {
		t.Errorf("%s %v", data, err)
	}
	r := gate(t, "a.md", "# Men\n\nMen left [@c-left].\nThat is all. [@none]\nNobody came.\n", exampleCase(), nil)
	var verdicts []string
	for _, s := range r.Sentences {
		verdicts = append(verdicts, s.Verdict)
		if s.Cites == nil || len(s.TextHash) != 64 {
			t.Errorf("%+v", s)
		}
	}
	if !slices.Equal(verdicts, []string{"nothing", "ok", "nothing", "error"}) {
		t.Errorf("verdicts %v", verdicts)
	}
	if empty := Run(Input{}); empty.Findings == nil || empty.Sentences == nil {
		t.Error("an empty input gives null")
	}
}

func TestSameInputSameBytes(t *testing.T) {
	text := strings.ReplaceAll(soundEnglish, "[@c-", "[@s-")
	var first []byte
	for range 5 {
		data, _ := json.Marshal(gate(t, "a.md", text, seedCase(), nil))
		if first == nil {
			first = data
		} else if !bytes.Equal(first, data) {
			t.Fatal("the report changes from run to run")
		}
	}
}
