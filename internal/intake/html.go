package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// decodeHTML is decode with what the page itself says about its encoding.
func decodeHTML(data []byte) string {
	if text, ok := decodeMarked(data); ok {
		return text
	}
	if utf8.Valid(data) {
		return string(data)
	}
	enc, name, _ := charset.DetermineEncoding(data[:min(len(data), sniffed)], "")
	if name == "windows-1252" || name == "utf-8" { // the guess of those who know nothing, and what it is not
		return decode(data)
	}
	if out, err := enc.NewDecoder().Bytes(data); err == nil {
		return patchUTF8(out)
	}
	return decode(data)
}

// breaks says how many line ends part an element from what is around it.
var breaks = map[string]int{
	"p": 2, "h1": 2, "h2": 2, "h3": 2, "h4": 2, "h5": 2, "h6": 2, "blockquote": 2, "pre": 2, "ul": 2, "ol": 2,
	"dl": 2, "table": 2, "figure": 2, "hr": 2, "article": 2, "section": 2, "header": 2, "footer": 2, "main": 2,
	"aside": 2, "nav": 2, "form": 2, "fieldset": 2, "address": 2, "details": 2, "xmp": 2, "plaintext": 2,
	"div": 1, "li": 1, "dt": 1, "dd": 1, "tr": 1, "caption": 1, "figcaption": 1, "option": 1, "legend": 1,
	"summary": 1, "br": 0, "body": 1, "center": 1, "textarea": 1, "select": 1, "title": 1,
}

// extractHTML gives the text of a page with its paragraphs. It reads the tags
// one after another and builds no tree, so that no nesting is too deep for it.
func extractHTML(source string, limits Limits) (pages []string, title string, err error) {
	w := &pageWriter{left: limits.Chars}
	title = w.document(source, limits.Depth)
	if w.left < 0 {
		return nil, "", TooMuchText
	}
	return textPages(w.out.String()), title, nil
}

// document writes the text of one document and gives its title. Depth bounds
// documents inside documents (noscript), which the tokenizer gives as raw text.
func (w *pageWriter) document(source string, depth int) (title string) {
	z := html.NewTokenizer(strings.NewReader(source))
	skip, raw := "", ""
	for w.left >= 0 {
		switch z.Next() {
		case html.ErrorToken:
			return title
		case html.TextToken:
			switch {
			case skip == "title":
				title += string(z.Text())
			case skip != "":
			case raw != "":
				if depth > 0 {
					w.document(string(z.Raw()), depth-1)
				}
			default:
				w.text(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			switch tag := string(name); tag {
			case "script", "style", "title":
				if tag != "title" || title == "" {
					skip = tag
				}
			case "noscript", "noframes", "noembed":
				raw = tag
			case "img", "area":
				w.alt(z, more)
			case "div":
				w.open(tag)
				w.moment(z, more)
			default:
				w.open(tag)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch tag := string(name); {
			case tag == skip:
				skip = ""
			case tag == raw:
				raw = ""
			default:
				w.shut(tag)
			}
		}
	}
	return title
}

// aMoment is the title of a time of day in what Telegram exports: its date.
var aMoment = regexp.MustCompile(`^\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}`)

// moment writes the date of a message that shows its time of day alone.
func (w *pageWriter) moment(z *html.Tokenizer, more bool) {
	title, dated := "", false
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "title":
			title = string(value)
		case "class":
			dated = slices.Contains(strings.Fields(string(value)), "date")
		}
	}
	if dated && aMoment.MatchString(title) {
		w.text(title + " ")
	}
}

// alt writes what stands for a picture.
func (w *pageWriter) alt(z *html.Tokenizer, more bool) {
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == "alt" && len(value) > 0 {
			w.text(" " + string(value) + " ")
		}
	}
}
