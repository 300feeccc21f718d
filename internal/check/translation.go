package check

import (
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/record"
)

// translated reports whether a quotation is marked as a translation and no
// statement that it may be taken from is in its language, so that its words
// cannot be compared with the record's.
func (st *story) translated(s *sentence, text string, sources []*record.Statement) bool {
	if len(sources) == 0 || !s.marksTranslation() {
		return false
	}
	own := languageOf(text, st.in.Draft.Language)
	for _, x := range sources {
		if other := languageOf(x.Text, ""); other == "" || other == own {
			return false
		}
	}
	return own != ""
}

// marksTranslation reports whether the sentence tells that what it quotes was
// said in another language.
func (s *sentence) marksTranslation() bool {
	for i, w := range s.words {
		if s.quoted[i] {
			continue
		}
		if translation.has(w.folded) || inLanguage[w.folded] {
			return true
		}
	}
	return false
}

var translation = stems(`translat interpreter перевод переводчик перевел переклад перекладач ترجم مترجم`)

// inLanguage are the adverbs that say in what language somebody spoke.
var inLanguage = wordSet(`ukrainian russian arabic english по-украински по-русски по-арабски по-английски украински русски
украинском русском арабском английском українською російською арабською англійською українськи російськи
بالعربية بالروسية بالأوكرانية بالإنجليزية`)

// languageOf guesses a text's language from its letters: Russian and Ukrainian
// each have some that the other lacks. A text that shows none of them has the
// language that is expected, or, without one, none.
func languageOf(text, expected string) string {
	latin, arab, cyr := 0, 0, 0
	for _, r := range strings.ToLower(text) {
		switch {
		case strings.ContainsRune("іїєґ", r):
			return "uk"
		case strings.ContainsRune("ыэъё", r):
			return "ru"
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Arabic, r):
			arab++
		case unicode.Is(unicode.Cyrillic, r):
			cyr++
		}
	}
	switch {
	case cyr > latin && cyr > arab:
		if expected == "ru" || expected == "uk" {
			return expected
		}
		return "cyrillic"
	case arab > latin:
		return "ar"
	case latin > 0 && (expected == "" || expected == "ru" || expected == "uk" || expected == "ar"):
		return "latin"
	case latin > 0:
		return "latin"
	}
	return ""
}
