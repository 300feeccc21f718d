package protect

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// token is one word of a recorded name.
type token struct {
	word   string // lower case, apostrophes gone
	script script
	halves []string // of a hyphenated word; else empty
	before gap
	given  []givenName
	digits bool
	arab   bool // of an Arabic name in Latin letters
	child  bool // what follows abu or umm: never a surname
}

// parts is what a recorded name consists of.
type parts struct {
	surnames    []token
	lonely      []token // a surname that is also a given name
	givens      []token
	patronymics []token
	sequence    []token // must stand together, in this order
	whole       []token // counts as it stands, alone
}

// splitName takes a recorded name apart; aliases in quotation marks or brackets
// come out as names of their own.
func splitName(name string) (main []token, aliases [][]token) {
	var rest strings.Builder
	for name != "" {
		at := strings.IndexAny(name, "«“„\"(")
		if at < 0 {
			break
		}
		_, open := utf8.DecodeRuneInString(name[at:])
		end := strings.IndexAny(name[at+open:], "»”“\")")
		if end < 0 {
			break
		}
		rest.WriteString(name[:at] + " ")
		inner := tokens(name[at+open : at+open+end])
		if len(inner) > 0 && !(name[at] == '(' && (hasDigits(inner) || allCommon(inner))) { // (born 1985)
			aliases = append(aliases, inner)
		}
		_, shut := utf8.DecodeRuneInString(name[at+open+end:])
		name = name[at+open+end+shut:]
	}
	rest.WriteString(name)
	return tokens(rest.String()), aliases
}

// tokens reads the words of a name; hyphenated ones stay one token with halves.
func tokens(name string) []token {
	var out []token
	ps := scan(name)
	for i := 0; i < len(ps); {
		t := token{word: ps[i].word, script: ps[i].script, before: ps[i].before, digits: ps[i].script == digits}
		j := i + 1
		for ; j < len(ps) && ps[j].before <= soft && (ps[j].script == digits) == t.digits; j++ {
			hyphen := strings.ContainsFunc(between(name, ps[j-1], ps[j]), func(r rune) bool { return isHyphen(r) || r == '_' })
			if hyphen && t.halves == nil {
				t.halves = []string{t.word}
			}
			switch {
			case hyphen:
				t.halves = append(t.halves, ps[j].word)
			case t.halves != nil:
				t.halves[len(t.halves)-1] += ps[j].word
			}
			t.word += ps[j].word
		}
		for _, p := range ps[i:j] {
			if p.mixed {
				t.word, t.script = unmix(t.word)
			}
		}
		out = append(out, t)
		i = j
	}
	return withoutTitles(out)
}

// unmix brings a word of several scripts to the one of most of its letters.
func unmix(w string) (string, script) {
	cyr := 0
	for _, r := range w {
		if scriptOf(r) == cyrillic {
			cyr++
		}
	}
	if 2*cyr >= utf8.RuneCountInString(w) {
		if m, ok := look([]rune(w), cyrillic, toCyrillic); ok {
			return string(m), cyrillic
		}
	}
	if m, ok := look([]rune(w), latin, toLatin); ok {
		return string(m), latin
	}
	return w, firstScript(w)
}

func withoutTitles(ts []token) []token {
	n := 0
	for n < len(ts) && titles[ts[n].word] {
		n++
	}
	left := ts[n:]
	if n == 0 || len(left) == 0 || len(left) == 1 && len(givenOf(left[0])) > 0 { // Major Ivan may have that surname
		return ts
	}
	left[0].before = hard
	return left
}

func givenOf(t token) []givenName { return theLexicon().givenNames(textKeys(t.word, t.script)) }

func hasDigits(ts []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool { return t.digits })
}

// classify says which token is what. only is set where the person has no other name.
func classify(ts []token, only bool) parts {
	var p parts
	names, tied, known := ts[:0:0], false, false
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		if servant[t.word] && i+1 < len(ts) { // Abd Allah is one name
			i++
			t.word, t.halves = t.word+ts[i].word, nil
		}
		if particles[t.word] && len(ts) > 1 {
			tied = tied || kunya[t.word]
			continue
		}
		if t.digits {
			continue
		}
		t.given = givenOf(t)
		t.child = i > 0 && kunya[ts[i-1].word]
		known = known || len(t.given) > 0 || isPatronymic(t)
		names = append(names, t)
	}
	if arabicName(ts, names) {
		for i := range names {
			names[i].arab = true
		}
	}
	switch {
	case len(names) == 0:
		return p
	case hasDigits(ts): // a call sign: Grey Wolf 7; or a name with a year
		p.sequence = ts
		if len(names) > 1 && known {
			p.sort(names)
		}
	case len(names) == 1 && len(ts) == 1:
		if only || len(names[0].given) == 0 {
			p.whole = names
		} else {
			p.givens = names
		}
	case len(names) == 1 && (tied || len(names[0].given) > 0): // Abu Omar
		p.sequence = ts
	case len(names) == 1:
		p.surnames = names
	default:
		if allCommon(names) {
			p.sequence = ts
		}
		p.sort(names)
	}
	return p
}

// arabicName reports whether a name is one by its article, its ibn or its given names.
func arabicName(ts, names []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool {
		return arabicLinks[t.word] || servant[t.word] || len(t.halves) > 0 && arabicLinks[t.halves[0]]
	}) ||
		slices.ContainsFunc(names, func(t token) bool {
			return slices.ContainsFunc(t.given, func(g givenName) bool { return g.arab })
		})
}

var arabicLinks = wordSet("al el ash ibn bin bint abu umm аль эль аш ибн бин абу умм")

var (
	kunya   = wordSet("abu umm абу умм ابو أبو ابي أبي ام أم")
	servant = wordSet("abd abdul abdel абд абдул عبد")
)

// sort tells surnames, given names and patronymics apart; the order is not known.
func (p *parts) sort(names []token) {
	parted := 0 // where "Surname, Given" has its comma
	for i, t := range names {
		if i > 0 && t.before == comma {
			parted = i
		}
	}
	var open []token
	for i, t := range names {
		switch {
		case utf8.RuneCountInString(t.word) == 1:
			p.givens = append(p.givens, t) // an initial
		case parted > 0 && i < parted:
			p.surnames = append(p.surnames, t)
		case isPatronymic(t) && patronymicHere(names, i):
			p.patronymics = append(p.patronymics, t)
		case t.child || parted > 0 || len(t.given) > 0 && !looksSurname(t):
			p.givens = append(p.givens, t)
		default:
			open = append(open, t)
		}
	}
	switch {
	case len(p.surnames) > 0:
		p.givens = append(p.givens, open...)
	case len(open) == 0:
		if last := names[len(names)-1]; len(p.patronymics) == 0 && len(p.givens) > 1 && last.script != arabic && utf8.RuneCountInString(last.word) > 2 {
			p.lonely = []token{last}
		}
	case len(p.givens) > 0:
		p.surnames = open
	default: // the list does not help
		for i, t := range open {
			if (i > 0 || looksSlavic(soundsOf(t))) && utf8.RuneCountInString(t.word) >= 3 {
				p.surnames = append(p.surnames, t)
			} else {
				p.givens = append(p.givens, t)
			}
		}
		if len(p.surnames) == 0 {
			p.surnames, p.givens = open[len(open)-1:], open[:len(open)-1]
		}
	}
}

func soundsOf(t token) []string {
	switch t.script {
	case latin:
		return soundsLatin(t.word)
	case cyrillic:
		return soundsCyrillic(t.word)
	}
	return nil
}

func looksSurname(t token) bool {
	for _, s := range soundsOf(t) {
		if len(s) >= 5 && ends(s, surnameEnds...) {
			return true
		}
	}
	return false
}

// looksSlavic reports whether a word may be a Slavic or Caucasian surname; it is
// more generous than looksSurname.
func looksSlavic(sounds []string) bool {
	for _, s := range sounds {
		if len(s) >= 5 && ends(s, slavicEnds...) {
			return true
		}
	}
	return false
}

func isPatronymic(t token) bool {
	for _, s := range soundsOf(t) {
		if _, ok := patronymic(s); ok {
			return true
		}
	}
	return false
}

// patronymicHere tells Pyotr Petrovich (a patronymic) from Roman Abramovich (a
// surname). Of several words of that shape it is the one after the given name, else
// one that has a known father, else the last; a single one beside two more names is
// a patronymic, beside one if its father's name is known.
func patronymicHere(names []token, i int) bool {
	best, rank := -1, -1
	for k, t := range names {
		if !isPatronymic(t) {
			continue
		}
		r := 0
		if k > 0 && fatherKnown(t) {
			r = 1
		}
		if k > 0 && len(names[k-1].given) > 0 {
			r += 2
		}
		if r >= rank {
			best, rank = k, r
		}
	}
	return best == i && (len(names) > 2 || i > 0 && fatherKnown(names[i]))
}

func fatherKnown(t token) bool {
	for _, s := range soundsOf(t) {
		if father, ok := patronymic(s); ok {
			for _, end := range []string{"", "a", "i", "ei", "o", "ai"} {
				for _, g := range theLexicon().given["n:"+father+end] {
					if g.seen&byCyrillic != 0 {
						return true
					}
				}
			}
		}
	}
	return false
}

func allCommon(names []token) bool {
	for _, t := range names {
		weak := strong
		for _, k := range textKeys(t.word, t.script) {
			if !coarse(k.input) {
				weak = max(weak, theLexicon().common[k])
			}
		}
		if weak == strong {
			return false
		}
	}
	return true
}
