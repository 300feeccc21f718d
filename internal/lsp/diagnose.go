package lsp

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
)

// mostShown is how many findings of a draft are shown at a time.
const mostShown = 1000

// guardedCheck checks a document and survives what goes wrong with it.
func (s *server) guardedCheck(ctx context.Context, d *document) (err error) {
	defer func() {
		if recover() != nil { // a trace could show sealed text
			s.forgetAll()
			err = s.show(1, "a fault of onrecord: this draft is not checked until it changes")
		}
	}()
	return s.check(ctx, d)
}

// check puts a document through the gate and shows what it finds.
func (s *server) check(ctx context.Context, d *document) error {
	d.dirty, d.good, d.found = false, false, nil
	if d.lost != "" {
		return s.publish(d, []diagnostic{{Severity: 2, Source: source, Message: d.lost}})
	}
	s.said.Turn()
	began := s.options.Now()
	checked, err := s.live.Check(ctx, d.uri, nameOf(d.uri), []byte(d.text.s), began)
	d.took = s.options.Now().Sub(began)
	if err != nil {
		return s.publish(d, []diagnostic{s.unreadable(d, err)})
	}
	d.checked, d.good = checked, true
	for _, f := range checked.Findings {
		if len(d.found) == mostShown {
			break
		}
		d.found = append(d.found, placed{f, s.diagnostic(d, f)})
	}
	list := make([]diagnostic, 0, len(d.found)+1)
	for _, f := range d.found {
		list = append(list, f.shown)
	}
	if left := len(checked.Findings) - len(d.found); left > 0 {
		list = append(list, diagnostic{Severity: 3, Source: source, Message: s.say(fmt.Sprintf("%d more findings are not shown", left))})
	}
	return s.publish(d, list)
}

const source = "onrecord"

// publish shows diagnostics. A document whose own name exposes a source cannot be
// named to the client; its writer is told so.
func (s *server) publish(d *document, list []diagnostic) error {
	if list == nil {
		list = []diagnostic{}
	}
	if !s.harmless(d.uri) {
		return s.nameless()
	}
	return s.tell("textDocument/publishDiagnostics", diagnostics{s.say(d.uri), d.version, list})
}

func (s *server) nameless() error {
	const line = "the path of an open draft exposes a source, so nothing is shown in it: rename it, or run onrecord check"
	if s.exposed {
		return nil
	}
	s.exposed = true
	return s.show(1, line)
}

func (s *server) diagnostic(d *document, f record.Finding) diagnostic {
	out := diagnostic{
		Range: s.spanOf(d, f), Severity: severity(f.Level), Code: f.Rule, Source: source,
		Message: s.say(f.Message), Data: &mark{f.Fingerprint},
	}
	if f.Hint != "" {
		out.Message += "\n→ " + s.say(f.Hint)
	}
	if s.related && s.harmless(d.uri) {
		for _, id := range f.IDs {
			for _, other := range d.checked.Opposing[id] {
				out.Related = append(out.Related, related{location{s.say(d.uri), s.placeOf(d, other, out.Range)}, s.inShort(other)})
			}
		}
	}
	return out
}

func (s *server) spanOf(d *document, f record.Finding) span {
	from, to := d.text.at(f.Line, f.Column), d.text.at(f.EndLine, f.EndColumn)
	return span{d.text.position(from, s.enc), d.text.position(max(from, to), s.enc)}
}

// placeOf gives the place where the draft cites a record, else another one.
func (s *server) placeOf(d *document, id record.ID, other span) span {
	for _, x := range d.checked.Draft.Sentences {
		for _, c := range x.Cites {
			if c.ID == id {
				return s.draftSpan(d, c.Span.Start.Offset, c.Span.End.Offset)
			}
		}
	}
	return other
}

func (s *server) draftSpan(d *document, from, to int) span {
	return span{d.text.position(from, s.enc), d.text.position(to, s.enc)}
}

// inShort names a record of the other side in a line.
func (s *server) inShort(id record.ID) safe {
	c := s.live.Casefile().State().Casefile
	if x := c.Statements[id]; x != nil {
		return s.say(fmt.Sprintf("%s: %s says: %s", id, standing.PublicName(c, x.Speaker), oneLine(x.Text)))
	}
	if rq := c.Requests[id]; rq != nil {
		return s.say(fmt.Sprintf("%s: request for comment to %s, %s", id, standing.PublicName(c, rq.To), outcome(rq)))
	}
	return s.say(string(id))
}

// oneLine folds white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

var lineIn = regexp.MustCompile(`\bline (\d+)\b`)

// unreadable shows why a draft cannot be parsed, where the line is told there.
func (s *server) unreadable(d *document, err error) diagnostic {
	line := problem.Line(err)
	out := diagnostic{Severity: 1, Source: source, Message: s.say(line)}
	if m := lineIn.FindStringSubmatch(line); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			content, from := d.text.line(n - 1)
			out.Range = s.draftSpan(d, from, from+len(content))
		}
	}
	return out
}
