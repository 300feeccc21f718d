package propose

import (
	"strings"
	"unicode/utf8"
)

// stretch is a paragraph or a turn: a piece of one page, in bytes.
type stretch struct{ page, from, to int }

// longestParagraph bounds a paragraph in bytes. Whoever writes longer ones gets them
// cut at a blank, so that nothing looks back without end.
const longestParagraph = 1 << 16

// paragraphs cuts a page. An empty line ends a paragraph; a line's end alone ends
// one where the line is the whole paragraph, as web pages and word processors write
// them, or where it stops short after a full stop, as in pages set to a width.
func paragraphs(pages []string, n int) []stretch {
	page := pages[n]
	var out []stretch
	for from := 0; from < len(page); {
		to := from
		for to < len(page) { // one block, up to an empty line
			end := lineEnd(page, to)
			if strings.TrimSpace(page[to:end]) == "" {
				break
			}
			to = min(end+1, len(page))
		}
		if to > from {
			out = append(out, cutBlock(page, stretch{n, from, to})...)
		}
		if to < len(page) {
			to = min(lineEnd(page, to)+1, len(page))
		}
		from = to
	}
	return out
}

func lineEnd(page string, at int) int {
	if i := strings.IndexByte(page[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(page)
}

func cutBlock(page string, b stretch) []stretch {
	widest := 0
	for line := range strings.Lines(page[b.from:b.to]) {
		widest = max(widest, utf8.RuneCountInString(line))
	}
	var out []stretch
	from := b.from
	for at := b.from; at < b.to; {
		end := min(lineEnd(page, at), b.to)
		line := strings.TrimSpace(page[at:end])
		width := utf8.RuneCountInString(line)
		next := min(end+1, b.to)
		short := widest > 120 || width*5 < widest*4
		if next >= b.to || dashed(page[next:b.to]) || short && endsParagraph(line) {
			out = bounded(page, stretch{b.page, from, end}, out)
			from = next
		}
		at = next
	}
	return out
}

// endsParagraph reports a full stop at the end of a line, marks behind it aside.
func endsParagraph(line string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, `"'”’»“*_)]`))
	return strings.ContainsRune(".!?…:؟", r)
}

// dashed reports a line that begins with the dash of a dialogue.
func dashed(line string) bool {
	line = strings.TrimLeft(line, " \t")
	for _, d := range []string{"— ", "– ", "—\u00a0", "–\u00a0", "― "} {
		if strings.HasPrefix(line, d) {
			return true
		}
	}
	return false
}

// bounded appends a paragraph, cut where it is longer than anybody writes one.
func bounded(page string, s stretch, out []stretch) []stretch {
	for s.to-s.from > longestParagraph {
		cut := s.from + longestParagraph
		if i := strings.LastIndexAny(page[s.from:cut], " \n"); i > longestParagraph/2 {
			cut = s.from + i
		}
		for cut < s.to && page[cut]&0xC0 == 0x80 {
			cut++
		}
		out = append(out, stretch{s.page, s.from, cut})
		s.from = cut
	}
	if strings.TrimSpace(page[s.from:s.to]) != "" {
		out = append(out, s)
	}
	return out
}
