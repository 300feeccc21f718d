package draft

import (
	"slices"
)

// splitBlocks cuts every block into sentences and hands out citations and quotations.
func splitBlocks(d *Draft, m *Memory) {
	var before rune // the opening mark of a quotation that the block before left open
	for i := range d.Blocks {
		if d.Blocks[i].Kind == Code {
			before = 0
			continue
		}
		before = splitBlock(d, i, before, m)
	}
}

func splitBlock(d *Draft, index int, before rune, m *Memory) rune {
	l, b := d.leaf[index], &d.Blocks[index]
	read := m.marksOf(b.Text, before)
	var open rune
	whole := read.quotes
	if left := read.left; len(left) > 0 && goesOn(d, index, read.r[left[0].start]) {
		open = read.r[left[0].start]
		whole = slices.Concat(whole, left[:1])
		slices.SortStableFunc(whole, func(a, b quoted) int { return a.start - b.start })
	}
	from := 0
	for _, end := range m.cutsOf(b.Text, read, whole, l.anchors, before, open) {
		from = addSentence(d, index, from, end, read.bytes)
	}
	if len(b.Sentences) == 0 {
		strayCites(d, index)
		return open
	}
	giveCites(l, b)
	giveQuotes(read.bytes, b.Sentences, read.spoken, read.left)
	l.sentences = b.Sentences
	return open
}

// goesOn reports whether the next paragraph takes up a quotation that this one
// leaves open: it repeats the opening mark, or closes what nothing in it opened.
func goesOn(d *Draft, index int, mark rune) bool {
	if index+1 >= len(d.Blocks) || d.Blocks[index+1].Kind != d.Blocks[index].Kind {
		return false
	}
	var r []rune
	for _, g := range d.leaf[index+1].glyphs {
		r = append(r, g.r)
	}
	if len(r) > 0 && r[0] == mark {
		return true
	}
	found, _ := marks(r, mark)
	return slices.ContainsFunc(found, func(q quoted) bool { return q.headless })
}

// addSentence makes a sentence of the glyphs between from and end, and gives where
// the next one starts. A stretch without letters or digits joins the one before.
func addSentence(d *Draft, index, from, end int, bytes []int) int {
	l, b := d.leaf[index], &d.Blocks[index]
	for from < end && l.glyphs[from].r == ' ' {
		from++
	}
	to := end
	for to > from && l.glyphs[to-1].r == ' ' {
		to--
	}
	if !slices.ContainsFunc(l.glyphs[from:to], func(g glyph) bool { return isWordRune(g.r) }) {
		if n := len(b.Sentences); n > 0 && to > from {
			last := b.Sentences[n-1]
			last.to = to
			fillSentence(d, index, last, bytes)
		}
		return end
	}
	s := &Sentence{Block: index, Heading: b.Kind == Heading || b.Kind == TableCell && b.Level == 1,
		text: d.text, from: from, to: to}
	fillSentence(d, index, s, bytes)
	b.Sentences = append(b.Sentences, s)
	d.Sentences = append(d.Sentences, s)
	return end
}

// fillSentence sets text and places from the glyphs; bytes counts those of the block's
// text before each.
func fillSentence(d *Draft, index int, s *Sentence, bytes []int) {
	glyphs := d.leaf[index].glyphs[s.from:s.to]
	s.Text = d.Blocks[index].Text[bytes[s.from]:bytes[s.to]]
	places := make([]int32, 2*len(s.Text))
	s.starts, s.ends = places[:len(s.Text):len(s.Text)], places[len(s.Text):]
	i := 0
	for n, g := range glyphs {
		for to := bytes[s.from+n+1] - bytes[s.from]; i < to; i++ {
			s.starts[i], s.ends[i] = g.start, g.end
		}
	}
	s.Span = d.text.span(int(glyphs[0].start), int(glyphs[len(glyphs)-1].end))
}

// giveCites hands each citation to the sentence that it closes or stands in.
func giveCites(l *leaf, b *Block) {
	k := 0
	for _, a := range l.anchors {
		// A place between two sentences lies right after the stop of the first.
		for k+1 < len(b.Sentences) && a.at > b.Sentences[k].to {
			k++
		}
		s := b.Sentences[k]
		s.Cites = append(s.Cites, a.cites...)
		first, last := s.text.at(a.from), s.text.at(a.to)
		if first.Offset < s.Span.Start.Offset {
			s.Span.Start = first
		}
		if last.Offset > s.Span.End.Offset {
			s.Span.End = last
		}
	}
}

// strayCites gives the citations of a block without words to the sentence before
// it; at the start of a story to a sentence without text.
func strayCites(d *Draft, index int) {
	var cites []Cite
	for _, a := range d.leaf[index].anchors {
		cites = append(cites, a.cites...)
	}
	if len(cites) == 0 {
		return
	}
	if len(d.Sentences) == 0 {
		s := &Sentence{Block: index, text: d.text, Span: d.Blocks[index].Span}
		d.Sentences = append(d.Sentences, s)
		d.Blocks[index].Sentences = append(d.Blocks[index].Sentences, s)
		s.Cites = cites
		return
	}
	last := d.Sentences[len(d.Sentences)-1]
	last.Cites = append(last.Cites, cites...)
}

// giveQuotes hands the quotations to the sentences, clipped to each of them.
func giveQuotes(bytes []int, sentences []*Sentence, quotes, left []quoted) {
	all := slices.Concat(quotes, left)
	slices.SortStableFunc(all, func(a, b quoted) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	k := 0
	for _, q := range all {
		for k+1 < len(sentences) && q.start >= sentences[k].to {
			k++
		}
		for n := k; n < len(sentences) && (n == k || !q.open); n++ {
			s := sentences[n]
			if q.end <= s.from || q.start >= s.to {
				break
			}
			s.Quotes = append(s.Quotes, s.clip(bytes, q))
		}
	}
}

// clip gives the part of a quotation that lies in the sentence.
func (s *Sentence) clip(bytes []int, q quoted) Quote {
	byteAt := func(i int) int { return bytes[i] - bytes[s.from] }
	from, to := max(q.start, s.from), min(q.end, s.to)
	out := Quote{In: TextSpan{byteAt(from), byteAt(to)}, Open: q.open || q.end > s.to}
	if q.start >= s.from && !q.headless {
		from++
	}
	if q.end <= s.to && !q.open && !q.cut {
		to--
	}
	out.Text = s.Text[byteAt(from):byteAt(max(to, from))]
	return out
}
