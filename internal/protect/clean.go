package protect

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// maxDepth bounds how deep a JSON document may be nested.
const maxDepth = 1000

// Clean puts record.SealedMark in the place of every protected string. Nothing
// protected is found in what it gives.
func (g *Guard) Clean(text string) string {
	if g == nil {
		return text
	}
	// Sealing one name may take away the given name that excused the next, so it is
	// looked again; after some rounds nothing is excused any more.
	for round := 0; ; round++ {
		hits := g.find(text, round > 4)
		if len(hits) == 0 {
			return text
		}
		var b strings.Builder
		at := 0
		for _, h := range hits {
			b.WriteString(text[at:h.Start])
			b.WriteString(record.SealedMark)
			at = h.End
		}
		b.WriteString(text[at:])
		text = b.String()
	}
}

// CleanJSON rewrites every string of a JSON document, keys included, through
// Clean. Order and the spelling of numbers stay; white space between is dropped.
// It fails on what is not one JSON document or is nested deeper than 1000.
func (g *Guard) CleanJSON(doc []byte) ([]byte, error) {
	dec := json.NewDecoder(bytes.NewReader(doc))
	dec.UseNumber()
	w := jsonWriter{clean: g.Clean}
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) && w.done() {
			return w.out.Bytes(), nil
		}
		if err != nil || w.done() {
			return nil, problem.New(problem.Usage, "", "not one JSON document", "")
		}
		if err := w.token(t); err != nil {
			return nil, err
		}
	}
}

// jsonWriter writes the tokens of a document back.
type jsonWriter struct {
	out   bytes.Buffer
	clean func(string) string
	open  []byte // the brackets that are open
	count []int  // tokens written inside each of them
}

func (w *jsonWriter) done() bool { return len(w.open) == 0 && w.out.Len() > 0 }

func (w *jsonWriter) token(t json.Token) error {
	d, delim := t.(json.Delim)
	if delim && (d == ']' || d == '}') {
		w.out.WriteByte(byte(d))
		w.open, w.count = w.open[:len(w.open)-1], w.count[:len(w.count)-1]
		return nil
	}
	if n := len(w.open); n > 0 {
		switch c := w.count[n-1]; {
		case w.open[n-1] == '{' && c%2 == 1:
			w.out.WriteByte(':')
		case c > 0:
			w.out.WriteByte(',')
		}
		w.count[n-1]++
	}
	switch v := t.(type) {
	case json.Delim:
		if len(w.open) == maxDepth {
			return problem.New(problem.Usage, "", "a JSON document is nested too deep", "")
		}
		w.out.WriteByte(byte(v))
		w.open, w.count = append(w.open, byte(v)), append(w.count, 0)
	case string:
		return w.string(w.clean(v))
	case json.Number:
		w.out.WriteString(v.String())
	case bool:
		w.out.WriteString(map[bool]string{true: "true", false: "false"}[v])
	default:
		w.out.WriteString("null")
	}
	return nil
}

func (w *jsonWriter) string(s string) error {
	enc := json.NewEncoder(&w.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return problem.Wrap(err, problem.Internal, "", "a string cannot be written as JSON", "")
	}
	w.out.Truncate(w.out.Len() - 1) // the encoder's line break
	return nil
}
