package protect

import (
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

// opened is a text with its escapes read and its (at) and (dot) as signs; at[i]
// and end[i] are where byte i comes from.
type opened struct {
	text    []byte
	at, end []int
}

func (o *opened) add(s string, from, to int) {
	for range len(s) {
		o.at, o.end = append(o.at, from), append(o.end, to)
	}
	o.text = append(o.text, s...)
}

// openMail reads a text in which an address may be disguised; nil where there is
// none that needs it.
func openMail(text string) *opened {
	if !strings.ContainsAny(text, "@%&\\([{<") {
		return nil
	}
	o := &opened{}
	for i := 0; i < len(text); {
		if strings.IndexByte("%&\\", text[i]) >= 0 {
			if rs, n := escaped(text[i:]); n > 0 {
				o.add(string(rs), i, i+n)
				i += n
				continue
			}
		}
		if strings.IndexByte("([{< ", text[i]) >= 0 {
			if sign, n := bracketed(text[i:]); n > 0 {
				o.add(sign, i, i+n)
				i += n
				continue
			}
		}
		o.add(text[i:i+1], i, i+1)
		i++
	}
	return o
}

// bracketed reads "(at)", " [dot] " and the like at the start of s.
func bracketed(s string) (sign string, n int) {
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
	if o == nil {
		return
	}
	t := string(o.text)
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
			for _, r := range s.g.table[s.hasher.digest("m:"+mail)] {
				if r.role == asMail {
					s.hits = append(s.hits, Hit{Actor: s.g.actors[r.actor], Identifier: true, Start: o.at[from], End: o.end[to-1]})
					break
				}
			}
		}
	}
}
