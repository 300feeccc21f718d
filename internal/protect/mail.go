package protect

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// mailOf gives an address in the form in which addresses are compared: lower case,
// without what stands after a plus.
func mailOf(s string) (string, bool) {
	local, domain, ok := strings.Cut(strings.TrimPrefix(strings.ToLower(s), "mailto:"), "@")
	local, _, _ = strings.Cut(local, "+")
	domain = strings.TrimRight(domain, ".")
	if !ok || local == "" || !strings.Contains(domain, ".") || strings.ContainsAny(local+domain, " /@") {
		return "", false
	}
	return plainWord(local) + "@" + plainWord(domain), true
}

// signs says what words in brackets stand for in an address spelt out.
var (
	atWords  = wordSet("at собака ат эт ет آت")
	dotWords = wordSet("dot точка крапка дот نقطة")
)

// opened is a text with its escapes read and its (at) and (dot) as signs.
type opened struct {
	text    strings.Builder
	changes []change
}

// change is a place where the opened text is another: bytes [to, toEnd) of it
// stand for [from, fromEnd) of the text.
type change struct{ to, toEnd, from, fromEnd int }

func (o *opened) put(s string, from, fromEnd int) {
	at := o.text.Len()
	o.text.WriteString(s)
	o.changes = append(o.changes, change{at, o.text.Len(), from, fromEnd})
}

// source gives the bytes of the text that byte i of the opened text stands for.
func (o *opened) source(i int) (from, end int) {
	n := sort.Search(len(o.changes), func(k int) bool { return o.changes[k].to > i })
	if n == 0 {
		return i, i + 1
	}
	c := o.changes[n-1]
	if i < c.toEnd {
		return c.from, c.fromEnd
	}
	at := c.fromEnd + i - c.toEnd
	return at, at + 1
}

// openMail reads a text in which an address may be disguised.
func openMail(text string) *opened {
	o, done := &opened{}, 0
	for i := 0; i < len(text); {
		sign, n := "", 0
		switch text[i] {
		case '%', '&', '\\':
			var rs []rune
			rs, n = escaped(text[i:])
			sign = string(rs)
		case '(', '[', '{', '<', ' ':
			sign, n = bracketed(text[i:])
		}
		if n == 0 {
			i++
			continue
		}
		o.text.WriteString(text[done:i])
		o.put(sign, i, i+n)
		i += n
		done = i
	}
	o.text.WriteString(text[done:])
	return o
}

// bracketed reads "(at)", " [dot] " and the like at the start of s.
func bracketed(s string) (sign string, n int) {
	if s[0] == ' ' && (len(s) < 2 || strings.IndexByte(" ([{<", s[1]) < 0) {
		return "", 0
	}
	inner := strings.TrimLeft(s[:min(len(s), 32)], " ")
	n = min(len(s), 32) - len(inner)
	if inner == "" || strings.IndexByte("([{<", inner[0]) < 0 {
		return "", 0
	}
	shut := strings.IndexAny(inner, ")]}>")
	if shut < 0 {
		return "", 0
	}
	switch w := plainWord(strings.ToLower(strings.TrimSpace(inner[1:shut]))); {
	case atWords[w] || w == "@":
		sign = "@"
	case dotWords[w] || w == ".":
		sign = "."
	default:
		return "", 0
	}
	n += shut + 1
	for n < len(s) && s[n] == ' ' {
		n++
	}
	return sign, n
}

// mails finds e-mail addresses, those with a +tag included, however escaped.
func (s *search) mails() {
	o := openMail(s.text)
	t := o.text.String()
	for at := 0; at < len(t); at++ {
		i := strings.IndexByte(t[at:], '@')
		if i < 0 {
			return
		}
		at += i
		from, to := at, at+1
		for from > 0 && at-from < 128 && (isWord(t[from-1]) || strings.IndexByte(".+-", t[from-1]) >= 0) {
			from--
		}
		for to < len(t) && to-at < 128 && (isWord(t[to]) || t[to] == '.' || t[to] == '-') {
			to++
		}
		to = at + 1 + len(strings.TrimRight(t[at+1:to], ".-"))
		for from < at && strings.IndexByte(".+-", t[from]) >= 0 {
			from++
		}
		if !utf8.ValidString(t[from:to]) {
			continue
		}
		if mail, ok := mailOf(t[from:to]); ok {
			for _, r := range s.g.table.of(s.hasher.digest("m:" + mail)) {
				if r.role == asMail {
					start, _ := o.source(from)
					_, end := o.source(to - 1)
					s.hits = append(s.hits, found{start, end, r.actor, true})
					break
				}
			}
		}
	}
}
