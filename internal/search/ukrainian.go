package search

import (
	"strings"
	"unicode/utf8"
)

// A light stemmer for Ukrainian. Snowball has none. It knows
//
//   - verbs: infinitive, past, present and future, imperfect future (-тиму),
//     reflexive -ся and -сь, impersonal -но and -то;
//   - verbal nouns in -ння, -ття, -лля, with their cases;
//   - nouns and adjectives of all declensions;
//   - the vowel that is і in a closed syllable and о in an open one (рік, року;
//     стіл, стола): the last і of a stem becomes о;
//   - the consonant that к becomes before і (рука, руці) and the е that comes and
//     goes in -ець (боєць, бійця is out of reach; українець, українця is not).
//
// It meets words that belong together rather than find the dictionary's form; the
// sources are the endings in "Український правопис" (2019), sections on declension,
// and the tables of the verb there. Folding has made г of ґ.

// ukrainianVerbEndings, longest first. A vowel stays before them: казати, казав,
// казала meet in каза.
var ukrainianVerbEndings = []string{
	"тимемо", "тимете", "тимуть", "тимеш", "тиме", "тиму",
	"ували", "увала", "увати", "ував", "ують", "уємо", "уєте", "уєш", "ую", "ує",
	"ювали", "ювала", "ювати", "ював", "юють", "юємо", "юєш", "юю", "ює",
	"ймо", "йте", "вши", "вся",
	"ають", "яють", "аємо", "аєте", "аєш", "аю", "ає",
	"ємо", "єте", "имо", "ите", "емо", "ете",
	"ють", "уть", "ать", "ять", "ить",
	"ти", "ла", "ло", "ли", "но", "то", "єш", "иш", "еш",
	"в", "є",
}

// ukrainianNominal are the endings of nouns and adjectives, longest first.
var ukrainianNominal = []string{
	"ннями", "нням", "ннях", "ння", "нню", "ттям", "ття", "ттю", "ллям", "лля",
	"ього", "ьому", "ими", "іми", "ого", "ому", "ами", "ями", "ові", "еві", "єві",
	"ість", "істю", "ості",
	"ий", "ій", "ої", "их", "іх", "им", "ім", "ою", "ею", "єю", "ам", "ям", "ах", "ях", "ом", "ем", "єм", "ів", "їв", "ей", "ії", "ію", "ія", "ую", "юю",
	"а", "я", "о", "е", "є", "и", "і", "ї", "у", "ю", "ь", "й",
}

// stemUkrainian stems a folded word that may be Ukrainian.
func stemUkrainian(w string) string {
	if utf8.RuneCountInString(w) < 4 {
		return vowel(w)
	}
	s := w
	for _, reflexive := range []string{"ся", "сь"} {
		if cut := shorten(w, reflexive); cut != w && ukrainianVerb(cut) {
			s = cut
		}
	}
	if ukrainianVerb(s) {
		for _, e := range ukrainianVerbEndings {
			if cut := shorten(s, e); cut != s {
				return vowel(strings.TrimRight(cut, "ауюяиіо"))
			}
		}
	}
	if cut, ok := strings.CutSuffix(s, "ець"); ok && utf8.RuneCountInString(cut) >= 3 {
		return vowel(cut + "к")
	}
	return vowel(shorten(s, ukrainianNominal...))
}

// ukrainianVerb reports whether a word has the shape of a Ukrainian verb that no
// noun in common use has.
func ukrainianVerb(w string) bool {
	for _, e := range []string{"ти", "ся", "сь", "ють", "уть", "ять", "ить", "ємо", "имо", "уєш", "аєш", "ує", "ює", "ає", "яє", "вши", "иму", "име", "али", "ила", "или", "ала", "ало", "ило", "ула", "ули", "ав", "ив", "ив", "ів", "ув"} {
		if s, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(s) >= 3 {
			return true
		}
	}
	return false
}

// vowel brings the sounds that change within a stem to one form.
func vowel(s string) string {
	if cut, ok := strings.CutSuffix(s, "ц"); ok {
		s = cut + "к"
	}
	last := strings.LastIndexAny(s, "аеєиіїоуюя")
	if last < 0 || !strings.HasPrefix(s[last:], "і") {
		return s
	}
	if rest := s[last+len("і"):]; rest == "" || utf8.RuneCountInString(rest) > 2 {
		return s
	}
	return s[:last] + "о" + s[last+len("і"):]
}
