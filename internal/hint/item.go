package hint

import (
	"maps"
	"math/bits"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// sketch is the smallest hashes of a text's shingles, in order: how many two
// sketches share tells how many shingles the texts do (Broder, 1997, bottom-k).
type sketch []uint32

const (
	// sketched is the length of a sketch. With 64 the estimate is off by 0.06 as a rule.
	sketched = 64
	// leastText is the least number of words of a text that is compared: a short note
	// is its letterhead.
	leastText = 40
	// alikeText is the share of shingles that two texts have in common from which on
	// one is a version of the other: an agency's report with another headline keeps
	// more, two reports on one event keep under a tenth.
	alikeText = 0.6
	// mostOfText bounds how many words of an item are read: the beginning of a book
	// tells whether it is the same book.
	mostOfText = 200_000
)

// read goes once through the texts behind the statements, item by item, for the
// vocabulary and the sketches. One item's text is held at a time.
func (f *finder) read() error {
	in := map[record.ID][]record.ID{}
	wanted := map[record.ID]bool{}
	for id, s := range f.c.Statements {
		if e := f.c.Evidence[s.Evidence]; e != nil && f.m.Open(e) {
			in[s.Evidence] = append(in[s.Evidence], id)
		}
		if len(f.touch[id]) > 0 {
			wanted[s.Evidence] = true
		}
	}
	for i, id := range record.SortedKeys(in) {
		for _, st := range in[id] {
			t := read(wordsOf(f.c.Statements[st]))
			f.count(int32(i), t)
			p := profileOf(t)
			f.profiles[st] = &p
		}
		if !wanted[id] {
			continue
		}
		pages, err := f.m.Pages(id)
		if err != nil {
			return err
		}
		f.take(int32(i), id, pages)
	}
	f.findSlips()
	return nil
}

// take reads an item's pages. Each is taken apart in pieces of mostWords.
func (f *finder) take(item int32, id record.ID, pages []string) {
	var all []uint32
	n := 0
	b := bottom{}
	for _, page := range pages {
		for _, piece := range pieces(page) {
			if n >= mostOfText {
				break
			}
			t := read(piece)
			n += len(t.words)
			f.count(item, t)
			all = append(all[max(len(all)-shingle+1, 0):], hashesOf(t.words)...) // shingles reach over pages
			for i := range all {
				if h, ok := shingleAt(all, i); ok {
					b.add(mix(h))
				}
			}
		}
	}
	if n >= leastText {
		f.sketches[id] = b.sketch()
	}
}

// pieces cuts a page where it has more words than are read at once, at line ends
// where it can.
func pieces(page string) []string {
	const most = 2 * mostWords // bytes: a word and what parts it from the next are two at least
	var out []string
	for len(page) > most {
		cut := strings.LastIndexAny(page[:most], "\n ")
		if cut <= 0 {
			cut = most
		}
		out = append(out, page[:cut])
		page = page[cut:]
	}
	return append(out, page)
}

// mix spreads a hash evenly, for the smallest of them stand for all.
func mix(h uint64) uint32 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return uint32(h >> 32)
}

// bottom keeps the smallest values that it has seen.
type bottom struct{ kept []uint32 }

func (b *bottom) add(h uint32) {
	if len(b.kept) == sketched && h >= b.kept[sketched-1] {
		return
	}
	i, there := slices.BinarySearch(b.kept, h)
	if there {
		return
	}
	b.kept = slices.Insert(b.kept, i, h)
	b.kept = b.kept[:min(len(b.kept), sketched)]
}

func (b *bottom) sketch() sketch { return slices.Clone(b.kept) }

// resemblance estimates the share of shingles that two texts have in common: among
// the smallest hashes of both together, those that both have.
func resemblance(a, b sketch) float64 {
	i, j, both, n := 0, 0, 0, 0
	for n < sketched && i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			both++
			i, j = i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
		n++
	}
	n = min(n+len(a)-i+len(b)-j, sketched)
	if n == 0 {
		return 0
	}
	return float64(both) / float64(n)
}

// texts finds items of evidence with nearly the same text. An item is an origin only
// behind a statement that is no witness's (R1, label).
func (f *finder) texts(n neighbourhood) {
	by := map[uint32][]*said{}
	for _, s := range n.said {
		sk := f.sketches[s.Evidence]
		if s.Basis.Witness() || len(sk) == 0 {
			continue
		}
		for _, h := range sk[:min(len(sk), 16)] { // alike texts share one of these all but surely
			by[h] = append(by[h], s)
		}
	}
	for _, h := range slices.Sorted(maps.Keys(by)) {
		f.items(by[h], func(a, b *said) (float64, bool) {
			r := resemblance(f.sketches[a.Evidence], f.sketches[b.Evidence])
			return r, r >= alikeText
		}, SameText)
	}
}

// alikeBits is how many of the 64 bits of either hash of a picture may differ. Two
// hashes of unrelated pictures differ in 32 bits, give or take 4: within 10 lies one
// pair in 10⁷ by one hash, fewer by both. A picture scaled, saved anew or with
// another tone differs in 0 to 8.
const alikeBits = 10

// mostPictures bounds the pictures that are compared on one claim, each with each.
const mostPictures = 20_000

// pictures finds items of evidence that look alike.
func (f *finder) pictures(n neighbourhood) {
	var list []*said
	for _, s := range n.said {
		if _, ok := f.m.Likeness[s.Evidence]; ok && !s.Basis.Witness() && len(list) < mostPictures {
			list = append(list, s)
		}
	}
	f.items(list, func(a, b *said) (float64, bool) {
		x, y := f.m.Likeness[a.Evidence], f.m.Likeness[b.Evidence]
		d := max(bits.OnesCount64(x.Gradient^y.Gradient), bits.OnesCount64(x.Frequency^y.Frequency))
		return 1 - float64(d)/40, d <= alikeBits
	}, SamePhoto)
}

// items pairs each statement with the oldest whose item is like its own and, for
// R1, no copy of it. Notes on actors do not count: they do not say whether two
// files are one.
func (f *finder) items(list []*said, like func(a, b *said) (float64, bool), k Kind) {
	for j, b := range list {
		for _, a := range list[:j] {
			if !a.near && !b.near || f.m.Origins.Copies(a.Evidence) == f.m.Origins.Copies(b.Evidence) {
				continue
			}
			score, ok := like(a, b)
			if !ok {
				continue
			}
			if !f.m.Origins.Joined(a.ID, b.ID) {
				f.sign(k, a, b, "", nil, score)
			}
			break
		}
	}
}

// folded gives all words of an item's text with a space on either side of each, to
// look for a run in; "" where there is no text.
func (f *finder) wordsIn(id record.ID) (string, error) {
	if s, ok := f.verified[id]; ok {
		return s, nil
	}
	pages, err := f.m.Pages(id)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, page := range pages {
		for _, piece := range pieces(page) {
			for _, w := range read(piece).words {
				b.WriteString(" " + w.s)
			}
		}
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	if f.held += b.Len(); f.held > mostHeld {
		clear(f.verified)
		f.held = b.Len()
	}
	f.verified[id] = b.String()
	return f.verified[id], nil
}

// mostHeld bounds the texts that are kept for a second look, in bytes.
const mostHeld = 64 << 20
