package reckon

import (
	"fmt"

	"onrecord.dev/onrecord/internal/record"
)

// custodyDates finds evidence that was acquired before it was made, statements
// younger than the evidence that holds them, and pages that the evidence lacks.
func (r *reckoner) custodyDates() {
	for id, e := range r.c.Evidence {
		created, ok := wide(e.Created)
		acquired, ok2 := wide(e.AcquiredAt)
		if ok && ok2 && e.State.IsActive() && after(created, acquired) {
			r.add("acquired-before-created", record.LevelError,
				fmt.Sprintf("evidence %s was acquired (%s) before it was created (%s)", id, e.AcquiredAt, e.Created),
				"correct created or acquired_at", id)
		}
	}
	for id, s := range r.c.Statements {
		e := r.c.Evidence[s.Evidence]
		if e == nil || !r.stands(id) {
			continue
		}
		said, ok := wide(s.SaidAt)
		if acquired, ok2 := wide(e.AcquiredAt); ok && ok2 && after(said, acquired) {
			r.add("said-after-acquired", record.LevelError,
				fmt.Sprintf("statement %s was made (%s) after its evidence %s was acquired (%s)", id, s.SaidAt, e.ID, e.AcquiredAt),
				"correct said_at or acquired_at, or point the statement at the evidence that holds it", id, e.ID)
		}
		if e.Original != nil && e.Original.Pages > 0 && s.Select != nil && s.Select.Page > e.Original.Pages {
			r.add("page-beyond-evidence", record.LevelError,
				fmt.Sprintf("statement %s points at page %d of evidence %s, which has %d", id, s.Select.Page, e.ID, e.Original.Pages),
				"correct the page", id, e.ID)
		}
	}
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
