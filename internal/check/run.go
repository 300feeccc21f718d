package check

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// Run reads the draft beside the casefile and applies every rule. The findings
// stand in order of place, then of rule; those that are waived stand in Waived.
func Run(in Input) Report { return new(Memory).Run(in) }

func run(st *story) Report {
	in := st.in
	type placed struct {
		record.Finding
		s          *sentence
		mark       string
		protection bool
	}
	var all []placed
	for _, r := range Rules() {
		for _, f := range r.find(st) {
			all = append(all, placed{st.finding(r, f), f.s, f.mark, r.Protection})
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.EndLine, b.EndLine), cmp.Compare(a.EndColumn, b.EndColumn),
			slices.Compare(a.IDs, b.IDs), cmp.Compare(a.Message, b.Message))
	})
	out := Report{Findings: []record.Finding{}, Sentences: []Verdict{}}
	nth := map[string]int{}
	texts, name := map[*sentence]string{}, st.name()
	gravest := map[*sentence]record.Level{}
	for _, f := range all {
		text, ok := texts[f.s]
		if f.s != nil && !ok {
			text = strings.Join(exactWords(st.clean(f.s.Text)), " ")
			texts[f.s] = text
		}
		base := fmt.Sprintf("%q %q %q %x", f.Rule, name, f.IDs, sha256.Sum256([]byte(text)))
		if f.mark != "" {
			base += " " + f.mark
		}
		f.Fingerprint = fingerprint(base, nth[base])
		nth[base]++
		if waived(in.Waivers, f.Fingerprint, f.protection) {
			out.Waived = append(out.Waived, f.Finding)
			continue
		}
		out.Findings = append(out.Findings, f.Finding)
		if f.s != nil && !gravest[f.s].AtLeast(f.Level) {
			gravest[f.s] = f.Level
		}
	}
	out.Sentences = st.verdicts(gravest)
	out.Used, out.Traits = slices.Clone(st.used), st.published()
	out.Digest, out.Opposing = map[record.ID]string{}, map[record.ID][]record.ID{}
	for _, f := range out.Findings {
		if f.Rule == "contradiction-omitted" {
			for _, id := range f.IDs {
				out.Opposing[id] = st.otherSide(id)
			}
		}
	}
	claims, _ := st.citedClaims()
	for _, c := range claims {
		out.Digest[c.ID] = st.digest(c.ID)
	}
	return out
}

// name is what the draft is known by, without anything protected.
func (st *story) name() string { return st.clean(st.in.Draft.Name) }

// finding completes what a rule found. Whatever a message says, protected
// strings do not get past here.
func (st *story) finding(r Rule, f found) record.Finding {
	ids := []record.ID{}
	for _, id := range f.ids {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	out := record.Finding{
		Rule: r.ID, Level: r.Level, Message: st.clean(f.message), Hint: st.clean(f.hint), IDs: ids,
		Line: max(1, f.span.Start.Line), Column: max(1, f.span.Start.Column),
		EndLine: f.span.End.Line, EndColumn: f.span.End.Column,
	}
	if out.EndLine < out.Line || (out.EndLine == out.Line && out.EndColumn < out.Column) {
		out.EndLine, out.EndColumn = out.Line, out.Column
	}
	return out
}

// fingerprint stays the same while the sentence does, wherever it moves.
func fingerprint(base string, nth int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "onrecord.finding/1 %s %d", base, nth))
	return hex.EncodeToString(sum[:8])
}

// waived reports whether a finding was passed over. A finding that protects a
// source needs two members, one of them a custodian.
func waived(ws []Waiver, fingerprint string, protection bool) bool {
	var by []Waiver
	for _, w := range ws {
		if w.Fingerprint == fingerprint && strings.TrimSpace(w.Reason) != "" && w.By != "" {
			by = append(by, w)
		}
	}
	if !protection {
		return len(by) > 0
	}
	return slices.ContainsFunc(by, func(a Waiver) bool {
		return slices.ContainsFunc(by, func(b Waiver) bool { return a.By != b.By && b.Custodian })
	})
}

// verdicts says what became of each sentence of the body.
func (st *story) verdicts(gravest map[*sentence]record.Level) []Verdict {
	out := []Verdict{}
	for _, s := range st.body() {
		v := Verdict{Line: s.Span.Start.Line, Column: s.Span.Start.Column, Cites: []record.ID{}, Verdict: "ok"}
		v.TextHash = st.m.hashes.Get(s.Text, func() string {
			sum := sha256.Sum256([]byte(strings.Join(strings.Fields(st.clean(s.Text)), " ")))
			return hex.EncodeToString(sum[:])
		})
		for _, c := range s.Cites {
			v.Cites = append(v.Cites, c.ID)
		}
		switch level, found := gravest[s]; {
		case found:
			v.Verdict = string(level)
		case !s.citesSomething() || (s.none && len(s.claims)+len(s.statements)+len(s.requests) == 0 && !s.desk):
			v.Verdict = "nothing"
		}
		v.Mode, v.Speakers = st.modeOf(s).String(), st.speakers(s)
		if s.Heading || s.none && len(s.claims)+len(s.statements)+len(s.requests) == 0 {
			v.Mode = modeNothing.String()
		}
		out = append(out, v)
	}
	return out
}

// published gives what the draft tells of every source that stays unknown.
func (st *story) published() map[record.ID][]record.ID {
	out := map[record.ID][]record.ID{}
	for _, id := range record.SortedKeys(st.c.Actors) {
		a := st.c.Actors[id]
		if !st.hides(id) || len(a.Traits) == 0 {
			continue
		}
		if here := st.traitsHere(a); len(here) > 0 {
			out[id] = traitsOf(here)
		}
	}
	return out
}
