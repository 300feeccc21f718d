package corroborate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// knot makes many two-statement chains over few speakers: hard to pack.
func knot(t testing.TB, people, chains int) *record.Casefile {
	r := rand.New(rand.NewPCG(7, 7))
	var b strings.Builder
	b.WriteString("claim c\n")
	for i := range chains {
		p := r.Perm(people)
		fmt.Fprintf(&b, "st r%d p%d eyewitness via=p%d\nst k%d p%d eyewitness from=r%d\nlink k%d c\n", i, p[0], p[1], i, p[2], i, i)
	}
	return read(t, b.String())
}

func TestBudgetSpentGivesBounds(t *testing.T) {
	c := knot(t, 40, 200)
	r := All(c, Options{Budget: 3})["c"]
	if !slices.Contains(r.Flags, Bound) || r.Upper <= r.S {
		t.Fatalf("S = %d, upper %d, flags %v: with three nodes this cannot be proven", r.S, r.Upper, r.Flags)
	}
	if err := CheckCertificate(c, Options{}, r); err != nil {
		t.Error(err)
	}
	if more := All(c, Options{Budget: 300})["c"]; more.S < r.S || more.Upper > r.Upper {
		t.Errorf("more effort gave S = %d (upper %d) after %d (%d)", more.S, more.Upper, r.S, r.Upper)
	}
}

func TestHardClaimsEndInTime(t *testing.T) {
	start := time.Now()
	for _, size := range [][2]int{{12, 300}, {60, 400}, {100, 500}} {
		c := knot(t, size[0], size[1])
		r := All(c, Options{})["c"]
		if err := CheckCertificate(c, Options{}, r); err != nil {
			t.Error(err)
		}
		t.Logf("%v: S = %d, upper %d, %v after %v", size, r.S, r.Upper, r.Flags, time.Since(start))
	}
	if took := time.Since(start); took > 60*time.Second {
		t.Errorf("took %v", took)
	}
}

// TestLadder has 2^40 chains and one answer.
func TestLadder(t *testing.T) {
	var b strings.Builder
	b.WriteString("claim c\nst a0 p0\nst b0 q0\n")
	for i := 1; i <= 40; i++ {
		fmt.Fprintf(&b, "st a%d p%d eyewitness from=a%d,b%d\nst b%d q%d eyewitness from=a%d,b%d\n", i, i, i-1, i-1, i, i, i-1, i-1)
	}
	b.WriteString("link a40 c\nlink b40 c\n")
	c := read(t, b.String())
	r := All(c, Options{})["c"]
	if r.S != 2 || slices.Contains(r.Flags, Bound) {
		t.Errorf("S = %d, flags %v", r.S, r.Flags)
	}
}

// TestDeepInference has premises on premises, and more choices than are kept.
func TestDeepInference(t *testing.T) {
	var b strings.Builder
	b.WriteString("claim c0\n")
	for i := range 30 {
		fmt.Fprintf(&b, "st w%d p%d\nlink w%d c0\n", i, i, i)
	}
	for i := 1; i <= 16; i++ {
		fmt.Fprintf(&b, "claim c%d\nst i%d analyst%d inference warrant premises=c%d,c%d\nlink i%d c%d\n", i, i, i, i-1, i/2, i, i)
	}
	c := read(t, b.String())
	results := All(c, Options{})
	k := NewChecker(c, Options{})
	for id, r := range results {
		if err := k.Check(r); err != nil {
			t.Error(err)
		}
		if id != "c0" && r.S != 1 {
			t.Errorf("claim %s: S = %d, one analyst stands behind it", id, r.S)
		}
	}
}

func TestLongChains(t *testing.T) {
	var b strings.Builder
	b.WriteString("claim c0\nst s0 p\nlink s0 c0\n")
	const n = 6000
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, "st s%d p eyewitness from=s%d\nclaim c%d requires=c%d\n", i, i-1, i, i-1)
	}
	fmt.Fprintf(&b, "claim end\nlink s%d end\n", n-1)
	c := read(t, b.String())
	start := time.Now()
	r := All(c, Options{})
	if r["end"].S != 1 || r["c5999"].S != 1 {
		t.Errorf("end %+v", r["end"].Outcome.S)
	}
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("a chain of %d took %v", n, took)
	}
}

// TestManyChoicesOfPremises: more choices of premises than are kept, and all of
// them pass one group. What needs no list of them is still exact.
func TestManyChoicesOfPremises(t *testing.T) {
	var b strings.Builder
	b.WriteString("claim c\nclaim p\nclaim q\nst i analyst inference warrant premises=p,q\nlink i c\nst s anna via=group\nlink s c\n")
	for i := range 25 {
		fmt.Fprintf(&b, "st p%d p%d via=group\nlink p%d p\nst q%d q%d via=group\nlink q%d q\n", i, i, i, i, i, i)
	}
	c := read(t, b.String())
	r := All(c, Options{})["c"]
	if r.S != 1 || r.Upper != 1 || !slices.Equal(r.Cut, []string{"group"}) || !slices.Equal(r.Flags, []string{ViaOneConduit}) {
		t.Errorf("S = %d, cut %v, flags %v; want 1, [group] and only the flag %s", r.S, r.Cut, r.Flags, ViaOneConduit)
	}
	if err := CheckCertificate(c, Options{}, r); err != nil {
		t.Error(err)
	}
}

// TestLadderOfConjuncts: a premise of conjuncts of conjuncts, with 2^40 ways down.
func TestLadderOfConjuncts(t *testing.T) {
	const deep = 40
	var b strings.Builder
	b.WriteString("claim c\nst i analyst inference warrant premises=l0\nlink i c\n")
	for k := range deep {
		fmt.Fprintf(&b, "claim l%d requires=a%d,b%d\nclaim a%d requires=l%d\nclaim b%d requires=l%d\n", k, k, k, k, k+1, k, k+1)
	}
	fmt.Fprintf(&b, "claim l%d\nst s anna\nlink s l%d\n", deep, deep)
	c := read(t, b.String())
	r := All(c, Options{})["c"]
	if want := [][]record.ID{{"s", "i"}}; !slices.EqualFunc(r.Certificate, want, slices.Equal) {
		t.Errorf("certificate %v, want %v", r.Certificate, want)
	}
	if err := CheckCertificate(c, Options{}, r); err != nil {
		t.Error(err)
	}
}

// TestBoundOfHearsay: where only S_max is not worked out to the end, nothing is
// said to be the most.
func TestBoundOfHearsay(t *testing.T) {
	c := knot(t, 40, 200)
	for _, s := range c.Statements {
		if len(s.DerivedFrom) == 0 {
			s.Basis = record.Hearsay
		}
	}
	x, err := Explain(c, Options{Budget: 3}, "c")
	if err != nil || !slices.Contains(x.Flags, Bound) || x.SMax == 0 {
		t.Fatalf("S_max = %d, flags %v, %v: this should not have been worked out", x.SMax, x.Flags, err)
	}
	if strings.Contains(x.Summary, "at most") || strings.Contains(x.Summary, "possible") || !strings.Contains(x.Summary, " or more if hearsay is traced") {
		t.Errorf("summary %q claims more than is proven", x.Summary)
	}
}
