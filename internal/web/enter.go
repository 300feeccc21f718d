package web

import (
	"bytes"
	"html/template"
	"net/http"
)

// enter takes the code of a link, or one that was typed.
func (w *Workbench) enter(out http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(out, r.Body, mostBody)
	code := r.FormValue("code")
	if code == "" {
		w.closed(out, r)
		return
	}
	session, ok := w.doors.enter(code)
	if !ok {
		w.door(out, r, "This code was used already, or is wrong. The terminal shows the one that works.", http.StatusForbidden)
		return
	}
	w.doors.remember(out, session)
	http.Redirect(out, r, "/", http.StatusSeeOther)
}

// closed is what everybody sees who has no session.
func (w *Workbench) closed(out http.ResponseWriter, r *http.Request) {
	w.door(out, r, "", http.StatusUnauthorized)
}

func (w *Workbench) door(out http.ResponseWriter, r *http.Request, why string, status int) {
	say := speak(r)
	t, err := template.New("").Funcs(template.FuncMap{"t": say.t}).ParseFS(files, "page/door.html")
	if err != nil {
		http.Error(out, "This page cannot be shown.", http.StatusInternalServerError)
		return
	}
	if why != "" {
		why = say.t(why)
	}
	var b bytes.Buffer
	if t.ExecuteTemplate(&b, "door.html", map[string]any{"lang": say.language, "dir": say.direction, "why": why}) != nil {
		http.Error(out, "This page cannot be shown.", http.StatusInternalServerError)
		return
	}
	out.Header().Set("Content-Type", "text/html; charset=utf-8")
	out.WriteHeader(status)
	_, _ = out.Write(b.Bytes())
}

// lock ends the session of this browser.
func lock(v *visit) error {
	v.w.doors.lock(v.out, v.r)
	v.end()
	if len(v.w.doors.code) == 0 {
		v.w.doors.invite()
	}
	return v.see("/")
}
