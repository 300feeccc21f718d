package command

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

var now = time.Date(2015, 5, 6, 9, 0, 0, 0, time.UTC)

// desk is a casefile in memory, with members of every role.
type desk struct {
	t *testing.T
	*view.State
	events []event.Event
}

var (
	owner     = Member{record.Owner, record.Every}
	reporter  = Member{"rep", record.Reporter}
	editor    = Member{"edi", record.Editor}
	custodian = Member{"cus", record.Custodian}
	checker   = Member{"che", record.Checker}
	reader    = Member{"rea", record.Reader}
	everybody = []Member{owner, reporter, editor, custodian, checker, reader}
)

func newDesk(t *testing.T) *desk {
	d := &desk{t: t, State: view.NewState()}
	d.apply(Found("onrecord/x", "key", "age-owner", []byte("v"))...)
	for _, m := range everybody[1:] {
		events, err := AdmitMember(d.State, owner, m.ID, m.Role, "age-"+string(m.ID), []byte("v"))
		d.must(err)
		d.apply(events...)
	}
	d.imports(owner, base)
	return d
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) apply(events ...event.Event) {
	d.t.Helper()
	for _, e := range events {
		_, err := d.Apply(int64(len(d.events)), now, e)
		d.must(err)
		d.events = append(d.events, e)
	}
}

// decide imports a document without applying it. Seals hold the names in clear.
func (d *desk) decide(m Member, doc string) ([]event.Event, error) {
	d.t.Helper()
	parsed, err := exchange.Parse("case.yaml", []byte("format: onrecord.casefile/1\n"+doc), func(rel string) ([]byte, error) { return []byte("file " + rel), nil })
	d.must(err)
	originals := map[record.ID]*record.Original{}
	for _, p := range parsed.Records {
		if p.Content != nil {
			originals[p.ID] = &record.Original{SHA256: string(p.Content.Bytes), Size: int64(len(p.Content.Bytes))}
		}
	}
	return ImportDocument(d.State, m, now, Import{
		Document: parsed, Originals: originals,
		Seal: func(actor record.ID, part string, s []record.Secret) (*event.IdentitySealed, error) {
			return &event.IdentitySealed{Actor: actor, Part: part, Key: reveal(s)}, nil
		},
		Same: func(actor record.ID, part string, s []record.Secret) bool {
			seal := d.Seal(actor, part)
			return seal != nil && d.Burn(actor, part) == nil && seal.Key == reveal(s)
		},
		Clean: func(s string) string { return strings.ReplaceAll(s, "Zebulon", record.SealedMark) },
	})
}

func reveal(s []record.Secret) string {
	var out []string
	for _, x := range s {
		out = append(out, x.Reveal())
	}
	return strings.Join(out, "+")
}

func (d *desk) imports(m Member, doc string) []string {
	d.t.Helper()
	events, err := d.decide(m, doc)
	d.must(err)
	d.apply(events...)
	var kinds []string
	for _, e := range events {
		kinds = append(kinds, e.Kind())
	}
	return kinds
}

const base = `
case: {id: x, title: A case}
actors:
  - {id: mod, type: organization, names: [Ministry]}
  - id: s1
    type: person
    protected: {names: [Zebulon], identifiers: [+7 999 555]}
    descriptor: a clerk
    terms: anonymous
    reason: fear
    consent: [publish]
evidence:
  - {id: e-1, kind: letter, title: A letter from Zebulon, text: "words", near_dup_group: g}
statements:
  - {id: st-1, speaker: s1, evidence: e-1, basis: victim, text: Zebulon was there}
claims:
  - {id: c-1, text: It happened, adverse_to: [mod]}
links: [{statement: st-1, claim: c-1, stance: supports}]
requests: [{id: rq-1, to: mod, claims: [c-1]}]
matters: [{id: m-1, title: A matter}]
`

// The rights table, spelled out once more: who may do what. It holds for the
// table and for every command.
func TestRights(t *testing.T) {
	want := map[Action]string{
		Record:  "owner reporter editor custodian",
		Protect: "owner editor custodian",
		Unseal:  "owner custodian",
		Waive:   "owner editor custodian checker",
		Publish: "owner editor",
		Hand:    "owner custodian",
		Admit:   "owner",
	}
	if len(want) != len(rights) {
		t.Fatal("an action is missing here")
	}
	d := newDesk(t)
	d.apply(&event.DraftChecked{Draft: "d", Findings: map[string]string{"f": "uncited"}})
	free := func(string) bool { return false }
	sign := func([]byte) []byte { return []byte("s") }
	commands := map[string]struct {
		action Action
		do     func(Member) ([]event.Event, error)
	}{
		"import": {Record, func(m Member) ([]event.Event, error) { return d.decide(m, "claims: [{id: c-2, text: more}]") }},
		"add": {Record, func(m Member) ([]event.Event, error) {
			return AddEvidence(d.State, m, record.Evidence{ID: "e-2", Kind: "letter"})
		}},
		"ask": {Record, func(m Member) ([]event.Event, error) {
			return Ask(d.State, m, record.Request{ID: "rq-2", To: "mod"})
		}},
		"attempt": {Record, func(m Member) ([]event.Event, error) {
			return Attempt(d.State, m, "rq-1", record.Attempt{Channel: "phone"})
		}},
		"reply":  {Record, func(m Member) ([]event.Event, error) { return Reply(d.State, m, "rq-1", record.Declined, "") }},
		"matter": {Record, func(m Member) ([]event.Event, error) { return OpenMatter(d.State, m, record.Matter{ID: "m-2"}) }},
		"step": {Record, func(m Member) ([]event.Event, error) {
			return TakeStep(d.State, m, "m-1", &record.Step{Kind: "letter"}, "", "")
		}},
		"roll":  {Record, func(m Member) ([]event.Event, error) { return KeepRoll(d.State, m, record.Roll{ID: "roll-1"}) }},
		"terms": {Protect, func(m Member) ([]event.Event, error) { return SetTerms(d.State, m, "s1", record.OffRecord, "", "") }},
		"consent": {Protect, func(m Member) ([]event.Event, error) {
			return SetConsent(d.State, m, "s1", []record.Consent{record.ConsentQuote})
		}},
		"unseal":  {Unseal, func(m Member) ([]event.Event, error) { return UnsealSource(d.State, m, "s1", "to call her") }},
		"burn":    {Unseal, func(m Member) ([]event.Event, error) { return BurnSource(d.State, m, "s1", "", false) }},
		"release": {Unseal, func(m Member) ([]event.Event, error) { return d.decide(m, "actors: [{id: s1, protected: null}]") }},
		"empty an identity": {Unseal, func(m Member) ([]event.Event, error) {
			return d.decide(m, "actors: [{id: s1, protected: {names: []}}]")
		}},
		"replace an identity": {Protect, func(m Member) ([]event.Event, error) {
			return d.decide(m, "actors: [{id: s1, protected: {names: [Other]}}]")
		}},
		"terms by import": {Protect, func(m Member) ([]event.Event, error) { return d.decide(m, "actors: [{id: s1, terms: on-record}]") }},
		"consent by import": {Protect, func(m Member) ([]event.Event, error) {
			return d.decide(m, "actors: [{id: s1, consent: null}]")
		}},
		"waive":    {Waive, func(m Member) ([]event.Event, error) { return WaiveFinding(d.State, m, "f", free, "true enough", sign) }},
		"publish":  {Publish, func(m Member) ([]event.Event, error) { return Release(m, event.StoryReleased{Slug: "s"}) }},
		"hand out": {Hand, func(m Member) ([]event.Event, error) { return HandOut(m, "casefile") }},
		"admit": {Admit, func(m Member) ([]event.Event, error) {
			return AdmitMember(d.State, m, "n-1", record.Editor, "age-n", nil)
		}},
	}
	for action := range rights {
		if !slices.ContainsFunc([]string{"import", "terms", "unseal", "waive", "publish", "hand out", "admit"}, func(n string) bool { return commands[n].action == action }) {
			t.Errorf("no command needs the right to %s", action)
		}
	}
	for _, m := range append(slices.Clone(everybody), Member{"x", ""}, Member{"x", "king"}) {
		for action, who := range want {
			if allowed := slices.Contains(strings.Fields(who), string(m.Role)); m.May(action) != allowed {
				t.Errorf("%q may %s: %v", m.Role, action, !allowed)
			}
		}
		for name, c := range commands {
			events, err := c.do(m)
			if m.May(c.action) && (err != nil || len(events) == 0) {
				t.Errorf("%s may %s: %v", m.Role, name, err)
			}
			if !m.May(c.action) && (problem.KindOf(err) != problem.Refused || err == nil) {
				t.Errorf("%s may not %s: %v", m.Role, name, err)
			}
			if err != nil && strings.Contains(err.Error(), "Zebulon") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for role, holds := range map[record.Role]bool{record.Every: true, record.Custodian: true, record.Editor: false, record.Reporter: false, "": false} {
		if Custody(role) != holds {
			t.Errorf("%s holds the custody key: %v", role, !holds)
		}
	}
}

// Importing is all or nothing, keeps what is left out, clears what is null, and
// makes no event of what stays the same.
func TestImport(t *testing.T) {
	d := newDesk(t)
	if got := d.imports(owner, base); len(got) != 0 {
		t.Errorf("the same again made %v", got)
	}
	for _, c := range []struct {
		doc  string
		want string // kinds of events
		look func() any
		is   any
	}{
		{"claims: [{id: c-1, place: Rostov}]", "claim.recorded", func() any {
			return d.Claims["c-1"].Text + d.Claims["c-1"].Place + fmt.Sprint(d.Claims["c-1"].AdverseTo)
		}, "It happenedRostov[mod]"},
		{"claims: [{id: c-1, adverse_to: null}]", "claim.recorded", func() any { return len(d.Claims["c-1"].AdverseTo) }, 0},
		{"claims: [{id: c-1, place: null}]", "claim.recorded", func() any { return d.Claims["c-1"].Place }, ""},
		{"claims: [{id: c-1, place: null}]", "", nil, nil},
		{"evidence: [{id: e-1, near_dup_group: null}]", "evidence.amended", func() any { return d.Evidence["e-1"].NearDupGroup + d.Evidence["e-1"].Original.SHA256 }, "words"},
		{"evidence: [{id: e-1, text: words}]", "", nil, nil},
		{"links: [{statement: st-1, claim: c-1, stance: disputes}]", "link.recorded", func() any { return d.Links[record.LinkKey{Statement: "st-1", Claim: "c-1"}].Stance }, record.Disputes},
		{"actors: [{id: s1, protected: sealed}]", "", func() any { return d.Seal("s1", "names").Key }, "Zebulon"},
		{"actors: [{id: s1, protected: {names: [Zebulon]}}]", "", func() any { return d.Seal("s1", "identifiers").Key }, "+7 999 555"},
		{"actors: [{id: s1, protected: {names: [Zebulon, Зебулон]}}]", "identity.sealed", func() any { return d.Seal("s1", "names").Key + d.Seal("s1", "identifiers").Key }, "Zebulon+Зебулон+7 999 555"},
		{"actors: [{id: s1, known_to: [e-1x]}]\nmembers: [{id: e-1x, role: editor}]", "member.recorded actor.recorded", func() any { return d.Actors["s1"].Protected }, true},
		{"statements: [{id: st-1, text: '[sealed] was there'}]", "", func() any { return d.Statements["st-1"].Text }, "Zebulon was there"},
		{"evidence: [{id: e-1, title: 'A letter from [sealed]', method: by hand}]", "evidence.amended", func() any { return d.Evidence["e-1"].Title }, "A letter from Zebulon"},
		{"actors: [{id: s2, type: person, protected: {names: [Xenia]}}]", "actor.recorded identity.sealed", func() any { return d.Actors["s2"].Protected && len(d.Actors["s2"].Names) == 0 }, true},
		{"actors: [{id: s2, protected: null, names: [Xenia]}]", "actor.recorded identity.released", func() any { return d.Actors["s2"].Protected || d.Seal("s2", "names") != nil }, false},
		{"evidence: [{id: e-3, kind: video, title: no copy}]", "evidence.added", func() any { return d.Evidence["e-3"].Original == nil }, true},
		{"evidence: [{id: e-3, file: film.mp4}]", "original.stored evidence.amended", func() any { return d.Evidence["e-3"].Original.SHA256 }, "file film.mp4"},
		{"policy: {min_group: 30}", "policy.set", func() any { return d.Policy.MinGroup }, 30},
	} {
		before := len(d.events)
		if got := strings.Join(d.imports(owner, c.doc), " "); got != c.want {
			t.Errorf("%s\nmade %q, want %q", c.doc, got, c.want)
		}
		if c.look != nil && c.look() != c.is {
			t.Errorf("%s\ngave %v, want %v", c.doc, c.look(), c.is)
		}
		for _, e := range d.events[before:] {
			if body, _ := event.Marshal(e); strings.Contains(string(body), "Xenia") && e.Kind() == "actor.recorded" && d.Actors["s2"].Protected {
				t.Errorf("a protected name stands open in %s", e.Kind())
			}
		}
	}
}

func TestImportRefuses(t *testing.T) {
	d := newDesk(t)
	shape := func() string {
		b, _ := json.Marshal([]any{d.Actors, d.Evidence, d.Statements, d.Claims, d.Requests, d.Case, len(d.Links), len(d.Seals)})
		return string(b)
	}
	before := shape()
	for name, c := range map[string]struct{ doc, where string }{
		"dangling claim":          {"claims: [{id: new, text: x}]\nlinks: [{statement: st-1, claim: nothing, stance: supports}]", "case.yaml:3"},
		"dangling speaker":        {"statements: [{id: st-9, speaker: nobody, evidence: e-1, basis: victim, text: x}]", "case.yaml:2"},
		"other kind":              {"claims: [{id: e-1, text: x}]", "case.yaml:2"},
		"evidence is what it was": {"evidence: [{id: e-1, text: other words}]", "case.yaml:2"},
		"key missing":             {"statements: [{id: st-9, speaker: s1, evidence: e-1, text: x}]", "case.yaml:2"},
	} {
		events, err := d.decide(owner, c.doc)
		if problem.KindOf(err) != problem.Usage || !strings.Contains(err.Error(), c.where) {
			t.Errorf("%s: %v (%d events)", name, err, len(events))
		}
		if shape() != before {
			t.Fatalf("%s: something was changed", name)
		}
	}
}

// A reporter may seal what was not sealed before, also after a burn.
func TestReporterSeals(t *testing.T) {
	d := newDesk(t)
	if got := d.imports(reporter, "actors: [{id: s3, type: person, terms: anonymous, protected: {names: [Ursula]}}]"); len(got) != 2 {
		t.Error(got)
	}
	if got := d.imports(reporter, "actors: [{id: s3, protected: {identifiers: ['+1 555']}, traits: [{id: tall, text: tall}]}]"); strings.Join(got, " ") != "actor.recorded identity.sealed" {
		t.Error(got)
	}
	d.apply(&event.IdentityBurned{Actor: "s1"})
	if got := d.imports(reporter, "actors: [{id: s1, protected: {names: [Zebulon]}}]"); strings.Join(got, " ") != "identity.sealed" {
		t.Error(got)
	}
	if d.Burned("s1") != nil {
		t.Error("sealed anew and still burned")
	}
}

// A finding that protects a source needs two members under it, the second a custodian.
func TestWaivers(t *testing.T) {
	guards := func(rule string) bool { return rule == "source-exposed" }
	var signed []byte
	sign := func(b []byte) []byte { signed = b; return []byte("s") }
	d := newDesk(t)
	d.apply(&event.DraftChecked{Draft: "d", Findings: map[string]string{"f": "uncited", "p": "source-exposed", "q": "source-exposed"}})
	waive := func(m Member, f, reason string) error {
		events, err := WaiveFinding(d.State, m, f, guards, reason, sign)
		if err == nil {
			w := events[0].(*event.FindingWaived)
			if len(events) != 1 || w.By != m.ID || w.Rule != d.RuleOf(f) || string(signed) != string(event.WaiverText(f, w.Reason, m.ID)) {
				t.Errorf("%+v, signed %s", w, signed)
			}
			d.apply(events...)
		}
		return err
	}
	for _, c := range []struct {
		m    Member
		f    string
		why  string
		want problem.Kind // -1: no problem
	}{
		{checker, "f", "true", -1},
		{checker, "f", "true", problem.Usage}, // twice
		{editor, "f", "true", -1},
		{editor, "nothing", "true", problem.Usage},
		{editor, "", "true", problem.Usage},
		{checker, "f", " \n", problem.Usage},
		{reader, "f", "true", problem.Refused},
		{reporter, "p", "true", problem.Refused},
		{editor, "p", "agreed with her", -1},
		{checker, "p", "agreed", problem.Refused}, // the second is no custodian
		{editor, "p", "agreed", problem.Usage},
		{custodian, "p", "agreed", -1},
		{custodian, "q", "agreed", -1}, // the owner can be the second
		{owner, "q", "agreed", -1},
	} {
		err := waive(c.m, c.f, c.why)
		if (c.want == -1) != (err == nil) || err != nil && problem.KindOf(err) != c.want {
			t.Errorf("%s waives %q because %q: %v", c.m.Role, c.f, c.why, err)
		}
	}

	alone := &desk{t: t, State: view.NewState()}
	alone.apply(Found("onrecord/x", "key", "age-owner", []byte("v"))...)
	alone.apply(&event.DraftChecked{Draft: "d", Findings: map[string]string{"p": "source-exposed"}})
	if _, err := WaiveFinding(alone.State, owner, "p", guards, "alone", sign); problem.KindOf(err) != problem.Refused {
		t.Error("one member alone waived a protection", err)
	}
}

func TestSourceCommands(t *testing.T) {
	d := newDesk(t)
	for name, err := range map[string]error{
		"no reason":     second1(UnsealSource(d.State, owner, "s1", "  ")),
		"not protected": second1(UnsealSource(d.State, owner, "mod", "why")),
		"nobody":        second1(UnsealSource(d.State, owner, "nobody", "why")),
		"not an id":     second1(UnsealSource(d.State, owner, "Zebulon Q", "why")),
		"burn nobody":   second1(BurnSource(d.State, owner, "mod", "", false)),
		"bad terms":     second1(SetTerms(d.State, owner, "s1", "whispered", "", "")),
		"bad consent":   second1(SetConsent(d.State, owner, "s1", []record.Consent{"film"})),
	} {
		if problem.KindOf(err) != problem.Usage || strings.Contains(err.Error(), "Zebulon") {
			t.Errorf("%s: %v", name, err)
		}
	}
	burn := func(forget bool) error {
		events, err := BurnSource(d.State, custodian, "s1", " as agreed ", forget)
		if err == nil {
			d.apply(events...)
		}
		return err
	}
	d.must(burn(false))
	if _, err := UnsealSource(d.State, owner, "s1", "why"); problem.KindOf(err) != problem.Refused {
		t.Error("a burned identity was opened", err)
	}
	if err := burn(false); problem.KindOf(err) != problem.Usage {
		t.Error("burned twice", err)
	}
	d.must(burn(true))
	if err := burn(true); problem.KindOf(err) != problem.Usage {
		t.Error("forgotten twice", err)
	}
	events, err := SetTerms(d.State, editor, "s1", record.Background, "", "")
	d.must(err)
	if a := events[0].(*event.ActorRecorded).Actor; a.Terms != record.Background || a.Descriptor != "a clerk" || a.Reason != "fear" || !a.Protected {
		t.Errorf("%+v", a)
	}
	if d.Actors["s1"].Terms != record.Anonymous {
		t.Error("deciding changed the state")
	}
}

func second1(_ []event.Event, err error) error { return err }

func TestDesk(t *testing.T) {
	d := newDesk(t)
	for name, c := range map[string]struct {
		id   record.ID
		role record.Role
		key  string
		v    string
		want problem.Kind // -1: done
	}{
		"new":              {"n-1", record.Checker, "age-n", "v", -1},
		"the same again":   {"edi", record.Editor, "age-edi", "v", -1},
		"another role":     {"edi", record.Custodian, "age-edi", "v", problem.Usage},
		"another key":      {"edi", record.Editor, "age-other", "v", problem.Usage},
		"another verifier": {"edi", record.Editor, "age-edi", "w", problem.Usage},
		"somebody's key":   {"n-2", record.Editor, "age-edi", "v", problem.Usage},
		"as owner":         {"n-3", record.Every, "age-n3", "v", problem.Usage},
		"no role":          {"n-4", "", "age-n4", "v", problem.Usage},
		"an actor":         {"mod", record.Editor, "age-n5", "v", problem.Usage},
		"reserved":         {"desk", record.Editor, "age-n6", "v", problem.Usage},
		"not an id":        {"Eve", record.Editor, "age-n7", "v", problem.Usage},
	} {
		_, err := AdmitMember(d.State, owner, c.id, c.role, c.key, []byte(c.v))
		if (c.want == -1) != (err == nil) || err != nil && problem.KindOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	e := &event.DraftChecked{Draft: "d", SHA256: "1", Passed: true}
	if events := NoteCheck(d.State, e); len(events) != 1 {
		t.Error("the first check is noted")
	}
	d.apply(e)
	if events := NoteCheck(d.State, &event.DraftChecked{Draft: "d", SHA256: "1", Passed: true}); len(events) != 0 {
		t.Error("the same check again is not")
	}
	if events := NoteCheck(d.State, &event.DraftChecked{Draft: "d", SHA256: "2", Passed: true}); len(events) != 1 {
		t.Error("another draft is")
	}
}
