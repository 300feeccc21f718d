package lsp

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
)

// mostOffered is how many ids are offered at a time; who types on gets others.
const mostOffered = 60

// longestCite bounds how far before the cursor a citation is looked for.
const longestCite = 400

// Kinds of completion items (LSP 3.17), chosen for their icons.
const (
	kindClaim     = 12 // value
	kindStatement = 1  // text
	kindRequest   = 23 // event
	kindKeyword   = 14
)

// offer is a record that may be cited, and how well it fits what was typed.
type offer struct {
	id    record.ID
	kind  int
	words string // its text, and who says it
	note  string
	avoid bool
	rank  int
}

// complete offers ids where a citation is being typed, by id and by the words of
// the records. A client that filters by itself sees what it typed as the text to
// filter by, so that it drops none.
func (s *server) complete(d *document, p position) (completionList, bool) {
	end := d.text.offset(p, s.enc)
	typed, from, ok := citing(d.text.s[:end])
	if !ok {
		return completionList{}, false
	}
	offers := s.offers()
	terms := strings.Fields(strings.ToLower(typed))
	kept := offers[:0]
	for _, o := range offers {
		if o.rank = fit(o, strings.ToLower(strings.TrimSpace(typed)), terms); o.rank >= 0 {
			kept = append(kept, o)
		}
	}
	slices.SortStableFunc(kept, func(a, b offer) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.id, b.id))
	})
	list := completionList{Incomplete: true, Items: []completionItem{}}
	where := s.draftSpan(d, from, end)
	for n, o := range kept[:min(len(kept), mostOffered)] {
		item := completionItem{
			Label: s.say(string(o.id)), Details: labels{s.say(o.note)}, Kind: o.kind,
			Detail: s.say(o.note), Documentation: s.page(s.tellOf(o.id), span{}).Contents,
			Sort: fmt.Sprintf("%04d", n), Filter: s.say(typed), Edit: textEdit{where, s.say(string(o.id))},
		}
		if o.avoid {
			item.Tags = []int{1}
		}
		list.Items = append(list.Items, item)
	}
	return list, true
}

// citing reads what was typed of an id, where the text ends within a citation.
func citing(before string) (typed string, from int, ok bool) {
	low := max(0, len(before)-longestCite)
	open := strings.LastIndex(before[low:], "[@")
	if open < 0 || strings.ContainsAny(before[low+open+1:], "[]\n") {
		return "", 0, false
	}
	at := low + open + 2
	if stop := strings.LastIndexAny(before[at:], ";,"); stop >= 0 {
		at += stop + 1
		for at < len(before) && (before[at] == ' ' || before[at] == '@') {
			if at++; before[at-1] == '@' {
				break
			}
		}
		if before[at-1] != '@' {
			return "", 0, false // an id begins with @
		}
	}
	return before[at:], at, true
}

// offers gives everything that may be cited.
func (s *server) offers() []offer {
	c := s.live.Casefile().State().Casefile
	results := s.live.Results()
	out := []offer{
		{id: record.None, kind: kindKeyword, note: "asserts nothing that needs evidence"},
		{id: record.Desk, kind: kindKeyword, note: "the desk's own first-hand knowledge"},
	}
	for id, cl := range c.Claims {
		r := results[id]
		out = append(out, offer{id: id, kind: kindClaim, words: cl.Text, note: "claim, " + standing.Word(r.Status, r.Base)})
	}
	for id, x := range c.Statements {
		e := c.Evidence[x.Evidence]
		avoid := !x.State.IsActive() || e != nil && !e.State.IsActive() || c.TermsOf(x) == record.OffRecord
		who := standing.PublicName(c, x.Speaker)
		note := "statement by " + who
		if c.TermsOf(x) == record.OffRecord {
			note += ", off the record"
		}
		out = append(out, offer{id: id, kind: kindStatement, words: who + " " + x.Text, note: note, avoid: avoid})
	}
	for id, rq := range c.Requests {
		who := standing.PublicName(c, rq.To)
		out = append(out, offer{id: id, kind: kindRequest, words: who, note: "request to " + who + ", " + outcome(rq)})
	}
	return out
}

// fit says how well an offer fits, the less the better; -1 where it does not.
func fit(o offer, typed string, terms []string) int {
	id := string(o.id)
	rank := -1
	switch {
	case typed == "":
		rank = 2
	case strings.HasPrefix(id, typed):
		rank = 0
	case strings.Contains(id, typed):
		rank = 1
	case inWords(o, terms):
		rank = 3
	}
	if rank < 0 {
		return -1
	}
	rank *= 10
	switch o.kind {
	case kindStatement:
		rank++
	case kindRequest:
		rank += 2
	case kindKeyword:
		if rank += 3; typed == "" {
			rank += 20
		}
	}
	if o.avoid {
		rank += 5
	}
	return rank
}

// inWords reports whether every term begins a word of the offer.
func inWords(o offer, terms []string) bool {
	if len(terms) == 0 {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(string(o.id)+" "+o.words), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	for _, t := range terms {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, t) }) {
			return false
		}
	}
	return true
}
