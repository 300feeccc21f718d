package draft

import (
	"bytes"
	"errors"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// HTML renders the body as safe HTML: no raw HTML of the author's, no images (their
// text stands instead), links to http, https and mailto addresses and to places of
// the site only, no citations. annotate, if given, is asked for every sentence and
// gives what stands before and after it, as finished HTML; a sentence never lies
// across elements, so before may open what after closes.
func (d *Draft) HTML(annotate func(*Sentence) (before, after string)) ([]byte, error) {
	if d.tree == nil {
		return nil, errors.New("the draft was not made by Parse")
	}
	p := &printer{annotate: annotate, draft: d}
	p.element(d.tree)
	return p.out.Bytes(), nil
}

type printer struct {
	out      bytes.Buffer
	annotate func(*Sentence) (string, string)
	draft    *Draft
}

func (p *printer) element(e *element) {
	if e.leaf != nil && e.leaf.raw {
		return
	}
	if e.tag != "" {
		p.out.WriteString("<" + e.tag + e.attr + ">")
	}
	if e.void {
		p.out.WriteByte('\n')
		return
	}
	inner := e.leaf == nil && e.tag != ""
	if inner {
		p.out.WriteByte('\n')
	}
	if e.leaf != nil {
		p.leaf(e.leaf)
	}
	for _, k := range e.kids {
		p.element(k)
	}
	if e.tag != "" {
		p.out.WriteString("</" + e.tag + ">")
	}
	p.out.WriteByte('\n')
}

// leaf prints a block sentence by sentence; emphasis that spans sentences is
// closed at the end of each and opened again in the next.
func (p *printer) leaf(l *leaf) {
	if l.code {
		code := l.words
		for anyCite.MatchString(code) {
			code = anyCite.ReplaceAllString(code, "")
		}
		p.out.WriteString("<code>" + html.EscapeString(clear(code)) + "</code>")
		return
	}
	at, pic := 0, 0
	for _, s := range l.sentences {
		pic = p.glyphs(l, at, s.from, pic)
		before, after := "", ""
		if p.annotate != nil {
			before, after = p.annotate(s)
		}
		p.out.WriteString(before)
		pic = p.glyphs(l, s.from, s.to, pic)
		p.out.WriteString(after)
		at = s.to
	}
	pic = p.glyphs(l, at, len(l.glyphs), pic)
	for ; pic < len(l.pictures); pic++ {
		p.picture(l.pictures[pic])
	}
}

// glyphs prints a stretch of a block, with the pictures that lie in it, and leaves
// no element open.
func (p *printer) glyphs(l *leaf, from, to, pic int) int {
	var open []int16
	for i := from; i < to; i++ {
		g := l.glyphs[i]
		for ; pic < len(l.pictures) && l.pictures[pic].at <= i; pic++ {
			p.switchTo(l, &open, 0)
			p.picture(l.pictures[pic])
		}
		p.switchTo(l, &open, g.style)
		switch {
		case g.br:
			p.out.WriteString("<br>\n")
		case g.raw == '\t':
			p.out.WriteByte(' ')
		default:
			p.out.WriteString(html.EscapeString(string(g.raw)))
		}
	}
	p.switchTo(l, &open, 0)
	return pic
}

// switchTo closes and opens elements until exactly those of the style are open.
func (p *printer) switchTo(l *leaf, open *[]int16, st int16) {
	if n := len(*open); n > 0 && (*open)[n-1] == st || n == 0 && st == 0 {
		return
	}
	var want []int16
	for s := st; s != 0; s = l.styles[s].parent {
		want = append(want, s)
	}
	slices.Reverse(want)
	same := 0
	for same < len(*open) && same < len(want) && (*open)[same] == want[same] {
		same++
	}
	for k := len(*open) - 1; k >= same; k-- {
		if tag, _ := l.styles[(*open)[k]].tags(); tag != "" {
			p.out.WriteString("</" + tag + ">")
		}
	}
	for _, s := range want[same:] {
		if tag, attr := l.styles[s].tags(); tag != "" {
			p.out.WriteString("<" + tag + attr + ">")
		}
	}
	*open = want
}

// tags gives the element of a style and its attributes; none for a link that is not safe.
func (s style) tags() (tag, attr string) {
	if s.tag != "a" {
		return s.tag, ""
	}
	if !safeURL(s.url) {
		return "", ""
	}
	return "a", ` href="` + html.EscapeString(s.url) + `" rel="noopener noreferrer nofollow"`
}

func (p *printer) picture(pic picture) {
	alt := pic.alt
	for anyCite.MatchString(alt) {
		alt = anyCite.ReplaceAllString(alt, "")
	}
	if alt = strings.TrimSpace(alt); alt != "" {
		p.out.WriteString(` <span class="image">` + html.EscapeString(clear(alt)) + `</span> `)
	}
}

// clear replaces control characters, which HTML does not admit.
func clear(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// safeURL admits addresses that lead somewhere and run nothing.
func safeURL(s string) bool {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) || r == '\\' }) || strings.HasPrefix(s, "//") {
		return false
	}
	if anyCite.MatchString(s) {
		return false
	}
	u, err := url.Parse(s)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return true
	case "":
		return u.Host == "" && s != ""
	}
	return false
}
