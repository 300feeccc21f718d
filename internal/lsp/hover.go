package lsp

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
)

// hover tells what a citation stands for; elsewhere, of which rules there are
// findings at a place, what they ask for and why.
func (s *server) hover(d *document, p position) (hover, bool) {
	at := d.text.offset(p, s.enc)
	if d.good {
		for _, x := range d.checked.Draft.Sentences {
			for _, c := range x.Cites {
				if from, to := c.Span.Start.Offset, c.Span.End.Offset; from <= at && at <= to {
					if lines := s.tellOf(c.ID); len(lines) > 0 {
						return s.page(lines, s.draftSpan(d, from, to)), true
					}
				}
			}
		}
	}
	var lines []string
	var where span
	var rules []string
	for _, f := range d.found {
		if !holds(f.shown.Range, p) || slices.Contains(rules, f.Rule) || len(rules) == mostRules {
			continue
		}
		if rules = append(rules, f.Rule); len(rules) == 1 {
			where = f.shown.Range
		}
		if r, ok := check.Lookup(f.Rule); ok {
			lines = append(lines, title(r.ID)+" "+r.Title, r.What, "Why: "+r.Why, "How to mend it: "+r.Mend)
		}
	}
	return s.page(lines, where), len(lines) > 0
}

// mostRules is how many rules are explained at a time.
const mostRules = 3

func holds(r span, p position) bool {
	before := p.Line < r.Start.Line || p.Line == r.Start.Line && p.Character < r.Start.Character
	after := p.Line > r.End.Line || p.Line == r.End.Line && p.Character > r.End.Character
	return !before && !after
}

// title is put before what it names; page sets it off.
func title(s string) string { return "\x00" + s + "\x00" }

// page makes paragraphs of lines. Texts come from anybody: nothing in them is markup.
func (s *server) page(lines []string, where span) hover {
	kind := "markdown"
	if s.plain {
		kind = "plaintext"
	}
	var out []string
	for _, l := range lines {
		head, rest := "", l
		if strings.HasPrefix(l, "\x00") {
			head, rest, _ = strings.Cut(l[1:], "\x00")
		}
		// Cleaned before it is escaped: marks inside a name might hide it.
		rest = string(s.say(oneLine(rest)))
		if !s.plain {
			rest = escape(rest)
			if head != "" {
				head = "**" + escape(string(s.say(head))) + "**"
			}
		}
		out = append(out, strings.TrimSpace(strings.TrimSpace(string(s.say(head)))+" "+rest))
	}
	return hover{markup{kind, safe(strings.Join(out, "\n\n"))}, where}
}

// escape keeps Markdown from reading a text as markup.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>#&|~!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// tellOf tells what a record is, in lines; none of what does not exist.
func (s *server) tellOf(id record.ID) []string {
	c := s.live.Casefile().State().Casefile
	switch {
	case id == record.None:
		return []string{title("none") + " The sentence asserts nothing that needs evidence."}
	case id == record.Desk:
		return []string{title("desk") + " The desk's own first-hand knowledge."}
	case c.Claims[id] != nil:
		return s.tellClaim(c, c.Claims[id])
	case c.Statements[id] != nil:
		return tellStatement(c, c.Statements[id])
	case c.Requests[id] != nil:
		rq := c.Requests[id]
		lines := []string{title("request "+string(id)) + " to " + standing.PublicName(c, rq.To), outcome(rq)}
		if len(rq.Claims) > 0 {
			lines = append(lines, "About "+idList(rq.Claims)+".")
		}
		return lines
	}
	if kind := c.KindOf(id); kind != "" {
		return []string{title(kind+" "+string(id)) + " A citation names a claim, a statement or a request; this asserts nothing by itself."}
	}
	return nil
}

func (s *server) tellClaim(c *record.Casefile, cl *record.Claim) []string {
	l := standing.Of(c, s.live.Results()[cl.ID], s.options.Now())
	lines := []string{title("claim "+string(cl.ID)) + " " + cl.Text,
		"Status: " + standing.Word(l.Status, l.Base) + ". Independent origins: " + standing.Origins(l.S, l.SMax, l.Flags) + "."}
	if notes := l.Notes(func(s string) string { return s }); len(notes) > 0 {
		lines = append(lines, strings.Join(notes, "; ")+".")
	}
	var who []string
	for _, id := range cl.AdverseTo {
		who = append(who, standing.PublicName(c, id))
	}
	if len(who) > 0 {
		lines = append(lines, "Adverse to "+strings.Join(who, ", ")+".")
	}
	return lines
}

// tellStatement names the speaker by his public description alone.
func tellStatement(c *record.Casefile, x *record.Statement) []string {
	lines := []string{title("statement "+string(x.ID)) + " " + x.Text}
	by := "By " + standing.PublicName(c, x.Speaker) + ", " + basis(x.Basis)
	if x.SaidAt != "" {
		by += ", " + string(x.SaidAt)
	}
	lines = append(lines, by+".")
	if terms := c.TermsOf(x); terms != "" && terms != record.OnRecord {
		lines = append(lines, "Terms: "+string(terms)+".")
	}
	e := c.Evidence[x.Evidence]
	switch {
	case !x.State.IsActive():
		lines = append(lines, "It was "+string(x.State)+".")
	case e != nil && !e.State.IsActive():
		lines = append(lines, "Its evidence "+string(e.ID)+" was withdrawn.")
	}
	if x.Quote == record.Direct {
		lines = append(lines, "Direct words: they may be quoted where the terms allow it.")
	}
	return lines
}

// basis says in words what a statement rests on.
func basis(b record.Basis) string {
	switch b {
	case record.AuthorOfRecord:
		return "author of the record"
	case record.Hearsay:
		return "who has it from others (hearsay)"
	case record.Position:
		return "a position, not an account of facts"
	case record.Document, record.Recording, record.Physical:
		return "on a " + map[record.Basis]string{record.Document: "document", record.Recording: "recording", record.Physical: "physical trace"}[b]
	}
	return string(b)
}

// outcome says in words what became of a request.
func outcome(rq *record.Request) string {
	words := map[record.Outcome]string{
		record.Answered: "answered", record.Partial: "answered in part", record.Declined: "declined to comment",
		record.NoAnswer: "did not answer",
	}[rq.Outcome]
	if words == "" {
		words = "no reply yet"
		if rq.Deadline != "" {
			words += ", deadline " + string(rq.Deadline)
		}
	}
	if rq.Reply != "" {
		words += " (reply: " + string(rq.Reply) + ")"
	}
	if n := len(rq.Attempts); n > 1 {
		words += fmt.Sprintf(", %d attempts", n)
	}
	return words
}

func idList(ids []record.ID) string {
	return strings.Join(record.Texts(ids), ", ")
}
