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

// pairTable sorts pairs into a table by what they name first.
func pairTable(n int, pairs []Two) table { return sorted(n, pairs, 0) }

// pairTableBack sorts pairs into a table by what they name last.
func pairTableBack(n int, pairs []Two) table { return sorted(n, pairs, 1) }

func sorted(n int, pairs []Two, by int) table {
	t := table{at: make([]int32, n+1), cell: make([]int32, len(pairs))}
	for _, p := range pairs {
		t.at[p[by]]++
	}
	next := int32(0)
	for i, k := range t.at {
		t.at[i] = next
		next += k
	}
	for _, p := range pairs {
		t.cell[t.at[p[by]]] = p[1-by]
		t.at[p[by]]++
	}
	copy(t.at[1:], t.at)
	t.at[0] = 0
	return t
}
