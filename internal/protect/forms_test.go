package protect

import (
	"strings"
	"testing"
)

func TestInflection(t *testing.T) {
	for name, forms := range map[string]string{
		"Клим Щербаков":      "Щербакова Щербакову Щербаковым Щербакове Щербаковы Щербаковых Щербаковыми Щербаковой Щербаковою Щербакових Щербаковим",
		"Клим Гаврюшкин":     "Гаврюшкина Гаврюшкину Гаврюшкиным Гаврюшкине Гаврюшкиной Гаврюшкины",
		"Злата Гаврюшкина":   "Гаврюшкиной Гаврюшкину Гаврюшкин Гаврюшкиных",
		"Клим Подольский":    "Подольского Подольскому Подольским Подольском Подольская Подольской Подольскую Подольские Подольских Подольський Podolsky Podolskiy Podolskaya",
		"Злата Подольская":   "Подольской Подольскую Подольский",
		"Клим Рогозь":        "Рогозя Рогозю Рогозем Рогозі Рогозеві",
		"Клим Гриценчук":     "Гриценчука Гриценчуку Гриценчуком Гриценчуке Гриценчукові Гриценчуки Гриценчуков Гриценчуків",
		"Клим Скоробогатько": "Скоробогатька Скоробогатьку Скоробогатьком Скоробогатькові",
		"Клим Нетребенко":    "Нетребенка Нетребенку Нетребенком Нетребенкові Netrebenko",
		"Клим Загребельный":  "Загребельного Загребельному Загребельным Загребельная Загребельну Загребельний Zagrebelny Zahrebelnyi",
		"Клим Кравчинец":     "Кравчинца Кравчинцу Кравчинцом Кравчинець Кравчинця Кравчинцем",
		"Клим Сковородка":    "Сковородки Сковородку Сковородкой Сковородке Сковородці",
		"Клим Тарханий":      "Тархания Тарханию Тарханием",
		"Клим Петрівчак":     "Петрівчака",
		"Клим Дзюбів":        "Дзюбова Дзюбіва Дзюбову Дзюбовим",
		"Клим Трегубых":      "Трегубых Trehubykh Tregubykh",
		"Klim Hnatiuk":       "Гнатюка Гнатюком Гнатюкові Hnatyuk",
		"Klim Shcherbakov":   "Щербаковым Щербаковой Shcherbakova Shcherbakovu",
	} {
		g := guarding(t, []string{name})
		for _, f := range strings.Fields(forms) {
			check(t, g, "Вчера <"+f+"> видели там.")
		}
	}
	g := guarding(t, []string{"Сергей Петрович Щербаков"})
	check(t, g, "<Сергея Петровича>", "<Сергею Петровичу Щербакову>", "<Сергієм Петровичем>", "<Серёже Щербакову>", "Sasha Shcherbakov", "Саша Щербаков")
}

func TestOccurrencesStayApart(t *testing.T) {
	g := guarding(t, []string{"Arkady Zvonaryov"})
	check(t, g, "<Zvonarev>, <Zvonariov>, <Аркадий Звонарёв>, <Звонаревым>, <А. Звонарев>", "<Zvonarev, Arkady>", "Arkady. <Zvonaryov>", "<arkady.zvonaryov>", "Arkady, <Zvonaryov>")
}

func TestArabic(t *testing.T) {
	g := guarding(t, []string{"خالد مشعل الشمراني"})
	check(t, g, "قال <خالد الشمراني> أمس", "قال <الشمراني> أمس", "<شمراني>", "<للشمراني>", "<والشمراني>", "<خَالِد الشَّمراني>",
		"<Khaled al-Shamrani> said", "<Khalid Mishal Al-Shamrani>", "said <Shamrani> later", "<Халед аш-Шамрани>", "قال خالد أمس", "محمد الشمراني")
	g = guarding(t, []string{"Khaled al-Shamrani"})
	check(t, g, "قال <خالد الشمراني> أمس", "<Khalid al-Shamrani>", "<الشمراني>")
	g = guarding(t, []string{"Клим Щербаков"})
	check(t, g, "قال <شتشيرباكوف> أمس", "<شيرباكوف>")
	g = guarding(t, []string{"Khaled al-Shammari"})
	check(t, g, "<Khalid Al Shammary>", "<al-Shamari>", "<الشمري>", "<Халид аш-Шаммари>", "Shimmering heat")
	g = guarding(t, []string{"Халид аш-Шаммари"})
	check(t, g, "<Khaled al-Shammary>", "<خالد الشمري>")
	g = guarding(t, []string{"أبو عمر"})
	check(t, g, "قال <أبو عمر> أمس", "قال عمر أمس", "<Abu Omar>")
	g = guarding(t, []string{"محمد علي حسن"})
	check(t, g, "قال <محمد علي> أمس", "<محمد حسن>", "قال محمد أمس", "<Mohammed Ali Hassan>", "علي")
}

func TestAliases(t *testing.T) {
	g := guarding(t, []string{"Сапсан"})
	check(t, g, "позывной <Сапсан>", "<Сапсана>", "<Sapsan>", "Сапсанчик")
	g = guarding(t, []string{"Ghost"})
	check(t, g, "a soldier called <Ghost> said", "a ghost town", "<GHOST>")
	g = guarding(t, []string{"Grey Wolf 7"})
	check(t, g, "he is <Grey Wolf-7>", "a grey wolf", "Grey Wolf 8")
	g = guarding(t, []string{"Пётр «Кречет» Гаврюшкин"})
	check(t, g, "<Кречета> знали", "<Pyotr Gavryushkin>", "<Gavriushkin>")
	g = guarding(t, []string{"Саша", "Александр Гаврюшкин"})
	check(t, g, "Саша пришёл", "<Саша Гаврюшкин>", "<Sasha Gavryushkin>")
	g = guarding(t, []string{"Pyotr"})
	check(t, g, "<Pyotr> said", "Peter said")
}

func TestWhatIsNoSurname(t *testing.T) {
	g := guarding(t, []string{"عبد الله الزهراني"})
	check(t, g, "قال عبد الله <الزهراني>", "الحمد لله", "بسم الله", "<Abdullah al-Zahrani>")
	g = guarding(t, []string{"Клим Гаврюшкин (1985)", "Гаврюшкин"})
	check(t, g, "в 1985 году", "<Гаврюшкин>", "Сергей Гаврюшкин", "Sergei Gavryushkin", "<Klim Gavryushkin>")
	g = guarding(t, []string{"Иван Гаврюшкин 1985"})
	check(t, g, "<Гаврюшкина>", "1985")
	g = guarding(t, []string{"Bashmachkin Akakiy"})
	check(t, g, "<Bashmachkin> said", "<Башмачкину>")
	g = guarding(t, []string{"Col. Klim Gavryushkin"})
	check(t, g, "the col said", "Col. <Gavryushkin>")
	g = guarding(t, []string{"John Major"})
	check(t, g, "<John Major>", "a major said")
	g = guarding(t, []string{"Abu Bakr al-Tikritli"})
	check(t, g, "<al-Tikritli> said", "Bakr said")
	g = guarding(t, []string{"Хрущёв Клим Петрович"})
	check(t, g, "<Хрущов>", "<Клима Петровича>", "Пётр Петрович")
}

func TestDoubleAndForeignNames(t *testing.T) {
	g := guarding(t, []string{"Клим Гаврюшкин-Зябликов"})
	check(t, g, "<Гаврюшкин-Зябликов>", "<Гаврюшкин Зябликов>", "<Зябликова>", "<Gavryushkin-Zyablikov>")
	g = guarding(t, []string{"Jürgen Müllerheim"})
	check(t, g, "<Juergen Muellerheim>", "<Mullerheim>", "Herr <MÜLLERHEIM>")
	g = guarding(t, []string{"Seán O'Flannagain"})
	check(t, g, "<Sean O’Flannagain>", "<OFlannagain>", "<o'flannagain>")
	g = guarding(t, []string{"Clive McGillicuddy"})
	check(t, g, "<McGillicuddy>", "<mcgillicuddy>", "<Clive MCGILLICUDDY>")
	g = guarding(t, []string{"Maria Smith"})
	check(t, g, "<Maria Smith>", "the smith works", "<Smith> said", "John Smith")
	g = guarding(t, []string{"James Thomas"})
	check(t, g, "<James Thomas>", "<Thomas> said", "Thomas Edison", "thomas")
}

func TestIdentifiers(t *testing.T) {
	g := guarding(t, []string{"Клим Гаврюшкин"}, "+7 916 123-45-67", "klim.gav@mail.example", "@sokol_777", "А123ВС 77", "45 10 123456", "г. Рязань, ул. Есенина, д. 5, кв. 12", "+380 67 123 45 67")
	check(t, g,
		"call <8 (916) 123-45-67>", "+<79161234567>", "<916.123.45.67>", "tel<89161234567>", "<00 7 916 1234567>", "1279161234567",
		"<067 123-45-67>", "+<380671234567>", "in town <123-45-67>", "<1234567>", "1,123,456 of 7", "<٨٩١٦١٢٣٤٥٦٧>",
		"write to <Klim.Gav@Mail.example>!", "<klim.gav+x@mail.example>", "<klim.gav at mail dot example>", "klim@mail.example",
		"see @<sokol_777>.", "https://t.me/<Sokol_777>", "@sokol_7777", "<sokol_777>", "<A123BC77>", "<а 123 вс 77>", "plate <A123BC-77>",
		"<4510 123456>", "<4510123456>", "живёт: <Есенина 5-12>", "улица <Есенина, дом 5, квартира 12>", "<Рязань, Есенина, 5, кв. 12>", "дом 5, 12 человек",
	)
	check(t, g, "<А123ВС>, А другой", "<Рязань, Есенина, 5>", "Рязань, 12 человек")
	for _, h := range g.Find("Гаврюшкин, 8 916 123 45 67") {
		if h.Identifier != (h.Start > 2) || h.Actor != "s1" {
			t.Errorf("%+v", h)
		}
	}
	g = guarding(t, []string{"Клим Гаврюшкин"}, "+380 44 555 01 43") // assigned to nobody
	check(t, g, "<044 555-01-43>", "+<38 (044) 5550143>", "<555 01 43>", "<380445550143>", "555 01 44")
	g = guarding(t, []string{"Клим Гаврюшкин"}, "@falcon")
	check(t, g, "a falcon flew", "@<falcon>", "t.me/<falcon>")
	g = guarding(t, []string{"Клим Гаврюшкин"}, "12")
	check(t, g, "12 men, 12 December")
}
