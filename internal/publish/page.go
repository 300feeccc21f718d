package publish

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page and its style
	"encoding/base64"
	"encoding/json"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/problem"
)

//go:embed page.html
var pageText string

//go:embed page.css
var styleText string

// pageData is what page.html reads.
type pageData struct {
	meta
	W                        words
	Dir, Phrases, PhrasesDir string
	Policy, ISODate, Date    string
	Arrow                    string // back from a note to the story
	Style                    template.CSS
	Data                     template.JS
	Body                     template.HTML
	Notes                    []*note
	Shown                    []shownData
	Kept                     bool // evidence is withheld
	LicenceLink              string
}

type shownData struct{ Path, Name, About string }

// meta is the front matter as readers see it: single lines, nothing that turns
// the direction of writing.
type meta struct {
	Title, Dateline, Byline, Licence, Caption, Language string
	Topics                                              []string
	Published                                           time.Time
}

func (b *builder) meta() meta {
	f := b.in.Draft.Front
	m := meta{
		Title: front(f.Title), Dateline: front(f.Dateline), Byline: front(f.Byline), Licence: front(f.Licence),
		Caption: front(f.Caption), Language: b.language, Published: b.published(),
	}
	for _, t := range f.Topics {
		if t = front(t); t != "" {
			m.Topics = append(m.Topics, t)
		}
	}
	if m.Title == "" {
		for _, s := range b.in.Draft.Sentences {
			if s.Heading {
				m.Title = line(s.Text)
				break
			}
		}
	}
	if m.Title == "" {
		m.Title = b.slug()
	}
	return m
}

// front makes a line of a field of the front matter, without citations.
func front(text string) string { return line(citation.ReplaceAllString(text, "")) }

// page makes index.html.
func (b *builder) page() ([]byte, error) {
	t, err := template.New("page").Parse(pageText)
	if err != nil {
		return nil, problem.Wrap(err, problem.Internal, PagePath, "the page's template is broken", "")
	}
	m := b.meta()
	body, err := b.body(m)
	if err != nil {
		return nil, err
	}
	data, err := b.linkedData(m)
	if err != nil {
		return nil, problem.Wrap(err, problem.Internal, PagePath, "the page's data cannot be written", "")
	}
	d := pageData{
		meta: m, W: b.w, Dir: direction(b.language), Phrases: b.phrases, PhrasesDir: direction(b.phrases),
		Policy: stylePolicy(styleText), Style: template.CSS(styleText), Data: template.JS(data), Body: template.HTML(body),
		Arrow: arrow(direction(b.phrases)), ISODate: m.Published.Format(time.DateOnly), Date: b.dayWords(m.Published),
		Notes: b.notes, Kept: len(b.withheld) > 0, LicenceLink: webLink(m.Licence),
	}
	for _, s := range b.shown {
		d.Shown = append(d.Shown, shownData{s.path, s.name(), b.about(s)})
	}
	var out bytes.Buffer
	if err := t.Execute(&out, d); err != nil {
		return nil, problem.Wrap(err, problem.Internal, PagePath, "the page cannot be written", "")
	}
	return out.Bytes(), nil
}

// arrow points back to where the reader came from, against the direction of
// writing. The selector after it keeps telephones from making a picture of it.
func arrow(direction string) string {
	if direction == "rtl" {
		return "\u21aa\ufe0e"
	}
	return "\u21a9\ufe0e"
}

// about says of a shown file what it is and how large.
func (b *builder) about(s shown) string {
	words := []string{size(len(s.bytes))}
	if s.title != "" {
		words = append([]string{s.kind}, words...)
	}
	if s.as == asCopy {
		words = append(words, b.w.CleanedCopy)
	}
	return strings.Join(words, " · ")
}

// stylePolicy allows the page its one style sheet and nothing else: no script,
// no picture, no request to anywhere.
func stylePolicy(style string) string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// webLink gives the address if the whole text is a web address, else "".
func webLink(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

// linkedData describes the story for machines (schema.org NewsArticle).
// encoding/json writes <, > and & as \u003c and so on, so that no text can end
// the element that it stands in. What is not shown is not cited.
func (b *builder) linkedData(m meta) ([]byte, error) {
	type citation struct {
		Type string `json:"@type"`
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	var cites []citation
	for _, s := range b.shown {
		cites = append(cites, citation{"CreativeWork", s.name(), s.path})
	}
	return json.Marshal(struct {
		Context   string     `json:"@context"`
		Type      string     `json:"@type"`
		Headline  string     `json:"headline"`
		Published string     `json:"datePublished"`
		Language  string     `json:"inLanguage"`
		Dateline  string     `json:"dateline,omitempty"`
		Credit    string     `json:"creditText,omitempty"`
		Keywords  []string   `json:"keywords,omitempty"`
		License   string     `json:"license,omitempty"`
		Citation  []citation `json:"citation,omitempty"`
	}{"https://schema.org", "NewsArticle", m.Title, m.Published.Format(time.RFC3339), m.Language,
		m.Dateline, m.Byline, m.Topics, m.Licence, cites})
}

// size gives a number of bytes in the unit that reads best.
func size(n int) string {
	if n < 1000 {
		return strconv.Itoa(n) + "\u00a0B"
	}
	if n < 1000_000 {
		return strconv.FormatFloat(float64(n)/1000, 'f', 1, 64) + "\u00a0kB"
	}
	return strconv.FormatFloat(float64(n)/1000_000, 'f', 1, 64) + "\u00a0MB"
}
