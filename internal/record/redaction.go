package record

// Redaction is the plan by which an item of evidence is covered before anybody
// outside sees it: what a member looked at and agreed to show. It holds places
// only, never the words that stood there. An empty plan shows the item whole.
type Redaction struct {
	Areas []Area `json:"areas,omitempty"`
	// Layout is a keyed hash of pages that another program laid out: where that
	// program lays them out differently, the areas mean nothing and the item is not
	// shown. It says nothing to whoever lacks the casefile's key.
	Layout string `json:"layout,omitempty"`
}

// Area is a rectangle to cover on a page, in points (1/72 inch) of a page and in
// pixels of a picture, from the top left corner of what a viewer shows.
type Area struct {
	Page int `json:"page"` // from 1
	X    int `json:"x"`
	Y    int `json:"y"`
	W    int `json:"w"` // from 1
	H    int `json:"h"` // from 1
}

// Holds reports whether an area covers all that another covers.
func (a Area) Holds(b Area) bool {
	return a.Page == b.Page && a.X <= b.X && a.Y <= b.Y && a.X+a.W >= b.X+b.W && a.Y+a.H >= b.Y+b.H
}
