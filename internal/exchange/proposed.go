package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/record"
)

// Proposed is a casefile document that is not finished: statements for a person to
// complete. Whatever only a person can say is missing from it, so that an import
// refuses it until somebody has said it.
type Proposed struct {
	Head       []string         // comments at the start
	Evidence   *record.Evidence // nil where the casefile has it already
	File       string           // of Evidence, relative to the document
	Statements []ProposedStatement
}

// ProposedStatement is a statement without its basis and, where nobody or several may
// be meant, without its speaker.
type ProposedStatement struct {
	Notes      []string        // comments above it
	ID         record.ID       // of the statement to be
	Speaker    record.ID       // empty: to be chosen
	Candidates []record.ID     // whom else the speaker may be
	Conduit    []record.ID     // through whom it came
	Evidence   record.ID       // where it stands
	Select     record.Selector // empty: nothing finds it
	Text       string
	Quote      record.Quote
}

// WriteProposed writes the document as YAML. The caller has cleaned the texts.
func WriteProposed(p Proposed) ([]byte, error) {
	var b bytes.Buffer
	for _, l := range p.Head {
		comment(&b, "", l)
	}
	doc := &tree{}
	doc.put("format", Format)
	if e := p.Evidence; e != nil {
		item := &tree{}
		item.put("id", string(e.ID))
		item.put("kind", string(e.Kind))
		for _, kv := range [][2]string{{"title", e.Title}, {"file", p.File}, {"acquired_at", string(e.AcquiredAt)}, {"acquired_from", e.AcquiredFrom}, {"method", e.Method}} {
			if kv[1] != "" {
				item.put(kv[0], kv[1])
			}
		}
		doc.put("evidence", []any{item})
	}
	b.Write(writeYAML(doc))
	if len(p.Statements) == 0 {
		return b.Bytes(), nil
	}
	b.WriteString("statements:\n")
	for _, s := range p.Statements {
		if err := s.write(&b); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

func (s ProposedStatement) write(b *bytes.Buffer) error {
	const in = "    "
	for _, n := range s.Notes {
		comment(b, "  ", n)
	}
	fmt.Fprintf(b, "  - id: %s\n", scalar(string(s.ID)))
	if s.Speaker != "" {
		fmt.Fprintf(b, in+"speaker: %s\n", scalar(string(s.Speaker)))
	} else {
		comment(b, in, "speaker: TODO, "+choice(s.Candidates))
	}
	rest := &tree{}
	if len(s.Conduit) > 0 {
		list := make([]any, len(s.Conduit))
		for i, id := range s.Conduit {
			list[i] = string(id)
		}
		rest.put("conduit", list)
	}
	rest.put("evidence", string(s.Evidence))
	sel := &tree{}
	if s.Select.Page > 0 {
		sel.put("page", json.Number(fmt.Sprint(s.Select.Page)))
	}
	for _, kv := range [][2]string{{"exact", s.Select.Exact}, {"prefix", s.Select.Prefix}, {"suffix", s.Select.Suffix}} {
		if kv[1] != "" && s.Select.Exact != "" {
			sel.put(kv[0], kv[1])
		}
	}
	if len(s.Select.Time) == 2 {
		raw, err := json.Marshal(s.Select.Time)
		if err != nil {
			return err
		}
		var times []json.Number
		if err := json.Unmarshal(raw, &times); err != nil {
			return err
		}
		sel.put("time", []any{times[0], times[1]})
	}
	if len(sel.keys) > 0 {
		rest.put("select", sel)
	}
	rest.put("text", s.Text)
	rest.put("quote", string(s.Quote))
	b.WriteString(in)
	yamlKeys(b, rest, 2, true)
	comment(b, in, "basis: TODO, one of "+strings.Join(record.Vocabulary["basis"], " | "))
	return nil
}

func choice(ids []record.ID) string {
	switch len(ids) {
	case 0:
		return "the id of an actor; record him first where he has none"
	case 1:
		return "perhaps " + string(ids[0])
	}
	return "one of " + strings.Join(record.Texts(ids), " | ")
}

// comment writes a line that no text in it can leave.
func comment(b *bytes.Buffer, in, text string) {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || !unicode.IsPrint(r) && r != '\u200c' && r != '\u200d' {
			return ' '
		}
		return r
	}, text)
	b.WriteString(in + strings.TrimRight("# "+text, " ") + "\n")
}
