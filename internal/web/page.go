package web

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"golang.org/x/net/html"

	"onrecord.dev/onrecord/internal/problem"
)

//go:embed page asset
var files embed.FS

// show renders a page. What it shows is put into one JSON document first, which goes
// through the blind index as a whole, as all output of the command line does; the
// finished page is searched once more, since a name could stand together only there.
func (v *visit) show(name, title string, data any) error {
	clean, err := v.clean(data)
	if err != nil {
		return err
	}
	return v.render(name, title, clean, http.StatusOK, false)
}

// clean gives data as what JSON would make of it, without protected strings.
func (v *visit) clean(data any) (any, error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return nil, err
	}
	if raw, err = v.c.Guard().CleanJSON(raw); err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var out any
	return out, dec.Decode(&out)
}

// render fills a template with clean data. Revealed marks the one page that may hold
// a protected string: an identity that a custodian has just opened.
func (v *visit) render(name, title string, data any, status int, revealed bool) error {
	t, err := v.template(name)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "page", map[string]any{
		"title": title, "lang": v.say.language, "dir": v.say.direction, "data": data,
		"here": v.r.URL.Path, "case": v.c.Guard().Clean(v.state().Case.Title), "me": string(v.c.Me().ID), "role": string(v.c.Me().Role),
		"query": v.c.Guard().Clean(v.r.FormValue("q")),
	}); err != nil {
		return fmt.Errorf("web: page %s: %w", name, err)
	}
	if !revealed && len(v.c.Guard().Find(readable(b.Bytes()))) > 0 {
		return problem.New(problem.Refused, "", "this page cannot be shown: a protected string would stand on it", "tell a custodian which page it was")
	}
	h := v.answer.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", v.say.language)
	v.answer.WriteHeader(status)
	v.shown = true
	_, _ = v.answer.Write(b.Bytes()) // who asked may have gone: nobody is left to be told
	return nil
}

// template reads a page and the frame around it, with the words of the visitor's language.
func (v *visit) template(name string) (*template.Template, error) {
	may := func(action string) bool { return v.c != nil && v.c.Me().Need(actionOf(action)) == nil }
	return template.New("").Option("missingkey=error").Funcs(template.FuncMap{
		"t": v.say.t, "may": may, "dict": dict, "is": func(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) },
		"within": func(here, path string) bool { return here == path || strings.HasPrefix(here, path+"/") },
		"list":   func(in ...string) []string { return in },
	}).ParseFS(files, "page/frame.html", "page/part.html", "page/"+name+".html")
}

// dict hands several values to a template.
func dict(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return out
}

// readable gives all that a reader of a page can read, attributes included. Elements
// within a line do not part words, blocks do.
func readable(page []byte) string {
	var b strings.Builder
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			tag, more := z.TagName()
			if !inline(string(tag)) {
				b.WriteByte('\n')
			}
			for more {
				var value []byte
				_, value, more = z.TagAttr()
				if len(value) > 0 && !inline(string(tag)) {
					b.Write(value)
					b.WriteByte('\n')
				}
			}
		case html.EndTagToken:
			if tag, _ := z.TagName(); !inline(string(tag)) {
				b.WriteByte('\n')
			}
		}
	}
}

func inline(tag string) bool {
	switch tag {
	case "mark", "b", "i", "em", "strong", "span", "bdi":
		return true
	}
	return false
}

// fail tells what went wrong, in one line, and what to do.
func (v *visit) fail(err error) {
	if v.shown {
		return
	}
	line := v.c.Guard().Clean(problem.Line(err))
	if rerr := v.render("fault", v.say.t("This did not work"), map[string]any{"line": line}, statusOf(err), false); rerr != nil {
		http.Error(v.answer, "This page cannot be shown.", http.StatusInternalServerError)
	}
}

func nowhere(v *visit) error {
	return v.render("fault", v.say.t("There is no such page"), map[string]any{"line": v.say.t("Check the address, or begin at the casefile's first page.")}, http.StatusNotFound, false)
}
