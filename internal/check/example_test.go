package check

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

var update = flag.Bool("update", false, "write the rules' pages anew")

var noon = time.Date(2015, 5, 10, 12, 0, 0, 0, time.UTC)

type R = record.ID

func link(c *record.Casefile, l record.Link) {
	c.Links[record.LinkKey{Statement: l.Statement, Claim: l.Claim}] = &l
}

func number(v float64) *float64 { return &v }

// exampleCase is the casefile that the rules' pages describe.
func exampleCase() *record.Casefile {
	c := record.NewCasefile()
	consent := []record.Consent{record.ConsentPublish, record.ConsentQuote}
	for _, a := range []record.Actor{
		{ID: "soldier", Type: record.Person, Protected: true, Descriptor: "a former soldier of a tank division", Terms: record.Anonymous,
			Reason: "he fears reprisals", KnownTo: []R{"editor-1"}, Consent: consent},
		{ID: "driver", Type: record.Person, Protected: true, Descriptor: "a driver of an army column", Terms: record.Anonymous,
			Reason: "he fears reprisals", KnownTo: []R{"editor-1"}, Consent: consent},
		{ID: "krivenko", Type: record.Person, Names: []string{"Sergei Krivenko", "Сергей Кривенко"}},
		{ID: "melnikova", Type: record.Person, Names: []string{"Valentina Melnikova", "Валентина Мельникова"}},
		{ID: "mod", Type: record.Organization, Names: []string{"Ministry of Defence", "Министерство обороны"}},
	} {
		c.Actors[a.ID] = &a
	}
	for _, e := range []R{"interview-1", "interview-2", "interview-3", "letter-1", "answer-1"} {
		c.Evidence[e] = &record.Evidence{ID: e, Kind: "interview"}
	}
	for _, x := range []record.Statement{
		{ID: "st-left", Speaker: "soldier", Evidence: "interview-1", Basis: record.Participant, Text: "Fourteen of us decided to leave, and nobody could stop us"},
		{ID: "st-left-2", Speaker: "driver", Evidence: "interview-2", Basis: record.Eyewitness, Text: "Fourteen men decided to leave"},
		{ID: "st-sent", Speaker: "soldier", Evidence: "interview-1", Basis: record.Participant, Text: "They sent us across the border in a column"},
		{ID: "st-sent-2", Speaker: "driver", Evidence: "interview-2", Basis: record.Participant, Text: "I drove soldiers across the border"},
		{ID: "st-denial", Speaker: "mod", Evidence: "answer-1", Basis: record.Position, Text: "There are no troops there"},
		{ID: "st-pressure", Speaker: "krivenko", Evidence: "interview-3", Basis: record.Eyewitness, Text: "Commanders put harsh pressure on the men to agree"},
		{ID: "st-letter", Speaker: "melnikova", Evidence: "letter-1", Basis: record.AuthorOfRecord, Text: "The service of the men ended on 12 December 2014"},
		{ID: "st-off", Speaker: "driver", Evidence: "interview-2", Basis: record.Eyewitness, Terms: record.OffRecord, Text: "the colonel kept the true lists in his own garage"},
		{ID: "st-opinion", Speaker: "soldier", Evidence: "interview-1", Basis: record.Position, Text: "The colonel is a coward"},
	} {
		c.Statements[x.ID] = &x
	}
	for _, x := range []record.Claim{
		{ID: "c-left", Text: "Fourteen men decided to leave", Quantity: &record.Quantity{Unit: "men", Low: number(14), High: number(14)}},
		{ID: "c-sent", Text: "Soldiers were sent across the border", AdverseTo: []R{"mod"}},
		{ID: "c-pressure", Text: "Commanders put harsh pressure on the men"},
		{ID: "c-letter", Text: "The service of the men ended on 12 December 2014", Time: "2014-12-12"},
	} {
		c.Claims[x.ID] = &x
	}
	fourteen := &record.Value{Low: number(14), High: number(14)}
	for _, l := range []record.Link{
		{Statement: "st-left", Claim: "c-left", Stance: record.Supports, Value: fourteen},
		{Statement: "st-left-2", Claim: "c-left", Stance: record.Supports, Value: fourteen},
		{Statement: "st-sent", Claim: "c-sent", Stance: record.Supports},
		{Statement: "st-sent-2", Claim: "c-sent", Stance: record.Supports},
		{Statement: "st-denial", Claim: "c-sent", Stance: record.Denies, Denial: record.DeniesAct},
		{Statement: "st-pressure", Claim: "c-pressure", Stance: record.Supports},
		{Statement: "st-letter", Claim: "c-letter", Stance: record.Supports},
	} {
		link(c, l)
	}
	c.Requests["rq-1"] = &record.Request{ID: "rq-1", To: "mod", Claims: []R{"c-sent"}, AskedAt: "2015-05-06T09:00:00Z",
		Deadline: "2015-05-08T18:00:00Z", Outcome: record.Declined}
	c.Members["editor-1"] = &record.Member{ID: "editor-1", Role: record.Editor}
	c.Members["reporter-1"] = &record.Member{ID: "reporter-1", Role: record.Reporter}
	return c
}

// given changes the example casefile as the examples' pages say.
var given = map[string]func(in *Input, sound bool){
	"contradiction-omitted": func(in *Input, _ bool) { delete(in.Case.Requests, "rq-1") },
	"claim-changed": func(in *Input, sound bool) {
		in.Passed = &Passed{Claims: map[R]string{"c-left": "another"}}
		if sound {
			in.Results = corroborate.All(in.Case, corroborate.Options{Now: noon})
			in.Passed.Claims = Run(*in).Digest
		}
	},
	"declined-but-quoted": func(in *Input, sound bool) {
		if !sound {
			in.Case.Actors["driver"].SpeaksFor = "mod"
		}
	},
	"identity-unknown": func(in *Input, sound bool) {
		if !sound {
			in.Case.Actors["soldier"].KnownTo = []R{"reporter-1"}
		}
	},
	"background-quoted": func(in *Input, _ bool) { in.Case.Statements["st-pressure"].Terms = record.Background },
	"consent-missing": func(in *Input, _ bool) {
		in.Case.Actors["soldier"].Consent = []record.Consent{record.ConsentPublish}
	},
	"comment-not-sought": func(in *Input, sound bool) {
		in.Case.Claims["c-pressure"].AdverseTo = []R{"mod"}
		if sound {
			in.Case.Requests["rq-2"] = &record.Request{ID: "rq-2", To: "mod", Claims: []R{"c-pressure"},
				Deadline: "2015-05-08", Outcome: record.NoAnswer}
		}
	},
	"comment-window-open": func(in *Input, sound bool) {
		rq := in.Case.Requests["rq-1"]
		rq.Outcome, rq.Deadline = record.Pending, "2015-05-11"
		if sound {
			rq.Deadline = "2015-05-09"
		}
	},
	"source-exposed": func(in *Input, _ bool) { in.Guard = guardOf("soldier", "Zakhar Tumanyuk") },
	"source-narrowed": func(in *Input, _ bool) {
		a := in.Case.Actors["soldier"]
		a.Traits = []record.Trait{{ID: "unit", Text: "the 4th division", Group: 12000},
			{ID: "left-day", Text: "left on 12 December", Variants: []string{"12 December"}, Group: 400}}
		a.Joint = []record.Joint{{Traits: []R{"unit", "left-day"}, Group: 14}}
	},
	"embargo": func(in *Input, sound bool) {
		in.Case.Evidence["interview-3"].Embargo = "2015-05-11"
		if sound {
			in.Case.Evidence["interview-3"].Embargo = "2015-05-09"
		}
	},
	"custody-broken": func(in *Input, sound bool) {
		if !sound {
			in.Broken = map[R]string{"interview-3": "the hash differs"}
		}
	},
}

func guardOf(actor R, names ...string) *protect.Guard {
	var id record.Identity
	for _, n := range names {
		id.Names = append(id.Names, record.NewSecret(n))
	}
	key := protect.Key{1, 2, 3}
	e, err := protect.Index(key, id)
	if err != nil {
		panic(err)
	}
	g := protect.NewGuard(key)
	if err := g.Add(actor, e); err != nil {
		panic(err)
	}
	return g
}

// gate runs a draft over a casefile.
func gate(t testing.TB, file, text string, c *record.Casefile, change func(*Input)) Report {
	t.Helper()
	d, err := draft.Parse(file, []byte(text))
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	in := Input{Draft: d, Case: c, Now: noon}
	if change != nil {
		change(&in)
	}
	in.Results = corroborate.All(in.Case, corroborate.Options{Now: in.Now})
	return Run(in)
}

func TestExamples(t *testing.T) {
	for _, r := range Rules() {
		for _, e := range []struct {
			name string
			Example
		}{{"faulty", r.Faulty}, {"sound", r.Sound}} {
			t.Run(r.ID+"/"+e.name, func(t *testing.T) {
				got := gate(t, "story.md", e.Draft+"\n", exampleCase(), func(in *Input) {
					if change := given[r.ID]; change != nil {
						change(in, e.name == "sound")
					}
				})
				if e.name == "sound" {
					for _, f := range got.Findings {
						t.Errorf("found %s at %d:%d: %s", f.Rule, f.Line, f.Column, f.Message)
					}
					return
				}
				if len(got.Findings) == 0 {
					t.Fatal("nothing found")
				}
				for i, f := range got.Findings {
					if i > 0 || f.Rule != r.ID || f.Level != r.Level || f.Line != e.Line || f.Column != e.Column {
						t.Errorf("found %s (%s) at %d:%d: %s", f.Rule, f.Level, f.Line, f.Column, f.Message)
					}
				}
			})
		}
	}
}

// TestPages keeps docs/rules equal to the registry; -update writes the pages.
func TestPages(t *testing.T) {
	dir := filepath.Join("..", "..", "docs", "rules")
	pages := map[string]string{"README.md": Contents()}
	for _, r := range Rules() {
		pages[r.ID+".md"] = r.Page()
	}
	if *update {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, page := range pages {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	have, err := filepath.Glob(filepath.Join(dir, "*.md"))
	have = slices.DeleteFunc(have, func(path string) bool { return filepath.Base(path) == "reckoning.md" }) // the records' rules
	if err != nil || len(have) != len(pages) {
		t.Errorf("%d pages, want %d (run with -update)", len(have), len(pages))
	}
	for name, page := range pages {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != page {
			t.Errorf("%s is not what the registry says (run with -update)", name)
		}
	}
}
