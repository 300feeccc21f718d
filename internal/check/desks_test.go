package check_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// desk is a casefile of testdata/desks with its sound stories and what is done
// to the first of them.
type desk struct {
	*record.Casefile
	guard   *protect.Guard
	Now     time.Time
	Changes []change
}

// change replaces Old by New, adds a paragraph, or puts another story in place.
type change struct {
	Want, Besides string // rules that must, and rules that may be raised besides
	Old, New      string
	Add, Whole    string
	File          string
	Now           time.Time
}

func openDesk(t *testing.T, dir string) *desk {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "changes.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk()
	if err := yaml.Unmarshal(raw, d); err != nil {
		t.Fatal(err)
	}
	d.load(t, dir)
	return d
}

func newDesk() *desk {
	return &desk{Casefile: record.NewCasefile(), guard: protect.NewGuard(protect.Key{1})}
}

// load reads the desk's casefile.yaml.
func (d *desk) load(t *testing.T, dir string) {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(dir, "casefile.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := exchange.Parse("casefile.yaml", source, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	d.Members[record.Owner] = &record.Member{ID: record.Owner, Role: record.Every}
	if doc.Policy != nil {
		p, err := doc.Policy.Apply(nil)
		if err != nil {
			t.Fatal(err)
		}
		d.Policy = *p.(*record.Policy)
	}
	for _, p := range slices.Concat(doc.Records, doc.Links, doc.Dependence) {
		d.put(t, p)
	}
}

func (d *desk) put(t *testing.T, p exchange.Patch) {
	t.Helper()
	r, err := p.Apply(nil)
	if err != nil {
		t.Fatal(err)
	}
	switch r := r.(type) {
	case *record.Actor:
		d.Actors[r.ID] = r
		if p.Identity == nil {
			return
		}
		who := record.Identity{Names: *p.Identity.Names}
		if p.Identity.Identifiers != nil {
			who.Identifiers = *p.Identity.Identifiers
		}
		entries, err := protect.Index(protect.Key{1}, who)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.guard.Add(r.ID, entries); err != nil {
			t.Fatal(err)
		}
	case *record.Evidence:
		d.Evidence[r.ID] = r
	case *record.Statement:
		d.Statements[r.ID] = r
	case *record.Claim:
		d.Claims[r.ID] = r
	case *record.Link:
		d.Links[record.LinkKey{Statement: r.Statement, Claim: r.Claim}] = r
	case *record.Request:
		d.Requests[r.ID] = r
	case *record.Roll:
		d.Rolls[r.ID] = r
	default:
		t.Fatalf("nothing takes a %T", r)
	}
}

func (d *desk) gate(t *testing.T, file, text string, now time.Time) check.Report {
	t.Helper()
	parsed, err := draft.Parse(file, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if now.IsZero() {
		now = d.Now
	}
	return check.Run(check.Input{Draft: parsed, Case: d.Casefile, Guard: d.guard, Now: now,
		Results: corroborate.All(d.Casefile, corroborate.Options{Now: now})})
}

// apply gives the story after a change.
func (c change) apply(t *testing.T, story string) string {
	t.Helper()
	switch {
	case c.Whole != "":
		return c.Whole
	case c.Add != "":
		return strings.TrimRight(story, "\n") + "\n\n" + c.Add + "\n"
	case !strings.Contains(story, c.Old):
		t.Errorf("%q is not in the story", c.Old)
	}
	return strings.Replace(story, c.Old, c.New, 1)
}

// TestDesks: the sound stories of a dozen desks raise nothing, and what is
// changed in them raises the rule that it breaks.
func TestDesks(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join("testdata", "desks", "*"))
	if err != nil || len(dirs) == 0 {
		t.Fatal("no desks", err)
	}
	sentences, changes := 0, 0
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			d := openDesk(t, dir)
			stories, _ := filepath.Glob(filepath.Join(dir, "story*.md"))
			var first string
			for _, name := range stories {
				text, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				r := d.gate(t, "draft.md", string(text), d.Now)
				sentences += len(r.Sentences)
				for _, f := range r.Findings {
					t.Errorf("%s:%d:%d %s: %s", filepath.Base(name), f.Line, f.Column, f.Rule, f.Message)
				}
				if first == "" {
					first = string(text)
				}
			}
			for _, c := range d.Changes {
				changes++
				d.try(t, c, first)
			}
		})
	}
	t.Logf("%d sound sentences, %d changes", sentences, changes)
}

func (d *desk) try(t *testing.T, c change, story string) {
	t.Helper()
	file := c.File
	if file == "" {
		file = "draft.md"
	}
	raised := map[string]bool{}
	for _, f := range d.gate(t, file, c.apply(t, story), c.Now).Findings {
		raised[f.Rule] = true
	}
	want := strings.Fields(c.Want)
	for _, rule := range want {
		if !raised[rule] {
			t.Errorf("%q → %q: %s is not raised", c.Old, c.New+c.Add+c.Whole, rule)
		}
	}
	for rule := range raised {
		if !slices.Contains(want, rule) && !slices.Contains(strings.Fields(c.Besides), rule) {
			t.Errorf("%q → %q: %s is raised", c.Old, c.New+c.Add+c.Whole, rule)
		}
	}
}
