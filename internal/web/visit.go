package web

import (
	"net/http"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
	"onrecord.dev/onrecord/internal/view"
)

// visit is one request of a member, and the casefile as it stands meanwhile.
type visit struct {
	w      *Workbench
	answer http.ResponseWriter
	r      *http.Request
	c      *pipeline.Casefile
	say    words

	writes, shown bool
	free          func()
}

// begin takes in what other processes have appended, and holds the casefile still:
// many may read it at a time, one may change it.
func (v *visit) begin(writes bool) error {
	v.writes = writes
	v.w.mu.Lock()
	if err := v.c.Refresh(v.r.Context()); err != nil {
		v.w.mu.Unlock()
		return err
	}
	v.free = v.w.mu.Unlock
	if !writes {
		v.w.mu.Unlock()
		v.w.mu.RLock()
		v.free = v.w.mu.RUnlock
	}
	return nil
}

func (v *visit) end() {
	if v.free != nil {
		v.free()
		v.free = nil
	}
}

func (v *visit) state() *view.State { return v.c.State() }
func (v *visit) now() time.Time     { return v.w.opt.Now() }
func (v *visit) id() record.ID      { return record.ID(v.r.PathValue("id")) }

// see sends the browser to another page: after every act, so that reloading it does
// nothing twice.
func (v *visit) see(path string) error {
	v.shown = true
	http.Redirect(v.answer, v.r, path, http.StatusSeeOther)
	return nil
}

// form reads what a form sent. Names of fields that appear in a form are ours.
func (v *visit) form(name string) string { return v.r.FormValue(name) }

func (v *visit) readForm() error {
	v.r.Body = http.MaxBytesReader(v.answer, v.r.Body, mostBody)
	if err := v.r.ParseForm(); err != nil {
		return problem.New(problem.Usage, "", "the form is too long or damaged", "shorten it and send it again")
	}
	return nil
}

// kept is what was worked out of the records as they stand, for the next visit.
type kept struct {
	head   int64
	window standing.Window
	lines  []standing.Line
}

// lines gives where each claim stands, in order of id.
func (v *visit) lines() ([]standing.Line, error) {
	now, head := v.now(), v.c.Head()
	v.w.keeping.Lock()
	defer v.w.keeping.Unlock()
	if k := &v.w.kept; k.lines != nil && k.head == head && k.window.Holds(now) {
		return k.lines, nil
	}
	lines, ok, err := v.c.Lines(v.r.Context(), now)
	if err != nil {
		return nil, err
	}
	if !ok {
		results := corroborate.All(v.state().Casefile, corroborate.Options{Now: now})
		lines = standing.All(v.state().Casefile, results, now)
		for i := range lines {
			lines[i].Clean(v.c.Guard().Clean)
		}
	}
	v.w.kept = kept{head: head, window: standing.WindowAt(v.state().Casefile, now), lines: lines}
	return lines, nil
}
