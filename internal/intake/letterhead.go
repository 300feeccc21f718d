package intake

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// headSample is how many bytes decide whether a text is a mail.
const headSample = 16 << 10

// memberType tells a mailbox, a mail, a saved page or a capture, which are text to a
// library that looks at the first bytes; "" for everything else.
func memberType(name string, data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("WARC/1.")):
		return typeWarc
	case startsMail(data):
		return typeMbox
	case tarHead(data):
		return typeTar
	}
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	head := mailHead(data[:min(len(data), headSample)])
	switch {
	case head == nil:
		return ""
	case strings.HasPrefix(strings.ToLower(head["content-type"]), "multipart/related") &&
		(slices.Contains([]string{".mht", ".mhtml"}, ext) || head["snapshot-content-location"] != "" || strings.HasPrefix(head["from"], "<Saved by")):
		return typeMHTML
	case ext == ".eml" && known(head, mailFields) > 0, known(head, mailFields) > 1 && known(head, travelFields) > 0:
		return typeMail
	}
	return ""
}

var (
	mailFields = []string{"from", "to", "subject", "date", "message-id", "received", "return-path"}
	// travelFields stand in what was sent, and not in what somebody only wrote like a letter.
	travelFields = []string{"message-id", "received", "return-path", "delivered-to", "mime-version", "dkim-signature"}
)

func known(head map[string]string, fields []string) (n int) {
	for _, f := range fields {
		if head[f] != "" {
			n++
		}
	}
	return n
}

// mailHead reads a header, up to the empty line; nil where another line than a
// field stands in it. Names are in lower case; of one that is repeated the first counts.
func mailHead(b []byte) map[string]string {
	out := map[string]string{}
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		b = rest
		line = bytes.TrimRight(line, "\r")
		switch {
		case len(line) == 0:
			return out
		case line[0] == ' ' || line[0] == '\t':
			continue
		case !headerLine(line):
			return nil
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		if key := strings.ToLower(string(name)); out[key] == "" {
			out[key] = strings.TrimSpace(string(value)) + " "
		}
	}
	return out
}

// headerLine reports whether a text begins with a field of a header (RFC 5322, 2.2).
func headerLine(b []byte) bool {
	i := bytes.IndexByte(b[:min(len(b), 128)], ':')
	return i > 0 && !bytes.ContainsFunc(b[:i], func(r rune) bool { return r <= ' ' || r > '~' })
}
