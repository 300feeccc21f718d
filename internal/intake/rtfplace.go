package intake

import (
	"strings"
)

// enter begins a destination: text that is no text of the page.
func (r *rtfReader) enter(place rtfPlace) {
	r.now.starred = false
	if r.now.place == rtfNothing {
		// Inside a destination that is passed over there is one to be read: the title.
		if place == rtfTitle {
			r.now.place = rtfTitle
		}
		return
	}
	if place == rtfBody {
		return
	}
	if r.now.place = place; place == rtfAuthor {
		r.author.Reset()
	}
}

// leave ends a group that was of a place; what it held is put below the line.
func (r *rtfReader) leave(was rtfPlace) {
	if was == r.now.place {
		return
	}
	kind := ""
	switch was {
	case rtfFootnote:
		kind = "footnote"
	case rtfComment:
		kind = signed("comment", r.author.String(), "")
	case rtfHead:
		kind = "header or footer"
	default:
		return
	}
	r.asides = append(r.asides, wordNote{kind: kind, text: r.aside.String()})
	r.aside.Reset()
}

// put writes text where it belongs.
func (r *rtfReader) put(s string) {
	if r.pass > 0 {
		r.pass--
		return
	}
	switch r.now.place {
	case rtfBody:
		r.body(s)
	case rtfTitle:
		if r.title.Len() < 4*maxTitle {
			r.title.WriteString(s)
		}
	case rtfAuthor:
		if r.author.Len() < maxTitle {
			r.author.WriteString(s)
		}
	case rtfFootnote, rtfComment, rtfHead:
		if !r.out.full() {
			r.aside.WriteString(s)
			r.out.left -= len(s)
		}
	}
}

func (r *rtfReader) body(s string) {
	kind := ""
	switch {
	case r.now.deleted:
		kind = "deleted"
	case r.now.hidden:
		kind = "hidden"
	default:
		r.out.write(s)
		return
	}
	if r.out.full() {
		return
	}
	r.out.left -= len(s)
	if n := len(r.asides); n > 0 && r.asides[n-1].kind == kind && len(r.asides[n-1].text) < maxTitle {
		r.asides[n-1].text += s
		return
	}
	r.asides = append(r.asides, wordNote{kind: kind, text: s})
}

// line ends a line and writes what stands below it.
func (r *rtfReader) line() {
	r.out.line()
	for _, a := range r.asides {
		r.out.aside(a.kind, strings.TrimSpace(a.text))
	}
	r.asides = r.asides[:0]
}

// end writes what is left at the end of the file.
func (r *rtfReader) end() {
	r.flush()
	r.line()
}
