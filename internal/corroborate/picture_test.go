package corroborate

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// drawn gives a picture as lines: nodes with what is special about them, edges.
func drawn(g Picture) string {
	var b strings.Builder
	for _, n := range g.Nodes {
		fmt.Fprintf(&b, "%s %q", n.Kind, n.Name)
		if len(n.Records) > 1 {
			fmt.Fprintf(&b, " x%d", len(n.Records))
		}
		if n.Chain > 0 {
			fmt.Fprintf(&b, " chain%d", n.Chain)
		}
		for _, f := range []struct {
			on   bool
			word string
		}{{n.Against, "against"}, {n.Inactive, "inactive"}, {n.Withheld, "withheld"}, {n.Untraced, "untraced"}} {
			if f.on {
				b.WriteString(" " + f.word)
			}
		}
		b.WriteString("\n")
	}
	for _, e := range g.Edges {
		fmt.Fprintf(&b, "%s > %s %s %d %v\n", e.From, e.To, e.Words, e.Chain, e.Same)
	}
	return b.String()
}

func TestPicture(t *testing.T) {
	for _, x := range []struct {
		name, fixture string
		want          []string
		not           string
	}{
		{"alike ones are folded", "actor k name=Krivenko\nclaim c\nst s1 a1 via=k\nst s2 a2 via=k\nst s3 a3 via=k\nst s4 a4 via=k\nlink s1 c\nlink s2 c\nlink s3 c\nlink s4 c", []string{
			`statement "a1" chain1`, `statement "3 more statements" x3`, `conduit "Krivenko" chain1`,
			"s1 > via k false told 1 false", "s2 > via k false told 0 false", "via k false > claim c supports 1 false",
		}, "a4"},
		{"a voice twice", "claim c\nst s1 anna\nst s2 anna document\nlink s1 c\nlink s2 c", []string{
			`speaker "anna" chain1`, "speaker anna > s1  1 false", "speaker anna > s2  0 false",
		}, ""},
		{"a speaker who is a conduit, too", "claim c\nst s1 anna\nst s2 boris via=anna\nlink s1 c\nlink s2 c", []string{"via anna false > s1 counts once 0 true"}, "speaker"},
		{"one original", "evidence e1 hash=aa kind=photo\nevidence e2 hash=aa\nclaim c\nst s1 anna recording evidence=e1\nst s2 boris recording evidence=e2\nlink s1 c\nlink s2 c", []string{
			`copies "the photo e1" chain1`, "copies e1 > s1  1 false", "copies e1 > s2  0 false",
		}, ""},
		{"a relay", "claim c\nst s0 anna\nst s1 agency from=s0\nlink s1 c", []string{"s0 > s1 passed on 1 false", "s1 > claim c supports 1 false"}, ""},
		{"what does not count", "actor n protected descriptor=a_nurse\nclaim c\nst s1 anna state=withdrawn\nst s2 n\nst s3 boris hearsay\nlink s1 c\nlink s2 c\nlink s3 c", []string{
			`statement "anna" inactive`, `statement "a nurse" chain1 withheld`, `statement "boris" untraced`,
		}, ""},
		{"the other side", "claim c adverse=mod\nclaim d excludes=c\nst s1 anna\nst s2 mod position\nst s3 boris\nlink s1 c disputes\nlink s2 c denies\nlink s3 d", []string{
			`statement "anna" chain1 against`, `statement "mod" against`, `statement "boris" chain2 against`,
			"s1 > claim c disputes 1 false", "s2 > claim c denies 0 false", "claim d > claim c excludes 0 false", "s3 > claim d supports 2 false",
		}, ""},
		{"what is required", "claim c requires=p,q\nclaim p\nclaim q\nst s1 anna\nst s2 boris\nst s3 clara\nlink s1 p\nlink s2 p\nlink s3 q", []string{
			"claim p > claim c required 0 false", "claim q > claim c required 0 false", "s3 > claim q supports 1 false",
		}, "boris"},
		{"a conclusion", "claim c\nclaim p\nst s1 anna\nst i boris inference warrant premises=p\nlink s1 p\nlink i c", []string{
			"claim p > i premise 1 false", "s1 > claim p supports 1 false", "i > claim c supports 1 false",
		}, ""},
		{"nobody is named by a class", "actor aaa name=Qqqq\nactor n protected descriptor=a_nurse same=aaa\nclaim c\nst s1 n\nst s2 aaa\nlink s1 c\nlink s2 c", []string{`speaker "a nurse" chain1`}, "Qqqq"},
	} {
		t.Run(x.name, func(t *testing.T) {
			got, err := Explain(read(t, x.fixture), Options{Now: noon}, "c")
			if err != nil {
				t.Fatal(err)
			}
			text := drawn(got.Graph)
			for _, w := range x.want {
				if !strings.Contains(text, w+"\n") {
					t.Errorf("no %q:\n%s", w, text)
				}
			}
			if x.not != "" && strings.Contains(text, x.not) {
				t.Errorf("%q is there:\n%s", x.not, text)
			}
		})
	}
}

// TestPictureIsWhole: in any case, edges lead to nodes, no node or statement stands
// there twice, every statement of a chain is there, and nothing depends on the
// order of maps.
func TestPictureIsWhole(t *testing.T) {
	laws(t, 200, func(t *testing.T, _ *rand.Rand, c *record.Casefile) {
		for id := range c.Claims {
			x, err := Explain(c, Options{Now: noon}, id)
			if err != nil {
				t.Fatal(err)
			}
			nodes, statements := map[string]bool{}, map[record.ID]bool{}
			for _, n := range x.Graph.Nodes {
				if nodes[n.ID] {
					t.Errorf("node %s twice", n.ID)
				}
				nodes[n.ID] = true
				for _, r := range n.Records {
					if statements[r] {
						t.Errorf("record %s twice", r)
					}
					statements[r] = true
				}
			}
			for _, e := range x.Graph.Edges {
				if !nodes[e.From] || !nodes[e.To] {
					t.Errorf("edge from %q to %q", e.From, e.To)
				}
			}
			for _, chain := range append(x.Chains, x.Opposing...) {
				if len(c.Claims[id].Requires) > 0 {
					break // its opposing side may be that of a conjunct which is not drawn
				}
				for _, s := range chain.Statements {
					if !statements[s] {
						t.Errorf("claim %s: statement %s of a chain is not drawn", id, s)
					}
				}
			}
			if again, _ := Explain(c, Options{Now: noon}, id); !reflect.DeepEqual(x.Graph, again.Graph) || x.String() != again.String() {
				t.Errorf("claim %s: it is explained in two ways", id)
			}
		}
	})
}
