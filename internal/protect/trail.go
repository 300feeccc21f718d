package protect

// Trail finds in a text that changes by little at a time, as under the hands of
// somebody who writes it, what Find finds in it. It takes each text apart as a whole,
// which is quick, and looks up only the pieces on which the change can bear:
//
//   - a name, and what excuses or needs it, lies between two gaps that are hard, or at
//     the ends of the text;
//   - an identifier is a row of at most longestRow pieces;
//   - e-mail addresses and numbers said in words are looked for everywhere.
//
// How many bytes lie between pieces does not matter. The zero value is ready; it is
// for one guard, and not safe for concurrent use.
type Trail struct {
	text     string
	actors   int // of the guard that read it
	readings [2]trodden
	hits     []Hit
}

// trodden is one reading of a text and what was found in it, longest or not.
type trodden struct {
	pieces, spare []piece // spare are those of the reading before
	names, rows   []found
}

// FindAgain gives what Find gives. Who gets it must not change it.
func (g *Guard) FindAgain(t *Trail, text string) []Hit {
	if g == nil || g.shut || text == "" {
		return g.find(text, false)
	}
	defer g.mu.RUnlock()
	table := g.settled()
	if len(g.actors) != t.actors {
		*t = Trail{actors: len(g.actors)}
	}
	if table.empty() || text == t.text {
		return t.hits
	}
	s := newSearch(g, text, false)
	head := samePrefix(t.text, text)
	c := changed{was: len(t.text), is: len(text), head: head, tail: sameSuffix(t.text[head:], text[head:])}
	written, seen := &t.readings[0], &t.readings[1]
	s.follow(written, scanInto(written.spare, text), c)
	if hasMarks(text) {
		s.follow(seen, scanThrough(seen.spare, text), c)
	} else {
		*seen = trodden{}
	}
	if table.ids {
		s.mails()
	}
	t.text, t.hits = text, s.said(longest(s.hits))
	return t.hits
}

// changed tells two texts apart: their first head bytes and their last tail bytes are
// the same.
type changed struct{ was, is, head, tail int }

// follow searches a reading where it is not the last one, and takes over the rest.
func (s *search) follow(t *trodden, pieces []piece, c changed) {
	k, m := common(t.pieces, pieces, c)
	// The pieces beside the change bear it, too: what stands between them is another.
	first, last := max(0, k-1), min(len(pieces), len(pieces)-m+1)
	shift, bytes := len(pieces)-len(t.pieces), c.is-c.was

	from, to := first, last
	for from > 0 && !apartAt(pieces, from) {
		from--
	}
	for to < len(pieces) && !apartAt(pieces, to) {
		to++
	}
	names := s.fresh(func() { s.names(pieces[from:to]) })
	names = among(t.names, names, startOf(t.pieces, from, c.was), startOf(t.pieces, to-shift, c.was), bytes)

	var rows []found
	if s.g.table.ids {
		from, to = max(0, first-longestRow), last
		for from > 0 && !sharp(pieces, from) {
			from--
		}
		for to < len(pieces) && !sharp(pieces, to) {
			to++
		}
		rows = s.fresh(func() { s.rowsIn(pieces[from:min(len(pieces), to+longestRow)], to-from) })
		rows = among(t.rows, rows, startOf(t.pieces, from, c.was), startOf(t.pieces, to-shift, c.was), bytes)
		s.spelt(pieces)
	}
	s.hits = append(append(s.hits, names...), rows...)
	*t = trodden{pieces, t.pieces, names, rows}
}

// fresh gives what a search finds.
func (s *search) fresh(search func()) []found {
	kept := s.hits
	s.hits = nil
	search()
	out := s.hits
	s.hits = kept
	return out
}

// among puts what was found anew in the place of all that began in [from, to) of the
// text before; what lies behind moves by so many bytes.
func among(was, fresh []found, from, to, bytes int) []found {
	out := fresh
	for _, f := range was {
		switch {
		case f.start < from:
			out = append(out, f)
		case f.start >= to:
			f.start, f.end = f.start+bytes, f.end+bytes
			out = append(out, f)
		}
	}
	return out
}

// apartAt reports whether no name reaches across the beginning of piece i.
func apartAt(ps []piece, i int) bool { return ps[i].before >= hard && sharp(ps, i) }

// sharp reports whether piece i begins where none before it lies: one character may
// stand for several pieces.
func sharp(ps []piece, i int) bool { return ps[i].start >= ps[i-1].end && ps[i].start > ps[i-1].start }

// startOf gives where piece i begins, the text's length behind the last one.
func startOf(ps []piece, i, length int) int {
	if i >= len(ps) {
		return length + 1
	}
	return ps[i].start
}

// common gives how many pieces at the beginning and at the end of two readings are the
// same and have the same beside them: a full stop behind, two bytes of a handle.
func common(was, is []piece, c changed) (head, tail int) {
	for head < len(was) && head < len(is) && was[head] == is[head] && is[head].end+2 <= c.head {
		head++
	}
	for n := min(len(was), len(is)) - head; tail < n; tail++ {
		p, q := was[len(was)-1-tail], is[len(is)-1-tail]
		p.start, p.end = p.start+c.is-c.was, p.end+c.is-c.was
		if p != q || q.start <= c.is-c.tail {
			break
		}
	}
	return head, tail
}

func samePrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func sameSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
