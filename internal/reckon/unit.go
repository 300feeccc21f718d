package reckon

import (
	"slices"
	"strings"
)

// A genus is what kind of thing a unit counts. Units of different genus count
// different things for certain.
type genus string

const (
	persons genus = "persons"
	groups  genus = "groups" // of persons: a family is not a man
	things  genus = "things"
	spell   genus = "time"
	money   genus = "money"
	measure genus = "measure"
	share   genus = "share" // per cent
)

// A unit is what a quantity counts. A kind with a scale converts exactly into every
// other unit of the kind: hours into days, but not days into months.
type unit struct {
	word  string // as given, folded
	kind  string // "" = a word that is not known
	genus genus
	scale float64
}

// known are the units that are understood; any other word is itself alone.
var known = unitsOf(
	unitLine{persons, "person", 1, "person persons people man men woman women child children boy boys girl girls adult adults minor minors infant infants " +
		"soldier soldiers conscript conscripts officer officers serviceman servicemen servicemember servicemembers troops fighter fighters combatant combatants civilian civilians " +
		"worker workers employee employees nurse nurses doctor doctors patient patients teacher teachers student students prisoner prisoners detainee detainees refugee refugees " +
		"resident residents villager villagers protester protesters demonstrator demonstrators striker strikers miner miners driver drivers journalist journalists victim victims " +
		"casualty casualties fatality fatalities dead killed wounded injured missing deaths dead hostage hostages migrant migrants voter voters witness witnesses " +
		"человек человека людей люди чел лицо лица лиц мужчина мужчины мужчин женщина женщины женщин ребенок ребенка детей дети мальчик мальчиков девочка девочек " +
		"солдат солдата солдаты военнослужащий военнослужащих военнослужащие срочник срочников офицер офицера офицеров боец бойца бойцов гражданских рабочий рабочих работник работников " +
		"сотрудник сотрудников медсестра медсестер врач врачей пациент пациентов учитель учителей студент студентов заключенный заключенных задержанный задержанных задержанные беженец беженцев " +
		"житель жителей погибший погибших погибшие убитый убитых раненый раненых пострадавший пострадавших пострадавшие жертва жертв шахтер шахтеров " +
		"осіб особи особа люди людина чоловік чоловіка чоловіків жінка жінки жінок дитина дитини дітей діти хлопець хлопців дівчина дівчат військовослужбовець військовослужбовців " +
		"солдатів строковик строковиків офіцерів боєць бійців цивільних робітник робітників працівник працівників медсестра лікар лікарів пацієнт пацієнтів в'язень в'язнів затриманий затриманих " +
		"біженець біженців мешканець мешканців загиблий загиблих поранений поранених постраждалий постраждалих жертва " +
		"شخص شخصا اشخاص رجل رجلا رجال امرأة نساء طفل طفلا اطفال جندي جنديا جنود مدني مدنيا مدنيين مدنيون عامل عاملا عمال معتقل معتقلا معتقلين معتقلون محتجز محتجزين " +
		"قتيل قتيلا قتلى جريح جريحا جرحى ضحية ضحايا لاجئ لاجئا لاجئين ممرضة ممرضات طبيب اطباء مريض مرضى سجين سجينا سجناء"},
	unitLine{groups, "family", 1, "family families семья семьи семей сім'я сім'ї сімей родина родин عائلة عائلات اسرة اسر"},
	unitLine{groups, "household", 1, "household households домохозяйство домохозяйства домохозяйств домогосподарство домогосподарств"},
	unitLine{groups, "couple", 1, "couple couples"},
	unitLine{things, "house", 1, "house houses home homes дом дома домов будинок будинки будинків منزل منزلا منازل"},
	unitLine{things, "vehicle", 1, "vehicle vehicles машина машины машин машини مركبة مركبات"},
	unitLine{things, "tank", 1, "tank tanks танк танка танков танки танків دبابة دبابات"},
	unitLine{things, "document", 1, "document documents letter letters page pages письмо письма писем документ документа документов лист листів документів رسالة رسائل وثيقة وثائق"},
	unitLine{things, "village", 1, "village villages town towns село села сел деревня деревни деревень сіл قرية قرى"},
	unitLine{things, "strike", 1, "strike strikes airstrike airstrikes attack attacks raid raids shelling shellings удар удара ударов атака атаки атак обстрел обстрелов ударів обстріл обстрілів غارة غارات هجوم هجمات"},
	unitLine{spell, "time", 1.0 / 3600, "second seconds секунда секунды секунд секунди ثانية ثوان"},
	unitLine{spell, "time", 1.0 / 60, "minute minutes min минута минуты минут хвилина хвилини хвилин دقيقة دقائق"},
	unitLine{spell, "time", 1, "hour hours hr hrs час часа часов година години годин ساعة ساعات"},
	unitLine{spell, "time", 24, "day days день дня дней сутки суток днів дні доба діб يوم يوما ايام"},
	unitLine{spell, "time", 168, "week weeks неделя недели недель тиждень тижня тижнів тижні اسبوع اسبوعا اسابيع"},
	unitLine{spell, "calendar", 1, "month months месяц месяца месяцев місяць місяця місяців місяці شهر شهرا اشهر شهور"},
	unitLine{spell, "calendar", 12, "year years год года лет рік року років роки سنة سنوات عام عاما اعوام"},
	unitLine{money, "rouble", 1, "rouble roubles ruble rubles rub ₽ рубль рубля рублей руб روبل"},
	unitLine{money, "hryvnia", 1, "hryvnia hryvnias uah ₴ гривна гривны гривен грн гривня гривні гривень"},
	unitLine{money, "dollar", 1, "dollar dollars usd $ доллар доллара долларов долар долара доларів دولار دولارا دولارات"},
	unitLine{money, "euro", 1, "euro euros eur € евро євро يورو"},
	unitLine{money, "pound", 1, "pound pounds gbp £ фунт фунта фунтов"},
	unitLine{measure, "mass", 1, "gram grams g грамм грамма граммов г грам грамів"},
	unitLine{measure, "mass", 1e3, "kilogram kilograms kilo kilos kg килограмм килограмма килограммов кг кілограм кілограмів كيلوغرام"},
	unitLine{measure, "mass", 1e6, "tonne tonnes t тонна тонны тонн тонни طن طنا اطنان"},
	unitLine{measure, "length", 1, "metre metres meter meters m метр метра метров м метрів متر امتار"},
	unitLine{measure, "length", 1e3, "kilometre kilometres kilometer kilometers km километр километра километров км кілометр кілометрів كيلومتر كيلومترات"},
	unitLine{measure, "length", 1609.344, "mile miles миля мили миль милі ميل اميال"},
	unitLine{measure, "area", 1, "hectare hectares ha гектар гектара гектаров га гектарів هكتار هكتارا"},
	unitLine{measure, "volume", 1, "litre litres liter liters литр литра литров літр літрів لتر لترا"},
	unitLine{share, "per cent", 1, "% percent процент процента процентов відсоток відсотків відсотки بالمئة"},
)

type unitLine struct {
	genus genus
	kind  string
	scale float64
	words string
}

func unitsOf(lines ...unitLine) map[string]unit {
	out := map[string]unit{}
	for _, l := range lines {
		for _, w := range words(l.words) {
			if _, ok := out[w]; !ok {
				out[w] = unit{w, l.kind, l.genus, l.scale}
			}
		}
	}
	return out
}

// unitOf reads a quantity's unit. Of several words the first that is known decides
// ("wounded soldiers", "families of soldiers"), but what is measured by the month,
// or in working days, is a unit of its own.
func unitOf(text string) unit {
	ws := words(text)
	if len(ws) == 0 {
		return unit{}
	}
	bare := slices.DeleteFunc(slices.Clone(ws), func(w string) bool { return countries[w] })
	if len(bare) == 1 {
		if u, ok := known[bare[0]]; ok {
			return u
		}
	}
	own := unit{word: strings.Join(ws, " ")}
	if rates.in(ws) || strings.Contains(text, "/") {
		return own
	}
	for _, w := range ws {
		if u, ok := known[w]; ok && !strings.HasSuffix(w, "'s") && !strings.HasSuffix(w, "'") {
			if u.genus != persons && u.genus != groups {
				return own
			}
			u.word = own.word
			return u
		}
	}
	return own
}

// countries stand beside the name of money and change nothing where one unit of it
// is known.
var countries = lexiconOf("us u s american russian ukrainian сша американских российских украинских українських امريكي")

var rates = phrasesOf(`
per
a day
a month
a year
an hour
в день
в месяц
в год
в час
на день
на місяць
на рік
يوميا
شهريا
سنويا
`)

// A likeness says how two units compare.
type likeness int

const (
	unlike  likeness = iota // they count different things
	unsure                  // words that are not known; one may be a kind of the other
	kindred                 // both count persons: one may be a group of the other
	alike                   // the same, or exactly convertible
)

// compare sets two units side by side. A quantity without a unit counts whatever
// the other does.
func compare(a, b unit) likeness {
	switch {
	case a.word == "" || b.word == "" || singular(a.word) == singular(b.word):
		return alike
	case a.kind == "" && b.kind == "":
		return unsure
	case a.kind == "" || b.kind == "":
		// "sappers" may be persons and "lorries" vehicles, but neither is a length.
		if g := a.genus + b.genus; g == persons || g == things || g == groups {
			return unsure
		}
		return unlike
	case a.genus != b.genus:
		return unlike
	case a.genus == persons:
		return kindred
	case a.kind == b.kind:
		return alike
	case a.genus == things:
		return unsure // a tank is a vehicle
	}
	return unlike
}

// singular takes an English plural for its singular; other words stay as they are.
func singular(w string) string {
	if stem, ok := strings.CutSuffix(w, "ies"); ok {
		return stem + "y"
	}
	if stem, ok := strings.CutSuffix(w, "s"); ok && !strings.HasSuffix(stem, "s") && len(stem) > 2 {
		return stem
	}
	return w
}

// in gives a number of unit a in unit b.
func (a unit) in(b unit, n float64) float64 {
	if a.kind == b.kind && a.scale > 0 && b.scale > 0 && a.scale != b.scale {
		return n * a.scale / b.scale
	}
	return n
}

// apart are persons who are never both.
var apart = []lexicon{
	lexiconOf("man men boy boys мужчина мужчины мужчин мальчик мальчиков чоловіків رجل رجلا رجال"),
	lexiconOf("woman women girl girls женщина женщины женщин девочка девочек жінка жінки жінок дівчат امرأة نساء"),
}

var (
	young = lexiconOf("child children boy boys girl girls minor minors infant infants ребенок ребенка детей дети мальчик мальчиков девочка девочек дитина дитини дітей діти طفل طفلا اطفال")
	grown = lexiconOf("man men woman women adult adults мужчина мужчины мужчин женщина женщины женщин жінка жінки жінок чоловіків رجل رجلا رجال امرأة نساء")
)

// separate reports units that no one person falls under at once.
func separate(a, b unit) bool {
	return (apart[0][a.word] && apart[1][b.word]) || (apart[1][a.word] && apart[0][b.word]) ||
		(young[a.word] && grown[b.word]) || (grown[a.word] && young[b.word])
}
