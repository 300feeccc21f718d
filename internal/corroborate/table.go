package corroborate

import "slices"

// table is a list of short lists that share one slice, so that millions of rows
// cost eight bytes each beside their entries. Rows may change: one that grows
// moves to the end, and what is left behind is cleared away now and then.
type table struct {
	at    []span
	cell  []int32
	waste int // cells of no row
}

type span struct{ from, n int32 }

// row gives the entries of row i, good until the table changes; do not change them.
func (t *table) row(i int32) []int32 {
	if int(i) >= len(t.at) {
		return nil
	}
	s := t.at[i]
	return t.cell[s.from : s.from+s.n : s.from+s.n]
}

// newTable sorts pairs (row, entry) into a table of n rows.
func newTable(n int, rows, entries []int32) table {
	t := table{at: make([]span, 0, n), cell: make([]int32, 0, len(entries))}
	t.refill(n, rows, entries)
	return t
}

// emptyTable gives n rows without entries, and room for some.
func emptyTable(n, room int) table { return table{at: make([]span, n), cell: make([]int32, 0, room)} }

// append puts an entry to the row that was begun last, or begins one.
func (t *table) append(row, entry int32) {
	s := &t.at[row]
	if s.n == 0 {
		s.from = int32(len(t.cell))
	}
	t.cell = append(t.cell, entry)
	s.n++
}

// refill is newTable in the space of an old one.
func (t *table) refill(n int, rows, entries []int32) {
	t.at = slices.Grow(t.at[:0], n)[:n]
	t.cell = slices.Grow(t.cell[:0], len(entries))[:len(entries)]
	clear(t.at)
	for _, r := range rows {
		t.at[r].n++
	}
	t.spread()
	for i, r := range rows {
		t.put(r, entries[i])
	}
}

// pairTable sorts pairs into a table by what they name first.
func pairTable(n int, pairs []two) table { return sorted(n, pairs, 0) }

// pairTableBack sorts pairs into a table by what they name last.
func pairTableBack(n int, pairs []two) table { return sorted(n, pairs, 1) }

func sorted(n int, pairs []two, by int) table {
	t := table{at: make([]span, n), cell: make([]int32, len(pairs))}
	for _, p := range pairs {
		t.at[p[by]].n++
	}
	t.spread()
	for _, p := range pairs {
		t.put(p[by], p[1-by])
	}
	return t
}

// spread makes places for rows of known lengths, which put fills.
func (t *table) spread() {
	next := int32(0)
	for i := range t.at {
		t.at[i], next = span{from: next}, next+t.at[i].n
	}
}

func (t *table) put(row, entry int32) {
	s := &t.at[row]
	t.cell[s.from+s.n] = entry
	s.n++
}

// set replaces a row.
func (t *table) set(i int32, row []int32) {
	for int(i) >= len(t.at) {
		t.at = append(t.at, span{})
	}
	s, n := &t.at[i], int32(len(row))
	if n > s.n {
		t.waste += int(s.n)
		s.from = int32(len(t.cell))
		t.cell = append(t.cell, row...)
	} else {
		t.waste += int(s.n - n)
		copy(t.cell[s.from:], row)
	}
	s.n = n
	if t.waste > 1024 && t.waste > len(t.cell)/2 {
		t.tidy()
	}
}

// tidy moves the rows together.
func (t *table) tidy() {
	cell := make([]int32, 0, len(t.cell)-t.waste)
	for i := range t.at {
		s := &t.at[i]
		from := int32(len(cell))
		cell = append(cell, t.cell[s.from:s.from+s.n]...)
		s.from = from
	}
	t.cell, t.waste = cell, 0
}

// add puts an entry to a row.
func (t *table) add(i, entry int32) { t.set(i, append(slices.Clone(t.row(i)), entry)) }

// remove takes one occurrence of an entry out of a row, if it is there.
func (t *table) remove(i, entry int32) {
	row := t.row(i)
	if k := slices.Index(row, entry); k >= 0 {
		row[k] = row[len(row)-1]
		t.at[i].n--
		t.waste++
	}
}
