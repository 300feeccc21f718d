package component

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestStrong(t *testing.T) {
	graph := map[string][]string{
		"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"e"}, "f": {"a"},
	}
	got := fmt.Sprint(Strong([]string{"f", "a", "e"}, func(v string) []string { return graph[v] }))
	if want := "[[e] [d] [a b c] [f]]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := Strong(nil, func(string) []string { return nil }); len(got) != 0 {
		t.Errorf("nothing gives %v", got)
	}
}

// TestAgainstReachability compares random graphs with the definition: two nodes
// are in one component just when each reaches the other.
func TestAgainstReachability(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 1 + r.IntN(9)
		edges := make([][]int, n)
		reach := make([][]bool, n)
		for v := range n {
			reach[v] = make([]bool, n)
			reach[v][v] = true
		}
		for range r.IntN(2 * n) {
			a, b := r.IntN(n), r.IntN(n)
			edges[a] = append(edges[a], b)
			reach[a][b] = true
		}
		for k := range n {
			for i := range n {
				for j := range n {
					reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j])
				}
			}
		}
		of, place := make([]int, n), make([]int, n)
		groups := Strong(r.Perm(n), func(v int) []int { return edges[v] })
		seen := 0
		for k, g := range groups {
			for i, v := range g {
				of[v], place[v] = k, i
				seen++
			}
		}
		if seen != n {
			t.Fatalf("seed %d: %d of %d nodes", seed, seen, n)
		}
		for i := range n {
			for j := range n {
				if (of[i] == of[j]) != (reach[i][j] && reach[j][i]) {
					t.Fatalf("seed %d: %d and %d in %v, edges %v", seed, i, j, groups, edges)
				}
				if of[i] != of[j] && slices.Contains(edges[i], j) && of[j] > of[i] {
					t.Fatalf("seed %d: %d leads to %d, which comes after it: %v", seed, i, j, groups)
				}
			}
		}
	}
}

// TestLongChain: a chain as long as a large casefile needs no deep call stack.
func TestLongChain(t *testing.T) {
	const n = 200000
	next := func(v int32) []int32 { return []int32{(v + 1) % n} }
	if groups := Strong([]int32{0}, next); len(groups) != 1 || len(groups[0]) != n {
		t.Errorf("%d components", len(groups))
	}
}
