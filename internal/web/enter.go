package web

import (
	"bytes"
	"html/template"
	"net/http"
)

// enter takes the code of a link, or one that was typed.
func (w *Workbench) enter(answer http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(answer, r.Body, mostBody)
	code := r.FormValue("code")
	if code == "" {
		w.closed(answer, r)
		return
	}
	session, ok := w.doors.enter(code)
	if !ok {
		w.door(answer, r, "This code was used already, or is wrong. The terminal shows the one that works.", http.StatusForbidden)
		return
	}
	w.doors.remember(answer, session)
	http.Redirect(answer, r, "/", http.StatusSeeOther)
}

// closed is what everybody sees who has no session.
func (w *Workbench) closed(answer http.ResponseWriter, r *http.Request) {
	w.door(answer, r, "", http.StatusUnauthorized)
}

func (w *Workbench) door(answer http.ResponseWriter, r *http.Request, why string, status int) {
	say := speak(r)
	t, err := template.New("").Funcs(template.FuncMap{"t": say.t}).ParseFS(files, "page/door.html")
	if err != nil {
		http.Error(answer, "This page cannot be shown.", http.StatusInternalServerError)
		return
	}
	if why != "" {
		why = say.t(why)
	}
	var b bytes.Buffer
	if t.ExecuteTemplate(&b, "door.html", map[string]any{"lang": say.language, "dir": say.direction, "why": why}) != nil {
		http.Error(answer, "This page cannot be shown.", http.StatusInternalServerError)
		return
	}
	answer.Header().Set("Content-Type", "text/html; charset=utf-8")
	answer.WriteHeader(status)
	_, _ = answer.Write(b.Bytes())
}

// lock ends the session of this browser.
func lock(v *visit) error {
	v.w.doors.lock(v.answer, v.r)
	return v.see("/")
}
