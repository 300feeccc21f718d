package redact

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Bounds of a flat document.
const (
	maxFlat  = 256 << 20 // bytes
	maxDepth = 256       // of elements
)

// nameOf gives a name as it is written: office programs give the namespaces of
// OpenDocument the prefixes of its standard, and what they write is read here.
func nameOf(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// gone are the elements that go with all that is in them, and what each counts as.
var gone = map[string]func(*LeftOut) *int{
	"office:annotation":         func(l *LeftOut) *int { return &l.Comments },
	"office:annotation-end":     nil,
	"presentation:notes":        nil, // counted as they are read
	"meta:auto-reload":          func(l *LeftOut) *int { return &l.Outside },
	"meta:template":             func(l *LeftOut) *int { return &l.Outside },
	"text:tracked-changes":      nil, // counted as it is read
	"table:tracked-changes":     func(l *LeftOut) *int { return &l.Changes },
	"office:scripts":            nil,
	"office:event-listeners":    nil,
	"office:dde-source":         func(l *LeftOut) *int { return &l.Outside },
	"text:dde-connection-decls": func(l *LeftOut) *int { return &l.Outside },
	"table:dde-links":           func(l *LeftOut) *int { return &l.Outside },
	"table:cell-range-source":   func(l *LeftOut) *int { return &l.Outside },
	"table:table-source":        func(l *LeftOut) *int { return &l.Outside },
	"table:scenario":            nil,
	"text:section-source":       func(l *LeftOut) *int { return &l.Outside },
	"text:hidden-text":          func(l *LeftOut) *int { return &l.Hidden },
	"text:hidden-paragraph":     func(l *LeftOut) *int { return &l.Hidden },
	"text:conditional-text":     func(l *LeftOut) *int { return &l.Fields },
	"text:script":               func(l *LeftOut) *int { return &l.Programs },
	"draw:plugin":               func(l *LeftOut) *int { return &l.Outside },
	"draw:applet":               func(l *LeftOut) *int { return &l.Programs },
	"draw:floating-frame":       func(l *LeftOut) *int { return &l.Outside },
}

// filled are the fields into which an office program puts today's date, the file's
// name and whoever runs it; a mark stands for them unless the document fixes them.
var filled = map[string]bool{
	"text:date": true, "text:time": true, "text:file-name": true, "text:template-name": true, "text:author-name": true, "text:author-initials": true,
	"text:sender-firstname": true, "text:sender-lastname": true, "text:sender-initials": true, "text:sender-title": true, "text:sender-position": true,
	"text:sender-email": true, "text:sender-phone-private": true, "text:sender-fax": true, "text:sender-company": true, "text:sender-phone-work": true,
	"text:sender-street": true, "text:sender-city": true, "text:sender-postal-code": true, "text:sender-country": true, "text:sender-state-or-province": true,
	"text:database-display": true, "text:dde-connection": true, "text:execute-macro": true,
}

// fieldMark stands for a field whose words are not in the file.
const fieldMark = "[…]"

// Strip takes out of a flat OpenDocument document what no page shows, whatever
// runs, calls or points outside, and what changes by itself from day to day: what
// is then drawn is the document as it stands with all changes accepted. Its error is
// a Fault. What it misses is in pages at most, for a person to see: pixels alone go on.
func Strip(flat []byte) ([]byte, LeftOut, error) {
	if len(flat) > maxFlat {
		return nil, LeftOut{}, TooLarge
	}
	s := stripper{deleted: map[string]bool{}, unseen: map[string]bool{}}
	if err := s.look(flat); err != nil {
		return nil, LeftOut{}, err
	}
	if err := s.write(flat); err != nil {
		return nil, LeftOut{}, err
	}
	return s.out.Bytes(), s.left, nil
}

type stripper struct {
	deleted map[string]bool // changes that took something away, by id
	unseen  map[string]bool // styles of sheets, slides and words that are not shown
	today   bool            // slides show the date of the day on which they are opened
	left    LeftOut
	out     bytes.Buffer
}

// look finds out what the marks in the body mean.
func (s *stripper) look(flat []byte) error {
	style, region := "", ""
	noted := false
	return walk(flat, func(t xml.Token, above []xml.Name) error {
		if words, ok := t.(xml.CharData); ok && !noted && len(bytes.TrimSpace(words)) > 0 && notes(above) {
			noted = true
			s.left.Comments++
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		switch nameOf(e.Name) {
		case "style:style":
			style = attr(e, "style:name")
		case "style:table-properties":
			if attr(e, "table:display") == "false" {
				s.unseen["table "+style] = true
			}
		case "style:drawing-page-properties":
			if attr(e, "presentation:visibility") == "hidden" {
				s.unseen["page "+style] = true
			}
		case "style:text-properties":
			if attr(e, "text:display") == "none" {
				s.unseen["words "+style] = true
			}
		case "draw:page":
			noted = false
		case "presentation:date-time-decl":
			s.today = s.today || attr(e, "presentation:source") == "current-date"
		case "ooo:module", "script:event-listener", "presentation:event-listener":
			s.left.Programs++
		case "text:changed-region":
			s.left.Changes++
			if region = attr(e, "text:id"); region == "" {
				region = attr(e, "xml:id")
			}
		case "text:deletion":
			s.deleted[region] = true
		}
		return nil
	})
}

// notes reports whether words lie in the notes below a slide.
func notes(above []xml.Name) bool {
	in := false
	for _, n := range above {
		in = in || nameOf(n) == "presentation:notes"
	}
	return in && nameOf(above[len(above)-1]) != "text:page-number"
}

// write copies what stays.
func (s *stripper) write(flat []byte) error {
	skip := 0                 // how deep the element lies that goes; 0: none
	open := map[string]bool{} // deleted stretches that have begun
	s.out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	return walk(flat, func(t xml.Token, above []xml.Name) error {
		switch t := t.(type) {
		case xml.StartElement:
			if skip > 0 {
				return nil
			}
			name := nameOf(t.Name)
			switch {
			case name == "text:change-start" && s.deleted[attr(t, "text:change-id")]:
				open[attr(t, "text:change-id")] = true
			case name == "text:change-end":
				delete(open, attr(t, "text:change-id"))
			}
			if s.goes(t, name, len(open) > 0) {
				skip = len(above)
				if s.fills(name) && len(open) == 0 {
					s.text(fieldMark)
				}
				return nil
			}
			s.element(t, name)
		case xml.EndElement:
			switch {
			case skip == len(above):
				skip = 0
			case skip == 0:
				s.out.WriteString("</" + nameOf(t.Name) + ">")
			}
		case xml.CharData:
			if skip == 0 && len(open) == 0 && len(above) > 0 {
				s.text(string(t))
			}
		}
		return nil
	})
}

// goes reports whether an element is left out with all that is in it, and counts it.
func (s *stripper) goes(e xml.StartElement, name string, inDeleted bool) bool {
	if strings.HasPrefix(name, "text:change") && name != "text:changed-region" {
		return true
	}
	if count, ok := gone[name]; ok {
		if count != nil {
			*count(&s.left)++
		}
		return true
	}
	switch name {
	case "table:table":
		if s.unseen["table "+attr(e, "table:style-name")] {
			s.left.Hidden++
			return true
		}
	case "draw:page":
		if s.unseen["page "+attr(e, "draw:style-name")] {
			s.left.Hidden++
			return true
		}
	case "text:span", "text:p", "text:h":
		if s.unseen["words "+attr(e, "text:style-name")] {
			s.left.Hidden++
			return true
		}
	case "text:section":
		if d := attr(e, "text:display"); d == "none" || d == "condition" {
			s.left.Hidden++
			return true
		}
	case "draw:frame", "draw:a", "text:a", "text:note", "text:ruby":
		return inDeleted
	}
	if s.today && name == "presentation:date-time" {
		s.left.Fields++
		return true
	}
	if s.fills(name) && attr(e, "text:fixed") != "true" {
		s.left.Fields++
		return true
	}
	return false
}

func (s *stripper) fills(name string) bool {
	return filled[name] || s.today && name == "presentation:date-time"
}

// element writes an element without what points outside or works something out.
func (s *stripper) element(e xml.StartElement, name string) {
	s.out.WriteString("<" + name)
	for _, a := range e.Attr {
		n := nameOf(a.Name)
		switch {
		case n == "table:formula" || n == "text:formula" || n == "text:condition" || strings.HasPrefix(n, "script:"):
			continue
		case n == "xlink:href" && !inside(a.Value):
			s.left.Outside++
			continue
		}
		s.out.WriteString(" " + n + `="`)
		s.text(a.Value)
		s.out.WriteByte('"')
	}
	s.out.WriteByte('>')
}

func (s *stripper) text(t string) { _, _ = escaped.WriteString(&s.out, t) } // to memory

var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;")

// inside reports whether a link stays in the document.
func inside(href string) bool { return strings.HasPrefix(href, "#") }

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if nameOf(a.Name) == name {
			return a.Value
		}
	}
	return ""
}

// walk gives the tokens of a document with the elements that are open at each, the
// token's own among them. It refuses what a flat document never has: entities of its
// own, deep nesting, more than one root.
func walk(data []byte, f func(t xml.Token, above []xml.Name) error) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	var above []xml.Name
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) && len(above) == 0 {
			return nil
		}
		if err != nil {
			return Damaged
		}
		switch t := t.(type) {
		case xml.Directive:
			return Damaged
		case xml.StartElement:
			if above = append(above, t.Name); len(above) > maxDepth {
				return Damaged
			}
		case xml.EndElement:
			if len(above) == 0 || above[len(above)-1] != t.Name {
				return Damaged
			}
		}
		if err := f(t, above); err != nil {
			return err
		}
		if _, ok := t.(xml.EndElement); ok {
			above = above[:len(above)-1]
		}
	}
}
