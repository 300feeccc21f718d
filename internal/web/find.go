package web

import (
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/search"
)

// find looks through evidence, statements and claims.
func find(v *visit) error {
	type hit struct {
		ID      string `json:"id"`
		Type    string `json:"type"`
		Title   string `json:"title"`
		Snippet string `json:"snippet"`
		Page    int    `json:"page"`
		Path    string `json:"path"`
	}
	q := strings.TrimSpace(v.form("q"))
	hits, total := []hit{}, 0
	if q != "" {
		found, err := v.c.Search(v.r.Context(), q, search.Ask{Limit: onPage})
		if err != nil {
			return err
		}
		total = found.Total
		for _, h := range found.Hits {
			path := pathOf(h.Type, record.ID(h.ID))
			if h.Type == "evidence" && h.Page > 1 {
				path += "?page=" + strconv.Itoa(h.Page)
			}
			hits = append(hits, hit{h.ID, h.Type, h.Title, h.Snippet, h.Page, path})
		}
	}
	return v.show("search", v.say.t("Search"), map[string]any{"q": q, "asked": q != "", "hits": hits, "total": total, "shown": len(hits)})
}

// findings shows what does not add up in the records.
func findings(v *visit) error {
	all, err := v.c.Findings(v.r.Context())
	if err != nil {
		return err
	}
	type line struct {
		record.Finding
		Paths []map[string]string `json:"paths"`
	}
	lines := []line{}
	for _, f := range all {
		l := line{Finding: f, Paths: []map[string]string{}}
		for _, id := range f.IDs {
			l.Paths = append(l.Paths, map[string]string{"id": string(id), "path": pathOf(v.state().KindOf(id), id)})
		}
		lines = append(lines, l)
	}
	part, turn := leaf(v, lines)
	return v.show("findings", v.say.t("Findings"), map[string]any{"rows": listOf(part), "turn": turn})
}
