package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How an abbreviation behaves at the end of a sentence.
type abbrevClass int

const (
	notAbbrev   abbrevClass = iota
	beforeName              // Mr., ул.: a name follows; never ends a sentence
	beforeCount             // No., ст.: does not end one where a number follows
	mayEnd                  // U.S., Inc.: ends one where a word follows that starts sentences
	oftenEnds               // p.m., т. д.: ends one where a capital follows
	afterYear               // г., р.: as the length of the sentence so far suggests
)

func words(s string) []string { return strings.Fields(s) }

func classTable(groups map[abbrevClass]string) map[string]abbrevClass {
	out := map[string]abbrevClass{}
	for class := beforeName; class <= afterYear; class++ { // in order: a word in two groups has the later class
		for _, w := range words(groups[class]) {
			out[w] = class
		}
	}
	return out
}

// abbreviations, lower case, without the last full stop.
var abbreviations = classTable(map[abbrevClass]string{
	beforeName: `mr mrs ms messrs mx dr prof gen lt col maj capt cpt cpl sgt pvt adm cmdr cmdt brig ltc gov sen rep rev
		hon ft msgr supt insp pres amb atty fr e.g i.e vs cf viz approx ca univ yu zh kh sh ph th ju дж
		г-н г-жа проф акад доц ген полк подп кап лейт серж ул просп пер пл наб пос дер пгт м-р д-р св о-в оз
		т.е т.н т.к т.ч гр тов сост напр вул бул пров буд корп смт підп в.о т.зв т.б ім د`,
	beforeCount: `прич корп стр no nos nr art arts sec secs p pp vol vols fig figs ch chap para paras ed eds cl ver tel ext
		ст стр п пп д гл рис табл разд ч т тт тел вып вид с кв`,
	mayEnd: `inc ltd co corp jr sr plc llc bros st mt al dept det u.s u.k u.n u.s.a u.s.s.r e.u d.c l.a n.y ph.d m.d b.a
		m.a ll.d m.p mp a.k.a ret est esq им обл р-н ряд пр`,
	oftenEnds: `a.m p.m am pm etc b.c a.d c.e b.c.e jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed
		thu thur thurs fri sat sun lb lbs oz km cm mm kg hr hrs min mins
		руб коп тыс млн млрд трлн т.д т.п н.э чел экз мин сек час км кг га долл проч грн тис трл ін дол хв год крб`,
	afterYear: `г гг р рр в вв м см`,
})

// starters are words that begin sentences far more often than names do.
var starters = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range words(`the a an he she they it we you i this that these those his her their its our my there here
		in on at but and or so yet for from by with without after before when while where what who why how if as
		although though however still since until once then now today yesterday some many most all both each no not
		one two three four five nine ten several according meanwhile later earlier another other officials soldiers
		он она они оно мы вы я это этот эта эти тот та те в во на но а и по с со из за к ко у о об от до для при
		после когда если как так там тут здесь затем потом позже ранее теперь сейчас не ни его её ее их мой наш все
		всё один два три однако также ещё еще где кто что почему солдаты
		він вона вони воно ми ви це цей ця ці той в у на але та і й по з із зі за до від для при після коли якщо як
		так там тут потім згодом пізніше раніше тепер зараз не ні його її їх їхній усі один два три однак також ще
		де хто що чому солдати`) {
		out[w] = true
	}
	return out
}()

// abbreviation classes the word before a full stop; token is the word as it
// stands, before it the text of the sentence so far.
func abbreviation(token string, before []rune) abbrevClass {
	token = strings.TrimLeft(token, `([«“"„'‘-–—`)
	if token == "" {
		return notAbbrev
	}
	if initials(token) {
		return mayEnd
	}
	lower := strings.ToLower(token)
	if strings.Contains(lower, ".-") {
		return beforeName // ген.-м.
	}
	n := utf8.RuneCountInString(lower)
	if n == 1 { // т. е., т. д., и т. п.: abbreviations of two words
		switch prev := lastWord(before); {
		case (lower == "д" || lower == "п") && prev == "т.":
			return oftenEnds
		case (lower == "е" || lower == "к" || lower == "н" || lower == "ч") && prev == "т.":
			return beforeName
		case (lower == "э" || lower == "е") && prev == "н.":
			return oftenEnds
		case lower == "m" && (prev == "a." || prev == "p."):
			return oftenEnds
		}
	}
	if (lower == "пр" || lower == "др") && lastWord(before) == "и" {
		return oftenEnds
	}
	class := abbreviations[lower]
	r, _ := utf8.DecodeRuneInString(token)
	switch {
	case class == afterYear && !digitBefore(before):
		return beforeName // г. Москва, р. Волга, в. о.
	case class == notAbbrev && n == 1 && unicode.IsLetter(r) && unicode.IsUpper(r):
		return mayEnd
	}
	return class
}

// initials reports tokens such as J, И.П and U.S (their last full stop cut off).
func initials(token string) bool {
	for _, part := range strings.Split(token, ".") {
		for _, sub := range strings.Split(part, "-") {
			r, n := utf8.DecodeRuneInString(sub)
			if n == 0 || n != len(sub) || !unicode.IsUpper(r) {
				return false
			}
		}
	}
	return true
}

func lastWord(before []rune) string {
	f := strings.Fields(string(before[max(0, len(before)-24):]))
	if len(f) == 0 {
		return ""
	}
	return strings.ToLower(f[len(f)-1])
}

// digitBefore reports whether the last word before is a number, Roman ones included.
func digitBefore(before []rune) bool {
	w := lastWord(before)
	return w != "" && (unicode.IsDigit(rune(w[len(w)-1])) || strings.Trim(w, "ivxlc") == "")
}
