package reckon_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/reckon"
	"onrecord.dev/onrecord/internal/record"
)

// read gives the state that a casefile document makes.
func read(t *testing.T, path string) (*record.Casefile, string) {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := exchange.Parse(filepath.Base(path), source, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	c := record.NewCasefile()
	for _, p := range slices.Concat(doc.Records, doc.Links, doc.Dependence) {
		r, err := p.Apply(nil)
		if err != nil {
			t.Fatal(err)
		}
		switch r := r.(type) {
		case *record.Actor:
			c.Actors[r.ID] = r
		case *record.Evidence:
			c.Evidence[r.ID] = r
		case *record.Statement:
			c.Statements[r.ID] = r
		case *record.Claim:
			c.Claims[r.ID] = r
		case *record.Link:
			c.Links[record.LinkKey{Statement: r.Statement, Claim: r.Claim}] = r
		default:
			t.Fatalf("nothing takes a %T", r)
		}
	}
	if err := doc.Refuse(exchange.Validate(c)); err != nil {
		t.Fatal(err)
	}
	return c, string(source)
}

// TestSound: sensible casefiles without an error give no finding.
func TestSound(t *testing.T) {
	paths, _ := filepath.Glob("testdata/sound/*.yaml")
	if len(paths) < 12 {
		t.Fatalf("%d casefiles", len(paths))
	}
	for _, path := range paths {
		c, _ := read(t, path)
		for _, f := range reckon.Findings(c) {
			t.Errorf("%s: %s: %s", filepath.Base(path), f.Rule, f.Message)
		}
	}
}

// TestFaulty: each casefile has one error, which its first line tells.
func TestFaulty(t *testing.T) {
	paths, _ := filepath.Glob("testdata/faulty/*.yaml")
	if len(paths) < 12 {
		t.Fatalf("%d casefiles", len(paths))
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			c, source := read(t, path)
			first, _, _ := strings.Cut(source, "\n")
			want, ok := strings.CutPrefix(first, "# finds ")
			if !ok {
				t.Fatal("the first line does not say what is found")
			}
			found := reckon.Findings(c)
			if len(found) != 1 {
				t.Fatalf("found %+v, want %s", found, want)
			}
			f := found[0]
			if got := f.Rule + ": " + strings.Trim(fmt.Sprint(f.IDs), "[]"); got != want {
				t.Errorf("%s, want %s", got, want)
			}
			for _, id := range f.IDs {
				if !strings.Contains(f.Message, string(id)) {
					t.Errorf("the message does not name %s: %s", id, f.Message)
				}
			}
			for _, s := range c.Statements {
				if len(s.Text) > 8 && strings.Contains(f.Message+f.Hint, s.Text) {
					t.Errorf("the message quotes a statement: %s", f.Message)
				}
			}
			t.Log(f.Level, f.Message)
		})
	}
}
