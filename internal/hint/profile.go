package hint

// profile is what of a statement is compared with others: so little that those of all
// statements fit into memory, and each text is read once. Hashes may meet by chance;
// whatever they find is looked at again in the words themselves.
type profile struct {
	words   []uint32 // hashes of the words; 0 for a sealed place, which is like nothing
	lang    lang
	figures []string // the odd ones
}

func profileOf(t text) profile {
	p := profile{words: make([]uint32, len(t.words)), lang: t.lang}
	for i, w := range t.words {
		p.words[i] = hashWord(w.s)
	}
	for _, g := range figuresOf(t.s) {
		if g.odd() {
			p.figures = append(p.figures, g.String())
		}
	}
	return p
}

// hashWord is FNV-1a of 32 bits, never 0 but for the empty word.
func hashWord(s string) uint32 {
	if s == "" {
		return 0
	}
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return max(h, 1)
}

// shingleAt hashes the words from i on; not ok at the end and over a sealed place.
func shingleAt(words []uint32, i int) (uint64, bool) {
	if i+shingle > len(words) {
		return 0, false
	}
	h := uint64(14695981039346656037)
	for _, w := range words[i : i+shingle] {
		if w == 0 {
			return 0, false
		}
		h = (h ^ uint64(w)) * 1099511628211
		h ^= h >> 29
	}
	return h, true
}

// hashesOf gives the hashes of words, for a text that is looked at closely.
func hashesOf(words []word) []uint32 {
	out := make([]uint32, len(words))
	for i, w := range words {
		out[i] = hashWord(w.s)
	}
	return out
}

// slipKey names a misspelling among the words of a profile.
func slipKey(l lang, word uint32) uint64 { return uint64(l)<<32 | uint64(word) }
