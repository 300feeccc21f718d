package reckon

import "strings"

// running are words of counts from a fixed beginning.
var running = phrasesOf(`
so far
to date
since
cumulative*
altogether since
с начала
нарастающим
на сегодня всего
з початку
наростаючим
на сьогодні всього
منذ
حتي الان
حتي اليوم
`)

// totals are running only with the dead, who grow no fewer.
var totals = phrasesOf(`
total
totals
totalled
in all
altogether
toll
всего
итого
общее число
всього
усього
загалом
загальна кількість
اجمالي
الاجمالي
مجموع
حصيله
`)

// additions are words of what is added to a total.
var additions = phrasesOf(`
another
additional
a further
more were
more have
еще
дополнительно
ще
додатково
اضافيين
اخرين
اخرون
`)

// revised are words of totals that were corrected.
var revised = phrasesOf(`
revis*
correct*
downward*
no longer
instead of
пересмотр*
уточн*
исправ*
скоррект*
уточнен*
перегля*
виправл*
скориг*
تعديل
معدل*
تصحيح
مراجع*
`)

// restarts are words of counts that begin anew, or go down by their nature.
var restarts = phrasesOf(`
this year
this month
this week
this season
today
yesterday
last week
last month
remain*
current*
still
now
at present
daily
в этом
за сутки
за день
за неделю
за месяц
сегодня
вчера
остаются
остается
сейчас
цього
за добу
за день
за тиждень
за місяць
сьогодні
учора
залиша*
зараз
هذا
هذه
اليوم
امس
حاليا
يوميا
لا يزال*
ما زال*
`)

// deaths are the beginnings of words of dying.
var deaths = []string{"killed", "dead", "death", "died", "fatalit", "погиб", "убит", "умер", "смерт", "загиб", "загин", "вбит", "убит", "помер", "قتل", "قتيل", "القتل", "وفا", "الوفي", "توفي"}

var since = lexiconOf("since с з із منذ")

var byWords = lexiconOf("by к ко станом بحلول")

// grammar are words that name nothing.
var grammar = lexiconOf(
	"a an the and or of in on at by to from up until till as that which this it its there had has have been were was is are be being so far date total totals totalled in all altogether toll "+
		"cumulative cumulatively since another additional further more another people persons number count counted some about around at least most",
	"и в во на к ко по с со из до от за что это было были был была быть уже всего итого общее число составило составляет составила еще дополнительно сегодня начала нарастающим человек людей около более менее не не менее",
	"і й та у в на з із зі до від за що це було були був була вже всього усього загалом загальна кількість становить склала ще додатково сьогодні початку станом осіб людей близько понад",
	"في من على علي الى الي عن كان كانوا كانت قد حتى حتي و ان هو هي اجمالي الاجمالي مجموع حصيله منذ الان اخرين اخرون اضافيين بحلول شخص شخصا اشخاص عدد")

// monthNames are the beginnings of months; a word of letters that begins so and is
// not much longer is one.
type monthNames []struct {
	stem  string
	month int
}

var months = monthNames{
	{"january", 1}, {"february", 2}, {"march", 3}, {"april", 4}, {"may", 5}, {"june", 6}, {"july", 7}, {"august", 8}, {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12},
	{"январ", 1}, {"феврал", 2}, {"март", 3}, {"апрел", 4}, {"мая", 5}, {"май", 5}, {"мае", 5}, {"июн", 6}, {"июл", 7}, {"август", 8}, {"сентябр", 9}, {"октябр", 10}, {"ноябр", 11}, {"декабр", 12},
	{"січ", 1}, {"лют", 2}, {"берез", 3}, {"квіт", 4}, {"трав", 5}, {"черв", 6}, {"лип", 7}, {"серп", 8}, {"верес", 9}, {"жовт", 10}, {"листопад", 11}, {"груд", 12},
	{"يناير", 1}, {"فبراير", 2}, {"مارس", 3}, {"ابريل", 4}, {"مايو", 5}, {"يونيو", 6}, {"يوليو", 7}, {"اغسطس", 8}, {"سبتمبر", 9}, {"اكتوبر", 10}, {"نوفمبر", 11}, {"ديسمبر", 12},
	{"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4}, {"jun", 6}, {"jul", 7}, {"aug", 8}, {"sept", 9}, {"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12},
}

// month gives the month that a word names, else 0. Endings of up to three letters
// of the Cyrillic names are grammar; the others have none.
func (ms monthNames) month(w string) int {
	for _, m := range ms {
		if rest, ok := strings.CutPrefix(w, m.stem); ok {
			if rest == "" || (w[0] >= 0x80 && w[0] < 0xd8 && len([]rune(rest)) <= 3) {
				return m.month
			}
		}
	}
	return 0
}

func (ms monthNames) has(w string) bool { return ms.month(w) > 0 }
