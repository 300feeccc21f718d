package web

import (
	"io/fs"
	"net/http"
	"strings"

	"onrecord.dev/onrecord/internal/command"
)

// route is one page or one act. There is no other way in: Handler is made of the table.
type route struct {
	pattern string         // of http.ServeMux
	needs   command.Action // empty: everybody with a key may read
	act     func(*visit) error
}

// routes is the one table of what the workbench answers, and what right each needs.
// The pipeline asks for the right again when it decides.
func routes() []route {
	return []route{
		{"GET /{$}", "", home},
		{"GET /claims", "", claims},
		{"GET /claims/{id}", "", claim},
		{"GET /claims/{id}/picture.svg", "", picture},
		{"GET /evidence", "", evidence},
		{"GET /evidence/{id}", "", item},
		{"GET /statements", "", statements},
		{"GET /statements/{id}", "", statement},
		{"GET /actors", "", actors},
		{"GET /actors/{id}", "", actor},
		{"POST /actors/{id}/unseal", command.Unseal, unseal},
		{"POST /actors/{id}/burn", command.Unseal, burn},
		{"POST /actors/{id}/consent", command.Protect, consent},
		{"POST /actors/{id}/terms", command.Protect, terms},
		{"GET /requests", "", requests},
		{"POST /requests", command.Record, ask},
		{"POST /requests/{id}/attempt", command.Record, attempt},
		{"POST /requests/{id}/reply", command.Record, reply},
		{"GET /search", "", find},
		{"GET /findings", "", findings},
		{"GET /ledger", "", ledgerPage},
		{"GET /draft", "", draftPage},
		{"POST /draft", "", checkDraft},
		{"POST /waive", command.Waive, waive},
		{"POST /publish", command.Publish, publishDraft},
		{"GET /new", command.Record, newRecord},
		{"GET /new/{kind}", command.Record, newRecord},
		{"POST /new/{kind}", command.Record, takeRecord},
		{"POST /links", command.Record, link},
		{"GET /go", "", goTo},
		{"POST /lock", "", lock},
	}
}

// Handler gives the whole workbench.
func (w *Workbench) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range routes() {
		mux.Handle(r.pattern, w.inside(r))
	}
	mux.Handle("/", w.inside(route{act: nowhere}))
	mux.HandleFunc("GET /enter", w.enter)
	mux.HandleFunc("POST /enter", w.enter)
	assets, err := fs.Sub(files, "asset")
	if err != nil {
		panic("web: no assets were embedded")
	}
	mux.Handle("GET /asset/", http.StripPrefix("/asset/", http.FileServerFS(assets)))
	return w.shield(mux)
}

// inside makes a route's handler: a session, the right, then the act.
func (w *Workbench) inside(r route) http.Handler {
	writes := strings.HasPrefix(r.pattern, "POST ") && r.pattern != "POST /draft"
	return http.HandlerFunc(func(answer http.ResponseWriter, req *http.Request) {
		if !w.doors.open(req) {
			w.closed(answer, req)
			return
		}
		v := &visit{w: w, answer: answer, r: req, c: w.opt.Casefile, say: speak(req)}
		if err := v.begin(writes); err != nil {
			v.fail(err)
			return
		}
		defer v.end()
		if r.needs != "" {
			if err := v.c.Me().Need(r.needs); err != nil {
				v.fail(err)
				return
			}
		}
		if err := r.act(v); err != nil {
			v.fail(err)
		}
	})
}
