package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// writeYAML writes the document in the small part of YAML that every reader takes
// the same way: block mappings and lists, flow lists of short words, plain texts
// only where nothing could mistake them, literal blocks for tidy longer texts, and
// double quotes with escapes for everything else.
func writeYAML(doc *tree) []byte {
	var b bytes.Buffer
	for i, key := range doc.keys {
		b.WriteString(key + ":")
		yamlValue(&b, doc.values[i], 0)
	}
	return b.Bytes()
}

// yamlValue writes what follows a colon, line end included. Depth is that of the
// mapping in which the key stands.
func yamlValue(b *bytes.Buffer, v any, depth int) {
	switch v := v.(type) {
	case *tree:
		if len(v.keys) == 0 {
			b.WriteString(" {}\n")
			return
		}
		b.WriteByte('\n')
		yamlKeys(b, v, depth+1, false)
	case []any:
		yamlList(b, v, depth)
	case string:
		if block, ok := literal(v, depth+1); ok {
			b.WriteString(" " + block)
			return
		}
		b.WriteString(" " + scalar(v) + "\n")
	default:
		b.WriteString(" " + scalar(v) + "\n")
	}
}

// yamlKeys writes a mapping's lines; where it begins an entry of a list, its first
// line is already indented.
func yamlKeys(b *bytes.Buffer, t *tree, depth int, begun bool) {
	for i, key := range t.keys {
		if i > 0 || !begun {
			b.WriteString(strings.Repeat("  ", depth))
		}
		b.WriteString(key + ":")
		yamlValue(b, t.values[i], depth)
	}
}

func yamlList(b *bytes.Buffer, list []any, depth int) {
	if flow, ok := inline(list); ok {
		b.WriteString(" " + flow + "\n")
		return
	}
	b.WriteByte('\n')
	for _, e := range list {
		b.WriteString(strings.Repeat("  ", depth+1) + "- ")
		switch e := e.(type) {
		case *tree:
			if len(e.keys) == 0 {
				b.WriteString("{}\n")
				continue
			}
			yamlKeys(b, e, depth+2, true)
		default:
			b.WriteString(scalar(e) + "\n")
		}
	}
}

// inline writes a list of ids, words or numbers on one line.
func inline(list []any) (string, bool) {
	parts := make([]string, len(list))
	for i, e := range list {
		switch e := e.(type) {
		case *tree, []any:
			return "", false
		case string:
			if !bare(e) {
				return "", false
			}
		}
		parts[i] = scalar(e)
	}
	flow := "[" + strings.Join(parts, ", ") + "]"
	return flow, len(flow) <= 100
}

// bare reports a text of letters, digits and hyphens alone.
func bare(s string) bool {
	for _, c := range s {
		if c != '-' && (c > 'z' || !unicode.IsLower(c) && !unicode.IsDigit(c)) {
			return false
		}
	}
	return s != ""
}

func scalar(v any) string {
	switch v := v.(type) {
	case string:
		if plain(v) {
			return v
		}
		return quoted(v, false)
	case json.Number:
		return string(v)
	case bool:
		return fmt.Sprintf("%t", v)
	}
	return "null"
}

// plain reports whether a text may stand without quotes: it begins with a letter,
// holds nothing but letters, digits and harmless signs, and reads as no other type
// in any version of YAML.
func plain(s string) bool {
	switch strings.ToLower(s) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf":
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if s == "" || len(s) > 400 || !unicode.IsLetter(first) || strings.HasSuffix(s, " ") {
		return false
	}
	for _, c := range s {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && !strings.ContainsRune(" -_.,;()/'’–—!?+", c) {
			return false
		}
	}
	return true
}

// literal writes a text of several lines as a literal block, where it needs no
// escape and its lines neither begin nor end in a blank.
func literal(s string, depth int) (string, bool) {
	body, mark := s, "|-"
	if strings.HasSuffix(s, "\n") {
		body, mark = s[:len(s)-1], "|"
	}
	if !strings.Contains(body, "\n") || strings.HasSuffix(body, "\n") {
		return "", false
	}
	var b strings.Builder
	b.WriteString(mark + "\n")
	for i, line := range strings.Split(body, "\n") {
		if line == "" && i > 0 {
			b.WriteByte('\n')
			continue
		}
		if line == "" || line != strings.TrimSpace(line) || strings.ContainsFunc(line, escaped) {
			return "", false
		}
		b.WriteString(strings.Repeat("  ", depth) + line + "\n")
	}
	return b.String(), true
}

// escaped reports a character that an export writes as an escape: controls, line
// breaks of other systems, invisible marks that turn the direction of text, and
// whatever no reader is sure to keep.
func escaped(c rune) bool {
	return !unicode.IsPrint(c) && c != '\u200c' && c != '\u200d'
}

// quoted writes a double-quoted text. YAML and JSON differ only in how they escape
// what lies beyond the first plane.
func quoted(s string, inJSON bool) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case !escaped(c):
			b.WriteRune(c)
		case c <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, c)
		case inJSON:
			high, low := utf16.EncodeRune(c)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\U%08x`, c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
