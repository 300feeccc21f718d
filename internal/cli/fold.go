package cli

import (
	"iter"
	"os"
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/term"
)

// leastText is how many columns the text of a folded line keeps at least.
const leastText = 30

// width is how many columns a terminal on stdout has; 0 for anything else. What
// goes into a file or a pipe is not folded: there one line is one thing.
func (a *app) width() int {
	f, ok := a.stdout.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// fold breaks lines that are longer than width columns at their spaces. The rest
// of a line goes below its last column of text, where two spaces and more part
// columns, and below the words of a list item, not its mark. A word that is too
// long stays whole, for it may be a path or an id.
func fold(text string, width int) string {
	if width < 2*leastText {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if columns(l) > width {
			lines[i] = foldLine(l, width)
		}
	}
	return strings.Join(lines, "\n")
}

func foldLine(line string, width int) string {
	start := textAt(line)
	hang := columns(line[:start])
	if hang > width-leastText {
		start = len(line) - len(strings.TrimLeft(line, " "))
		hang = start + 4
	}
	var b strings.Builder
	b.WriteString(line[:start])
	at, head := columns(line[:start]), true
	for _, word := range strings.SplitAfter(line[start:], " ") {
		if long := columns(strings.TrimRight(word, " ")); at+long > width && !head {
			b.WriteString("\n" + strings.Repeat(" ", hang))
			at = hang
		}
		b.WriteString(word)
		at, head = at+columns(word), false
	}
	folded := strings.Split(b.String(), "\n")
	for i := range folded {
		folded[i] = strings.TrimRight(folded[i], " ")
	}
	return strings.Join(reopened(folded), "\n")
}

// textAt is the byte at which a line's last column begins, behind a mark of lists.
func textAt(line string) int {
	at := strings.LastIndex(strings.TrimRight(line, " "), "  ")
	if at < 0 {
		at = 0
	} else {
		at += 2
	}
	for _, mark := range []string{"– ", "- ", "→ "} {
		if strings.HasPrefix(line[at:], mark) {
			return at + len(mark)
		}
	}
	return at
}

// columns is how wide a text stands in a terminal: styles, marks on letters and
// what has no shape take no room, an ideograph or a picture two columns (Unicode
// Standard Annexes 11 and 29).
func columns(text string) int {
	n := 0
	for len(text) > 0 {
		if s := style.FindString(text); s != "" {
			text = text[len(s):]
			continue
		}
		end := strings.IndexByte(text[1:], 0x1b) + 1
		if end == 0 {
			end = len(text)
		}
		n += uniseg.StringWidth(text[:end])
		text = text[end:]
	}
	return n
}

// clusters gives the letters of a text as readers see them, each with its place.
func clusters(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		at, state := 0, -1
		for len(text) > 0 {
			var c string
			c, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
			if !yield(at, c) {
				return
			}
			at += len(c)
		}
	}
}
