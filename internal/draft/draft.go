// Package draft parses a story: Markdown with YAML front matter becomes blocks,
// sentences, citations, quotations, numbers, dates and words of saying, each
// with its place in the file. It knows nothing of the casefile: whether a
// sentence is attributed, and to whom, is the gate's to decide.
package draft

import "onrecord.dev/onrecord/internal/record"

// Position is a place in the file. Line and Column count from 1, columns in
// Unicode code points; Offset counts bytes from 0.
type Position struct{ Line, Column, Offset int }

// Span is a stretch of the file; End lies just behind its last character.
type Span struct{ Start, End Position }

// Draft is a parsed story.
type Draft struct {
	Name      string // its slug, else the file name without extension
	FileName  string // as given, base name only
	Front     Front
	Blocks    []Block
	Sentences []*Sentence // all of them, in reading order, headings included
	// Hidden is all text of the body that the reader of the page does not see but
	// a reader of the file would: addresses and titles of links, texts of images,
	// comments, raw HTML, definitions. It is checked for leaks.
	Hidden   []Field
	Language string // en, ru, uk, ar or what the front matter says; primary subtag, lower case
	Source   []byte // as given

	text *source  // the file with its line ends normalised
	body int      // where the body starts in text
	tree *element // the body's structure, for HTML
	leaf []*leaf  // per block
	cuts []cut    // what the clean Markdown leaves out
}

// Front is the front matter. Every string of it, known or not, stands in Fields too.
type Front struct {
	Title, Dateline, Byline, Licence, Caption, Slug, Language string
	Topics                                                    []string
	Embargo                                                   record.Time
	Fields                                                    []Field
}

// Field is one string of the front matter, or of what the body hides, with its place.
type Field struct {
	// Key is e.g. "title" or "topics[1]"; for hidden text it is one of "link url",
	// "link title", "image url", "image title", "image text", "html", "comment",
	// "definition", "code info", "key" (the name of an unknown front matter key)
	// and "markup" (anything else that the page does not show).
	Key  string
	Text string
	Span Span
}

// BlockKind says what a block of the story is.
type BlockKind string

const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading"
	ListItem  BlockKind = "list-item"
	Quoted    BlockKind = "quote" // a block quotation
	TableCell BlockKind = "table-cell"
	Code      BlockKind = "code" // code and raw HTML: checked for leaks, never split into sentences
)

// Block is a paragraph, heading, list item or the like.
type Block struct {
	Kind      BlockKind
	Level     int // of a heading
	Text      string
	Span      Span
	Sentences []*Sentence
}

// Sentence is one sentence of the story.
type Sentence struct {
	Text    string // as the reader will see it: Markdown marks and citations removed, white space folded
	Span    Span   // in the file, citations included
	Block   int    // index into Draft.Blocks
	Heading bool
	Cites   []Cite
	Quotes  []Quote
	Numbers []Number
	Dates   []Date
	Sayings []Saying

	text         *source
	starts, ends []int32 // where the character of each byte of Text starts and ends in text
	from, to     int     // in the glyphs of the block
}

// Cite is one id of a citation, without the @.
type Cite struct {
	ID   record.ID
	Span Span
}

// TextSpan is a stretch of Sentence.Text in bytes.
type TextSpan struct{ Start, End int }

// Quote is a stretch in quotation marks. Text is what stands between the marks.
type Quote struct {
	Text string
	In   TextSpan // marks included
	Open bool     // the closing mark is missing, or the quotation goes on in the next sentence
}

// Number is a quantity in digits or words. A range, "at least", "more than" and
// "up to" give open or different bounds; "about" and its kin set Approximate.
type Number struct {
	Value record.Value
	Text  string
	// Unit is the noun counted, lower case, as it stands; "%" for percentages, the
	// sign for money written with one, "half" for a half; may be empty.
	Unit        string
	Approximate bool
	// Ordinal marks a place in an order or a label ("4th division", "No. 5",
	// "Article 337"), which counts nothing.
	Ordinal bool
	In      TextSpan
}

// Date is a date, month, season, year or clock-free time in words.
type Date struct {
	Time  record.Time // EDTF; Year is missing where Partial
	Month int         // 1 to 12 where the year is missing; else 0
	Day   int         // 1 to 31, or 0
	Last  int         // of days without a year, the last: "12–14 December"; else 0
	// Partial dates carry Month (and Day) without a year: "12 December".
	Partial bool
	Text    string
	In      TextSpan
}

// Saying is a verb or a phrase of saying ("said", "according to", "сообщил", "по словам").
type Saying struct {
	Text   string
	Phrase bool // "according to": the speaker follows
	// Declining marks "declined to comment", "did not answer" and their kin.
	Declining bool
	In        TextSpan
}

// PlaceOf gives the place in the file of a stretch of the sentence's text. What
// lies outside the text is clipped to the sentence.
func (s *Sentence) PlaceOf(in TextSpan) Span {
	sp := s.Span
	n := len(s.starts)
	if n == 0 || s.text == nil {
		return sp
	}
	first := min(max(in.Start, 0), n-1)
	last := min(max(in.End, first+1), n) - 1
	sp.Start, sp.End = s.text.at(int(s.starts[first])), s.text.at(int(s.ends[last]))
	return sp
}
