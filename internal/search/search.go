// Package search has the query language of the casefile: what is searched, how
// text falls into tokens, how a person's query is read, and how a hit is shown.
// It knows no database; the query renders to text that FTS5 accepts whatever the
// person typed.
package search

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// Form numbers what Tokens and FieldText make of a text: it changes with them, and
// an index of another form is made anew.
const Form = 3

// Doc is one thing that can be found: a record, or one page of an item of
// evidence. ID and Page together name it.
type Doc struct {
	ID     string
	Type   string // evidence, statement, claim …
	Title  string
	Page   int // from 1; 0 where there are no pages
	Body   string
	Fields map[string]string // what name:value filters; several values one per line, each found whole and by each of its words
	Date   record.Time       // when it was made or said, or what it is about; empty = not known
	Sort   Sort
}

// Sort is under what a document is counted; empty says nothing.
type Sort struct{ Kind, Lang, Actor, Restriction string }

// Hit is one result.
type Hit struct {
	ID      string   `json:"id"`
	Type    string   `json:"type"`
	Title   string   `json:"title"`
	Page    int      `json:"page"`
	Snippet string   `json:"snippet"` // plain text, at most SnippetLength characters
	Marks   [][2]int `json:"marks"`   // what of the snippet was asked for, in characters: from and before
	Score   float64  `json:"score"`   // above 0; higher is better; comparable within one answer only
}

// Ask is what a search is to give beside its hits.
type Ask struct {
	Limit  int  // the most hits
	Any    bool // any of the words will do, the more the better
	Facets bool // count the matches by what they are
}

// Answer is what a search found.
type Answer struct {
	Total  int     `json:"total"` // all that match
	Hits   []Hit   `json:"hits"`  // the best of them
	Facets *Facets `json:"facets,omitempty"`
}

// Marks that set tokens which no text can contain apart from words. They are
// private-use characters, and Clean takes them out of every text.
const (
	markOpen  = '\uE001'
	markClose = '\uE002'
)

const (
	anyToken  = "\uE001*" // every document has it
	stemToken = "\uE001~" // + stem
)

// Clean takes characters out of a text that would disturb the index: the marks
// of this package and NUL.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r == markOpen || r == markClose || r == 0 {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// FieldText gives the text to index in the column of fields: one marked token
// for each thing that a filter can ask.
func (d Doc) FieldText() string {
	tokens := map[string]bool{anyToken: true}
	add := func(name, values string) {
		name = strings.ToLower(strings.TrimSpace(name))
		for value := range strings.Lines(values) {
			whole := foldValue(value)
			if whole == "" {
				continue
			}
			for _, v := range append(strings.Fields(whole), whole) {
				tokens[fieldToken(name, v)] = true
			}
		}
	}
	for name, value := range d.Fields {
		add(name, value)
	}
	add("type", d.Type)
	add("id", d.ID)
	if d.Page > 0 {
		add("page", strconv.Itoa(d.Page))
	}
	add("kind", d.Sort.Kind)
	add("lang", d.Sort.Lang)
	add("actor", d.Sort.Actor)
	add("restriction", d.Sort.Restriction)
	if span, ok := d.Date.Span(); ok {
		first, last := days(span)
		add(firstDay, first)
		add(lastDay, last)
		add("year", d.Year())
	}
	var b strings.Builder
	for _, t := range slices.Sorted(maps.Keys(tokens)) {
		b.WriteString(t)
		b.WriteRune(markClose)
	}
	return b.String()
}

// Year gives the year in which the document's date begins, "" where there is none.
func (d Doc) Year() string {
	if span, ok := d.Date.Span(); ok {
		if first, _ := days(span); first != everBefore {
			return first[:4]
		}
	}
	return ""
}

func fieldToken(name, value string) string { return string(markOpen) + Clean(name) + "=" + value }
