package protect

import "slices"

// FindAll gives the strings that Find gives, but of one that several actors have in
// common one hit for each of them. For names that are public: where two bear one
// name, Find would choose.
func (g *Guard) FindAll(text string) []Hit {
	if g == nil || g.shut || text == "" {
		return g.find(text, false)
	}
	defer g.mu.RUnlock()
	if g.settled().empty() {
		return nil
	}
	s := newSearch(g, text, false)
	all := s.all()
	type stretch struct{ start, end int }
	kept := map[stretch]bool{}
	for _, h := range all {
		kept[stretch{h.Start, h.End}] = true
	}
	seen, out := map[Hit]bool{}, []Hit{}
	for _, h := range s.said(s.hits) {
		if kept[stretch{h.Start, h.End}] && !seen[h] {
			seen[h] = true
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b Hit) int { return a.Start - b.Start })
	return out
}
