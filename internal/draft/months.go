package draft

import "strings"

// monthWords lists each month's forms, folded, January first.
var monthWords = [12]string{
	`january jan январь января январе январю январем янв січень січня січні січню січнем يناير`,
	`february feb февраль февраля феврале февралю февралем фев февр лютий лютого лютому лютим فبراير شباط`,
	`march mar март марта марте марту мартом березень березня березні березню березнем مارس اذار`,
	`april apr апрель апреля апреле апрелю апрелем апр квітень квітня квітні квітню квітнем ابريل نيسان`,
	`may май мая мае маю маем травень травня травні травню травнем مايو ايار`,
	`june jun июнь июня июне июню июнем червень червня червні червню червнем يونيو حزيران`,
	`july jul июль июля июле июлю июлем липень липня липні липню липнем يوليو تموز`,
	`august aug август августа августе августу августом авг серпень серпня серпні серпню серпнем اغسطس`,
	`september sep sept сентябрь сентября сентябре сентябрю сентябрем сент вересень вересня вересні вересню вереснем سبتمبر ايلول`,
	`october oct октябрь октября октябре октябрю октябрем окт жовтень жовтня жовтні жовтню жовтнем اكتوبر`,
	`november nov ноябрь ноября ноябре ноябрю ноябрем нояб листопад листопада листопаді листопаду листопадом نوفمبر`,
	`december dec декабрь декабря декабре декабрю декабрем дек грудень грудня грудні грудню груднем ديسمبر`,
}

var months = func() map[string]int {
	out := map[string]int{}
	for i, list := range monthWords {
		for _, w := range words(list) {
			out[w] = i + 1
		}
	}
	return out
}()

// monthNumber gives 1 to 12 for a folded month's name in any case or short form, else 0.
func monthNumber(low string) int { return months[low] }

// levantMonths are Arabic month names of two words.
var levantMonths = map[string]int{
	"كانون الثاني": 1, "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12,
}

// doubtfulMonths are also other words or names, so that without a day or a year
// they need a word before them that goes with months.
var doubtfulMonths = setOf(`march may april june august jan mar apr jun aug sept sep dec oct nov feb
	марта март май августа август мая лютий лютого лютому лютим липня листопад листопада مارس مايو نيسان`)

// beforeMonth are words that go with months: "in May", "since March", "в марте".
var beforeMonth = setOf(`in since by until till during of early late mid last next this from to through before after
	between and every each around
	в во с со к до по после начале середине конце прошлого этого минувшем прошлом этом начала конца весь у з із зі
	на від до початку кінці наприкінці минулого цього минулому при в- في منذ شهر خلال حتى من الى`)

// seasons give the EDTF season, by folded word.
var seasons = func() map[string]int {
	out := map[string]int{}
	for i, list := range []string{
		`spring весна весны весной весну весне навесні весни весною весні ربيع الربيع`,
		`summer лето лета летом лете влітку улітку літо літа літом صيف الصيف`,
		`autumn fall осень осени осенью восени осінь осінню خريف الخريف`,
		`winter зима зимы зимой зиму зиме взимку узимку зими зимою зимі شتاء الشتاء`,
	} {
		for _, w := range words(list) {
			out[w] = 21 + i
		}
	}
	return out
}()

// yearWords follow a year: "2014 года".
var yearWords = setOf(`год года году годом годы годов годах г гг рік року роки років роках році р рр م`)

// beforeYear are words after which four digits are a year.
var beforeYear = setOf(`in since by until till during from to of before after through early late mid year between and
	circa around spring summer autumn fall winter
	в во с со к до по после у з із зі від від- після на عام سنة العام منذ في`)

func setOf(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[fold(w)] = true
	}
	return out
}
