package protect

import "strings"

// mask says in which script a word of a text must stand to see a form.
type mask byte

const (
	byLatin mask = 1 << iota
	byCyrillic
	byArabic
	byBare // a Cyrillic word in scholarly Latin spelling without its hooks
	byAny  = byLatin | byCyrillic | byArabic | byBare
)

// key is one form under which a word of a text is looked up. The input begins
// with its kind:
//
//	f: Latin letters without accents    n: sound    s: frame    a: folded Arabic
//	v: pattern    y: fine pattern    o: other script or digits
//	t: transcription    k: skeleton    h: heard, in Arabic letters
type key struct {
	input string
	by    mask
}

// textKeys gives the forms under which a lower-case word of a text is looked up.
func textKeys(w string, sc script) []key {
	var out []key
	switch sc {
	case latin:
		for _, f := range accented(w) {
			out = append(out, key{"f:" + f, byLatin})
		}
		sounds := soundsLatin(w)
		if p := plainWord(w); p != w { // an accent may be there to disguise
			sounds = appendNew(sounds, soundsLatin(p)...)
		}
		for _, s := range sounds {
			out = append(out, key{"n:" + s, byLatin})
		}
		if f := frameLatin(w); len(f) > 1 {
			out = append(out, key{"s:" + f, byLatin})
		}
		if p := patternLatin(plainWord(w)); consonants(p) > 1 {
			out = append(out, key{"v:" + p, byLatin}, key{"y:" + fineLatin(plainWord(w)), byLatin})
		}
		if strings.Contains(w, "ch") { // as in French: Rachidi
			out = append(out, key{"s:" + frameLatin(strings.ReplaceAll(w, "ch", "sh")), byLatin})
		}
	case cyrillic:
		if p := patternCyrillic(w); consonants(p) > 1 {
			out = append(out, key{"v:" + p, byCyrillic}, key{"y:" + fineCyrillic(w), byCyrillic})
		}
		for i, s := range soundsCyrillic(w) {
			out = append(out, key{"n:" + s, byCyrillic})
			if b := bare(s); i == 0 {
				out = append(out, key{"n:" + b, byBare})
				if f := frameSound(s); len(f) > 1 {
					out = append(out, key{"s:" + f, byCyrillic})
				}
			}
		}
	case arabic:
		for _, v := range unarticled(plainWord(w)) {
			out = append(out, key{"a:" + v, byArabic}, key{"h:" + v, byArabic})
			if f := frameArabic(v); len(f) > 1 {
				out = append(out, key{"s:" + f, byArabic})
			}
		}
	default:
		out = append(out, key{"o:" + plainWord(w), byAny})
	}
	return out
}

// accented gives a Latin word without accents, and with ä ö ü written out.
func accented(w string) []string {
	out := []string{plainWord(w)}
	if !strings.ContainsAny(w, "äöüåø") {
		return out
	}
	if v := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe").Replace(w); v != w {
		out = append(out, plainWord(v))
	}
	return out
}
