package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// TestStates tries the rules over other states of the casefile.
func TestStates(t *testing.T) {
	const said = "Commanders put harsh pressure on the men, Krivenko said [@c-pressure].\n"
	const sent = "Soldiers were sent across the border [@c-sent].\nThe ministry declined to comment [@rq-1].\n"
	for _, c := range []struct {
		name, draft, want string
		change            func(c *record.Casefile)
	}{
		{"withdrawn: nothing is left", said, "overstated", func(c *record.Casefile) { c.Statements["st-pressure"].State = record.Withdrawn }},
		{"hearsay may be attributed", said, "", func(c *record.Casefile) { c.Statements["st-pressure"].Basis = record.Hearsay }},
		{"a position supports nothing", said, "overstated", func(c *record.Casefile) { c.Statements["st-pressure"].Basis = record.Position }},
		{"no consent, nothing publishable", "Fourteen men decided to leave [@c-left].\n", "overstated", func(c *record.Casefile) { c.Actors["driver"].Consent = nil }},
		{"established", "Commanders put harsh pressure on the men [@c-pressure].\n", "", func(c *record.Casefile) {
			c.Claims["c-pressure"].Established = &record.Established{Reason: "common ground"}
		}},
		{"contradicted, as fact", "Fourteen men decided to leave [@c-left], though Krivenko saw nobody leave [@st-none].\n", "overstated", func(c *record.Casefile) {
			c.Statements["st-none"] = &record.Statement{ID: "st-none", Speaker: "krivenko", Evidence: "interview-3", Basis: record.Eyewitness, Text: "Nobody left"}
			link(c, record.Link{Statement: "st-none", Claim: "c-left", Stance: record.Disputes})
		}},
		{"contradicted by an excluding claim, cited near", "Fourteen men decided to leave, Krivenko said [@c-left].\nNobody left, Melnikova said [@c-none].\n", "contradiction-omitted", func(c *record.Casefile) {
			c.Claims["c-none"] = &record.Claim{ID: "c-none", Text: "Nobody left", Excludes: []R{"c-left"}}
			c.Statements["st-none"] = &record.Statement{ID: "st-none", Speaker: "melnikova", Evidence: "interview-3", Basis: record.Eyewitness, Text: "Nobody left"}
			c.Statements["st-k"] = &record.Statement{ID: "st-k", Speaker: "krivenko", Evidence: "interview-3", Basis: record.Eyewitness, Text: "Fourteen men left"}
			link(c, record.Link{Statement: "st-none", Claim: "c-none", Stance: record.Supports})
			link(c, record.Link{Statement: "st-k", Claim: "c-left", Stance: record.Supports})
			c.Claims["c-none"].Excludes = nil // the counter-test: without the exclusion it is no other side
			link(c, record.Link{Statement: "st-none", Claim: "c-left", Stance: record.Disputes})
		}},
		{"an answer accepted is no denial", "Soldiers were sent across the border [@c-sent].\nThe ministry declined to comment [@rq-1].\n", "", func(c *record.Casefile) {
			c.Links[record.LinkKey{Statement: "st-denial", Claim: "c-sent"}].Denial = record.DenialAccepts
		}},
		{"the denial counts as the answer", "Soldiers were sent across the border [@c-sent].\nThe ministry said there were no troops there [@st-denial].\n", "", func(c *record.Casefile) { delete(c.Requests, "rq-1") }},
		{"a spokesman's denial counts for the body", "Soldiers were sent across the border [@c-sent; @st-spokes].\n", "", func(c *record.Casefile) {
			delete(c.Requests, "rq-1")
			delete(c.Statements, "st-denial")
			delete(c.Links, record.LinkKey{Statement: "st-denial", Claim: "c-sent"})
			c.Actors["spokes"] = &record.Actor{ID: "spokes", Type: record.Person, Names: []string{"Igor Spokov"}, SpeaksFor: "mod"}
			c.Statements["st-spokes"] = &record.Statement{ID: "st-spokes", Speaker: "spokes", Evidence: "answer-1", Basis: record.Position, Text: "No"}
			link(c, record.Link{Statement: "st-spokes", Claim: "c-sent", Stance: record.Denies})
		}},
		{"a reply that is cited", "Soldiers were sent across the border [@c-sent].\nThere were no troops there, the ministry answered [@st-denial].\n", "", func(c *record.Casefile) {
			c.Requests["rq-1"].Outcome, c.Requests["rq-1"].Reply = record.Answered, "st-denial"
		}},
		{"a refusal in private terms is no public answer", "Soldiers were sent across the border [@c-sent].\nThere were no troops there, the ministry answered [@st-denial].\n", "comment-not-sought", func(c *record.Casefile) {
			delete(c.Requests, "rq-1")
			c.Statements["st-denial"].Terms = record.Background
		}},
		{"no answer, the deadline still running", sent, "comment-window-open", func(c *record.Casefile) {
			c.Requests["rq-1"].Outcome, c.Requests["rq-1"].Deadline = record.NoAnswer, "2015-06-01"
		}},
		{"one embargoed of two", "Fourteen men decided to leave, Krivenko and others said [@desk].\n", "", func(c *record.Casefile) {}},
		{"a claim with embargoed support alone", said, "embargo overstated", func(c *record.Casefile) { c.Evidence["interview-3"].Embargo = "2015-06-01" }},
		{"a claim with other support too", said, "", func(c *record.Casefile) {
			c.Evidence["letter-1"].Embargo = "2015-06-01"
			link(c, record.Link{Statement: "st-letter", Claim: "c-pressure", Stance: record.Supports})
		}},
		{"anonymous without being sealed", said, "identity-unknown reason-missing", func(c *record.Casefile) {
			a := c.Actors["krivenko"]
			a.Names, a.Descriptor, a.Terms = []string{"x"}, "Krivenko", record.Anonymous
		}},
		{"the owner is an editor too", known, "", func(c *record.Casefile) { c.Actors["soldier"].KnownTo = []R{"owner"} }},
		{"nobody is known to be an editor", known, "identity-unknown", func(c *record.Casefile) { delete(c.Members, "editor-1") }},
		{"no consent at all", known, "consent-missing overstated", func(c *record.Casefile) {
			c.Actors["soldier"].Consent = nil
			c.Statements["st-left-2"].State = record.Withdrawn
		}},
		{"off the record by the speaker's own entry", "Commanders put harsh pressure on the men, Krivenko said [@st-pressure].\n", "off-record-used", func(c *record.Casefile) { c.Actors["krivenko"].Terms = record.OffRecord }},
		{"a relay is no second voice", "Activists said commanders put harsh pressure on the men [@c-pressure].\n", "plural-sources", func(c *record.Casefile) {
			c.Statements["st-relay"] = &record.Statement{ID: "st-relay", Speaker: "melnikova", Evidence: "letter-1", Basis: record.Hearsay, Text: "They are pressed",
				DerivedFrom: []record.Derivation{{Statement: "st-pressure", How: "relays"}}}
			link(c, record.Link{Statement: "st-relay", Claim: "c-pressure", Stance: record.Supports})
		}},
		{"two through one conduit", "Activists said commanders put harsh pressure on the men [@c-pressure].\n", "plural-sources", func(c *record.Casefile) {
			c.Statements["st-two"] = &record.Statement{ID: "st-two", Speaker: "melnikova", Conduit: []R{"krivenko"}, Evidence: "letter-1", Basis: record.Eyewitness, Text: "They are pressed"}
			link(c, record.Link{Statement: "st-two", Claim: "c-pressure", Stance: record.Supports})
		}},
		{"two who do not depend", "Activists said commanders put harsh pressure on the men [@c-pressure].\n", "", func(c *record.Casefile) {
			c.Statements["st-two"] = &record.Statement{ID: "st-two", Speaker: "melnikova", Evidence: "letter-1", Basis: record.Eyewitness, Text: "They are pressed"}
			link(c, record.Link{Statement: "st-two", Claim: "c-pressure", Stance: record.Supports})
		}},
		{"two, one noted as dependent", "Activists said commanders put harsh pressure on the men [@c-pressure].\n", "plural-sources", func(c *record.Casefile) {
			c.Statements["st-two"] = &record.Statement{ID: "st-two", Speaker: "melnikova", Evidence: "letter-1", Basis: record.Eyewitness, Text: "They are pressed"}
			link(c, record.Link{Statement: "st-two", Claim: "c-pressure", Stance: record.Supports})
			c.Dependence[record.Pair("krivenko", "melnikova")] = &record.Dependence{A: "krivenko", B: "melnikova", Verdict: record.Dependent}
		}},
		{"an official speaks without his name and declines with it", "Commanders put harsh pressure on the men, an activist said [@st-pressure]. He asked not to be named for fear of arrest [@none].\nSergei Krivenko declined to comment [@desk].\n", "declined-but-quoted", func(c *record.Casefile) {
			c.Statements["st-pressure"].Terms = record.Anonymous
		}},
		{"a conduit may be named", "Commanders put harsh pressure on the men, Melnikova said [@c-pressure].\n", "", func(c *record.Casefile) {
			c.Statements["st-pressure"].Conduit = []R{"melnikova"}
		}},
		{"same_as is the same mouth", "Commanders put harsh pressure on the men, Melnikova said [@c-pressure].\n", "", func(c *record.Casefile) {
			c.Actors["krivenko"].SameAs = []R{"melnikova"}
		}},
		{"the words of a quotation are in the evidence", "\"They press us,\" Krivenko said [@st-pressure].\n", "", func(c *record.Casefile) {
			c.Statements["st-pressure"].Select = &record.Selector{Exact: "they press us"}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cf := exampleCase()
			c.change(cf)
			var got []string
			r := gate(t, "story.md", c.draft, cf, nil)
			for _, f := range r.Findings {
				if !slices.Contains(got, f.Rule) {
					got = append(got, f.Rule)
				}
			}
			slices.Sort(got)
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %v", got, c.want)
				for _, f := range r.Findings {
					t.Logf("%d:%d %s: %s", f.Line, f.Column, f.Rule, f.Message)
				}
			}
		})
	}
}

// TestLargeDraft keeps the gate fast on a long draft over a large casefile.
func TestLargeDraft(t *testing.T) {
	c := exampleCase()
	for i := range 3000 {
		id := R(fmt.Sprintf("person-%d", i))
		c.Actors[id] = &record.Actor{ID: id, Type: record.Person, Names: []string{fmt.Sprintf("Given%d Family%d", i, i)}}
		s := R(fmt.Sprintf("said-%d", i))
		c.Statements[s] = &record.Statement{ID: s, Speaker: id, Evidence: "interview-3", Basis: record.Eyewitness, Text: fmt.Sprintf("I saw %d men leave in %d", i, 1900+i%100)}
		link(c, record.Link{Statement: s, Claim: "c-pressure", Stance: record.Context})
	}
	var b strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&b, "\"I saw %d men leave,\" Family%d said [@said-%d].\n\n", i, i, i)
	}
	d, err := draft.Parse("long.md", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Draft: d, Case: c, Now: noon, Results: corroborate.All(c, corroborate.Options{Now: noon})}
	began := time.Now()
	none(t, Run(in))
	if took := time.Since(began); took > 8*time.Second {
		t.Errorf("took %v", took)
	} else {
		t.Logf("took %v", took)
	}
}

// TestHostileSentences keeps single monstrous sentences from holding the gate up.
func TestHostileSentences(t *testing.T) {
	for _, part := range []string{"said ", "said, ", "\"a\" ", "soldier ", "14 ", "Krivenko ", "he said \"x. ", "said by ", "12 December ", "[@c-left] "} {
		d, err := draft.Parse("x.md", []byte(strings.Repeat(part, 3000)))
		if err != nil {
			continue
		}
		began := time.Now()
		Run(Input{Draft: d, Case: exampleCase(), Now: noon, Guard: guardOf("soldier", "Zakhar Tumanyuk")})
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%q took %v", part, took)
		}
	}
}

// FuzzRun looks for drafts that the gate cannot bear.
func FuzzRun(f *testing.F) {
	f.Add(soundEnglish)
	f.Add(soundRussian)
	f.Add("\"…\" [] said [@c-left] 14 14 12 декабря ’s said said by said.")
	guard := guardOf("soldier", "Zakhar Tumanyuk")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := draft.Parse("x.md", []byte(text))
		if err != nil {
			return
		}
		c := exampleCase()
		r := Run(Input{Draft: d, Case: c, Now: noon, Guard: guard})
		for _, x := range r.Findings {
			if x.Line < 1 || x.Column < 1 || x.EndLine < x.Line || x.Fingerprint == "" || x.IDs == nil {
				t.Fatalf("%+v", x)
			}
		}
	})
}
