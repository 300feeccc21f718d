package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The words by which a sentence describes people. They need not be complete: a
// noun phrase before a verb of saying counts as people unless it is a thing.

type grammaticalNumber int

const (
	numberUnknown grammaticalNumber = iota
	singularNumber
	pluralNumber
)

var peopleEnglish = wordSet(`soldier serviceman servicewoman officer commander general colonel lieutenant major captain sergeant
private conscript recruit volunteer fighter rebel veteran gunner driver tankman crewman marine sailor pilot man woman person
child boy girl teenager nurse doctor medic paramedic surgeon physician patient worker employee colleague manager director head
chief leader chairman chairwoman chair member deputy minister president premier governor mayor senator lawmaker politician
diplomat ambassador official spokesman spokeswoman spokesperson representative aide adviser advisor envoy source insider
informant whistleblower witness eyewitness bystander resident neighbour neighbor villager local survivor victim relative
mother father brother sister son daughter wife husband widow parent grandmother grandfather aunt uncle cousin friend
associate ally supporter opponent critic activist campaigner defender lawyer attorney prosecutor judge investigator detective
policeman expert analyst researcher scientist academic professor teacher student pupil journalist reporter
editor author writer blogger photographer owner landlord tenant farmer miner builder trader shopkeeper customer
passenger refugee migrant prisoner detainee inmate guard priest monk monitor observer inspector auditor accountant
clerk secretary engineer technician mechanic consultant contractor executive banker executor speaker caller user protester
demonstrator organiser organizer accomplice suspect defendant plaintiff complainant claimant family fisherman
gunman clergyman businessman kinsman interlocutor fan subscriber bookkeeper housekeeper caretaker cleaner cook driver plumber electrician dockworker docker sniper gunner warden
convict cellmate classmate survivor pensioner veterinarian scholar apprentice tailor baker butcher carpenter welder trucker scout ranger buyer seller candidate voter citizen national delegate negotiator`)

var bodiesEnglish = wordSet(`ministry government army police military navy committee commission council court parliament senate
office agency group organisation organization company firm party union association federation alliance embassy hospital clinic
school university department bureau service authority administration board institute foundation charity network watchdog
observatory headquarters district prosecution newspaper channel broadcaster bank team crew kremlin pentagon nato regiment
brigade battalion division directorate inspectorate secretariat consulate mission coalition movement`)

var peoplePluralEnglish = wordSet(`people police troops personnel staff men women children others some many several both few most relatives authorities`)

var peopleCyrillic = stems(`солдат військов прикордонник пограничник военнослужащ военн военкор контрактник срочник призывник новобран боец бойц бійц боєць боєц офицер офіцер командир генерал полковник майор
капитан сержант лейтенант рядов танкист доброволец добровольц ополчен медсестр медбрат врач лікар доктор пациент пацієнт жител мешкан
очевид свидетел свідк свідок источник джерел чиновник чинов представител представник министр міністр правозащитник правозахисник активист активіст
мать матер мать отец отц батьк мати брат сестр жена жены жен мужчин женщин чоловік жінк люд человек родственник родич родин сослуживец сослуживц товарищ
сотрудник співробітник працівник работник рабоч глава председател руководител керівник лидер лідер начальник заместител заступник президент премьер
адвокат юрист прокурор судья суддя следовател слідч полицейск поліцейськ журналист журналіст эксперт експерт собеседник співрозмовник учител вчител депутат
шахтер шахтар горняк гірник рятувальник спасател хирург хірург фельдшер надзирател тюремщик арестант заключенн осужденн засуджен
узник в'язень в'язн разведчик розвідник снайпер пулеметчик артиллерист десантник штурмовик мобилизованн мобілізован отказник відмовник пленн
полонен потерпевш постраждал пострадавш выживш уцелевш виховател пенсионер пенсіонер охранник охоронц охоронец конвоир бухгалтер повар кухар
инженер інженер механик механік летчик льотчик пилот пілот моряк матрос санитар санітар студент школьник школяр школярк учениц ученик учень рыбак фермер
пресс-секретар секретар спикер соратник союзник критик аналитик аналітик ученый ученые ученых ученым ученого вчений вчені вчених науковець науковц докер грузчик водител волонтер инсайдер інсайдер аппаратчик крановщик кранівник виконроб прораб бригадир боцман капітан матрос стюард инструктор інструктор тренер водій водител таксист пасажир пассажир беженц беженец сосед знаком друг`)

var bodiesCyrillic = stems(`министерств міністерств ведомств відомств власт влад правительств уряд комитет комітет комисс комісі совет рад кремл суд
прокуратур штаб организац організац союз альянс посольств больниц лікарн клиник клінік полици поліці арми армі служб департамент управлени пресс-служб пресслужб следств слідств бюро инспекц інспекц трибунал надзор нагляд разведк розвідк банк профсоюз профспілк университет університет телеканал издани предприяти підприємств завод школ станци станці нато редакци компани компані групп груп`)

var peopleArabic = wordSet(`جندي جنود ضابط ضباط مصدر مصادر مسؤول مسؤولون مسؤولين ممرضة ممرضات ممرض طبيب أطباء شاهد شهود ساكن سكان متحدث ناطق وزير رئيس
محام محامي ناشط ناشطون نشطاء رجل رجال امرأة نساء أم أب أخ قريب أقارب عائلة مواطن وزارة حكومة جيش شرطة منظمة لجنة سلطات الكرملين مقاتل مقاتلون صحفي خبير خبراء`)

var pluralArabic = wordSet(`جنود ضباط مصادر مسؤولون مسؤولين ممرضات أطباء شهود سكان ناشطون نشطاء رجال نساء أقارب مقاتلون خبراء`)

// things may say something without being anybody.
var things = wordSet(`letter document report law statute record list video photo photograph picture footage image recording tape
map data figure statistic contract order file email mail message post article statement study survey memo certificate log
evidence rumour rumor testimony exchange page paper copy text caption sign constitution decree bill rule ruling verdict audit finding release
bulletin memorandum minutes indictment affidavit count this that which
what there here and or but as who whom whose how why when where while if because so then than not no nor yet also`)

var thingsCyrillic = stems(`письм лист документ закон отчет отчёт доклад довідц звіт видео відео запис снимк снимок фотограф список приказ наказ договор статья сообщени акт акте акті акта акту
заключени висновк постановлен постанов решени рішенн приговор вирок рапорт справк довідк протокол жалоб скарг обращени звернен исследован дослідженн
повідомлен это що что как як когда где если потому поэтому об про при в`)

var pronounsSingular = wordSet(`he she it он она він вона هو هي`)
var pronounsPlural = wordSet(`they они вони هم`)

// quantifiers stand for people where a verb of saying follows at once.
var quantifiers = map[string]grammaticalNumber{
	"another": singularNumber, "one": singularNumber, "others": pluralNumber, "some": pluralNumber, "many": pluralNumber,
	"several": pluralNumber, "both": pluralNumber, "few": pluralNumber, "two": pluralNumber, "three": pluralNumber,
	"four": pluralNumber, "five": pluralNumber, "один": singularNumber, "одна": singularNumber, "одного": singularNumber, "другой": singularNumber, "другие": pluralNumber,
	"многие": pluralNumber, "некоторые": pluralNumber, "двое": pluralNumber, "трое": pluralNumber, "оба": pluralNumber, "інші": pluralNumber,
}

// between may stand between a speaker and his verb.
var between = wordSet(`has have had also later then again repeatedly publicly not never would will did does do may might could himself herself
themselves once often still now further previously both all already earlier just since first initially
также тоже позже ранее затем потом вчера сегодня не уже сам сама сами лично неоднократно теж також пізніше раніше вже особисто сьогодні вчора все всё усе досі пока قد لم`)

var conjunctions = wordSet(`and и та і й و`)

var prepositions = wordSet(`of in at from with for on near by to inside outside within under who whose which that
из с со в во на у от при для по з із від до біля который которая которые що який яка які من في على`)

// describes reports whether a word describes people or a body of people.
func describes(w word) (is, body bool, n grammaticalNumber) {
	f := w.folded
	r, _ := utf8.DecodeRuneInString(f)
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		if bodiesCyrillic.has(f) && !strings.HasPrefix(f, "судья") && !strings.HasPrefix(f, "радов") {
			return utf8.RuneCountInString(f) > 2, true, numberUnknown
		}
		return peopleCyrillic.has(f), false, numberUnknown
	case unicode.Is(unicode.Arabic, r):
		if pluralArabic[f] || pluralArabic[strings.TrimPrefix(f, "ال")] {
			return true, false, pluralNumber
		}
		return peopleArabic[f] || peopleArabic[strings.TrimPrefix(f, "ال")], false, singularNumber
	case peoplePluralEnglish[f]:
		return f != "some" && f != "many" && f != "several" && f != "both" && f != "few" && f != "most" && f != "others", f == "police" || f == "authorities", pluralNumber
	case peopleEnglish[f]:
		return true, false, singularNumber
	case bodiesEnglish[f]:
		return true, true, singularNumber
	case peopleEnglish[singular(f)]:
		return true, false, pluralNumber
	case bodiesEnglish[singular(f)]:
		return true, true, pluralNumber
	}
	return false, false, numberUnknown
}

func isThing(w word) bool {
	return things[w.folded] || things[singular(w.folded)] || thingsCyrillic.hasThing(w.folded)
}

// hasThing matches beginnings of nouns, but function words only as they stand.
func (s stemSet) hasThing(w string) bool {
	for _, stem := range s {
		if w == stem || (utf8.RuneCountInString(stem) > 3 && strings.HasPrefix(w, stem)) {
			return true
		}
	}
	return false
}
