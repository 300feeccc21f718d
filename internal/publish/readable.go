package publish

import (
	"encoding/json"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Readable gives, by path, what a reader can read in the files of a release and in
// their names: the text of pages with its attributes and comments, the strings of
// JSON, plain text as it stands. It is what traits are looked for in. Left out are
// styles, hashes, and the moment of publication, which tells nothing of a source. Of
// pictures and documents it gives the words that lie in them and are not covered.
func (r *Release) Readable() map[string]string {
	out := map[string]string{}
	for name, data := range r.Files {
		kind := name
		if text, ok := r.pixels[name]; ok {
			kind, data = "words.txt", []byte(text)
		}
		out[name] = r.stamps.Replace(fileWords.Replace(name) + apart + readableIn(kind, data))
	}
	return out
}

// apart stands between what is not read together: farther than a trait's words may be.
const apart = "\n\n——\n\n"

var fileWords = strings.NewReplacer("-", " ", "_", " ", ".", " ", "/", " \n")

func readableIn(name string, data []byte) string {
	if !utf8.Valid(data) || strings.ContainsRune(string(data), 0) {
		return ""
	}
	var out strings.Builder
	switch path.Ext(name) {
	case ".html", ".xml", ".svg", ".xhtml", ".atom", ".rss":
		readPage(&out, string(data), 0)
	case ".json", ".jsonld", ".geojson":
		readJSON(&out, data)
	default:
		out.Write(data)
	}
	return hash.ReplaceAllString(out.String(), apart)
}

var hash = regexp.MustCompile(`[0-9a-fA-F]{32,}|[A-Za-z0-9+/_-]{43}=`)

// spaces are the elements that part no words; every other parts two lines.
var spaces = map[string]bool{"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "cite": true, "code": true, "del": true, "em": true, "i": true, "ins": true,
	"kbd": true, "mark": true, "q": true, "s": true, "small": true, "span": true, "strong": true, "sub": true, "time": true, "u": true, "wbr": true}

func readPage(out *strings.Builder, text string, depth int) {
	z := html.NewTokenizer(strings.NewReader(text))
	inside, kind := "", ""
	var aside strings.Builder
	for {
		switch token := z.Next(); token {
		case html.ErrorToken:
			out.WriteString(apart + aside.String())
			return
		case html.TextToken:
			switch body := z.Token().Data; {
			case inside == "style":
			case inside == "script" && strings.Contains(kind, "json"):
				readJSON(&aside, []byte(body))
			case strings.Contains(body, "<") && strings.Contains(body, ">") && depth < disguises: // HTML inside a feed
				readPage(out, body, depth+1)
			default:
				out.WriteString(body)
			}
		case html.CommentToken:
			aside.WriteString(z.Token().Data + apart)
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			t := z.Token()
			if !spaces[t.Data] { // a raised number is a note's, and no day of the month before it
				out.WriteString(apart)
			}
			if inside, kind = "", ""; token == html.StartTagToken {
				inside = t.Data
			}
			for _, a := range t.Attr {
				aside.WriteString(a.Val + apart)
				if a.Key == "type" {
					kind = a.Val
				}
			}
		}
	}
}

func readJSON(out *strings.Builder, data []byte) {
	var v any
	if json.Unmarshal(data, &v) != nil {
		out.Write(data)
		return
	}
	var all strings.Builder
	jsonStrings(&all, v, 0)
	for _, s := range strings.SplitAfter(all.String(), "\n") {
		out.WriteString(s + apart)
	}
}

// stampsOf takes the days out of a text in every way in which a release writes when it
// was published.
func (b *builder) stampsOf(days ...time.Time) *strings.Replacer {
	var pairs []string
	for _, at := range days {
		pairs = append(pairs, b.dayWords(at), apart)
		for _, layout := range []string{time.DateOnly, "02 Jan 2006", "2 Jan 2006", "2 January 2006", "January 2, 2006", "Jan 2, 2006", "20060102"} {
			pairs = append(pairs, at.Format(layout), apart)
		}
	}
	return strings.NewReplacer(pairs...)
}
