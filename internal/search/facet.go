package search

import (
	"cmp"
	"slices"
	"strings"
)

// Facets count all matches, page by page, by what they are: the commonest first, at
// most MaxFacet of each; what a document does not say is not counted.
type Facets struct {
	Type        []Count `json:"type"`
	Kind        []Count `json:"kind"`
	Lang        []Count `json:"lang"`
	Actor       []Count `json:"actor"`
	Year        []Count `json:"year"`
	Restriction []Count `json:"restriction"`
}

// MaxFacet bounds the values of one facet that are given.
const MaxFacet = 20

// Count is one value of a facet.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Tally counts for Facets. Its zero value is ready.
type Tally [6]map[string]int

// Add counts n documents of these values, in the order of the fields of Facets.
func (t *Tally) Add(values [6]string, n int) {
	for i, v := range values {
		if v == "" {
			continue
		}
		if t[i] == nil {
			t[i] = map[string]int{}
		}
		t[i][v] += n
	}
}

// Facets gives the counts.
func (t *Tally) Facets() *Facets {
	var lists [6][]Count
	for i, counts := range t {
		lists[i] = []Count{}
		for v, n := range counts {
			lists[i] = append(lists[i], Count{v, n})
		}
		slices.SortFunc(lists[i], func(a, b Count) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
		lists[i] = lists[i][:min(len(lists[i]), MaxFacet)]
	}
	return &Facets{lists[0], lists[1], lists[2], lists[3], lists[4], lists[5]}
}
