package check

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// hostile is a report of which every text tries to be more than a text.
func hostile() Report {
	evil := "a, b: 100%\r\n::error::c\x1b[2J <x att=\"]]>\"/> &amp; \u202e\x00"
	f := record.Finding{Rule: "overstated", Level: record.LevelError, Line: 3, Column: 2, EndLine: 3, EndColumn: 9,
		Message: evil, Hint: evil, IDs: []record.ID{"c-1"}, Fingerprint: "00ff"}
	note, long, waived := f, f, f
	note.Rule, note.Level = "embargo", record.LevelNote
	long.Level, long.EndLine = record.LevelWarning, 4
	waived.Rule = "uncited"
	return Report{Findings: []record.Finding{f, note, long}, Waived: []record.Finding{waived}, Sentences: make([]Verdict, 2)}
}

func TestGitHub(t *testing.T) {
	var b bytes.Buffer
	if err := GitHub(&b, "a:b,c%\n.md", hostile()); err != nil {
		t.Fatal(err)
	}
	const place = "file=a%3Ab%2Cc%25%0A.md,line=3,"
	const text = "a, b: 100%25%0D%0A::error::c\uFFFD[2J <x att=\"]]>\"/> &amp; \uFFFD\uFFFD"
	want := "::error " + place + "endLine=3,col=2,endColumn=9,title=onrecord overstated::" + text + "%0A→ " + text + "\n" +
		"::notice " + place + "endLine=3,col=2,endColumn=9,title=onrecord embargo::" + text + "%0A→ " + text + "\n" +
		"::warning " + place + "endLine=4,title=onrecord overstated::" + text + "%0A→ " + text + "\n" +
		"2 sentences checked: 1 error, 1 warning, 1 note; waived: 1\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestJUnit(t *testing.T) {
	for _, c := range []struct {
		failOn   record.Level
		failures int
		failing  string
	}{{record.LevelError, 1, "overstated"}, {record.LevelWarning, 1, "overstated"}, {record.LevelNote, 2, "overstated embargo"}} {
		var b bytes.Buffer
		if err := JUnit(&b, "a&<\x01.md", hostile(), c.failOn); err != nil {
			t.Fatal(err)
		}
		var got junitSuites
		if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatalf("no XML: %v\n%s", err, b.String())
		}
		s := got.Suites[0]
		if s.Name != "a&<\uFFFD.md" || s.Tests != len(Rules()) || len(s.Cases) != len(Rules()) || got.Failures != c.failures || s.Failures != c.failures {
			t.Errorf("--fail-on %s: %d tests, %d failures of %q", c.failOn, s.Tests, s.Failures, s.Name)
		}
		for _, one := range s.Cases {
			failing := strings.Contains(c.failing, one.Name)
			if failing != (one.Failure != nil) {
				t.Errorf("--fail-on %s: %s fails: %v", c.failOn, one.Name, !failing)
			}
			if failing && !strings.Contains(one.Failure.Text, "100%\r\n::error::c\uFFFD[2J <x att=\"]]>\"/> &amp;") {
				t.Errorf("%s says %q", one.Name, one.Failure.Text)
			}
			if one.Name == "uncited" && !strings.Contains(one.Out, "waived: a, b") {
				t.Errorf("the waived finding is not told: %q", one.Out)
			}
		}
	}
	var b bytes.Buffer
	if err := JUnit(&b, "sound.md", Report{}, record.LevelError); err != nil || strings.Contains(b.String(), "<failure") {
		t.Errorf("nothing found: %v\n%s", err, b.String())
	}
}
