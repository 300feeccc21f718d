package check

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

func findOffRecordUsed(st *story) (out []found) {
	hint := "off the record enters no story: leave it out, or agree on other terms and record them"
	for _, s := range st.sentences {
		for _, c := range s.Cites {
			if x := st.c.Statements[c.ID]; x != nil && st.c.TermsOf(x) == record.OffRecord {
				out = append(out, found{s: s, span: s.citeSpan(c.ID), ids: []record.ID{c.ID}, hint: hint,
					message: fmt.Sprintf("statement %s is off the record", c.ID)})
			}
		}
	}
	secret := st.offRecordRuns()
	if len(secret) == 0 {
		return out
	}
	for _, p := range st.passages() {
		for _, hit := range st.m.secrets.Get(p.text, func() []runHit { return secret.in(wordsOf(p.text)) }) {
			out = append(out, found{s: p.s, span: p.at(hit.in), ids: []record.ID{hit.statement}, hint: hint,
				message: fmt.Sprintf("words of statement %s, which is off the record, stand here", hit.statement)})
		}
	}
	return out
}

// shortest is the least number of words in a row that count as the words of a
// statement; a statement of fewer words counts when it stands in full.
const shortest = 5

// runs maps each run of words of an off-record statement to the statement.
type runs map[string]record.ID

// offRecordRuns gives the runs of words that only off-record statements have.
func (st *story) offRecordRuns() runs {
	if st.secret == nil {
		st.secret = st.findOffRecordRuns()
	}
	return st.secret
}

func (st *story) findOffRecordRuns() runs {
	out, open := runs{}, map[string]bool{}
	for _, id := range record.SortedKeys(st.c.Statements) {
		x := st.c.Statements[id]
		off := st.c.TermsOf(x) == record.OffRecord
		for _, text := range textsOf(x) {
			for _, run := range runsOf(exactWords(text)) {
				if !off {
					open[run] = true
				} else if _, seen := out[run]; !seen {
					out[run] = id
				}
			}
		}
	}
	for _, id := range record.SortedKeys(st.c.Claims) {
		for _, run := range runsOf(exactWords(st.c.Claims[id].Text)) {
			open[run] = true
		}
	}
	for run := range open {
		delete(out, run)
	}
	return out
}

func textsOf(x *record.Statement) []string {
	if x.Select != nil && x.Select.Exact != "" {
		return []string{x.Text, x.Select.Exact}
	}
	return []string{x.Text}
}

// runsOf gives all runs of the shortest length, or, of a shorter text, the whole
// where it has at least three words.
func runsOf(ws []string) (out []string) {
	if len(ws) >= 3 && len(ws) < shortest {
		return []string{key(ws)}
	}
	for i := 0; i+shortest <= len(ws); i++ {
		if telling(ws[i : i+shortest]) {
			out = append(out, key(ws[i:i+shortest]))
		}
	}
	return out
}

// telling reports whether a run holds at least two words that say something.
func telling(ws []string) bool {
	n := 0
	for _, w := range ws {
		if utf8.RuneCountInString(w) > 3 {
			n++
		}
	}
	return n >= 2
}

func key(ws []string) string {
	out := ""
	for _, w := range ws {
		out += w + " "
	}
	return out
}

type runHit struct {
	statement record.ID
	in        draft.TextSpan
}

// in finds the runs in a text; runs that touch are one hit.
func (r runs) in(ws []word) (out []runHit) {
	for i := range ws {
		for n := 3; n <= shortest && i+n <= len(ws); n++ {
			k := ""
			for _, w := range ws[i : i+n] {
				k += w.exact + " "
			}
			id, ok := r[k]
			if !ok {
				continue
			}
			hit := runHit{id, draft.TextSpan{Start: ws[i].in.Start, End: ws[i+n-1].in.End}}
			if last := len(out) - 1; last >= 0 && out[last].statement == id && hit.in.Start <= out[last].in.End {
				out[last].in.End = max(out[last].in.End, hit.in.End)
			} else {
				out = append(out, hit)
			}
		}
	}
	return out
}

func findBackgroundQuoted(st *story) (out []found) {
	for _, s := range st.sentences {
		for _, q := range s.quotations() {
			owners := st.owners(s, q)
			if len(owners) == 0 || slices.ContainsFunc(owners, func(x *record.Statement) bool { return st.c.TermsOf(x) != record.Background }) {
				continue
			}
			out = append(out, found{s: s, span: s.at(q.In), ids: st.speakersOfAll(owners),
				message: "words of a source on background are quoted directly",
				hint:    "put it in your own words, or agree with the source on a quotation and record other terms"})
		}
	}
	return out
}

func findConsentMissing(st *story) (out []found) {
	for _, u := range st.uses {
		a := st.c.Actors[u.source]
		if !a.Protected || slices.Contains(a.Consent, record.ConsentPublish) {
			continue
		}
		out = append(out, found{s: u.s, span: u.span, ids: []record.ID{u.source},
			message: fmt.Sprintf("source %s has not consented to be published", u.source),
			hint:    "ask the source and record the consent, or leave the source out"})
	}
	for _, s := range st.sentences {
		for _, q := range s.quotations() {
			for _, id := range st.speakersOfAll(st.owners(s, q)) {
				if !st.refusesQuote(id) {
					continue
				}
				out = append(out, found{s: s, span: s.at(q.In), ids: []record.ID{id},
					message: fmt.Sprintf("source %s has not consented to be quoted directly", id),
					hint:    "put it in your own words, or ask the source and record the consent"})
			}
		}
	}
	return out
}

// refusesQuote reports whether direct words need a consent that is not there: of
// a protected source always, of another where a list of consents leaves it out.
func (st *story) refusesQuote(id record.ID) bool {
	a := st.c.Actors[id]
	if a == nil || slices.Contains(a.Consent, record.ConsentQuote) {
		return false
	}
	return a.Protected || slices.Contains(a.Consent, record.ConsentPublish)
}
