package web

import (
	"net/http"

	"golang.org/x/text/language"

	"onrecord.dev/onrecord/internal/command"
)

// words speak a visitor's language. A phrase is known by its English wording; every
// phrase that a page or this package says must be in every catalogue (a test holds
// that). Names never stand inside a phrase: they follow it, so that none is declined.
type words struct {
	language, direction string
	catalogue           map[string]string
}

var languages = language.NewMatcher([]language.Tag{language.English, language.Russian, language.Ukrainian, language.Arabic})

// speak chooses a language by what the browser asks for.
func speak(r *http.Request) words {
	tag, _ := language.MatchStrings(languages, r.Header.Get("Accept-Language"))
	base, _ := tag.Base()
	switch base.String() {
	case "ru":
		return words{"ru", "ltr", russian()}
	case "uk":
		return words{"uk", "ltr", ukrainian()}
	case "ar":
		return words{"ar", "rtl", arabic()}
	}
	return words{"en", "ltr", nil}
}

// t gives a phrase in the visitor's language.
func (w words) t(phrase any) string {
	s, ok := phrase.(string)
	if !ok {
		return ""
	}
	if said, ok := w.catalogue[s]; ok {
		return said
	}
	return s
}

// complain is a refusal in the visitor's language.
func (v *visit) complain(phrase string) error {
	return v.render("fault", v.say.t("This did not work"), map[string]any{"line": v.say.t(phrase)}, http.StatusBadRequest, false)
}

func actionOf(name string) command.Action {
	for _, a := range []command.Action{command.Record, command.Protect, command.Unseal, command.Waive, command.Publish} {
		if actionNames[a] == name {
			return a
		}
	}
	return ""
}

// actionNames are what templates call the rights.
var actionNames = map[command.Action]string{
	command.Record: "record", command.Protect: "protect", command.Unseal: "unseal", command.Waive: "waive", command.Publish: "publish",
}
