package lsp

import "onrecord.dev/onrecord/internal/draft"

const kindHeading = 15 // as language servers of Markdown call headings

// mostHeadings bounds the outline of a document.
const mostHeadings = 2000

// symbols gives the headings of a draft, as an outline where the client can show one.
func (s *server) symbols(d *document, _ position) (any, bool) {
	if !d.good {
		return nil, false
	}
	var heads []draft.Block
	for _, b := range d.checked.Draft.Blocks {
		if b.Kind == draft.Heading && len(heads) < mostHeadings && b.Text != "" {
			heads = append(heads, b)
		}
	}
	if !s.nested {
		out := []symbolInformation{}
		for _, b := range heads {
			if s.harmless(d.uri) {
				where := s.draftSpan(d, b.Span.Start.Offset, b.Span.End.Offset)
				out = append(out, symbolInformation{s.say(b.Text), kindHeading, location{s.say(d.uri), where}})
			}
		}
		return out, true
	}
	tree, _ := s.outline(d, heads, 0)
	return tree, true
}

// outline nests the headings below the first level that is above theirs; it gives
// those that are left.
func (s *server) outline(d *document, heads []draft.Block, above int) ([]documentSymbol, []draft.Block) {
	out := []documentSymbol{}
	for len(heads) > 0 && heads[0].Level > above {
		b := heads[0]
		end := len(d.text.s)
		for _, next := range heads[1:] {
			if next.Level <= b.Level {
				end = next.Span.Start.Offset
				break
			}
		}
		one := documentSymbol{
			Name: s.say(b.Text), Kind: kindHeading, Range: s.draftSpan(d, b.Span.Start.Offset, max(end, b.Span.End.Offset)),
			Selection: s.draftSpan(d, b.Span.Start.Offset, b.Span.End.Offset),
		}
		one.Children, heads = s.outline(d, heads[1:], b.Level)
		out = append(out, one)
	}
	return out, heads
}
