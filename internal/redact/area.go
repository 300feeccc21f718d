package redact

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// ParseArea reads PAGE:X,Y,W,H as a person types it: whole numbers, page from 1,
// width and height from 1.
func ParseArea(text string) (record.Area, error) {
	wrong := problem.New(problem.Usage, "--area", "an area is PAGE:X,Y,W,H in whole numbers", "2:72,144,200,30 covers 200 by 30 points of page 2; of a picture, pixels of page 1")
	page, rest, ok := strings.Cut(text, ":")
	parts := strings.Split(rest, ",")
	if !ok || len(parts) != 4 {
		return record.Area{}, wrong
	}
	var n [5]int
	for i, p := range append([]string{page}, parts...) {
		v, err := strconv.Atoi(strings.TrimSpace(p))
		if err != nil || v < 0 || v > 1_000_000 {
			return record.Area{}, wrong
		}
		n[i] = v
	}
	a := record.Area{Page: n[0], X: n[1], Y: n[2], W: n[3], H: n[4]}
	if a.Page < 1 || a.W < 1 || a.H < 1 {
		return record.Area{}, wrong
	}
	return a, nil
}

// Tidy sorts areas and drops those that lie within another: one form for one plan.
func Tidy(areas []record.Area) []record.Area {
	all := slices.DeleteFunc(slices.Clone(areas), func(a record.Area) bool { return a.Page < 1 || a.W < 1 || a.H < 1 })
	slices.SortFunc(all, func(a, b record.Area) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X), cmp.Compare(b.W, a.W), cmp.Compare(b.H, a.H))
	})
	all = slices.Compact(all)
	var out []record.Area
	for i, a := range all {
		inner := false
		for j, b := range all {
			inner = inner || i != j && b.Holds(a)
		}
		if !inner {
			out = append(out, a)
		}
	}
	return out
}

// within cuts areas to their sheets and drops what lies outside of them.
func within(areas []record.Area, sheets []Sheet) []record.Area {
	var out []record.Area
	for _, a := range areas {
		if a.Page < 1 || a.Page > len(sheets) {
			continue
		}
		s := sheets[a.Page-1]
		x1, y1 := min(a.X+a.W, s.Width), min(a.Y+a.H, s.Height)
		a.X, a.Y = max(a.X, 0), max(a.Y, 0)
		if a.W, a.H = x1-a.X, y1-a.Y; a.W > 0 && a.H > 0 {
			out = append(out, a)
		}
	}
	return out
}

// Fits refuses areas that a person meant for another page or another file.
func Fits(areas []record.Area, sheets []Sheet) error {
	for _, a := range areas {
		where := fmt.Sprintf("area %d:%d,%d,%d,%d", a.Page, a.X, a.Y, a.W, a.H)
		if a.Page > len(sheets) {
			return problem.New(problem.Usage, where, fmt.Sprintf("there is no such page; it has %d", len(sheets)), "pages count from 1")
		}
		if len(within([]record.Area{a}, sheets)) == 0 {
			s := sheets[a.Page-1]
			return problem.New(problem.Usage, where, fmt.Sprintf("it lies outside of the page, which is %d wide and %d high", s.Width, s.Height), "places count from the top left corner")
		}
	}
	return nil
}
