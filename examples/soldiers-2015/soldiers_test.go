// Package soldiers_test holds the seed case to what its README promises.
package soldiers_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/reckon"
	"onrecord.dev/onrecord/internal/record"
)

// now lies after the deadlines of all requests.
var now = time.Date(2015, 5, 10, 8, 0, 0, 0, time.UTC)

type seed struct {
	*record.Casefile
	texts      map[record.ID]string
	identities map[record.ID]record.Identity
	guard      *protect.Guard
}

func load(t *testing.T) *seed {
	t.Helper()
	source, err := os.ReadFile("casefile.yaml")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := exchange.Parse("casefile.yaml", source, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	s := &seed{record.NewCasefile(), map[record.ID]string{}, map[record.ID]record.Identity{}, protect.NewGuard(protect.Key{1})}
	s.Members[record.Owner] = &record.Member{ID: record.Owner, Role: record.Every}
	apply := func(p exchange.Patch) any {
		r, err := p.Apply(nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	s.Case, s.Policy = *apply(*doc.Case).(*record.Case), *apply(*doc.Policy).(*record.Policy)
	for _, p := range slices.Concat(doc.Records, doc.Links, doc.Dependence) {
		s.put(t, p, apply(p))
	}
	if err := doc.Refuse(exchange.Validate(s.Casefile)); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *seed) put(t *testing.T, p exchange.Patch, r any) {
	t.Helper()
	switch r := r.(type) {
	case *record.Actor:
		s.Actors[r.ID] = r
		if p.Identity != nil {
			who := record.Identity{Names: *p.Identity.Names, Identifiers: *p.Identity.Identifiers}
			entries, err := protect.Index(protect.Key{1}, who)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.guard.Add(r.ID, entries); err != nil {
				t.Fatal(err)
			}
			s.identities[r.ID] = who
		}
	case *record.Evidence:
		s.Evidence[r.ID] = r
		s.texts[r.ID] = string(p.Content.Bytes)
	case *record.Statement:
		s.Statements[r.ID] = r
	case *record.Claim:
		s.Claims[r.ID] = r
	case *record.Link:
		s.Links[record.LinkKey{Statement: r.Statement, Claim: r.Claim}] = r
	case *record.Request:
		s.Requests[r.ID] = r
	case *record.Roll:
		s.Rolls[r.ID] = r
	case *record.Matter:
		s.Matters[r.ID] = r
	case *record.Member:
		s.Members[r.ID] = r
	default:
		t.Fatalf("nothing takes a %T", r)
	}
}

func (s *seed) results() map[record.ID]corroborate.Result {
	return corroborate.All(s.Casefile, corroborate.Options{Now: now})
}

// gate runs the draft gate over a draft of the example.
func (s *seed) gate(t *testing.T, name string) []record.Finding {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d, err := draft.Parse(name, raw)
	if err != nil {
		t.Fatal(err)
	}
	return check.Run(check.Input{Draft: d, Case: s.Casefile, Results: s.results(), Guard: s.guard, Now: now}).Findings
}

// Every place that a statement names stands in its document.
func TestPlacesResolve(t *testing.T) {
	s := load(t)
	for _, id := range record.SortedKeys(s.Statements) {
		st := s.Statements[id]
		if st.Select != nil && !strings.Contains(s.texts[st.Evidence], st.Select.Exact) {
			t.Errorf("%s: its words do not stand in %s", id, st.Evidence)
		}
	}
}

// The invented identities stand in the casefile document and nowhere else.
func TestIdentitiesStandNowhereElse(t *testing.T) {
	s := load(t)
	if len(s.identities) != 5 {
		t.Fatalf("%d identities", len(s.identities))
	}
	files, err := filepath.Glob("documents/*")
	if err != nil || len(files) < 15 {
		t.Fatal(files, err)
	}
	for _, name := range append(files, "draft.md", "draft-faulty.md", "README.md") {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if hits := s.guard.Find(string(raw)); len(hits) > 0 {
			t.Errorf("%s: %v", name, hits)
		}
	}
}

func TestStatus(t *testing.T) {
	results := load(t).results()
	for _, w := range []struct {
		claims       string
		status, base corroborate.Status
		s            int
		flag         string
	}{
		{"c-sent", corroborate.Denied, corroborate.Corroborated, 2, ""},
		{"c-jail-threat c-refused c-refused-known c-cases-threat c-fought c-back c-unpaid c-fourteen", corroborate.SingleSource, corroborate.SingleSource, 1, corroborate.AnonymousOnly},
		{"c-two-at-home", corroborate.Unverified, corroborate.Unverified, 0, corroborate.HearsayOnly},
		{"c-left-day", corroborate.SingleSource, corroborate.SingleSource, 1, corroborate.ViaOneConduit},
		{"c-asked-release", corroborate.SingleSource, corroborate.SingleSource, 1, ""},
		{"c-nine c-letters-silent", corroborate.SingleSource, corroborate.SingleSource, 1, ""},
		{"c-three-left", corroborate.Corroborated, corroborate.Corroborated, 3, ""},
		{"c-two-because", corroborate.Corroborated, corroborate.Corroborated, 2, corroborate.AnonymousOnly},
		{"c-pressure c-order-oral c-pay c-hard-to-resign c-conscripts-pushed", corroborate.Unverified, corroborate.Unverified, 0, corroborate.HearsayOnly},
	} {
		for _, id := range strings.Fields(w.claims) {
			r, ok := results[record.ID(id)]
			if !ok {
				t.Errorf("no claim %s", id)
				continue
			}
			if r.Status != w.status || r.Base != w.base || r.S != w.s || (w.flag != "" && !slices.Contains(r.Flags, w.flag)) {
				t.Errorf("%s is %s, base %s, S %d, flags %v", id, r.Status, r.Base, r.S, r.Flags)
			}
			if r.Publishable.S != r.S {
				t.Errorf("%s: the publishable view has S %d", id, r.Publishable.S)
			}
		}
	}
	sent := results["c-sent"]
	if sent.D != 1 || !slices.Equal(sent.DeniedBy, []record.ID{"kremlin"}) {
		t.Errorf("president and spokesman are one voice: D %d, %v", sent.D, sent.DeniedBy)
	}
}

// The thirty whom the desk knows through Krivenko alone count once, and not
// beside the tank soldier but without him.
func TestThirtyAreOneChain(t *testing.T) {
	s := load(t)
	s.Statements["st-tank-sent"].State = record.Withdrawn
	r := s.results()["c-sent"]
	if r.S != 1 || !slices.Contains(r.Flags, corroborate.ViaOneConduit) {
		t.Errorf("S %d, flags %v, certificate %v", r.S, r.Flags, r.Certificate)
	}
	s.Statements["st-tank-sent"].State = record.Active
	for id, st := range s.Statements {
		if strings.HasPrefix(string(id), "st-murmansk-") {
			st.Conduit = nil
		}
	}
	if r := s.results()["c-sent"]; r.S != 31 {
		t.Errorf("told to the desk directly, they would be thirty: S %d", r.S)
	}
}

// Without what the men on the list say, claim 1 stands as it stood.
func TestPartialRepliesStayPartial(t *testing.T) {
	s := load(t)
	before := s.results()["c-sent"]
	for _, id := range []record.ID{"st-listed-a", "st-listed-b", "st-listed-c"} {
		s.Statements[id].State = record.Withdrawn
	}
	after := s.results()["c-sent"]
	if before.S != after.S || before.SMax != after.SMax || before.O != after.O || before.D != after.D {
		t.Errorf("before %+v, after %+v", before.Outcome, after.Outcome)
	}
}

// Silence is found only in whole letters.
func TestSilenceRestsOnWholeLetters(t *testing.T) {
	s := load(t)
	for k := range s.Links {
		if k.Claim != "c-letters-silent" {
			continue
		}
		if e := s.Evidence[s.Statements[k.Statement].Evidence]; e.Complete == nil || !*e.Complete {
			t.Errorf("%s rests on an excerpt", k.Statement)
		}
	}
}

func TestSoundDraftRaisesNothing(t *testing.T) {
	for _, f := range load(t).gate(t, "draft.md") {
		t.Errorf("%d:%d %s: %s", f.Line, f.Column, f.Rule, f.Message)
	}
}

func TestFaultyDraft(t *testing.T) {
	found := load(t).gate(t, "draft-faulty.md")
	rules := map[string]int{}
	for _, f := range found {
		rules[f.Rule]++
		t.Logf("%d:%d %s: %s", f.Line, f.Column, f.Rule, f.Message)
	}
	for _, rule := range []string{
		"source-narrowed", "overstated", "contradiction-omitted", "comment-not-sought", "reply-omitted", "uncited", "unknown-citation",
		"quote-altered", "number-mismatch", "date-mismatch", "vague-source", "plural-sources", "misattributed", "descriptor-changed",
		"reason-missing", "anonymous-first-quote",
	} {
		if rules[rule] == 0 {
			t.Errorf("%s is not raised", rule)
		}
	}
	for _, f := range found {
		if f.Rule == "source-narrowed" && (!strings.Contains(f.Message, "group of 14,") || !strings.Contains(f.Message, "9 names")) {
			t.Errorf("the message tells neither group nor roll: %s", f.Message)
		}
	}
}

// The requests satisfy the right of reply; without them the sound draft does not pass.
func TestWithoutRequestsTheDraftFails(t *testing.T) {
	s := load(t)
	clear(s.Requests)
	n := 0
	for _, f := range s.gate(t, "draft.md") {
		if f.Rule == "comment-not-sought" {
			n++
			if slices.Contains(f.IDs, record.ID("kremlin")) {
				t.Error("the Kremlin's public denials count as its answer")
			}
		}
	}
	if n == 0 {
		t.Error("comment-not-sought is not raised")
	}
}

// Pay, numbers and dates are consistent; one date changed, and the findings name
// the two claims that clash.
func TestFindings(t *testing.T) {
	s := load(t)
	for _, f := range reckon.Findings(s.Casefile) {
		t.Errorf("%s: %s", f.Rule, f.Message)
	}
	s.Claims["c-left-day"].Time = "2014-08"
	found := reckon.Findings(s.Casefile)
	if !slices.ContainsFunc(found, func(f record.Finding) bool {
		return slices.Contains(f.IDs, record.ID("c-back")) && slices.Contains(f.IDs, record.ID("c-left-day"))
	}) {
		t.Errorf("August passes: %+v", found)
	}
	s = load(t)
	s.Claims["c-nine"].Quantity.Low, s.Claims["c-nine"].Quantity.High = new(15.0), new(15.0)
	if len(reckon.Findings(s.Casefile)) == 0 {
		t.Error("fifteen of fourteen pass")
	}
}
