package intake

import (
	"strconv"
	"strings"
)

// sheet is a table of a spreadsheet while it is read.
type sheet struct {
	row    []string // cells so far, without the empty ones at its end
	cell   strings.Builder
	in     bool // a cell is open
	empty  int  // cells that were empty since the last full one
	repeat int  // of the cell
	rows   int  // of the row
	unseen bool // the row is hidden
	lent   int  // what the row has cost before it is written
}

// maxRepeat bounds how often the same cell or row is written: tables are filled to
// their last row with repetitions.
const maxRepeat = 256

func repeated(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 1
	}
	return min(max(n, 1), maxRepeat)
}

func (o *odfReader) inCell() bool { return o.table.in }

// cells takes the elements of tables.
func (o *odfReader) cells(n node) {
	switch n.name {
	case "table":
		if o.tables++; o.kind == typeODS && o.tables == 1 {
			kind := "sheet"
			if o.hidden[n.attr("style-name")] {
				kind = "hidden sheet"
			}
			o.out.aside(kind, n.attr("name"))
		}
	case "table-row":
		o.table.rows = repeated(n.attr("number-rows-repeated"))
		o.table.unseen = n.attr("visibility") != "" && n.attr("visibility") != "visible"
	case "table-cell", "covered-table-cell":
		if o.kind == typeODS && o.tables == 1 {
			o.table.in, o.table.repeat = true, repeated(n.attr("number-columns-repeated"))
			o.table.cell.Reset()
		}
	}
}

func (o *odfReader) cellsShut(name string) {
	t := &o.table
	switch name {
	case "table-cell", "covered-table-cell":
		switch {
		case !t.in:
			o.out.tab()
		case t.cell.Len() == 0:
			t.empty += t.repeat
		default:
			t.row = append(t.row, make([]string, min(t.empty, maxTabs))...)
			for range t.repeat {
				if o.out.full() {
					break
				}
				t.row = append(t.row, t.cell.String())
				t.lent += t.cell.Len() + 1
				o.out.left -= t.cell.Len() + 1
			}
			t.lent += t.cell.Len()
			t.empty = 0
		}
		t.in = false
	case "table-row":
		o.rowEnds()
	case "table":
		o.tables = max(o.tables-1, 0)
		if o.kind == typeODS && o.tables == 0 {
			o.line()
			if !o.out.full() {
				o.out.turn()
			}
		}
	}
}

func (o *odfReader) rowEnds() {
	t := &o.table
	if o.kind != typeODS {
		o.line()
		return
	}
	if line := strings.Join(t.row, "\t"); line != "" {
		if t.unseen {
			line = "[hidden row] " + line
		}
		if o.out.left >= 0 {
			o.out.left += t.lent
		}
		for range t.rows {
			if o.out.full() {
				break
			}
			o.out.line()
			o.out.write(line)
		}
	}
	t.row, t.empty, t.lent = t.row[:0], 0, 0
	o.line()
}
