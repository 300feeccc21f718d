package exchange

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Rows reads a table of a desk's own as its mapping says (docs/formats/csv.md): one
// row is one statement, and several rows may share a claim, a speaker or an item of
// evidence. What a basis column does not say is hearsay.
func Rows(a Archive) (*Document, *Report, error) {
	if a.Mapping == nil {
		return nil, nil, problem.New(problem.Usage, a.Name, "a table needs a mapping, which says what its columns are", "give one with --map; docs/formats/csv.md shows how to write it")
	}
	rd, err := a.reading("")
	if err != nil {
		return nil, nil, err
	}
	in := &rowReader{reading: rd, statements: map[string]record.ID{}, pages: map[string][]record.ID{}, speakers: map[string]record.ID{}, bare: map[record.ID]bool{}}
	for _, p := range append([]Part{{a.Name, a.Source}}, a.Others...) {
		rd.r.name = p.Name
		in.read(p)
	}
	rd.r.name = a.Name
	in.derive()
	in.parties()
	if err := rd.r.err(); err != nil {
		return nil, nil, err
	}
	rd.cycles()
	rd.stays()
	return rd.document()
}

type rowReader struct {
	*reading
	table      *table
	at         map[string]int         // of each key that is mapped, its column
	statements map[string]record.ID   // by the archive's id
	pages      map[string][]record.ID // by address: statements that stand there
	speakers   map[string]record.ID   // by the archive's id or open name
	later      []pending
	bare       map[record.ID]bool // claims without a text so far
}

// pending is a reference that may name a row further down.
type pending struct {
	to         *entry
	key, value string
	line       int
	path       string
}

func (in *rowReader) read(p Part) {
	t, guessed := openTable(p.Source, in.Mapping, in.r)
	if t == nil {
		return
	}
	if guessed != "" {
		in.note("%s was read as %s; if letters are wrong, say encoding: in the mapping", p.Name, guessed)
	}
	in.table = t
	if !in.columns() {
		return
	}
	for t.next() {
		if in.out.Incidents >= mostEntries {
			in.r.add(t.line, in.path(""), "the table has more than 500000 rows", "split it; the same prefix keeps the parts together")
			return
		}
		in.out.Incidents++
		in.row()
	}
}

// columns finds the mapped columns by their names in the first row.
func (in *rowReader) columns() bool {
	in.at = map[string]int{}
	used := map[int]bool{}
	good := true
	for _, key := range columnKeys {
		name := in.Mapping.columns[key]
		if name == "" {
			continue
		}
		i := slices.Index(in.table.header, name)
		if i < 0 {
			i = slices.IndexFunc(in.table.header, func(h string) bool { return plainly(h) == plainly(name) })
		}
		if i < 0 {
			hint := "columns are named as in the first row of the table"
			lower := make([]string, len(in.table.header))
			for j, h := range in.table.header {
				lower[j] = plainly(h)
			}
			if like := nearest(name, lower); like != "" { // only what is nearly what the mapping says
				hint = "did you mean the column " + in.table.header[slices.Index(lower, like)] + "?"
			}
			in.r.add(1, "", "the table has no column for "+key, fmt.Sprintf("%s (%s:%d)", hint, in.Mapping.name, in.Mapping.lines[key]))
			good = false
			continue
		}
		in.at[key], used[i] = i, true
	}
	for _, need := range [][]string{{"claim.text", "claim.id"}} {
		if !slices.ContainsFunc(need, func(k string) bool { return in.Mapping.columns[k] != "" }) {
			in.r.add(1, "", "the mapping has no column for "+need[0], "a row says something about a claim")
			good = false
		}
	}
	if !good {
		return false
	}
	var unused []string
	for i, h := range in.table.header {
		if !used[i] {
			if h == "" {
				h = fmt.Sprintf("number %d", i+1)
			}
			unused = append(unused, shorten(h, 40))
		}
	}
	if n := len(unused); n > 0 {
		more := ""
		if n > 20 {
			unused, more = unused[:20], fmt.Sprintf(" and %d more", n-20)
		}
		in.note("columns that the mapping does not use, and that did not come in: %s%s", strings.Join(unused, ", "), more)
	}
	return true
}

func (in *rowReader) path(key string) string {
	path := fmt.Sprintf("row %d", in.table.row)
	if name := in.Mapping.columns[key]; name != "" {
		path += ", column " + name
	}
	return path
}

func (in *rowReader) fault(key, what, hint string) {
	in.r.add(in.table.line, in.path(key), what, hint)
}

// cell gives what stands in the column for a key, checked.
func (in *rowReader) cell(key string) string {
	i, mapped := in.at[key]
	if !mapped || i >= len(in.table.cells) {
		return ""
	}
	c := strings.TrimSpace(in.table.cells[i])
	switch {
	case len(c) > maxCell:
		in.fault(key, "a cell is longer than 1 MiB", "give long texts as files, with onrecord add")
		return ""
	case strings.HasPrefix(c, "=") && len(c) > 1:
		in.fault(key, "this cell is a formula", "save the table with values in the place of formulas")
		return ""
	}
	return tidy(unguarded(c))
}

// cells gives the entries of a cell that is a list.
func (in *rowReader) cells(key string) []string {
	mark := in.Mapping.Lists
	if mark == "" {
		mark = ";"
	}
	var out []string
	for part := range strings.SplitSeq(in.cell(key), mark) {
		if part = oneLine(part); part != "" && len(out) < maxOfOne {
			out = append(out, part)
		}
	}
	return out
}

// word gives our word for a cell; the mapping's default for an empty one.
func (in *rowReader) word(key string) (word string, said bool) {
	return in.wordFor(key, in.cell(key))
}

func (in *rowReader) wordFor(key, cell string) (word string, said bool) {
	table := tableOf[key]
	if cell == "" {
		return in.Mapping.defaults[table], false
	}
	if w := in.Mapping.word(table, cell); w != "" {
		return w, true
	}
	if w := plainly(cell); slices.Contains(vocabularyOf(table), w) {
		return w, true
	}
	in.fault(key, "the mapping does not say what this word means", "put it under words."+table+" at one of "+strings.Join(vocabularyOf(table), ", "))
	return "", false
}

// time gives a cell as a time.
func (in *rowReader) time(key string) string {
	cell := in.cell(key)
	if cell == "" {
		return ""
	}
	t, ambiguous, ok := readTime(cell, in.Mapping.Dates)
	switch {
	case ambiguous:
		in.fault(key, "this may be day/month or month/day", "say dates: dmy or dates: mdy in the mapping")
	case !ok:
		in.fault(key, "this is not a date that can be read", "write 2014, 2014-12, 2014-12-12, 12.12.2014 or 2014-12-12T09:30:00Z")
	}
	return string(t)
}

// web gives a cell as an address, or faults.
func (in *rowReader) web(key string) (address, bool) {
	cell := oneLine(in.cell(key))
	if cell == "" {
		return address{}, false
	}
	a, ok := readAddress(cell)
	if !ok {
		in.fault(key, "this is no web address", "it begins with http:// or https://; leave the cell empty where there is none")
	}
	return a, ok
}
