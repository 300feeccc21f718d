package exchange

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"onrecord.dev/onrecord/internal/record"
)

// awkward texts, each of which some YAML reader or writer has got wrong.
var awkward = []string{
	"null", "Null", "~", "yes", "No", "on", "true", "2014", "2014-12-12", "0x10", "0o7", "1e3", "1_000", ".5", "-", "- a", "a: b", "a:b",
	"a #b", "#a", " lead", "trail ", "\ttab", "a\tb", "a\r\nb", "a\rb", "a\n", "a\n\n", "\n", "\na", "a\n b", "a\nb", "a\nb\n", "a\n\nb\n\n",
	"a\nb \nc", "'", "\"", "\\", "\\n", "'a'", "[a]", "{a: b}", "a, b", "*a", "&a", "!a", "!!str a", "%a", "@a", "`a`", "|", ">", "?", "? a", "=", "<<",
	"---", "...", "a\n---\nb", "a\n...\nb", "\u0085", "a\u0085b", "\u2028", "\u2029", "\ufeff", "a\ufeff", "\u00a0a", "\x00", "\x07", "\x1b[31m", "\x7f", "\u009f", "\ufffe", "\uffff", "\ufffd",
	"😀", "👩\u200d🚀", "\U000e0001", "\U0010ffff", "مرحبا بالعالم", "\u202eevil", "\u2066a\u2069", "Ё́лка", "п'ять", "г. Мурманск — 30", "«так»", strings.Repeat("word ", 300) + "end", strings.Repeat("x", 5000),
	"12:30", "1:2:3", "+7 000", "NaN", "Infinity", "-.inf", "{{ x }}", "<b>&amp;", "a\u0301", "[sealed]",
}

func TestAwkwardTexts(t *testing.T) {
	for _, inJSON := range []bool{false, true} {
		for _, s := range awkward {
			w := newWorld()
			w.Claims["c"] = &record.Claim{ID: "c", Text: s, Place: s}
			w.Actors["a"] = &record.Actor{ID: "a", Type: record.Person, Names: []string{s, "b"}, Traits: []record.Trait{{ID: "t", Variants: []string{s}}}}
			w.Evidence["e"] = &record.Evidence{ID: "e", Kind: "letter", Title: s}
			w.texts["e"] = s
			out := w.export(t, inJSON, false)
			again := newWorld()
			again.take(t, parse(t, "x", out))
			if again.Claims["c"].Text != s || again.Actors["a"].Names[0] != s || again.Actors["a"].Traits[0].Variants[0] != s || again.texts["e"] != s {
				t.Errorf("%q became %q in\n%s", s, again.Claims["c"].Text, out)
			}
			if again.export(t, inJSON, false) != out {
				t.Errorf("%q: a second export differs", s)
			}
		}
	}
}

// Export, import and export again give the same bytes, in YAML and JSON and from
// one to the other.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		yaml, json := w.export(t, false, true), w.export(t, true, true)
		fromYAML, fromJSON := newWorld(), newWorld()
		fromYAML.take(t, parse(t, "x.yaml", yaml))
		fromJSON.take(t, parse(t, "x.json", json))
		if got := fromYAML.export(t, false, true); got != yaml {
			t.Fatalf("from YAML:\n%s\nagain:\n%s", yaml, got)
		}
		if got := fromJSON.export(t, false, true); got != yaml {
			t.Fatalf("from JSON:\n%s\nagain:\n%s", yaml, got)
		}
		if got := fromYAML.export(t, true, true); got != json {
			t.Fatalf("YAML to JSON:\n%s\nagain:\n%s", json, got)
		}
		// Importing a sealed export over what is there changes nothing.
		fromYAML.take(t, parse(t, "x.yaml", w.export(t, false, false)))
		if got := fromYAML.export(t, false, true); got != yaml {
			t.Fatalf("sealed again:\n%s\nagain:\n%s", yaml, got)
		}
	})
}

func TestRoundTripOfFullDocument(t *testing.T) {
	w := newWorld()
	w.take(t, parse(t, "case.yaml", fixture(t, "full.yaml")))
	out := w.export(t, false, true)
	again := newWorld()
	again.take(t, parse(t, "x.yaml", out))
	if got := again.export(t, false, true); got != out {
		t.Errorf("got\n%s\nwant\n%s", got, out)
	}
	golden(t, "testdata/full.export.yaml", out)
}

func TestExportHidesWhatIsProtected(t *testing.T) {
	w := newWorld()
	w.take(t, parse(t, "case.yaml", fixture(t, "full.yaml")))
	w.texts["interview-1"] = "Zebedee Quux went."
	w.Claims["c-sent"].Text = "Zebedee was sent"
	clean := func(s string) string {
		for _, name := range []string{"Zebedee Quux", "Zebedee", "Quux"} {
			s = strings.ReplaceAll(s, name, record.SealedMark)
		}
		return s
	}
	for _, inJSON := range []bool{false, true} {
		b, err := Export(w.Casefile, ExportOptions{JSON: inJSON, Clean: clean, Text: func(id record.ID) (string, bool) { s, ok := w.texts[id]; return s, ok }})
		if err != nil {
			t.Fatal(err)
		}
		out := string(b)
		if strings.Contains(out, "Zebedee") || strings.Contains(out, "Quux") || strings.Contains(out, "zq@") {
			t.Errorf("the export tells:\n%s", out)
		}
		for _, want := range []string{"[sealed] went.", "[sealed] was sent"} {
			if !strings.Contains(out, want) {
				t.Errorf("no %q in\n%s", want, out)
			}
		}
		d := parse(t, "x", out)
		p, ok := d.Find("claim", "c-sent", "")
		if !ok {
			t.Fatal("the claim is gone")
		}
		kept, err := p.KeepSealed(w.Claims["c-sent"], clean).Apply(w.Claims["c-sent"])
		if err != nil || kept.(*record.Claim).Text != "Zebedee was sent" {
			t.Errorf("imported again: %+v, %v", kept, err)
		}
	}
}

func TestExportOfNothing(t *testing.T) {
	if got := newWorld().export(t, false, false); got != "format: onrecord.casefile/1\n" {
		t.Errorf("got %q", got)
	}
	parse(t, "x.yaml", "format: onrecord.casefile/1\n")
	parse(t, "x.json", newWorld().export(t, true, false))
}
