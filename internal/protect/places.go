package protect

import "strings"

// Places whose name in another language is no mere respelling of it: where a trait
// names one, a text in the other language names it, too. One place a line; the first
// forms of a language stand for its inflected ones. Respellings (Donetsk, Донецк) meet
// by their sound and are not listed. The first lines are words that stand before a place.
const placeNames = `
from из изо з із зі від من از
in в во у في در
moscow moskva москва موسكو مسکو
kyiv kiev київ києва киев كييف
kharkiv kharkov харків харкова харьков خاركيف
lviv lvov lemberg львів львова львов لفيف
mykolaiv nikolaev nikolayev миколаїв миколаєва николаев
crimea krym крым крим القرم
russia россия росія روسيا روسیه
ukraine украина україна أوكرانيا اوکراین
belarus belorussia белоруссия беларусь білорусь بيلاروسيا
georgia грузия грузія جورجيا گرجستان
chechnya чечня الشيشان
poland польша польща بولندا لهستان
germany германия німеччина ألمانيا آلمان
hungary венгрия угорщина المجر مجارستان
turkey türkiye турция туреччина تركيا ترکیه
syria сирия сирія سوريا سوریه
lebanon ливан ліван لبنان
jordan иордания йорданія الأردن اردن
egypt египет єгипет مصر
iraq ирак ірак العراق
damascus дамаск دمشق
aleppo алеппо халеб حلب
jerusalem иерусалим єрусалим القدس
cairo каир каїр القاهرة
mosul мосул الموصل
vienna wien вена відень فيينا
rome рим روما
athens афины афіни أثينا
istanbul стамбул إسطنبول
geneva женева جنيف
warsaw варшава وارسو
prague прага براغ
cologne кёльн кельн كولونيا
`

var places = func() (all [][]piece) {
	for line := range strings.Lines(strings.TrimSpace(placeNames)) {
		all = append(all, scan(line))
	}
	return all
}()

// placesBy finds a place's line by one of its names.
var placesBy = func() map[string][]piece {
	by := map[string][]piece{}
	for _, names := range places {
		for _, n := range names {
			by[plainWord(n.word)] = names
		}
	}
	return by
}()

// translated gives the names in other languages of the place that a word of a trait
// means: in its first form at once, inflected where the word is in Russian or Ukrainian.
func translated(w piece) []piece {
	if w.mixed || w.script == digits {
		return nil
	}
	if names := placesBy[plainWord(w.word)]; names != nil {
		return names
	}
	if !w.capital && w.script != arabic {
		return nil // "a roman", "мосту"
	}
	for _, names := range places {
		for _, n := range names {
			if n.script == w.script && sameWord(n, w) {
				return names
			}
		}
	}
	return nil
}
