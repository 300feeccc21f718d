package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/problem"
)

// Bounds of a query; what is beyond them is refused, not cut.
const (
	maxQuery = 2000 // characters
	maxTerms = 100
	maxDepth = 20
)

// Query is a parsed query. The zero Query finds nothing.
//
//	words           all of them must occur, in any inflection
//	"a phrase"      these words in this order
//	"some words"~5  these words within five of each other, in any order and inflection
//	tank*           words that begin so
//	-word           must not occur (also NOT word)
//	a OR b          either; AND binds closer
//	( )             groups
//	kind:letter     a field has this value; kind:let* begins so; title:word looks in titles
//	before:2015     a date; also after: and on:
//	~Shevchenko     a name in any script, spelling and case; also name:"Taras Shevchenko"
type Query struct{ root node }

// node is one of all, either, not, term, field, name.
type node interface{ render(b *strings.Builder) }

type (
	all    []node
	either []node
	not    struct{ of node }
	term   struct {
		tokens []Token
		phrase bool
		prefix bool
		title  bool
		loose  bool // only its stems are asked for, which every form of it has
		near   int  // words between, with any order and inflection; 0 is a phrase
	}
	// name is somebody's name: each of its words in any spelling, see Names.
	name  struct{ words []spelt }
	field struct {
		name, value string
		prefix      bool
	}
)

// Parse reads a query. Whatever it holds, the result renders to text that FTS5
// accepts; an error means that it is empty or too long.
func Parse(s string) (Query, error) {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, " ")
	}
	if utf8.RuneCountInString(s) > maxQuery {
		return Query{}, problem.New(problem.Usage, "query", "it is too long", "leave words out")
	}
	p := parser{lex: lexer{rest: Clean(s)}}
	p.next()
	root := p.either(0)
	if p.err != nil {
		return Query{}, p.err
	}
	if p.terms > maxTerms {
		return Query{}, problem.New(problem.Usage, "query", "it has too many words", "leave words out")
	}
	if root == nil {
		return Query{}, problem.New(problem.Usage, "query", "there is nothing to search for", `give a word, a "phrase", a prefix*, a ~name or a field such as kind:letter`)
	}
	return Query{root}, nil
}

type parser struct {
	lex   lexer
	tok   lexeme
	terms int
	err   error // the first fault
}

func (p *parser) next() { p.tok = p.lex.next() }

// either reads alternatives; stray closing brackets at the top are passed over.
func (p *parser) either(depth int) node {
	var out either
	for {
		if n := p.all(depth); n != nil {
			out = append(out, n)
		}
		switch {
		case p.tok.kind == lexOr:
			p.next()
		case p.tok.kind == lexClose && depth == 0:
			p.next()
			if n := p.all(depth); n != nil { // what follows is asked as well
				out = conjoin(out, n)
			}
		default:
			return simplify(out)
		}
	}
}

func conjoin(out either, n node) either {
	if len(out) == 0 {
		return either{n}
	}
	last := len(out) - 1
	out[last] = all{out[last], n}
	return out
}

func simplify(out either) node {
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	}
	return out
}

// all reads terms that must hold together.
func (p *parser) all(depth int) node {
	var out all
	negate := false
	for {
		var n node
		switch p.tok.kind {
		case lexEnd, lexClose, lexOr:
			switch len(out) {
			case 0:
				return nil
			case 1:
				return out[0]
			}
			return out
		case lexNot:
			negate = true
			p.next()
			continue
		case lexOpen:
			p.next()
			if depth < maxDepth {
				n = p.either(depth + 1)
				if p.tok.kind == lexClose {
					p.next()
				}
			}
		case lexTerm:
			n = p.leaf()
			p.next()
		default:
			p.next()
		}
		if n != nil && negate {
			n = not{n}
		}
		negate = false
		if n != nil {
			out = append(out, n)
		}
	}
}

func (p *parser) leaf() node {
	t := p.tok
	if p.terms++; p.terms > maxTerms {
		return nil
	}
	switch t.field {
	case "", "title":
	case "name":
		return nameOf(t.text)
	default:
		n, err := p.field(t)
		if p.err == nil {
			p.err = err
		}
		return n
	}
	out := term{phrase: t.quoted, prefix: t.prefix, title: t.field == "title", near: t.near}
	Tokens(t.text, func(tok Token) bool {
		out.tokens = append(out.tokens, tok)
		return true
	})
	if len(out.tokens) == 0 {
		return nil
	}
	return out
}

// lexer cuts a query into lexemes.
type lexer struct{ rest string }

type lexKind int

const (
	lexEnd lexKind = iota
	lexTerm
	lexOpen
	lexClose
	lexOr
	lexAnd
	lexNot
)

type lexeme struct {
	kind   lexKind
	field  string
	text   string
	quoted bool
	prefix bool
	near   int
}

func (l *lexer) next() lexeme {
	l.rest = strings.TrimLeftFunc(l.rest, unicode.IsSpace)
	if l.rest == "" {
		return lexeme{}
	}
	r, size := utf8.DecodeRuneInString(l.rest)
	switch {
	case r == '(':
		l.rest = l.rest[size:]
		return lexeme{kind: lexOpen}
	case r == ')':
		l.rest = l.rest[size:]
		return lexeme{kind: lexClose}
	case r == '-' || r == '−' || r == '!':
		l.rest = l.rest[size:]
		if next, n := utf8.DecodeRuneInString(l.rest); n == 0 || unicode.IsSpace(next) {
			return lexeme{kind: lexAnd} // a dash between words says nothing
		}
		return lexeme{kind: lexNot}
	case closing(r) != 0:
		return l.quoted("")
	case r == '~':
		l.rest = strings.TrimLeft(l.rest, "~")
		if r, _ := utf8.DecodeRuneInString(l.rest); closing(r) != 0 {
			return l.quoted("name")
		}
		t := l.bare()
		t.field, t.kind, t.prefix = "name", lexTerm, false
		return t
	}
	return l.bare()
}

// closing gives the characters that end a quotation begun by r, or 0.
func closing(r rune) rune {
	switch r {
	case '"', '„', '“', '”':
		return '"'
	case '«':
		return '»'
	}
	return 0
}

func (l *lexer) quoted(name string) lexeme {
	r, size := utf8.DecodeRuneInString(l.rest)
	ends := `"”“`
	if closing(r) == '»' {
		ends = "»"
	}
	body := l.rest[size:]
	end := strings.IndexAny(body, ends)
	if end < 0 { // never closed: to the end
		l.rest = ""
		return lexeme{kind: lexTerm, field: name, text: body, quoted: true}
	}
	_, n := utf8.DecodeRuneInString(body[end:])
	l.rest = body[end+n:]
	t := lexeme{kind: lexTerm, field: name, text: body[:end], quoted: true}
	if l.rest, t.prefix = strings.CutPrefix(l.rest, "*"); !t.prefix {
		t.near = l.distance()
	}
	return t
}

// maxNear bounds how far apart words may be asked for.
const maxNear = 100

// distance reads the ~5 after a quotation; 0 where there is none.
func (l *lexer) distance() (n int) {
	rest, ok := strings.CutPrefix(l.rest, "~")
	if !ok {
		return 0
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits == 0 {
		return 0
	}
	for _, d := range rest[:digits] {
		n = min(10*n+int(d-'0'), maxNear)
	}
	l.rest = rest[digits:]
	return max(n, 1)
}

func (l *lexer) bare() lexeme {
	end := strings.IndexFunc(l.rest, func(r rune) bool {
		return unicode.IsSpace(r) || r == '(' || r == ')' || closing(r) != 0
	})
	if end < 0 {
		end = len(l.rest)
	}
	text := l.rest[:end]
	if name, value, ok := strings.Cut(text, ":"); ok && fieldName(name) && !strings.HasPrefix(value, "//") {
		l.rest = l.rest[len(name)+1:]
		if r, _ := utf8.DecodeRuneInString(l.rest); closing(r) != 0 {
			return l.quoted(strings.ToLower(name))
		}
		l.rest = l.rest[len(value):]
		value, prefix := strings.CutSuffix(value, "*")
		return lexeme{kind: lexTerm, field: strings.ToLower(name), text: value, prefix: prefix}
	}
	l.rest = l.rest[end:]
	switch text {
	case "OR", "|", "||":
		return lexeme{kind: lexOr}
	case "AND", "&", "&&", "+":
		return lexeme{kind: lexAnd}
	case "NOT":
		return lexeme{kind: lexNot}
	}
	text, prefix := strings.CutSuffix(text, "*")
	return lexeme{kind: lexTerm, text: text, prefix: prefix}
}

func fieldName(s string) bool {
	if s == "" || len(s) > 30 {
		return false
	}
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r != '_' && r != '-') {
			return false
		}
	}
	return true
}
