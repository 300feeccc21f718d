package draft

// bound says which end of a number words like "at least" leave open.
type bound int

const (
	noBound     bound = iota
	lowerBound        // at least
	upperBound        // at most
	approximate       // about
)

// phrases of one to five words; the longest that fits counts.
var boundPhrases = func() map[string]bound {
	out := map[string]bound{}
	for b, list := range map[bound][]string{
		lowerBound: {"at least", "no fewer than", "not fewer than", "no less than", "not less than", "a minimum of", "minimum",
			"more than", "over", "above", "upwards of", "greater than", "in excess of", "exceeding", "не менее", "не менее чем",
			"не меньше", "не меньше чем", "минимум", "как минимум", "по меньшей мере", "по крайней мере", "более", "более чем",
			"больше", "больше чем", "свыше", "щонайменше", "принаймні", "не менше", "не менше ніж", "не менше як", "не менш ніж",
			"не менш як", "понад", "більше", "більше ніж", "більш ніж", "більш як", "мінімум", "اكثر من", "ما لا يقل عن",
			"على الاقل", "لا يقل عن"},
		upperBound: {"up to", "at most", "no more than", "not more than", "a maximum of", "maximum", "as many as", "fewer than",
			"less than", "under", "below", "не более", "не более чем", "не больше", "не больше чем", "максимум", "до", "менее",
			"менее чем", "меньше", "меньше чем", "не більше", "не більше ніж", "не більш ніж", "менше", "менше ніж", "менш ніж",
			"менш як", "щонайбільше", "اقل من", "ما لا يزيد عن", "حتى", "لا يزيد عن"},
		approximate: {"about", "around", "some", "roughly", "approximately", "nearly", "almost", "close to", "circa", "an estimated",
			"estimated", "около", "примерно", "приблизительно", "порядка", "почти", "где-то", "близько", "приблизно", "майже",
			"десь", "орієнтовно", "نحو", "حوالي", "قرابة", "ما يقارب", "زهاء", "~", "≈"},
	} {
		for _, p := range list {
			out[p] = b
		}
	}
	return out
}()

// after a number.
var laterBounds = map[string]bound{"or more": lowerBound, "and more": lowerBound, "or over": lowerBound, "at least": lowerBound,
	"или более": lowerBound, "или больше": lowerBound, "і більше": lowerBound, "або більше": lowerBound, "or fewer": upperBound,
	"or less": upperBound, "at most": upperBound, "или меньше": upperBound, "или менее": upperBound, "або менше": upperBound,
	"or so": approximate}

// labels precede numbers that name rather than count: "No. 5", "Article 337".
var labels = setOf(`no nos number numbers № # article articles art section sections sec paragraph page pages chapter resolution
	decree order room flat apartment house building unit platoon school channel route highway protocol appendix annex
	figure fig table item clause grade номер № статья статьи статье статью статьей ст пункт пункта п часть части ч
	страница страницы стр глава главы приказ приказа указ указа закон дом квартира квартире кв школа школы
	постановление резолюция стаття статті статтею наказ наказу розділ сторінка будинок квартира школа مادة المادة رقم`)

// currencySign gives the unit of money written before or behind a number.
var currencySign = map[string]string{"$": "$", "€": "€", "£": "£", "₽": "₽", "₴": "₴", "¥": "¥", "₺": "₺", "₸": "₸"}

// commonUnits are counted so often that they need no closer look.
var commonUnits = setOf(`men women people children soldiers troops years months days weeks hours minutes seconds percent
	persons families roubles rubles dollars euros hryvnias police personnel civilians conscripts officers tanks
	metres meters kilometres kilometers km kg tonnes
	человек человека людей люди солдат солдата солдаты военных военнослужащих мужчин женщин детей рублей рубля лет
	месяцев месяца дней дня часов часа минут недель долларов евро гривен танков семей офицеров
	осіб людей людина солдатів чоловіків жінок дітей рублів років місяців місяці днів дні годин хвилин тижнів доларів
	гривень танків родин جندي جنود رجل رجال شخص اشخاص يوما ايام`)

// notUnits never are what a number counts.
var notUnits = setOf(`of the a an and or but nor in on at by to from for with without as than that which who whom whose was were
	is are be been being had has have did do does will would could should can may might must said says told not no
	after before during since until while when where if because so also then later ago more fewer less other others
	another each both all his her its their our my this these those he she it they we you i there here per
	и или но а в во на с со к ко у о об от до из по за при для без под над между через после перед как что чтобы
	который которые которых кто это был была было были есть не ни он она они мы вы я его ее их уже еще также
	й та або але у з із зі від до за при для без під над між через після перед як що щоб який які яких хто це був була
	було були є не ні він вона вони ми ви його її їх вже ще також`)
