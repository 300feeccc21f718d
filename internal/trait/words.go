package trait

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// patterns find particulars in English, Russian, Ukrainian and Arabic; the first
// group is the particular. The lists are of words that a casualty recorder, a labour
// or a police reporter meets daily; a person adds what they miss.
var patterns = sync.OnceValue(func() (out []pattern) {
	add := func(kind Kind, res ...string) {
		for _, re := range res {
			p := pattern{kind: kind, re: regexp.MustCompile(re)}
			for _, script := range []*unicode.RangeTable{unicode.Cyrillic, unicode.Arabic} {
				if strings.Contains(re, `\p{Cyrillic}`) && script == unicode.Cyrillic || strings.ContainsFunc(re, func(r rune) bool { return unicode.Is(script, r) }) && kind != Vehicle {
					p.script = script
				}
			}
			out = append(out, p)
		}
	}
	const (
		ordinal       = `(?:\d{1,4}(?:st|nd|rd|th)|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth))`
		ordinalSlavic = `(?:\d{1,4}(?:-?(?:я|й|ю|го|му|ой|ая|ый|е|ї|і|а|у|ша|та|тя))?|(?:[Пп]ерв|[Вв]тор|[Тт]рет|[Чч]етв[её]рт|[Пп]ят|[Шш]ест|[Сс]едьм|[Вв]осьм|[Пп]ерш|[Дд]руг|[Шш]ост|[Сс]ьом)\p{Cyrillic}{1,3})`
		military      = `(?:[Dd]ivision|[Bb]rigade|[Rr]egiment|[Bb]attalion|[Cc]ompany|[Pp]latoon|[Ss]quad(?:ron)?|[Cc]orps|[Aa]rmy|[Ff]leet|[Pp]recinct|[Ww]ard|[Ss]hift|[Ww]orkshop|[Uu]nit)`
		unitSlavic    = `(?:дивизи|бригад|полк|батальон|рот|взвод|корпус|арми|флотили|эскадри|цех|смен|отделени|отдел|колони|дивізі|батальйон|армі|зміни?|відділ)\p{Cyrillic}{0,3}`
		number        = `(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)`
		numberSlavic  = `(?:\d{1,3}|дв[аеоу]\p{Cyrillic}{0,2}|тр[иёеоь]\p{Cyrillic}{0,2}|четыр\p{Cyrillic}{1,3}|чотир\p{Cyrillic}{1,3}|п['’ʼ]?ят\p{Cyrillic}{1,4}|шест\p{Cyrillic}{1,6}|шіст\p{Cyrillic}{1,6}|сем[ьи]\p{Cyrillic}{0,6}|сім\p{Cyrillic}{0,6}|вос[еь]м\p{Cyrillic}{0,6}|вісім\p{Cyrillic}{0,6}|дев['’ʼ]?ят\p{Cyrillic}{1,6}|десят\p{Cyrillic}{1,3}|\p{Cyrillic}{2,8}надцят[ьи]|\p{Cyrillic}{2,8}надцат[ьи]|двадцат[ьи]|двадцят[ьи])`
		numberArabic  = `(?:\p{Nd}{1,3}|ثلاثة|ثلاث|أربعة|أربع|خمسة|خمس|ستة|ست|سبعة|سبع|ثمانية|ثماني|تسعة|تسع|عشرة|عشر)(?: عشرة?)?`
		capital       = `\p{Lu}[\p{L}'’-]+`
	)
	add(Unit,
		`(`+ordinal+` (?:[\p{L}-]+ ){0,4}?`+military+`s?)`,
		`((?:`+capital+` ){1,3}(?:[a-z-]+ ){0,2}?(?:`+military+`))`,
		`(`+ordinalSlavic+` (?:[\p{Cyrillic}-]+ ){0,3}?`+unitSlavic+`)`,
		`(\p{Lu}\p{Cyrillic}+(?:ск|цьк|зьк)\p{Cyrillic}+ (?:[\p{Cyrillic}-]+ ){0,2}?`+unitSlavic+`)`,
		`((?:военн\p{Cyrillic}+ част\p{Cyrillic}+|войсков\p{Cyrillic}+ част\p{Cyrillic}+|військов\p{Cyrillic}+ частин\p{Cyrillic}+|в/ч|military unit) ?№? ?\p{L}?-?\d{3,6})`,
		`((?:الفرقة|اللواء|الكتيبة|الفوج|السرية) (?:\p{Nd}+|ال\p{Arabic}+)(?: (?:عشر|عشرة|وال\p{Arabic}+))?)`,
	)
	add(Vehicle,
		`(\p{Lu}\p{L}{0,4}-\d{1,3}\p{L}{0,2}\d{0,2})`,
		`((?:KamAZ|КамАЗ|КАМАЗ|УАЗ|UAZ|Ural|Урал|MAZ|МАЗ|Lada|Toyota|Volkswagen|Mercedes|Land Rover)(?:[- ]\d{2,5})?)`,
	)
	add(Age,
		`(\d{2}[- ]years?[- ]old)`, `([Aa]ged \d{2})`, `I(?:['’]m| am| was| turned) (\d{2}) (?:then|now|at the time|when)`,
		`(\d{2}[- ]летн\p{Cyrillic}+)`, `(?:[Мм]не|[Ее]му|[Ее]й) (?:тогда |сейчас |было |исполнилось |уже ){0,2}(\d{2} (?:года|год|лет))`,
		`(\d{2}-річн\p{Cyrillic}+)`, `(?:[Мм]ені|[Йй]ому|[Її]й) (?:тоді |зараз |було |виповнилося |вже ){0,2}(\d{2} (?:років|роки|рік))`,
		`عمري? (?:كان )?(\p{Nd}{2} (?:عاما|عامًا|سنة))`,
	)
	add(Colleagues,
		`((?i:one|two|three) of (?:the )?`+number+`)`, `((?i:`+number+`) of us)`, `((?i:`+number+`) (?:other )?(?:men|women|soldiers|colleagues|workers|nurses|officers|miners|people|comrades|students|guards))`,
		`((?:[Нн]ас|[Ии]х|[Її]х) (?:было |осталось |ушло |було |залишилося |пішло ){0,2}`+numberSlavic+`)`,
		`(`+numberSlavic+` (?:человек|солдат\p{Cyrillic}{0,3}|коллег\p{Cyrillic}{0,2}|сотрудник\p{Cyrillic}{0,3}|рабоч\p{Cyrillic}{1,3}|бойц\p{Cyrillic}{1,3}|чоловік|людей|колег\p{Cyrillic}{0,2}|бійц\p{Cyrillic}{1,3}|військов\p{Cyrillic}{1,3}))`,
		`((?:[Вв]дво[её]м|[Вв]тро[её]м|[Вв]четвером|[Вв]пятером|[Вв]шестером|[Уу]двох|[Уу]трьох|[Уу]чотирьох))`,
		`(`+numberArabic+` (?:رجال|رجلا|جنود|جنديا|زملاء|أشخاص|عمال|عاملا|ضباط|ممرضات))`,
	)
	add(School,
		`((?:`+capital+` ){1,4}(?:University|Academy|Institute|College|Lyceum|Gymnasium|High School|School))`, `((?:School|University|Academy|Institute|College|Lyceum) (?:of (?:`+capital+` ?){1,3}|[Nn]o\.? ?\d+))`,
		`(\p{Lu}\p{Cyrillic}+ (?:[\p{Cyrillic}-]+ ){0,2}?(?:университет|институт|академи|училищ|колледж|лице|гимнази|школ|університет|інститут|академі|коледж|ліце|гімназі)\p{Cyrillic}{0,3})`,
		`((?:школ|лице|гимнази|гімназі|ліце|училищ)\p{Cyrillic}{0,2} ?№ ?\d+)`,
		`((?:جامعة|مدرسة|كلية|معهد) ال?\p{Arabic}+)`,
	)
	add(Rank,
		`((?i:private|corporal|(?:junior |senior |staff )?sergeant|(?:junior |senior )?lieutenant(?: colonel)?|captain|major|colonel|warrant officer|midshipman|conscript|contract soldier|inspector|constable))`,
		`((?i:рядов(?:ой|ым|ого|ому)|ефрейтор|(?:младш\p{Cyrillic}+ |старш\p{Cyrillic}+ )?(?:сержант|лейтенант)|старшин|прапорщик|капитан|майор|подполковник|полковник|мичман|срочник|контрактник)(?:а|у|ом|е|ы|ой)?)`,
		`((?i:рядов(?:ий|им)|єфрейтор|молодш\p{Cyrillic}+ сержант|капітан|підполковник|контрактник|строковик|прапорник)(?:а|у|ом|ові|ем)?)`,
		`((?:رقيب|ملازم|نقيب|رائد|مقدم|عقيد|عميد|عريف|جندي)(?: أول)?)`,
	)
	add(Trade,
		`((?i:(?:tank|crane|truck|ambulance|bus|school|head|senior|chief|night|ward|ship['’]s) )?(?i:driver|gunner|loader|medic|nurse|doctor|surgeon|midwife|teacher|engineer|accountant|bookkeeper|welder|miner|cook|mechanic|pilot|sailor|prosecutor|judge|warder|clerk|secretary|electrician|paramedic|professor|translator|programmer|foreman|crane operator|radio operator|sniper|sapper|auditor|pharmacist|locksmith))`,
		`((?i:(?:старш\p{Cyrillic}+ |главн\p{Cyrillic}+ |ночн\p{Cyrillic}+ )?(?:водител|механик|наводчик|танкист|заряжающ|санитар|фельдшер|медсестр|врач|хирург|акушер|учител|инженер|бухгалтер|сварщик|шахт[её]р|повар|пилот|матрос|прокурор|судь|надзирател|секретар|электрик|переводчик|программист|бригадир|крановщи|связист|снайпер|сап[её]р|охранник|кладовщик|диспетчер))\p{Cyrillic}{0,4})`,
		`((?i:водій|водія|механік|навідник|медсестр|лікар|хірург|учител|вчител|інженер|зварник|шахтар|кухар|електрик|перекладач|охоронець|санітар|сапер|зв['’ʼ]язків)\p{Cyrillic}{0,4})`,
		`((?:سائق|ممرضة|ممرض|طبيب|طبيبة|معلم|معلمة|مهندس|محاسب|لحام|طباخ|ميكانيكي|طيار|بحار|قاض|حارس|مترجم|قناص))`,
	)
	add(Place,
		`((?:[Ff]rom|[Nn]ear|[Oo]utside|[Bb]orn in|[Ll]ives? in|[Ll]ived in|[Gg]rew up in|[Ss]tationed (?:in|at|near)) `+capital+`(?:[ -]`+capital+`){0,2})`,
		`((?:[Рр]одом из|[Жж]ив(?:у|ёт|ет|ём|ем) в|[Жж]ил[аи]? в|[Ии]з-под|[Ии]з|[Пп]од|[Оо]коло|[Вв]озле|[Бб]лиз) \p{Lu}[\p{Cyrillic}-]+)`,
		`((?:[Рр]одом (?:з|із)|[Мм]ешка(?:ю|є) (?:у|в)|[Жж]и(?:ву|ве|в|ла) (?:у|в)|[Зз]-під|[Іі]з|[Зз]і|[Пп]ід|[Бб]іля|[Кк]оло) \p{Lu}[\p{Cyrillic}'’ʼ-]+)`,
		`((?:сел|деревн|пос[её]л|город|станиц|хутор|міст|селищ)\p{Cyrillic}{0,3} \p{Lu}[\p{Cyrillic}'’ʼ-]+)`,
		`((?:من|في) (?:مدينة|قرية|بلدة|حي|محافظة|ضواحي) \p{Arabic}+)`,
	)
	return out
})

// wide are places that half a country comes from, and words with a capital letter
// that are no places.
var wide = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`russia ukraine belarus europe america britain england france germany poland syria iraq egypt lebanon russian ukrainian army state
		monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
		россии украины украине беларуси европы сирии украину російської росії україни україні європи сирії`) {
		m[w] = true
	}
	return m
})
