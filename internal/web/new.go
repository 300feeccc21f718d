package web

import (
	"cmp"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// newRecord shows the forms with which records come in by hand.
func newRecord(v *visit) error {
	kind := v.r.PathValue("kind")
	if kind == "" {
		return v.show("new", v.say.t("New record"), map[string]any{"kind": ""})
	}
	if !slices.Contains([]string{"actor", "evidence", "statement", "claim"}, kind) {
		return nowhere(v)
	}
	return v.show("new", v.say.t("New record"), map[string]any{
		"kind": kind, "id": v.freeID(kind), "vocabulary": record.Vocabulary, "actors": v.speakers(), "evidence": v.form("evidence"),
		"exact": v.form("exact"), "page": v.form("page"), "claim": v.form("claim"), "stamp": v.stamp(), "me": v.c.Me().ID,
	})
}

// freeID proposes an id that tells nothing: the kind and the next number.
func (v *visit) freeID(kind string) string {
	prefix := map[string]string{"actor": "a-", "evidence": "ev-", "statement": "st-", "claim": "c-"}[kind]
	for n := 1; ; n++ {
		if id := prefix + strconv.Itoa(n); v.state().KindOf(record.ID(id)) == "" {
			return id
		}
	}
}

// takeRecord takes one record in: the form becomes a casefile document of that one
// record, which goes the way of every import.
func takeRecord(v *visit) error {
	kind := v.r.PathValue("kind")
	parts, err := v.parts(mostUpload)
	if err != nil {
		return err
	}
	id := strings.TrimSpace(parts.text["id"])
	if v.state().KindOf(record.ID(id)) != "" {
		return v.complain("Nothing was recorded: a record with this id exists already.")
	}
	if kind == "evidence" && len(parts.file) > 0 {
		return v.addFile(parts)
	}
	list, one, err := recordOf(kind, id, parts)
	if err != nil {
		return err
	}
	doc := map[string]any{"format": "onrecord.casefile/1", list: []any{one}}
	if claim := parts.text["claim"]; kind == "statement" && claim != "" {
		doc["links"] = []any{map[string]any{"statement": id, "claim": claim, "stance": cmp.Or(parts.text["stance"], "supports")}}
	}
	if err := v.take(doc); err != nil {
		return err
	}
	return v.see(pathOf(kind, record.ID(id)))
}

// take imports a document of ours. Its file name is what an error calls it.
func (v *visit) take(doc map[string]any) error {
	raw, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	_, err = v.c.Import(v.r.Context(), "form.json", raw, nil, nil)
	return err
}

// recordOf reads a form into a record of a casefile document.
func recordOf(kind, id string, p parts) (list string, out map[string]any, err error) {
	out = map[string]any{"id": id}
	put := func(keys ...string) {
		for _, k := range keys {
			if t := strings.TrimSpace(p.text[k]); t != "" {
				out[k] = t
			}
		}
	}
	several := func(key string) {
		if l := linesOf(p.text[key]); len(l) > 0 {
			out[key] = l
		}
	}
	switch kind {
	case "actor":
		put("type", "descriptor", "terms", "reason")
		several("names")
		if names, ids := linesOf(p.text["protected_names"]), linesOf(p.text["protected_identifiers"]); len(names)+len(ids) > 0 {
			out["protected"] = map[string]any{"names": names, "identifiers": ids}
			out["known_to"] = idsOf(p.text["known_to"])
		}
		if len(p.all["consent"]) > 0 {
			out["consent"] = p.all["consent"]
		}
		return "actors", out, nil
	case "evidence":
		put("kind", "title", "text", "url", "created", "acquired_at", "acquired_from", "method", "restriction")
		return "evidence", out, nil
	case "statement":
		put("speaker", "evidence", "text", "quote", "basis", "said_at", "terms")
		if ids := idsOf(p.text["conduit"]); len(ids) > 0 {
			out["conduit"] = ids
		}
		if exact := p.text["exact"]; strings.TrimSpace(exact) != "" {
			sel := map[string]any{"exact": exact}
			if n, err := strconv.Atoi(p.text["page"]); err == nil && n > 0 {
				sel["page"] = n
			}
			out["select"] = sel
		}
		return "statements", out, nil
	case "claim":
		put("text", "time", "place")
		if ids := idsOf(p.text["adverse_to"]); len(ids) > 0 {
			out["adverse_to"] = ids
		}
		if n, err := strconv.ParseFloat(p.text["number"], 64); err == nil {
			out["quantity"] = map[string]any{"unit": p.text["unit"], "low": n, "high": n}
		}
		return "claims", out, nil
	}
	return "", nil, problem.New(problem.Usage, "", "there is no such form", "begin at the casefile's first page")
}

// link ties a statement to a claim. Links are replaced per statement and claim, so
// one alone can be put beside the others.
func link(v *visit) error {
	if err := v.readForm(); err != nil {
		return err
	}
	one := map[string]any{"statement": v.form("statement"), "claim": v.form("claim"), "stance": v.form("stance")}
	if d := v.form("denial"); d != "" && v.form("stance") == "denies" {
		one["denial"] = d
	}
	if err := v.take(map[string]any{"format": "onrecord.casefile/1", "links": []any{one}}); err != nil {
		return err
	}
	return v.see(pathOf("claim", record.ID(v.form("claim"))))
}

// addFile takes a file in as onrecord add does.
func (v *visit) addFile(p parts) error {
	m := pipeline.Material{Path: p.name, Name: filepath.Base(p.name), Method: cmp.Or(p.text["method"], "handed over in the workbench"), Read: func() ([]byte, error) { return p.file, nil }}
	origin := pipeline.Origin{
		From: record.ID(p.text["acquired_from"]), Kind: record.EvidenceKind(cmp.Or(p.text["kind"], "other")),
		Restriction: record.Restriction(cmp.Or(p.text["restriction"], "none")),
	}
	got, err := v.c.Add(v.r.Context(), origin, []pipeline.Material{m}, nil)
	if err != nil {
		return err
	}
	if len(got.Items) == 0 || got.Items[0].ID == "" {
		why := ""
		if len(got.Items) > 0 {
			why = got.Items[0].Reason
		}
		return problem.New(problem.Usage, "", "the file was not taken in: "+why, "choose another one")
	}
	return v.see(pathOf("evidence", got.Items[0].ID))
}

// mostUpload is the largest file that a form may hand over, in bytes.
const mostUpload = 256 << 20

// parts are what a form sent: fields, and one file at most.
type parts struct {
	text map[string]string
	all  map[string][]string
	name string
	file []byte
}

// parts reads a form in memory: the standard library would put a large file into a
// temporary one, in clear.
func (v *visit) parts(most int64) (parts, error) {
	out := parts{text: map[string]string{}, all: map[string][]string{}}
	v.r.Body = http.MaxBytesReader(v.answer, v.r.Body, most+mostBody)
	tooLong := problem.New(problem.Usage, "", "what was sent is too large or damaged", "take it in with onrecord add")
	if kind, _, _ := mime.ParseMediaType(v.r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		if v.r.ParseForm() != nil {
			return out, tooLong
		}
		for name, values := range v.r.PostForm {
			out.text[name], out.all[name] = values[0], values
		}
		return out, nil
	}
	reader, err := v.r.MultipartReader()
	if err != nil {
		return out, tooLong
	}
	for {
		part, err := reader.NextPart()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, tooLong
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return out, tooLong
		}
		switch name := part.FormName(); {
		case part.FileName() != "":
			out.name, out.file = part.FileName(), data
		case part.Header.Get("Content-Disposition") != "" && name != "file":
			if out.text[name] == "" {
				out.text[name] = string(data)
			}
			out.all[name] = append(out.all[name], string(data))
		}
	}
}

func linesOf(text string) []string {
	out := []string{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// idsOf reads ids that are parted by commas, spaces or lines.
func idsOf(text string) []record.ID {
	var out []record.ID
	for _, id := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' || r == '\r' || r == '\t' }) {
		out = append(out, record.ID(id))
	}
	return out
}
