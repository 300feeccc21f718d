package exchange

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// readTable reads the CSV that TimeMap and Atlos export: one row for an incident,
// its sources in one cell or in columns source_1, source_2 and so on.
func (in *incidentReader) readTable(p Part) {
	t, guessed := openTable(p.Source, in.Mapping, in.r)
	if t == nil {
		return
	}
	if guessed != "" {
		in.note("%s was read as %s; if letters are wrong, say encoding: in a mapping", p.Name, guessed)
	}
	if !slices.ContainsFunc(t.header, func(h string) bool {
		return slices.Contains(incidentText, "attr_"+h) || slices.Contains(incidentText, h)
	}) {
		in.r.add(1, "", "this is neither JSON nor a table of incidents", "for a table of your own use --format csv with --map")
		return
	}
	for t.next() {
		e := element{keys: map[string]json.RawMessage{}, line: t.line, path: fmt.Sprintf("row %d", t.row)}
		var sources []string
		for i, cell := range t.cells {
			if i >= len(t.header) || strings.TrimSpace(cell) == "" {
				continue
			}
			key := t.header[i]
			if strings.HasPrefix(key, "source_") {
				sources = append(sources, addressesIn(unguarded(cell))...)
				continue
			}
			switch key {
			case "status", "sensitive", "general_location":
				key = "attr_" + key // as Atlos has them in JSON
			}
			raw, err := json.Marshal(unguarded(cell))
			if key == "attr_sensitive" {
				raw, err = json.Marshal(strings.Split(cell, ", "))
			}
			if err == nil {
				e.keys[key] = raw
			}
		}
		if raw, err := json.Marshal(sources); err == nil && len(sources) > 0 {
			e.keys["sources"] = raw
		}
		in.incident(e)
	}
}

// unguarded takes away the apostrophe that exports put before a cell that a
// spreadsheet could take for a formula.
func unguarded(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte("=+-@\t\r", cell[1]) >= 0 {
		return cell[1:]
	}
	return cell
}
