package browser

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"
)

// onPaper lists the words of a page that a sheet of paper must carry, in order.
const onPaper = `[...document.querySelectorAll('h1, .byline, .text p, .text h2, .text th, .text td, .text pre, .notes h2, .intro, .notes .quote, .status, dt, dd, footer p, footer li')]
  .map(e => [...e.childNodes].map(function text(n) {
    return n.nodeType === 3 ? n.data : n.nodeType === 1 && !n.matches('.back, .number') ? [...n.childNodes].map(text).join('') : '' }).join(''))`

// Everything that the screen tells, "How we know" above all, is on paper; and
// no line is cut by the end of a sheet or lies across another.
func TestPaper(t *testing.T) {
	l := start(t)
	var files []string
	for _, name := range every {
		b := l.tab(t)
		b.open(file(l.release[name]))
		paper, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
		b.must(err)
		save(t, name+".pdf", paper)
		files = append(files, filepath.Join(t.TempDir(), name+".pdf"))
		b.must(os.WriteFile(files[len(files)-1], paper, 0o600))
	}
	all := l.sheets(t, files)
	for i, name := range every {
		t.Run(name, func(t *testing.T) {
			sheets := all[i]
			if len(sheets) < 2 {
				t.Fatalf("%d sheets", len(sheets))
			}
			if name != arabic { // a PDF keeps the order of glyphs there, not of letters
				printed := ""
				for _, s := range sheets {
					printed += letters(number.ReplaceAllString(s.Text, ""))
				}
				at := 0
				b := l.tab(t)
				b.open(file(l.release[name]))
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

// sheet is one sheet of paper: its text, and where its lines stand, in points
// from the lower left corner.
type sheet struct {
	Text          string
	Width, Height float64
	Lines         []struct {
		Text                     string
		Left, Bottom, Right, Top float64
	}
}

// sheets reads PDF files.
func (l *lab) sheets(t *testing.T, files []string) (out [][]sheet) {
	t.Helper()
	answer, err := exec.Command(filepath.Join(l.dir, "sheets"), files...).Output()
	if err == nil {
		err = json.Unmarshal(answer, &out)
	}
	if err != nil || len(out) != len(files) {
		t.Fatalf("%d of %d files are read: %v", len(out), len(files), err)
	}
	return out
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
	for i, p := range s.Lines {
		if p.Top < above && strings.Trim(p.Text, "0123456789/ ") == "" {
			continue // the sheet's number
		}
		if p.Left < side || p.Right > s.Width-side || p.Bottom < above || p.Top > s.Height-above {
			t.Errorf("sheet %d: %q leaves the type area: %.0f %.0f %.0f %.0f of %.0f × %.0f", count, p.Text, p.Left, p.Bottom, p.Right, p.Top, s.Width, s.Height)
		}
		for _, q := range s.Lines[:i] {
			across := min(p.Right, q.Right) - max(p.Left, q.Left)
			deep := min(p.Top, q.Top) - max(p.Bottom, q.Bottom)
			if across > 2 && deep > 0.6*min(p.Top-p.Bottom, q.Top-q.Bottom) {
				t.Errorf("sheet %d: %q lies across %q", count, p.Text, q.Text)
			}
		}
	}
}

// letters leaves of a text what can be compared with a printed one. Digits go: with
// some fonts a PDF gives a note's number in the middle of the lines beside it.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
