package draft

import (
	"strings"
	"unicode"
)

// languageOf gives the language of a story: what the front matter says, else a guess.
func languageOf(d *Draft) string {
	if said := d.Front.Language; said != "" {
		primary, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(said, "_", "-")), "-")
		switch primary {
		case "eng":
			return "en"
		case "rus":
			return "ru"
		case "ukr", "ua":
			return "uk"
		case "ara":
			return "ar"
		}
		return primary
	}
	var all strings.Builder
	for _, b := range d.Blocks {
		if b.Kind != Code {
			all.WriteString(b.Text)
		}
	}
	all.WriteString(d.Front.Title)
	return guessLanguage(all.String())
}

// guessLanguage tells English, Russian, Ukrainian and Arabic apart by their
// letters; English where there is nothing to go by.
func guessLanguage(text string) string {
	var latin, cyrillic, arabic, russian, ukrainian int
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
			switch unicode.ToLower(r) {
			case 'і', 'ї', 'є', 'ґ':
				ukrainian++
			case 'ы', 'э', 'ё', 'ъ':
				russian++
			}
		case unicode.Is(unicode.Arabic, r):
			arabic++
		}
	}
	switch {
	case arabic > latin && arabic > cyrillic:
		return "ar"
	case cyrillic > latin && ukrainian > russian:
		return "uk"
	case cyrillic > latin:
		return "ru"
	}
	return "en"
}

// scriptOf groups languages by script.
func scriptOf(lang string) string {
	switch lang {
	case "ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn":
		return "Cyrillic"
	case "ar", "fa", "ur", "ps", "ckb":
		return "Arabic"
	}
	return "Latin"
}
