package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/russian"
)

// Stems are what is left of a word without its inflection: up to two, since the
// language of a single word is not always to be told. Two words meet where they
// share a stem. The exact form is always indexed beside them and weighs more, so a
// stem may be too short without harm. What is no word of a known script has none.
type Stems [2]string

// stems takes inflection off a folded word.
//
// English, Russian and Arabic have Snowball's algorithms (snowballstem.org; Porter
// 2001, Abainia and others 2017). Each has a light stemmer of our own beside it
// where Snowball's parts forms that belong together: it reads генерал as a verb
// (генера) and генералом as a noun, and keeps no Ukrainian at all.
func stems(word string) Stems {
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.Is(unicode.Latin, r):
		return Stems{snowball(word, english.Stem)}
	case unicode.Is(unicode.Cyrillic, r):
		light := lightCyrillic(word)
		switch {
		case strings.ContainsAny(word, "іїє"):
			return pair(light, stemUkrainian(word))
		case strings.ContainsAny(word, "ыэъ"):
			return pair(light, snowball(word, russian.Stem))
		}
		if u := stemUkrainian(word); u != light && ukrainianVerb(word) {
			return pair(light, u)
		}
		return pair(light, snowball(word, russian.Stem))
	case unicode.Is(unicode.Arabic, r):
		return pair(lightArabic(word), snowball(word, arabic.Stem))
	}
	return Stems{}
}

// meet reports whether two words share a stem.
func (s Stems) meet(t Stems) bool {
	for _, a := range s {
		if a != "" && (a == t[0] || a == t[1]) {
			return true
		}
	}
	return false
}

func pair(a, b string) Stems {
	if a == b {
		b = ""
	}
	return Stems{a, b}
}

// snowball runs one of Snowball's algorithms; a word that it leaves nothing of, or
// that is too short to have endings, stays as it is.
func snowball(word string, stem func(*snowballstem.Env) bool) string {
	if utf8.RuneCountInString(word) < 3 {
		return word
	}
	env := snowballstem.NewEnv(word)
	stem(env)
	if s := env.Current(); utf8.RuneCountInString(s) >= 2 {
		return s
	}
	return word
}

// cyrillicEndings of Russian and Ukrainian nouns and adjectives, longest first.
// Folding has turned ё into е. Verbs keep their endings, reflexive ones aside:
// -ала, -или, -ать also end nouns (генерала, автомобили, печать), and it is
// nouns that people look for.
var cyrillicEndings = [...][]string{
	{"иями", "ього", "ьому"},
	{"ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "іми", "иях", "иям", "ием", "ией", "ові", "еві", "єві"},
	{"ах", "ях", "ов", "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее", "ую", "юю", "ые", "ие", "ам", "ям", "ом", "ем", "им", "ым", "их", "ых",
		"ию", "ия", "ии", "ье", "ьи", "ья", "ью", "ів", "їв", "єю", "ою", "ею", "ій", "іх", "ім", "ії", "ію", "ія"},
	{"а", "я", "о", "е", "є", "ы", "и", "і", "ї", "у", "ю", "ь", "й"},
}

// reflexiveEndings of verbs, which no noun has.
var reflexiveEndings = []string{"лися", "лася", "лося", "ться", "тися", "ется", "ится", "утся", "ются", "атся", "ятся", "лась", "лось", "лись", "лся", "вся"}

// lightCyrillic takes case endings off, of Russian and Ukrainian words alike, so
// that a word which both languages have is found in either. At least three letters
// stay.
func lightCyrillic(w string) string {
	if s := shorten(w, reflexiveEndings...); s != w {
		return shorten(s, "а", "я", "и", "о", "е", "у", "ы", "і")
	}
	for _, endings := range cyrillicEndings {
		if s := shorten(w, endings...); s != w {
			return s
		}
	}
	return w
}

// lightArabic takes the article with its particles and the common endings off.
func lightArabic(w string) string {
	for _, p := range []string{"وال", "بال", "كال", "فال", "ال", "لل"} {
		if s, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(s) >= 3 {
			w = s
			break
		}
	}
	return shorten(shorten(w, "ها", "ان", "ات", "ون", "ين", "يه"), "ه", "ي", "ا")
}

// shorten takes the first ending that fits off, if three letters remain.
func shorten(w string, endings ...string) string {
	for _, e := range endings {
		if s, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(s) >= 3 {
			return s
		}
	}
	return w
}
