package protect

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// told puts each trait at a place of its own; "a+b" are two whose words overlap.
func told(traits ...string) (out []Told) {
	for i, both := range traits {
		for _, t := range strings.Split(both, "+") {
			out = append(out, Told{record.ID(t), i, 0, 5})
		}
	}
	return out
}

func ids(s string) (out []record.ID) {
	for _, f := range strings.Fields(s) {
		out = append(out, record.ID(f))
	}
	return out
}

func TestNarrow(t *testing.T) {
	a := &record.Actor{
		Traits: []record.Trait{{ID: "unit", Group: 12000}, {ID: "day", Group: 400}, {ID: "tank", Group: 900}, {ID: "home", Group: 2500}, {ID: "scar", Group: 3}, {ID: "tall"}},
		Joint:  []record.Joint{{Traits: ids("unit day"), Group: 14}, {Traits: ids("unit tank"), Group: 30}, {Traits: ids("home tank day"), Group: 7}},
	}
	for _, c := range []struct {
		name, here, earlier string
		size, before        int
		best                record.ID
		bestThen            int
		drop                string
		then                int
	}{
		{"nothing known", "tall", "", 0, 0, "", 0, "", 0},
		{"wide enough", "unit home", "", 2500, 0, "home", 12000, "", 0},
		{"two traits: the one that leaves more", "unit day", "", 14, 0, "day", 12000, "day", 12000},
		{"the one that is told once, though it leaves less", "unit day day", "", 14, 0, "day", 12000, "unit", 400},
		{"one that stands in both combinations", "unit day tank", "", 14, 0, "unit", 400, "unit", 400},
		{"two must go", "unit day tank home", "", 7, 0, "day", 30, "day tank", 2500},
		{"told earlier: dropping it here helps nothing", "unit day", "unit", 14, 12000, "day", 12000, "day", 12000},
		{"earlier releases alone narrow", "home", "unit day", 14, 14, "", 0, "", 0},
		{"they narrow, and this draft further", "home tank", "unit day", 7, 14, "home", 14, "home", 14},
		{"a trait small by itself", "scar", "", 3, 0, "scar", 0, "scar", 0},
		{"words that overlap go together", "unit+day", "", 14, 0, "day", 0, "day", 0},
		{"a stranger's trait", "unit other", "", 12000, 0, "unit", 0, "", 0},
	} {
		n := Narrow(a, told(strings.Fields(c.here)...), ids(c.earlier), 50)
		if n.Size != c.size || n.Before != c.before || n.Best != c.best || n.BestThen != c.bestThen || !slices.Equal(n.Drop, ids(c.drop)) || n.DropThen != c.then {
			t.Errorf("%s: %+v", c.name, n)
		}
	}
}

// A larger world: traits, joints and places at random.
func randomNarrowing(r *rand.Rand, traits int) (*record.Actor, []Told, []record.ID) {
	a := &record.Actor{}
	name := func() record.ID { return record.ID("t" + strconv.Itoa(r.IntN(traits))) }
	var here []Told
	var earlier []record.ID
	for i := range traits {
		a.Traits = append(a.Traits, record.Trait{ID: record.ID("t" + strconv.Itoa(i)), Group: r.IntN(3) * r.IntN(400)})
	}
	for range r.IntN(2 * traits) {
		j := record.Joint{Group: r.IntN(120)}
		for range 1 + r.IntN(3) {
			if t := name(); !slices.Contains(j.Traits, t) {
				j.Traits = append(j.Traits, t)
			}
		}
		a.Joint = append(a.Joint, j)
	}
	for range r.IntN(2 * traits) {
		at := r.IntN(30)
		here = append(here, Told{name(), r.IntN(4), at, at + 1 + r.IntN(6)})
	}
	for range r.IntN(3) {
		earlier = append(earlier, name())
	}
	return a, here, earlier
}

// without takes the places of the dropped traits out, and all that overlap them.
func without(here []Told, drop []record.ID) (out []Told) {
	for _, p := range here {
		if !slices.ContainsFunc(here, func(q Told) bool {
			return slices.Contains(drop, q.Trait) && p.Passage == q.Passage && q.Start < p.End && p.Start < q.End
		}) {
			out = append(out, p)
		}
	}
	return out
}

func TestNarrowLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	lifted := 0
	for n := range 3000 {
		a, here, earlier := randomNarrowing(r, 3+n%6)
		const least = 50
		got := Narrow(a, here, earlier, least)

		more := Narrow(a, append(slices.Clone(here), Told{record.ID("t" + strconv.Itoa(r.IntN(8))), 9, 0, 1}), earlier, least)
		if wider(more.Size, got.Size) || got.Known && !more.Known {
			t.Fatalf("telling one more trait raised the group from %d to %d", got.Size, more.Size)
		}

		turned := *a
		turned.Traits, turned.Joint = slices.Clone(a.Traits), slices.Clone(a.Joint)
		mixed := slices.Clone(here)
		r.Shuffle(len(turned.Traits), func(i, j int) { turned.Traits[i], turned.Traits[j] = turned.Traits[j], turned.Traits[i] })
		r.Shuffle(len(turned.Joint), func(i, j int) { turned.Joint[i], turned.Joint[j] = turned.Joint[j], turned.Joint[i] })
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if again := Narrow(&turned, mixed, earlier, least); again.Size != got.Size || again.Best != got.Best || !slices.Equal(again.Drop, got.Drop) || again.DropThen != got.DropThen {
			t.Fatalf("the order matters: %+v and %+v", got, again)
		}

		if got.Best != "" {
			if then := Narrow(a, without(here, []record.ID{got.Best}), earlier, least); then.Size != got.BestThen || !wider(then.Size, got.Size) {
				t.Fatalf("without %s: said %d, is %d", got.Best, got.BestThen, then.Size)
			}
		}
		target := least
		if got.Before > 0 {
			target = min(target, got.Before)
		}
		if !got.Known || got.Size >= target {
			if len(got.Drop) > 0 {
				t.Fatalf("nothing need be dropped: %+v", got)
			}
			continue
		}
		lifted++
		then := Narrow(a, without(here, got.Drop), earlier, least)
		if then.Size != got.DropThen || then.Known && then.Size < target || len(got.Drop) == 0 {
			t.Fatalf("dropping %v of %v, %v earlier: said %d, is %d, should be %d", got.Drop, here, earlier, got.DropThen, then.Size, target)
		}
		// No cheaper set does it.
		s := newNarrowing(a, here, earlier)
		price := func(set []record.ID) (n int) {
			for _, id := range set {
				n += s.places[id]
			}
			return n
		}
		for set := uint(1); set < 1<<len(s.traits); set++ {
			var drop []record.ID
			for i, id := range s.traits {
				if set&(1<<i) != 0 {
					drop = append(drop, id)
				}
			}
			if size, known, _ := GroupSize(a, s.left(drop)); (!known || size >= target) && price(drop) < price(got.Drop) &&
				!slices.ContainsFunc(drop, func(id record.ID) bool { return !slices.Contains(s.culprits(target), id) }) {
				t.Fatalf("%v is cheaper than %v", drop, got.Drop)
			}
		}
	}
	if lifted < 300 {
		t.Errorf("only %d of the cases needed something dropped", lifted)
	}
}

// Many traits take no long time, and the greedy answer lifts as well.
func TestNarrowMany(t *testing.T) {
	for _, n := range []int{exactUpTo, 60} {
		a := &record.Actor{}
		var here []Told
		for i := range n {
			id := record.ID("t" + strconv.Itoa(i))
			a.Traits = append(a.Traits, record.Trait{ID: id, Group: 1000})
			here = append(here, Told{id, i, 0, 4})
			for j := range i {
				if (i*j)%3 == 0 {
					a.Joint = append(a.Joint, record.Joint{Traits: []record.ID{id, record.ID("t" + strconv.Itoa(j))}, Group: 10})
				}
			}
		}
		start := time.Now()
		got := Narrow(a, here, nil, 50)
		if then := Narrow(a, without(here, got.Drop), nil, 50); then.Size < 50 {
			t.Errorf("%d traits: dropping %d of them leaves %d", n, len(got.Drop), then.Size)
		}
		t.Logf("%d traits: %d dropped in %v", n, len(got.Drop), time.Since(start))
	}
}
