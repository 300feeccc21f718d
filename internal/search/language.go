package search

import (
	"strings"
	"sync"
	"unicode"
)

const (
	// langReach bounds how much of a text is looked at to tell its language, in bytes.
	langReach = 4000
	// langLeast is how many letters it takes to tell.
	langLeast = 12
)

// small words by which languages in Latin letters are told apart: the commonest
// ones that the others lack or use less.
var smallWords = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for lang, words := range map[string]string{
		"en": "the of and to in is was that for with he his had not by at from they were this have which",
		"de": "der die das und ist nicht ein eine zu den von mit sich auf dem des im wird auch für",
		"fr": "le la les des et est une un dans que pour qui pas sur au par avec du ne cette",
		"es": "el la los las y es una que en por con para del se no su al como más lo",
		"it": "il la di che è un una per non sono con del della gli dei nel alla si più anche",
		"pt": "o os as e é um uma que não para com do da em no na dos se por mais foi",
		"nl": "de het een van en is dat niet op te zijn met voor die er aan ook werd door",
		"pl": "i w nie na się z jest że do to jak ale po co przez był od dla oraz który",
		"cs": "a se na je že v to do jako by byl pro ale jsem po si který jeho o tak",
		"tr": "ve bir bu için ile da de olarak daha çok olan ne gibi kadar sonra en var",
	} {
		for w := range strings.FieldsSeq(words) {
			out[w] = append(out[w], lang)
		}
	}
	return out
})

// Language tells the language of a text by its script, then by the letters that one
// of the languages in it lacks, then by small words: a two-letter code (ISO 639-1),
// or "" where it cannot be told. Of several languages it gives that of most letters.
func Language(text string) string {
	if len(text) > langReach {
		text = strings.ToValidUTF8(text[:langReach], "")
	}
	var latin, cyrillic, arabic, ukrainian, russian, persian, kana, han, hangul, hebrew, greek, other int
	for _, r := range text {
		switch {
		case r < 0x80 && !unicode.IsLetter(r):
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
			switch unicode.ToLower(r) {
			case 'і', 'ї', 'є', 'ґ':
				ukrainian++
			case 'ы', 'э', 'ъ', 'ё':
				russian++
			}
		case unicode.Is(unicode.Arabic, r):
			arabic++
			if strings.ContainsRune("پچژگکی", r) {
				persian++
			}
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		case unicode.Is(unicode.Hebrew, r):
			hebrew++
		case unicode.Is(unicode.Greek, r):
			greek++
		case unicode.IsLetter(r):
			other++
		}
	}
	most := max(latin, cyrillic, arabic, han+kana, hangul, hebrew, greek, other)
	switch {
	case han+kana == most && most > 3 && kana > 0:
		return "ja"
	case han+kana == most && most > 3:
		return "zh"
	case most < langLeast || other == most:
		return ""
	case cyrillic == most && ukrainian > russian:
		return "uk"
	case cyrillic == most && russian > 0:
		return "ru"
	case cyrillic == most:
		return "" // could be either, or Bulgarian, or Serbian
	case arabic == most && persian*20 > arabic:
		return "fa"
	case arabic == most:
		return "ar"
	case hangul == most:
		return "ko"
	case hebrew == most:
		return "he"
	case greek == most:
		return "el"
	}
	return latinLanguage(text)
}

func latinLanguage(text string) string {
	score := map[string]int{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		for _, lang := range smallWords()[w] {
			score[lang]++
		}
	}
	best, second := "", 0
	for lang, n := range score {
		if best == "" || n > score[best] || n == score[best] && lang < best {
			best = lang
		}
	}
	for lang, n := range score {
		if lang != best {
			second = max(second, n)
		}
	}
	if best == "" || score[best] == second {
		return ""
	}
	return best
}
