package corroborate

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// thirty soldiers, each through one activist.
func thirty() string {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, "actor soldier-%d type=unnamed\nst s%02d soldier-%d participant via=activist evidence=talk\nlink s%02d c\n", i, i, i, i)
	}
	return b.String()
}

const twoEyewitnesses = `
	claim c adverse=ministry
	st s1 anna
	st s2 boris
	link s1 c
	link s2 c
`

// TestWorkedExamples holds the examples by which R1 is explained.
func TestWorkedExamples(t *testing.T) {
	for _, x := range []struct {
		name    string
		fixture string
		want    Outcome // Certificate and Cut are compared where given
		public  int     // S of the publishable view; -1: as the desk's
	}{
		{"1 one eyewitness, told to the desk", `
			claim c
			st s1 anna
			link s1 c`,
			Outcome{Status: SingleSource, S: 1, SMax: 1, Certificate: [][]record.ID{{"s1"}}, Cut: []string{"anna"}}, -1},
		{"2 two eyewitnesses, each told to the desk", twoEyewitnesses,
			Outcome{Status: Corroborated, S: 2, SMax: 2, Certificate: [][]record.ID{{"s1"}, {"s2"}}, Cut: []string{"anna", "boris"}}, -1},
		{"3 two agencies quote an observatory that has no basis of its own", `
			claim c
			st obs observatory hearsay
			st s1 agency-1 hearsay from=obs
			st s2 agency-2 hearsay from=obs
			link s1 c
			link s2 c`,
			Outcome{Status: Unverified, S: 0, SMax: 1, Flags: []string{HearsayOnly}, Certificate: [][]record.ID{}, Cut: []string{}}, -1},
		{"4 the observatory relays an eyewitness", `
			claim c
			st obs witness via=observatory
			st s1 agency-1 hearsay from=obs
			st s2 agency-2 hearsay from=obs
			link s1 c
			link s2 c`,
			Outcome{Status: SingleSource, S: 1, SMax: 1, Flags: []string{ViaOneConduit}}, -1},
		{"5 thirty soldiers through one activist", "claim c\n" + thirty(),
			Outcome{Status: SingleSource, S: 1, SMax: 1, Flags: []string{ViaOneConduit}, Cut: []string{"activist"}}, -1},
		{"6 and one soldier told the desk himself", "claim c\n" + thirty() + "st t1 soldier-7 participant\nlink t1 c",
			Outcome{Status: Corroborated, S: 2, SMax: 2}, -1},
		{"7 the ministry denies and so does its spokesman", twoEyewitnesses + `
			actor ministry type=organization
			actor spokesman for=ministry
			st d1 ministry position
			st d2 spokesman position
			link d1 c denies denial=act
			link d2 c denies denial=act`,
			Outcome{Status: Denied, Base: Corroborated, S: 2, SMax: 2, D: 1}, -1},
		{"8 a third eyewitness disputes", twoEyewitnesses + `
			st s3 clara
			link s3 c disputes`,
			Outcome{Status: Contradicted, Base: Corroborated, S: 2, SMax: 2, O: 1}, -1},
		{"9 a photo posted by two accounts", `
			claim c
			evidence p1 hash=aa
			evidence p2 hash=aa
			st s1 account-1 recording evidence=p1
			st s2 account-2 recording evidence=p2
			link s1 c
			link s2 c`,
			Outcome{Status: SingleSource, S: 1, SMax: 1, Cut: []string{"copies:p1"}}, -1},
		{"10 the ministry itself admits", `
			claim c adverse=ministry
			st s1 ministry participant
			link s1 c`,
			Outcome{Status: SingleSource, S: 1, SMax: 1, Flags: []string{Conceded}}, -1},
		{"11 A heard it from B, B from A", `
			claim c
			st sa a hearsay from=sb
			st sb b hearsay from=sa
			link sa c
			link sb c`,
			Outcome{Status: Unverified}, -1},
		{"12 one of two is off the record", `
			claim c
			st s1 anna
			st s2 boris terms=off-record
			link s1 c
			link s2 c`,
			Outcome{Status: Corroborated, S: 2, SMax: 2}, 1},
		{"13 chains {X,Y}, {Y,Z}, {X,Z}", `
			claim c
			st r1 x
			st r2 y
			st r3 x
			st k1 y eyewitness from=r1
			st k2 z eyewitness from=r2
			st k3 z eyewitness from=r3
			link k1 c
			link k2 c
			link k3 c`,
			Outcome{Status: SingleSource, S: 1, SMax: 1}, -1},
		{"14 a document held from the group that received it", `
			claim c
			st s1 officer document via=group
			link s1 c`,
			Outcome{Status: SingleSource, S: 1, SMax: 1, Flags: []string{ViaOneConduit}, Cut: []string{"group"}}, -1},
		{"15 fourteen left against at least nine", `
			claim c low=9
			st s1 anna participant
			st s2 officer document
			link s1 c value=14
			link s2 c atleast=9`,
			Outcome{Status: Corroborated, S: 2, SMax: 2}, -1},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := read(t, x.fixture)
			got := All(c, Options{Now: noon})["c"]
			check(t, got, x.want)
			if x.public < 0 {
				x.public = x.want.S
			}
			if got.Publishable.S != x.public {
				t.Errorf("publishable S = %d, want %d", got.Publishable.S, x.public)
			}
			if err := CheckCertificate(c, Options{Now: noon}, got); err != nil {
				t.Errorf("certificate: %v", err)
			}
		})
	}
}

func check(t *testing.T, got Result, want Outcome) {
	t.Helper()
	if want.Base == "" {
		want.Base = want.Status
	}
	if want.Flags == nil {
		want.Flags = []string{}
	}
	if want.Certificate == nil {
		want.Certificate = got.Certificate
	}
	if want.Cut == nil {
		want.Cut = got.Cut
	}
	if !reflect.DeepEqual(got.Outcome, want) {
		t.Errorf("got  %+v\nwant %+v", got.Outcome, want)
	}
}

// TestCorners holds what the definitions say and the worked examples do not show.
func TestCorners(t *testing.T) {
	for _, x := range []struct {
		name, fixture string
		want          string // s s_max o d status flags…; then, after a slash, the publishable s and status
	}{
		{"a value disjoint from the quantity disputes although marked supports", `
			claim c low=9 high=12
			st s1 anna
			link s1 c value=14`, "0 0 1 0 contradicted / 0 contradicted"},
		{"a value within supports although marked disputes", `
			claim c high=12
			st s1 anna
			link s1 c disputes value=3`, "1 1 0 0 single-source / 1 single-source"},
		{"a value that overlaps is context", `
			claim c low=9 high=12
			st s1 anna
			link s1 c atleast=10`, "0 0 0 0 unverified / 0 unverified"},
		{"a value never turns context or a denial into support", `
			claim c low=9
			st s1 anna
			st s2 boris
			link s1 c context value=10
			link s2 c denies value=10`, "0 0 0 0 unverified / 0 unverified"},
		{"same_as is transitive", `
			claim c
			actor a same=b
			actor b same=x
			st s1 a
			st s2 x
			link s1 c
			link s2 c`, "1 1 0 0 single-source / 1 single-source"},
		{"an account and its owner", `
			claim c
			actor account type=account for=anna
			st s1 anna
			st s2 account
			link s1 c
			link s2 c`, "1 1 0 0 single-source / 1 single-source"},
		{"unnamed actors are classes of their own", `
			claim c
			actor u1 type=unnamed same=u2
			actor u2 type=unnamed
			st s1 u1
			st s2 u2
			link s1 c
			link s2 c`, "2 2 0 0 corroborated / 2 corroborated"},
		{"a dependence note joins them all the same", `
			claim c
			actor u1 type=unnamed
			actor u2 type=unnamed
			depend u1 u2
			st s1 u1
			st s2 u2
			link s1 c
			link s2 c`, "1 1 0 0 single-source / 1 single-source"},
		{"a note of independence joins nobody", `
			claim c
			depend a b independent
			st s1 a
			st s2 b
			link s1 c
			link s2 c`, "2 2 0 0 corroborated / 2 corroborated"},
		{"dependence makes nobody an interested party", `
			claim c adverse=ministry
			actor ministry
			depend ministry brother
			st s1 brother
			link s1 c disputes
			st s2 brother position
			link s2 c denies`, "0 0 1 0 contradicted / 0 contradicted"},
		{"interested parties do not contradict, they deny", `
			claim c adverse=ministry
			actor spokesman for=ministry
			st s1 spokesman
			link s1 c disputes
			st s2 agency hearsay from=s1
			link s2 c disputes`, "0 0 0 0 unverified / 0 unverified"},
		{"a denial that accepts is a concession", `
			claim c adverse=ministry
			st s1 ministry position
			link s1 c denies denial=accepts`, "0 0 0 0 unverified conceded / 0 unverified"},
		{"excluded claims oppose, both ways", `
			claim c excludes=d
			claim d
			claim x excludes=c
			st s1 anna
			st s2 boris
			link s1 d
			link s2 x`, "0 0 2 0 contradicted / 0 contradicted"},
		{"a claim is as strong as its weakest conjunct", `
			claim c requires=d,f
			claim d
			claim f requires=g
			claim g
			st s1 anna
			st s2 boris
			link s1 d
			link s2 d
			link s1 g`, "1 1 0 0 single-source / 1 single-source"},
		{"its own link counts once there is one, even withdrawn", `
			claim c requires=d
			claim d
			st s1 anna
			st s2 boris state=withdrawn
			link s1 d
			link s2 c`, "0 0 0 0 unverified / 0 unverified"},
		{"claims that require each other", `
			claim c requires=d
			claim d requires=c
			st s1 anna
			link s1 d`, "1 1 0 0 single-source / 1 single-source"},
		{"and nothing else", `
			claim c requires=c`, "0 0 0 0 unverified / 0 unverified"},
		{"the worst denial of a conjunct", `
			claim c requires=d
			claim d adverse=ministry
			st s1 anna
			st s2 ministry position
			link s1 d
			link s2 d denies`, "1 1 0 1 denied / 1 denied"},
		{"an inference from two claims passes through both", `
			claim c
			claim p
			claim q
			st s1 anna
			st s2 boris
			link s1 p
			link s2 q
			st i analyst inference warrant premises=p,q
			st s3 anna
			link i c
			link s3 c`, "1 1 0 0 single-source / 1 single-source"},
		{"an inference from an unverified premise", `
			claim c
			claim p
			st s1 anna hearsay
			link s1 p
			st i analyst inference warrant premises=p
			link i c`, "0 1 0 0 unverified hearsay-only / 0 unverified"},
		{"an inference without warrant", `
			claim c
			st i analyst inference
			link i c`, "0 0 0 0 unverified / 0 unverified"},
		{"a claim among its own premises", `
			claim c
			claim p
			st i analyst inference warrant premises=p
			st j scholar inference warrant premises=c
			link i c
			link j p`, "0 0 0 0 unverified / 0 unverified"},
		{"a position is no root", `
			claim c
			st s1 anna position
			st s2 agency eyewitness from=s1
			link s2 c`, "0 0 0 0 unverified / 0 unverified"},
		{"a relay is a relay whatever its basis, and a withdrawn origin breaks it", `
			claim c
			st s1 anna state=retracted
			st s2 agency eyewitness from=s1
			link s2 c`, "0 0 0 0 unverified / 0 unverified"},
		{"withdrawn evidence withdraws what rests on it", `
			claim c
			evidence e1 state=withdrawn
			st s1 anna evidence=e1
			link s1 c`, "0 0 0 0 unverified / 0 unverified"},
		{"two people on one tape stay two", `
			claim c
			st s1 anna participant evidence=tape
			st s2 boris participant evidence=tape
			link s1 c
			link s2 c`, "2 2 0 0 corroborated / 2 corroborated"},
		{"two readings of one document are one", `
			claim c
			st s1 anna document evidence=paper
			st s2 boris document evidence=paper
			link s1 c
			link s2 c`, "1 1 0 0 single-source / 1 single-source"},
		{"a near duplicate is a copy", `
			claim c
			evidence p1 group=g
			evidence p2 group=g
			st s1 anna recording evidence=p1
			st s2 boris recording evidence=p2
			link s1 c
			link s2 c`, "1 1 0 0 single-source / 1 single-source"},
		{"conduits ignored", `
			policy conduits=ignore
			claim c
			st s1 anna via=group
			st s2 boris via=group
			link s1 c
			link s2 c`, "2 2 0 0 corroborated via-one-conduit / 2 corroborated"},
		{"the desk is no conduit", `
			claim c
			st s1 anna via=desk
			st s2 boris via=desk
			link s1 c
			link s2 c`, "2 2 0 0 corroborated / 2 corroborated"},
		{"three for corroborated: two are provisional", `
			policy at=3
			claim c
			st s1 anna
			st s2 boris
			link s1 c
			link s2 c`, "2 2 0 0 provisional / 2 provisional"},
		{"one is enough where the policy says so", `
			policy at=1
			claim c
			st s1 anna
			link s1 c`, "1 1 0 0 corroborated / 1 corroborated"},
		{"protected without consent", `
			claim c
			actor anna protected
			actor boris protected consent=publish
			st s1 anna
			st s2 boris
			link s1 c
			link s2 c`, "2 2 0 0 corroborated anonymous-only / 1 single-source"},
		{"the speaker's own entry is off the record", `
			claim c
			actor anna terms=off-record
			st s1 anna
			st s2 boris via=anna
			link s1 c
			link s2 c`, "1 1 0 0 single-source / 1 single-source"},
		{"a statement's own terms go before its speaker's entry", `
			claim c
			actor anna terms=off-record
			st s1 anna terms=on-record
			st s2 boris terms=off-record
			st s3 anna
			link s1 c
			link s2 c
			link s3 c`, "2 2 0 0 corroborated / 1 single-source"},
		{"the terms of somebody who is the same as the speaker do not bind him", `
			claim c
			actor anna same=annette
			actor annette terms=off-record
			st s1 anna
			st s2 annette
			link s1 c
			link s2 c`, "1 1 0 0 single-source / 1 single-source"},
		{"nor do those of the organisation that he speaks for", `
			claim c
			actor group terms=off-record protected
			actor anna for=group
			st s1 anna
			link s1 c`, "1 1 0 0 single-source / 1 single-source"},
		{"an embargo that runs and one that is over", `
			claim c
			evidence e1 embargo=2015-05-06T12:00:01Z
			evidence e2 embargo=2015-05-06T12:00:00Z
			st s1 anna evidence=e1
			st s2 boris evidence=e2
			link s1 c
			link s2 c`, "2 2 0 0 corroborated / 1 single-source"},
		{"untraced words may still turn out to be two", `
			claim c
			st s1 anna
			st s2 agency hearsay
			link s1 c
			link s2 c`, "1 2 0 0 single-source / 1 single-source"},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := read(t, x.fixture)
			r := All(c, Options{Now: noon})["c"]
			got := strings.TrimSpace(fmt.Sprint(r.S, " ", r.SMax, " ", r.O, " ", r.D, " ", r.Status, " ", strings.Join(r.Flags, " "))) +
				fmt.Sprint(" / ", r.Publishable.S, " ", r.Publishable.Status)
			if got != x.want {
				t.Errorf("got  %s\nwant %s", got, x.want)
			}
			if err := CheckCertificate(c, Options{Now: noon}, r); err != nil {
				t.Errorf("certificate: %v", err)
			}
		})
	}
}

func TestEstablishedChangesNothing(t *testing.T) {
	c := read(t, "claim c\nst s1 anna\nlink s1 c")
	c.Claims["c"].Established = &record.Established{Reason: "the law in force"}
	if got := All(c, Options{})["c"]; got.Status != SingleSource {
		t.Errorf("status %s: `established` must not set a status", got.Status)
	}
}

func TestSomeIsAll(t *testing.T) {
	c := read(t, twoEyewitnesses+"claim d requires=c")
	all, part := All(c, Options{}), Some(c, Options{}, "d", "nobody")
	if len(part) != 1 || !reflect.DeepEqual(part["d"], all["d"]) {
		t.Errorf("Some gave %+v, All %+v", part, all["d"])
	}
	if !slices.Equal(part["d"].Cut, []string{"anna", "boris"}) {
		t.Errorf("the cut of the weakest conjunct is missing: %v", part["d"].Cut)
	}
}

// TestCertificateDoesNotDrawOnTheClaim: the way through an inference from the
// claim itself is shorter than the relays, and yet no chain.
func TestCertificateDoesNotDrawOnTheClaim(t *testing.T) {
	c := read(t, `
		claim c
		st s1 anna
		st s2 boris hearsay from=s1 evidence=note
		st s3 boris hearsay from=s2 evidence=note
		st s4 boris hearsay from=s3 evidence=note
		st j boris inference warrant premises=c evidence=note
		link s4 c
		link j c
		claim d excludes=c`)
	all := All(c, Options{})
	want := [][]record.ID{{"s1", "s2", "s3", "s4"}}
	if got := all["c"]; !reflect.DeepEqual(got.Certificate, want) {
		t.Errorf("certificate %v, want %v", got.Certificate, want)
	}
	if got := all["d"]; !reflect.DeepEqual(got.Opposing, want) {
		t.Errorf("opposing side %v, want %v", got.Opposing, want)
	}
	forged := all["c"]
	forged.Certificate = [][]record.ID{{"s1", "s2", "s3", "s4", "j"}}
	if CheckCertificate(c, Options{}, forged) == nil {
		t.Error("a chain that draws on its own claim was accepted")
	}
}
