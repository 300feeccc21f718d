package web

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
)

// A draft stays in the browser: the workbench keeps no copy of it. What is kept of a
// check is what the command line keeps, when a draft is published.

// sentence is one of the draft, with its proof beside it.
type sentence struct {
	Text     string           `json:"text"`
	Line     int              `json:"line"`
	Heading  bool             `json:"heading"`
	Mode     string           `json:"mode"`
	Verdict  string           `json:"verdict"`
	Cites    []cited          `json:"cites"`
	Findings []record.Finding `json:"findings"`
}

type cited struct {
	ID     record.ID `json:"id"`
	Known  bool      `json:"known"`
	Status string    `json:"status"` // of a claim, as it may be published
	Sign   string    `json:"sign"`
	Path   string    `json:"path"`
}

func draftPage(v *visit) error {
	return v.show("draft", v.say.t("Draft"), map[string]any{"source": "", "name": "draft.md", "checked": false})
}

// checkDraft puts what was typed, or a file that was handed over, through the gate.
func checkDraft(v *visit) error {
	name, source, err := v.readDraft()
	if err != nil {
		return err
	}
	got, err := v.c.Suppose(v.r.Context(), v.state(), name, source, v.now())
	if err != nil {
		return err
	}
	paragraphs := [][]sentence{}
	front := slices.Clone(got.Findings)
	for _, b := range got.Draft.Blocks {
		var of []sentence
		for _, s := range b.Sentences {
			out := sentence{Text: s.Text, Line: s.Span.Start.Line, Heading: s.Heading, Findings: []record.Finding{}, Cites: []cited{}, Verdict: "ok", Mode: "none"}
			for _, j := range got.Sentences {
				if j.Line == s.Span.Start.Line && j.Column == s.Span.Start.Column {
					out.Verdict, out.Mode = j.Verdict, j.Mode
				}
			}
			for _, f := range got.Findings {
				if after(f.Line, f.Column, s.Span.Start.Line, s.Span.Start.Column) && after(s.Span.End.Line, s.Span.End.Column, f.Line, f.Column+1) {
					out.Findings = append(out.Findings, f)
					front = slices.DeleteFunc(front, func(o record.Finding) bool { return o.Fingerprint == f.Fingerprint })
				}
			}
			for _, c := range s.Cites {
				out.Cites = append(out.Cites, v.cited(c.ID, got.Results))
			}
			of = append(of, out)
		}
		if len(of) > 0 {
			paragraphs = append(paragraphs, of)
		}
	}
	counts := map[string]int{"error": 0, "warning": 0, "note": 0}
	for _, f := range got.Findings {
		counts[string(f.Level)]++
	}
	return v.show("draft", v.say.t("Draft"), map[string]any{
		"source": string(source), "name": name, "checked": true, "passes": got.Passes(), "errors": counts["error"], "warnings": counts["warning"],
		"front": listOf(front), "paragraphs": paragraphs, "waived": len(got.Waived),
	})
}

// after reports whether one place is at another or behind it.
func after(line, column, otherLine, otherColumn int) bool {
	return line > otherLine || line == otherLine && column >= otherColumn
}

func (v *visit) cited(id record.ID, results map[record.ID]corroborate.Result) cited {
	kind := v.state().KindOf(id)
	out := cited{ID: id, Known: kind != "" || id == "none" || id == record.Desk}
	if kind != "" {
		out.Path = pathOf(kind, id)
	}
	if r, ok := results[id]; ok {
		out.Status, out.Sign = string(r.Publishable.Status), standing.Sign(r.Publishable.Status)
	}
	return out
}

// mostDraft is how long a draft may be, in bytes: the parser's own bound.
const mostDraft = 1 << 20

// readDraft takes a draft from the form. What was typed goes before a file.
func (v *visit) readDraft() (name string, source []byte, err error) {
	parts, err := v.parts(mostDraft)
	if err != nil {
		return "", nil, err
	}
	name, source = "draft.md", []byte(parts.text["draft"])
	if len(bytes.TrimSpace(source)) == 0 && len(parts.file) > 0 {
		name, source = parts.name, parts.file
	} else if n := parts.text["file_name"]; n != "" {
		name = filepath.Base(n)
	}
	if len(bytes.TrimSpace(source)) == 0 {
		return "", nil, problem.New(problem.Usage, "", "there is no draft to check", "paste it into the field, or choose a file")
	}
	return name, bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n")), nil
}

// waive passes over a finding, with a reason that is signed and logged.
func waive(v *visit) error {
	if err := v.readForm(); err != nil {
		return err
	}
	if err := v.c.Waive(v.r.Context(), v.form("fingerprint"), v.form("reason")); err != nil {
		return err
	}
	return v.render("done", v.say.t("Waived"), map[string]any{
		"line": v.say.t("The waiver is in the ledger. Check the draft again; a finding that protects a source is waived only when a second member, a custodian, has agreed."),
	}, 200, false)
}

// publishDraft makes a release and hands it over as one archive: it is the public
// part, which passed the gate and was searched whole.
func publishDraft(v *visit) error {
	name, source, err := v.readDraft()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "onrecord-release-")
	if err != nil {
		return problem.Wrap(err, problem.Unavailable, "", "there is no room for the release", "free some space and try again")
	}
	defer os.RemoveAll(dir)
	got, err := v.c.Publish(v.r.Context(), name, source, v.now(), filepath.Join(dir, "release"))
	if err != nil {
		return err
	}
	if got.Release == nil {
		return v.complain("The gate does not let this draft out. Check it, and mend what it found.")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := z.AddFS(os.DirFS(filepath.Join(dir, "release"))); err != nil {
		return problem.Wrap(err, problem.Unavailable, "", "the release cannot be read back", "publish it with onrecord publish")
	}
	if err := z.Close(); err != nil {
		return err
	}
	v.answer.Header().Set("Content-Type", "application/zip")
	v.answer.Header().Set("Content-Disposition", `attachment; filename="release.zip"`)
	v.shown = true
	_, _ = v.answer.Write(b.Bytes())
	return nil
}
