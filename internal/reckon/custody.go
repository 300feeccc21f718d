package reckon

import (
	"fmt"

	"onrecord.dev/onrecord/internal/record"
)

// pages finds statements that point at pages which their evidence lacks.
func (r *reckoner) pages() {
	for i, s := range r.statements {
		if s == nil || s.Select == nil || s.Select.Page == 0 {
			continue
		}
		e, id := r.c.Evidence[s.Evidence], r.statementIDs[i]
		if e != nil && e.Original != nil && e.Original.Pages > 0 && s.Select.Page > e.Original.Pages {
			r.add("page-beyond-evidence", record.LevelError,
				fmt.Sprintf("statement %s points at page %d of evidence %s, which has %d", id, s.Select.Page, e.ID, e.Original.Pages),
				"correct the page", id, e.ID)
		}
	}
}

// deadlines finds requests and matters that were over before they began.
func (r *reckoner) deadlines() {
	for id, q := range r.c.Requests {
		asked, ok := wide(q.AskedAt)
		deadline, ok2 := wide(q.Deadline)
		if ok && ok2 && after(asked, deadline) {
			r.add("deadline-before-asked", record.LevelError,
				fmt.Sprintf("request %s was made (%s) when its deadline (%s) was over", id, q.AskedAt, q.Deadline),
				"correct asked_at or deadline", id)
		}
	}
	for id, m := range r.c.Matters {
		opened, ok := wide(m.Opened)
		due, ok2 := wide(m.Due)
		if ok && ok2 && after(opened, due) {
			r.add("due-before-opened", record.LevelError,
				fmt.Sprintf("matter %s was opened (%s) when it was already due (%s)", id, m.Opened, m.Due),
				"correct opened or due", id)
		}
	}
}
