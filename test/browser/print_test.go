package browser

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"
	"github.com/klippa-app/go-pdfium/responses"
)

// onPaper lists the words of a page that a sheet of paper must carry, in order.
const onPaper = `[...document.querySelectorAll('h1, .byline, .text p, .text h2, .text th, .text td, .text pre, .notes h2, .intro, .notes .quote, .status, dt, dd, footer p, footer li')]
  .map(e => [...e.childNodes].map(function text(n) {
    return n.nodeType === 3 ? n.data : n.nodeType === 1 && !n.matches('.back, .number') ? [...n.childNodes].map(text).join('') : '' }).join(''))`

// Everything that the screen tells, "How we know" above all, is on paper; and
// no line is cut by the end of a sheet or lies across another.
func TestPaper(t *testing.T) {
	l := start(t)
	reader := readPDF(t)
	for _, name := range every {
		t.Run(name, func(t *testing.T) {
			b := l.tab(t)
			b.open(file(l.release[name]))
			paper, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
			b.must(err)
			save(t, name+".pdf", paper)
			sheets := reader(t, paper)
			if len(sheets) < 2 {
				t.Fatalf("%d sheets", len(sheets))
			}
			if name != arabic { // a PDF keeps the order of glyphs there, not of letters
				printed := ""
				for _, s := range sheets {
					printed += letters(number.ReplaceAllString(s.text, ""))
				}
				at := 0
				for _, want := range eval[[]string](b, onPaper) {
					i := strings.Index(printed[at:], letters(want))
					if i < 0 {
						t.Fatalf("not on paper, or not in its place: %q\n%s", want, printed[at:min(at+300, len(printed))])
					}
					at += i
				}
			}
			for i, s := range sheets {
				s.lines(t, i+1)
			}
		})
	}
}

// number is the number at the foot of a sheet.
var number = regexp.MustCompile(`(?m)^\s*\d+ / \d+\s*$`)

// sheet is one sheet of paper: its text, and where its lines stand, in points.
type sheet struct {
	text          string
	width, height float64
	rects         []*responses.GetPageTextStructuredRect
}

// The margins of the page's style, in points, with a little give for what
// hangs below a line.
const (
	side  = 22*72/25.4 - 2
	above = 20*72/25.4 - 2
)

// lines fails the test where a line leaves the paper's type area, or where two
// lines lie across each other.
func (s sheet) lines(t *testing.T, count int) {
	t.Helper()
	for i, r := range s.rects {
		p := r.PointPosition
		if p.Top < above && strings.Trim(r.Text, "0123456789/ ") == "" {
			continue // the sheet's number
		}
		if p.Left < side || p.Right > s.width-side || p.Bottom < above || p.Top > s.height-above {
			t.Errorf("sheet %d: %q leaves the type area: %.0f %.0f %.0f %.0f of %.0f × %.0f", count, r.Text, p.Left, p.Bottom, p.Right, p.Top, s.width, s.height)
		}
		for _, o := range s.rects[:i] {
			q := o.PointPosition
			across := min(p.Right, q.Right) - max(p.Left, q.Left)
			deep := min(p.Top, q.Top) - max(p.Bottom, q.Bottom)
			if across > 2 && deep > 0.6*min(p.Top-p.Bottom, q.Top-q.Bottom) {
				t.Errorf("sheet %d: %q lies across %q", count, r.Text, o.Text)
			}
		}
	}
}

// letters leaves of a text what can be compared with a printed one.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
