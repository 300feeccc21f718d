package publish

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"mime/quotedprintable"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/net/html"
)

const (
	disguises = 3   // how many may lie over each other
	maxViews  = 500 // per file; a file that needs more is taken for a hit
)

var (
	base64Run  = regexp.MustCompile(`[A-Za-z0-9+/_-]{6,}={0,2}`)
	hexRun     = regexp.MustCompile(`[0-9A-Fa-f]{8,}|[0-9A-Fa-f]{2}(?:[ :-][0-9A-Fa-f]{2}){3,}`)
	jsonEscape = regexp.MustCompile(`\\u[0-9A-Fa-f]{4}`)
)

// Hidden reports whether a text answers to hit as it stands or behind any disguise
// that is known here: escapes, encodings, attributes, comments.
func Hidden(text string, hit func(string) bool) bool { return anyView(text, hit) }

// anyView reports whether a text, or what it becomes when disguises are taken
// off it, answers to hit. Each disguise is taken off alone; then all of them
// together, and again, so that one below another is found too.
func anyView(text string, hit func(string) bool) bool {
	seen := map[string]bool{}
	look := func(t string) bool {
		if t == "" || seen[t] {
			return false
		}
		seen[t] = true
		return hit(strings.ToValidUTF8(t, "\ufffd"))
	}
	level := []string{text}
	for range disguises + 1 {
		var next []string
		for _, t := range level {
			if look(t) {
				return true
			}
			all := t
			for _, take := range inPlace {
				if look(take(t)) {
					return true
				}
				if s := take(all); s != "" {
					all = s
				}
			}
			inside := within(t)
			if all != t {
				inside = append(inside, all)
				inside = append(inside, within(all)...)
			}
			for _, s := range inside {
				if s != "" && s != t && !seen[s] {
					next = append(next, s)
				}
			}
			if len(seen)+len(next) > maxViews {
				return true
			}
		}
		level = next
	}
	return false
}

// inPlace are the disguises that leave the rest of a text as it is. Each gives
// "" where it changes nothing.
var inPlace = []func(string) string{
	func(t string) string {
		if !strings.Contains(t, "<") {
			return ""
		}
		_, apart := htmlText(t)
		return apart
	},
	func(t string) string {
		if !strings.Contains(t, "<") {
			return ""
		}
		together, _ := htmlText(t)
		return together
	},
	func(t string) string {
		if !strings.Contains(t, "&") {
			return ""
		}
		return html.UnescapeString(t)
	},
	func(t string) string {
		if !strings.Contains(t, "%") {
			return ""
		}
		return unescapePercent(t)
	},
	func(t string) string {
		if !strings.Contains(t, "+") {
			return ""
		}
		return strings.ReplaceAll(t, "+", " ")
	},
	func(t string) string {
		if !strings.Contains(t, `\`) {
			return ""
		}
		return unescapeJSON(t)
	},
	func(t string) string {
		if !strings.Contains(t, "=") {
			return ""
		}
		return readQuoted(t)
	},
}

// within gives what lies in a text in another encoding altogether.
func within(t string) []string { return append(wideText(t), runs(t)...) }

// htmlText gives the text of a page, attributes and comments included, once with
// nothing and once with a space where a tag stood.
func htmlText(t string) (together, apart string) {
	var joined, spaced, aside strings.Builder
	z := html.NewTokenizer(strings.NewReader(t))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return joined.String() + "\n" + aside.String(), spaced.String()
		case html.TextToken:
			text := html.UnescapeString(string(z.Raw()))
			joined.WriteString(text)
			spaced.WriteString(text + " ")
		case html.CommentToken:
			aside.Write(z.Text())
			aside.WriteByte('\n')
		case html.StartTagToken, html.SelfClosingTagToken:
			for {
				_, val, more := z.TagAttr()
				aside.Write(val)
				aside.WriteByte('\n')
				if !more {
					break
				}
			}
			spaced.WriteByte(' ')
		}
	}
}

// unescapePercent reads %xx where it can and leaves the rest.
func unescapePercent(t string) string {
	var out strings.Builder
	for i := 0; i < len(t); i++ {
		if t[i] == '%' && i+2 < len(t) {
			if b, err := hex.DecodeString(t[i+1 : i+3]); err == nil {
				out.Write(b)
				i += 2
				continue
			}
		}
		out.WriteByte(t[i])
	}
	return out.String()
}

// unescapeJSON reads a JSON document's strings, or \uXXXX where the text is none.
func unescapeJSON(t string) string {
	var v any
	if json.Unmarshal([]byte(t), &v) == nil {
		var out strings.Builder
		jsonStrings(&out, v, 0)
		return out.String()
	}
	var units []uint16
	flush := func(out *strings.Builder) {
		out.WriteString(string(utf16.Decode(units)))
		units = units[:0]
	}
	var out strings.Builder
	last := 0
	for _, at := range jsonEscape.FindAllStringIndex(t, -1) {
		if at[0] > last {
			flush(&out)
			out.WriteString(t[last:at[0]])
		}
		n, _ := strconv.ParseUint(t[at[0]+2:at[1]], 16, 16) // four hexadecimal digits always parse
		units = append(units, uint16(n))
		last = at[1]
	}
	flush(&out)
	return strings.NewReplacer(`\"`, `"`, `\/`, `/`, `\n`, "\n", `\t`, "\t").Replace(out.String() + t[last:])
}

func jsonStrings(out *strings.Builder, v any, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case string:
		out.WriteString(v + "\n")
	case []any:
		for _, e := range v {
			jsonStrings(out, e, depth+1)
		}
	case map[string]any:
		for k, e := range v {
			out.WriteString(k + "\n")
			jsonStrings(out, e, depth+1)
		}
	}
}

// wideText reads a text as UTF-16 of either order where its zero bytes suggest it
// or a byte order mark says so.
func wideText(t string) []string {
	marked := strings.HasPrefix(t, "\xff\xfe") || strings.HasPrefix(t, "\xfe\xff")
	if len(t) < 4 || !marked && !strings.ContainsAny(t, "\x00\x04\x06") {
		return nil
	}
	var out []string
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		for shift := range 2 {
			b := []byte(t[shift:])
			units := make([]uint16, len(b)/2)
			for i := range units {
				units[i] = order.Uint16(b[2*i:])
			}
			out = append(out, string(utf16.Decode(units)))
		}
	}
	return out
}

func readQuoted(t string) string {
	var out strings.Builder
	buf := make([]byte, 4096)
	r := quotedprintable.NewReader(strings.NewReader(t))
	for {
		n, err := r.Read(buf)
		out.Write(buf[:n])
		if err != nil {
			return out.String() // up to where it stops being quoted-printable
		}
	}
}

// runs gives what stretches that look like base64 or hexadecimal decode to, all
// readable ones in one text each.
func runs(t string) []string {
	var fromBase64, fromHex strings.Builder
	for _, run := range base64Run.FindAllString(t, -1) {
		bare := strings.TrimRight(run, "=")
		enc := base64.RawStdEncoding
		if strings.ContainsAny(bare, "-_") {
			enc = base64.RawURLEncoding
		}
		// a run may begin inside other letters: every offset, and down to a whole group
		for from := 0; from < 4 && from < len(bare); from++ {
			part := bare[from:]
			if len(part)%4 == 1 {
				part = part[:len(part)-1]
			}
			if b, err := enc.DecodeString(part); err == nil && readable(b) {
				fromBase64.Write(b)
				fromBase64.WriteByte('\n')
			}
		}
	}
	for _, run := range hexRun.FindAllString(t, -1) {
		bare := strings.NewReplacer(" ", "", ":", "", "-", "").Replace(run)
		for from := range 2 {
			part := bare[from:]
			if b, err := hex.DecodeString(part[:len(part)&^1]); err == nil && readable(b) {
				fromHex.Write(b)
				fromHex.WriteByte('\n')
			}
		}
	}
	return []string{fromBase64.String(), fromHex.String()}
}

// readable reports whether bytes can be text: UTF-8, a few bytes at the ends
// aside, or UTF-16.
func readable(b []byte) bool {
	if len(b) < 4 {
		return false
	}
	zeros, high := 0, 0
	for _, c := range b {
		if c == 0 || c == 4 || c == 6 {
			zeros++
		}
		if c < ' ' && c != '\n' && c != '\t' && c != '\r' && c != 0 && c != 4 && c != 6 {
			high++
		}
	}
	broken := bytes.Count(bytes.ToValidUTF8(b, []byte{0xff}), []byte{0xff})
	return (broken+high)*4 <= len(b) || zeros*3 >= len(b)
}
