package protect

import (
	"strings"
	"unicode/utf8"
)

// form is one form of a recorded word, as the index keeps it.
type form struct {
	input string // see key
	seen  mask
	need  strength
}

// forms collects the forms of one word.
type forms struct {
	list []form
}

func (fs *forms) add(input string, seen mask, need strength) {
	for by := byLatin; by <= byBare; by <<= 1 { // one each: what is a common word in one script is rare in another
		if seen&by == 0 {
			continue
		}
		n := stricter(need, theLexicon().weakness(input, by))
		if by == byArabic && n > strong && n != behind {
			n = beside // no capitals to go by
		}
		fs.list = append(fs.list, form{input, by, n})
	}
}

// wordForms gives the forms of a word of a recorded name: other scripts, other
// schemes, and the cases where inflected is set.
func wordForms(t token, inflected bool) []form {
	var fs forms
	short := strong
	switch n := utf8.RuneCountInString(t.word); {
	case t.script == arabic && n <= 3, n <= 2 && t.script != digits:
		short = beside
	case n == 3:
		short = capital
	}
	switch t.script {
	case latin:
		fs.latin(t.word, short, inflected)
		if t.arab {
			fs.frames(framesLatin(t.word), byLatin|byCyrillic)
			fs.fine(finesArab(t.word), byLatin|byCyrillic)
			for _, a := range spelledArabic(t.word) {
				fs.add("a:"+a, byArabic, short)
			}
		}
	case cyrillic:
		fs.cyrillic(t.word, short, inflected)
		if t.arab {
			for _, s := range soundsCyrillic(t.word) {
				fs.frame(frameSound(s), byLatin|byCyrillic)
				fs.fine(finesArab(romanised(t.word)), byLatin|byCyrillic)
			}
			for _, a := range spelledArabic(romanised(t.word)) {
				fs.add("a:"+a, byArabic, short)
			}
		}
	case arabic:
		fs.arabic(t.word, short)
	default:
		fs.add("o:"+plainWord(t.word), byAny, short)
	}
	if inflected {
		fs.misreadings(t)
		if !looksSurname(t) {
			fs.spoken(t)
		}
		if !t.arab && t.script != arabic {
			for _, a := range inArabic(heardAs(t), recordedArabic) {
				need := behind
				if n := utf8.RuneCountInString(a.text); n >= 6 && a.cost <= surelyHeard || n == 5 && a.cost <= surelyHeard/2 {
					need = short
				}
				fs.add("h:"+a.text, byArabic, need)
			}
		}
	}
	return fs.list
}

func (fs *forms) cyrillic(w string, short strength, inflected bool) {
	for _, s := range soundsCyrillic(w) {
		fs.add("n:"+s, byLatin|byCyrillic, weak(s, short))
		if b := bare(s); b != s {
			fs.add("n:"+b, byLatin, weak(b, short))
		}
		fs.frame(frameSound(s), byArabic)
		if strings.Contains(s, "W") { // щ is written both as شتش and as ش
			fs.frame(frameSound(strings.ReplaceAll(s, "W", "S")), byArabic)
		}
		if inflected {
			bent := short
			if !looksSlavic([]string{s}) { // Arminia is no case of Армин
				bent = titled
			}
			fs.cases(s, short, bent, byLatin)
		}
	}
}

func (fs *forms) latin(w string, short strength, inflected bool) {
	for _, f := range accented(w) {
		fs.add("f:"+f, byLatin, short)
		if inflected && len(f) >= 4 && !strings.HasSuffix(f, "s") {
			fs.add("f:"+f+"s", byLatin, short) // the Ivanovs
		}
	}
	sounds := soundsLatin(w)
	seen := byCyrillic | byBare
	slavic := looksSlavic(sounds)
	if slavic {
		seen |= byLatin
	}
	for i, s := range sounds {
		base, bent := short, short
		if !slavic { // what is left of Miyoji after all readings may be anything
			bent = stricter(short, capital)
			base = bent
			if n := utf8.RuneCountInString(w); len(s) <= 4 && n > len(s)+1 {
				base, bent = stricter(short, titled), titled
			} else if len(s) <= 4 {
				bent = titled
			}
		}
		fs.add("n:"+s, seen, weak(s, base))
		if inflected && i < 8 {
			fs.cases(s, bent, bent, seen&byLatin)
		}
	}
	fs.frames(framesLatin(w), byArabic)
}

func (fs *forms) arabic(w string, short strength) {
	for _, v := range unarticled(plainWord(w)) {
		if n := utf8.RuneCountInString(v); v != plainWord(w) && n+2 != utf8.RuneCountInString(plainWord(w)) {
			continue // of the recorded name only the article comes off
		}
		fs.add("a:"+v, byArabic, short)
		switch n := utf8.RuneCountInString(v); {
		case n >= 5:
			fs.add("h:"+v, byLatin|byCyrillic, stricter(capital, short))
		case n >= 3:
			fs.add("h:"+v, byLatin|byCyrillic, behind)
		}
		fs.frames(framesArabic(v), byLatin|byCyrillic)
		fs.fine(finesArabic(v), byLatin|byCyrillic)
	}
}

// cases adds the inflected forms of a sound. In Latin script they are looked for
// only where they are long enough not to be an English word by chance.
func (fs *forms) cases(s string, short, foreign strength, alsoLatin mask) {
	for _, f := range inflect(s) {
		fs.add("n:"+f, byCyrillic, weak(f, short))
		if len(s) >= 5 { // "engine" is no case of Engin
			fs.add("n:"+f, alsoLatin, stricter(capital, foreign))
		} else {
			fs.add("n:"+f, alsoLatin, titled)
		}
	}
	for _, f := range derived(s) {
		if len(s) >= 5 {
			fs.add("n:"+f, byCyrillic|alsoLatin, stricter(small, short))
		}
	}
	if len(s) >= 4 && alsoLatin != 0 {
		fs.add("n:"+smooth(s+"s"), byLatin, short)
	}
}

// weak asks a capital letter of very short sounds.
func weak(s string, short strength) strength {
	if len(s) <= 3 {
		return stricter(short, capital)
	}
	return short
}

func (fs *forms) frames(list []string, seen mask) {
	for _, f := range list {
		fs.frame(f, seen)
	}
}

// frame adds a frame: a long one counts alone in Arabic text; a shorter one, and any
// in Latin and Cyrillic text, beside another name of the person; a very short one
// not at all.
func (fs *forms) frame(f string, seen mask) {
	need := behind
	switch w := frameWeight(f); {
	case w < 2:
		return
	case seen&byArabic != 0 && (w >= 7 || w == 6 && f[0] != 'l'): // an l may be the article
		need = strong
	}
	fs.add("s:"+f, seen, need)
}
