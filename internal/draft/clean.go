package draft

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// cut is a stretch of the text that a reader's copy leaves out or replaces.
type cut struct {
	from, to int
	put      string
	cite     bool
}

// anyCite is what no published text may carry, wherever it stood.
var anyCite = regexp.MustCompile(`\\?\[@[^\[\]]*\]`)

// CleanMarkdown gives the story's body as Markdown for readers: without front
// matter, citations, comments and raw HTML, images replaced by their text, line
// ends \n. All other formatting stays as the author wrote it. It is UTF-8.
func (d *Draft) CleanMarkdown() []byte {
	src := d.text.text
	cuts := slices.Clone(d.cuts)
	slices.SortStableFunc(cuts, func(a, b cut) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return b.to - a.to
	})
	var out []byte
	at := d.body
	for _, c := range cuts {
		if c.from < at {
			continue // inside what is cut already
		}
		out = append(out, src[at:c.from]...)
		at = c.to
		if !c.cite {
			out = append(out, escapeMarkdown(c.put)...)
			continue
		}
		out, at = closeUp(out, src, at)
	}
	out = append(out, src[at:]...)
	for anyCite.Match(out) {
		out = anyCite.ReplaceAll(out, nil)
	}
	out = bytes.TrimLeft(out, "\n")
	if len(bytes.TrimSpace(out)) == 0 {
		return nil
	}
	return append(bytes.TrimRight(out, "\n"), '\n')
}

// closeUp removes the space that stood for a citation: out ends where it began,
// src goes on at the place given. It gives the place to go on from.
func closeUp(out, src []byte, at int) ([]byte, int) {
	line := out[bytes.LastIndexByte(out, '\n')+1:]
	rest, _, more := bytes.Cut(src[at:], []byte("\n"))
	atStart := len(bytes.Trim(line, "> \t")) == 0
	switch {
	case atStart && len(bytes.TrimSpace(rest)) == 0 && more && len(out) > 0:
		// A line of its own goes altogether, or it would end the paragraph.
		return out[:len(out)-len(line)], at + len(rest) + 1
	case atStart:
		blank := len(rest) - len(bytes.TrimLeft(rest, " \t"))
		if starts := rest[blank:]; len(starts) > 0 && strings.IndexByte("-+*#>=~`|", starts[0]) >= 0 {
			out = append(out, '\\') // it stood inside a line: keep it from opening a block
		}
		return out, at + blank
	case len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t' || closesUp(rest):
		return bytes.TrimRight(out, " \t"), at
	}
	return out, at
}

// closesUp reports text that starts with a mark which takes no space before it.
func closesUp(rest []byte) bool {
	for _, r := range string(rest[:min(len(rest), 4)]) {
		return strings.ContainsRune(afterCite, r) || r == '*' || r == '_'
	}
	return false
}

func escapeMarkdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>#&|~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
