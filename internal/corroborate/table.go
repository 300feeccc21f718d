package corroborate

// table is a list of short lists in two flat slices, so that millions of rows
// cost eight bytes each beside their entries.
type table struct {
	at   []int32
	cell []int32
}

// row gives the entries of row i; do not change them.
func (t *table) row(i int32) []int32 {
	if t.at == nil {
		return nil
	}
	return t.cell[t.at[i]:t.at[i+1]]
}

// newTable sorts pairs (row, entry) into a table of n rows.
func newTable(n int, rows, entries []int32) table {
	t := table{at: make([]int32, n+1), cell: make([]int32, len(entries))}
	for _, r := range rows {
		t.at[r+1]++
	}
	for i := range n {
		t.at[i+1] += t.at[i]
	}
	next := append([]int32(nil), t.at[:n]...)
	for i, r := range rows {
		t.cell[next[r]] = entries[i]
		next[r]++
	}
	return t
}
