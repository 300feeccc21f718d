package corroborate

import (
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// TestWhatIfTellsTheChains: which are lost and why, which remain or step in.
func TestWhatIfTellsTheChains(t *testing.T) {
	const fixture = `
		actor krivenko name=Sergei_Krivenko
		actor nurse protected name=Zyxwv descriptor=a_nurse
		claim c
		st k1 s1 participant via=krivenko
		st k2 s2 participant via=krivenko
		st n nurse
		link k1 c
		link k2 c
		link n c`
	tell := func(ch Supposed) (lost, remains string) {
		var l, r []string
		for _, x := range ch.Lost {
			l = append(l, x.Words+": "+x.Why)
		}
		for _, x := range ch.Remains {
			r = append(r, x.Words)
		}
		return strings.Join(l, " | "), strings.Join(r, " | ")
	}
	for _, x := range []struct {
		name          string
		withdraw      []record.ID
		merge         [][2]record.ID
		lost, remains string
	}{
		{"one of two through a conduit", ids("k1"), nil,
			"s1, who took part, told Sergei Krivenko, who told the desk: withdrawn: k1",
			"s2, who took part, told Sergei Krivenko, who told the desk | a nurse, who saw it, told the desk"},
		{"the protected one", ids("nurse"), nil,
			"a nurse, who saw it, told the desk: withdrawn: n",
			"s1, who took part, told Sergei Krivenko, who told the desk"},
		{"two that are one", nil, [][2]record.ID{{"nurse", "krivenko"}},
			"s1, who took part, told Sergei Krivenko, who told the desk: it no longer stands apart from the others",
			"a nurse, who saw it, told the desk"},
		{"all of them", ids("nurse,k1,k2"), nil,
			"s1, who took part, told Sergei Krivenko, who told the desk: withdrawn: k1 | a nurse, who saw it, told the desk: withdrawn: n", ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			changes, err := WhatIf(read(t, fixture), Options{Now: noon}, x.withdraw, x.merge)
			if err != nil || len(changes) != 1 {
				t.Fatalf("%v, %d changes", err, len(changes))
			}
			if lost, remains := tell(changes[0]); lost != x.lost || remains != x.remains {
				t.Errorf("lost     %s\nremains  %s", lost, remains)
			}
		})
	}
}
