package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/draft"
)

// word is one word of a text: letters, digits and marks, with apostrophes inside.
type word struct {
	exact   string // lower case, apostrophes and ё folded
	folded  string // exact without an English possessive ending
	gap     string // what stands between the word before and this one
	capital bool
	in      draft.TextSpan
}

// wordsOf cuts a text into words.
func wordsOf(text string) []word {
	var out []word
	last, start := 0, -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		exact := fold(text[start:end])
		first, _ := utf8.DecodeRuneInString(text[start:])
		out = append(out, word{
			exact: exact, folded: strings.TrimSuffix(exact, "'s"), gap: text[last:start],
			capital: unicode.IsUpper(first), in: draft.TextSpan{Start: start, End: end},
		})
		last, start = end, -1
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || invisible(r):
			if start < 0 && !unicode.IsMark(r) && !invisible(r) {
				start = i
			}
		case apostrophe(r) && start >= 0 && letterAt(text, i+utf8.RuneLen(r)):
		default:
			flush(i)
		}
	}
	flush(len(text))
	return out
}

func apostrophe(r rune) bool { return strings.ContainsRune("'’‘ʼ`´", r) }
func invisible(r rune) bool {
	return r == 0xAD || r == 0x200B || r == 0x200C || r == 0x200D || r == 0xFEFF
}

func letterAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[min(i, len(text)):])
	return unicode.IsLetter(r)
}

// fold brings spellings of one word together: case, apostrophes, ё, stress
// marks, Arabic vowel signs and tatweel.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case apostrophe(r):
			return '\''
		case invisible(r), r == 0x301, r == 0x640, r >= 0x64B && r <= 0x652:
			return -1
		case r == 'ё' || r == 'Ё':
			return 'е'
		case r == 'أ' || r == 'إ' || r == 'آ':
			return 'ا'
		}
		return unicode.ToLower(r)
	}, s)
}

// sameWord reports whether two folded words are one word in different forms:
// number in English, case and number in Russian and Ukrainian, article and
// prefixed particles in Arabic.
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	if a == "" || b == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(a)
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		return sameCyrillic(a, b)
	case unicode.Is(unicode.Arabic, r):
		return arabicStem(a) == arabicStem(b)
	}
	return singular(a) == singular(b)
}

var irregular = map[string]string{
	"men": "man", "women": "woman", "children": "child", "people": "person", "servicemen": "serviceman",
	"servicewomen": "servicewoman", "wives": "wife", "policemen": "policeman", "spokesmen": "spokesman",
	"spokeswomen": "spokeswoman", "spokespeople": "spokesperson", "gunmen": "gunman", "fishermen": "fisherman",
	"lives": "life", "kinsmen": "kinsman", "clergymen": "clergyman", "businessmen": "businessman",
}

// singular takes an English plural ending off.
func singular(w string) string {
	if s, ok := irregular[w]; ok {
		return s
	}
	switch {
	case len(w) < 4 || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s"):
		return w[:len(w)-1]
	}
	return w
}

const cyrillicEndings = " ього ьому ої а я о е и ы у ю й ь і ї є ій ої ей ой ою ею єю ию ью ом ем єм ам ям ами ями ах ях ов ев ів їв ий ый ая яя ое ее ые ие ого его ому ему ім їм ым им ыми ими іми ых их іх ую юю ові еві єві ия ии ий ією ців ца цу цем цы ці цям цев ец "

// sameCyrillic holds two words for one where they differ in an ending only.
func sameCyrillic(a, b string) bool {
	ra, rb := []rune(a), []rune(b)
	n := 0
	for n < len(ra) && n < len(rb) && ra[n] == rb[n] {
		n++
	}
	if n < 3 {
		return false
	}
	for n > 0 { // a shared first letter of two endings ("а", "ами") belongs to the ending
		restA, restB := string(ra[n:]), string(rb[n:])
		if ending(restA) && ending(restB) {
			return true
		}
		n--
		if n < 3 || max(len(ra), len(rb))-n > 3 {
			return false
		}
	}
	return false
}

func ending(s string) bool { return s == "" || strings.Contains(cyrillicEndings, " "+s+" ") }

func arabicStem(w string) string {
	for _, p := range []string{"وال", "بال", "فال", "كال", "لل", "ال"} {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) > 2 {
			w = rest
			break
		}
	}
	for _, s := range []string{"ون", "ين", "ات", "ة", "ه"} {
		if rest, ok := strings.CutSuffix(w, s); ok && utf8.RuneCountInString(rest) > 2 {
			return rest
		}
	}
	return w
}

var articles = wordSet(`a an the this that these those one один одна одно одни одного одной эти этот эта тот та те цей ця ці`)

// pattern gives the words of a name or a descriptor without a leading article.
func pattern(s string) []string {
	ws := wordsOf(s)
	if len(ws) > 1 && articles[ws[0].folded] {
		ws = ws[1:]
	}
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w.folded
	}
	return out
}

// matchAt reports whether the pattern stands in ws at i, in whatever inflection.
func matchAt(ws []word, i int, p []string) bool {
	if len(p) == 0 || i+len(p) > len(ws) {
		return false
	}
	for k, w := range p {
		if !sameWord(ws[i+k].folded, w) && !(isArticle(w) && isArticle(ws[i+k].folded)) {
			return false
		}
		if k > 0 && breaks(strings.Trim(ws[i+k].gap, quotationMarks+" ")) {
			return false
		}
	}
	return true
}

func isArticle(w string) bool { return w == "a" || w == "an" || w == "the" }

const quotationMarks = "\"“”„«»"

// breaks reports whether a clause ends before word k; marks around a name or a
// title end none.
func (s *sentence) breaks(k int) bool {
	gap := s.words[k].gap
	if s.quoted[k] || k > 0 && s.quoted[k-1] {
		return breaks(gap)
	}
	return breaks(strings.Map(func(r rune) rune {
		if strings.ContainsRune(quotationMarks, r) {
			return -1
		}
		return r
	}, gap))
}

// breaks reports whether a gap between words ends a clause.
func breaks(gap string) bool {
	return strings.ContainsAny(gap, ",;:()\"“”„«»—–،؛") || strings.Contains(gap, " - ")
}

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[fold(w)] = true
	}
	return out
}

// stemSet is a list of beginnings of words.
type stemSet []string

func stems(words string) stemSet { return strings.Fields(fold(words)) }

func (s stemSet) has(w string) bool {
	for _, stem := range s {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}
