package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func script(w string, table *unicode.RangeTable) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.Is(table, r)
}

func cyrillic(w string) bool { return script(w, unicode.Cyrillic) }
func arabic(w string) bool   { return script(w, unicode.Arabic) }

func digits(w string) bool {
	for _, r := range w {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return w != ""
}

// adjective guesses from the ending whether a Russian or Ukrainian word is an adjective.
func adjective(w string) bool {
	for _, e := range []string{"ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им", "ых", "их",
		"ую", "юю", "ыми", "ими", "ій", "а", "і", "шая", "ших"} {
		if strings.HasSuffix(w, e) && utf8.RuneCountInString(w) > 4 {
			return e != "а" && e != "і" || strings.HasSuffix(w, "на") || strings.HasSuffix(w, "ні") || strings.HasSuffix(w, "ша") || strings.HasSuffix(w, "ші")
		}
	}
	return false
}

// passiveParticiple recognises "названы", "сказано": nobody is told to say it.
func passiveParticiple(w string) bool {
	for _, e := range []string{"ан", "ана", "ано", "аны", "ані", "ен", "ена", "ено", "ены", "ені", "уты", "уто", "ута", "уті"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

var counts = wordSet(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty dozens
dozen hundreds several some many few both most all two-thirds half
два две двое три трое четыре четверо пять пятеро шесть семь восемь девять десять несколько многие дві двоє троє кілька п'ять п'ятеро`)

func countWord(w string) bool { return counts[w] || digits(w) }

var possessive = wordSet(`his her its their our my его ее их його її їх`)

// filler may stand with the noun of a descriptor without changing it.
var filler = wordSet(`same other first second third fourth fifth sixth seventh eighth ninth tenth
первый первая второй вторая третий третья четвертый пятый перший перша другий друга третій третя четвертий п'ятий`)

// hasNegation reports whether a sentence says no, outside its quotations too.
func hasNegation(s *sentence) bool { return s.signs.negation }

// signs are what the words of a sentence tell by themselves.
type signs struct {
	negation  bool
	anonymity bool // somebody is not named
	causes    bool // words of reason
	dangers   bool
	several   bool // more than one is meant
	attack    int  // the first word of judgement on somebody, or -1
	vague     bool // a word of a source, or the beginning of a phrase without one
}

func signsOf(ws []word) signs {
	out := signs{anonymity: speaksOfAnonymity(ws), attack: -1}
	for i, w := range ws {
		f := w.folded
		out.negation = out.negation || negations[f] || strings.HasSuffix(f, "n't") || strings.HasPrefix(f, "отсутств") || denials.has(f)
		out.causes = out.causes || causes.has(f)
		out.dangers = out.dangers || dangers.has(f)
		out.several = out.several || several[f]
		if out.attack < 0 && attacks.has(f) {
			out.attack = i
		}
		out.vague = out.vague || vagueNoun.has(f) || slices.ContainsFunc(understood, func(p []string) bool { return literalAt(ws, i, p) })
	}
	return out
}

var negations = wordSet(`no not never none nobody nothing neither nor without cannot false untrue не нет ни никогда никто никаких никакие ничего ні немає ніколи ніхто жодн жодного жодних без лож неправда لا لم ليس لن`)
