package protect

// DateHit is a day that stands in a text; Year is 0 where it says none.
type DateHit struct {
	Start, End       int // byte offsets
	Day, Month, Year int
}

// Dates finds the days in a text, in any notation in which TraitHits finds them.
func Dates(text string) []DateHit {
	var out []DateHit
	ps := scan(text)
	for i := 0; i < len(ps); {
		d, to := dateAt(ps, i)
		if to <= i {
			i++
			continue
		}
		out = append(out, DateHit{ps[i].start, ps[to-1].end, d.day, d.month, d.year})
		i = to
	}
	return out
}
