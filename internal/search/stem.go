package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stem takes inflection off a folded word, lightly: endings only, and never
// below three letters. The exact form is always indexed beside it and weighs
// more, so a stem may be too short without harm but must not be too clever. It is
// empty for what is not a word of the scripts it knows.
func stem(word string) string {
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.Is(unicode.Latin, r):
		return stemLatin(word)
	case unicode.Is(unicode.Cyrillic, r):
		return stemCyrillic(word)
	case unicode.Is(unicode.Arabic, r):
		return stemArabic(word)
	}
	return ""
}

// stemLatin knows English: plural, possessive, -ed and -ing.
func stemLatin(w string) string {
	if len(w) < 4 {
		return w
	}
	switch {
	case strings.HasSuffix(w, "sses"):
		w = w[:len(w)-2]
	case (strings.HasSuffix(w, "ies") || strings.HasSuffix(w, "ied")) && len(w) > 4:
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
	case strings.HasSuffix(w, "s"):
		w = w[:len(w)-1]
	}
	for _, ending := range []string{"ing", "ed"} {
		s, ok := strings.CutSuffix(w, ending)
		if ok && len(s) >= 3 && strings.ContainsAny(s, "aeiouy") {
			if n := len(s); n > 3 && s[n-1] == s[n-2] && !strings.ContainsAny(s[n-1:], "lsz") {
				s = s[:n-1] // stopped, stopping
			}
			w = s
			break
		}
	}
	if s, ok := strings.CutSuffix(w, "e"); ok && len(s) >= 3 {
		w = s
	}
	return w
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

func stemCyrillic(w string) string {
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

// stemArabic takes the article with its particles and the common endings off.
func stemArabic(w string) string {
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
