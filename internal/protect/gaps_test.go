package protect

import "testing"

// Names that a typesetter, a mark-up or a scanner broke.
func TestBrokenByMarkup(t *testing.T) {
	g := guarding(t, []string{"Zebulon Quagmirov", "Захар Мороз"})
	check(t, g,
		`<Zebulon\`+"\nQuagmirov> left", "<Zebulon  \nQuagmirov> left", "<Zebulon/Quagmirov>", `<Zebulon\Quagmirov>`,
		"<Quag/mirov>", "Zebulon and Mirov",
	)
	for _, text := range []string{
		"Quag/mirov left", `Quag\mirov left`, "Quag\\\nmirov left", "Quag  \nmirov left", "Quag<br/>mirov left", "Quag<br>mirov", "Quag<b>mir</b>ov", "Quag<span class=\"x\">mirov</span>",
		"Quag![a map](map.png)mirov", "Quag![](map.png)mirov", "Quag[mirov](http://example.org)", "Quag[@c-1]mirov", "Quag[^1]mirov", "Quag<!-- x -->mirov", "Q<i>u</i>agmirov",
		"захар<br>мороз", "| Захар | мороз |", "| Quag | mirov |", "|Quag|mirov|", "<td>Захар</td><td>мороз</td>", "<td>Захар</td>\n<td>мороз</td>", "захар/мороз", "захар ![x](y.png) мороз", "захар\\\nмороз",
	} {
		if len(g.Find(text)) == 0 {
			t.Errorf("not found: %s", text)
		}
		if left := g.Find(g.Clean(text)); len(left) > 0 {
			t.Errorf("left after cleaning: %s", text)
		}
	}
	check(t, g, "он сказал: мороз крепчает", "a/b/c | d | e")
}

func TestScannersMistakes(t *testing.T) {
	g := guarding(t, []string{"Zebulon Quagmirov", "Illarion Clodmire"})
	check(t, g, "<Quagrnirov>", "<Quagm1rov>", "<QUAGM1R0V>", "<Quagmir0v> left", "<Quagmlrov> left", "<Clodrnire> left", "<Dodmire> left", "<C1odmire>", "<Ciodmire>", "Quagmi7ov 2014")
	g = guarding(t, []string{"Захар Сорока", "Клим Квагмиров"})
	check(t, g, "<Copoka> left", "<COPOKA>", "<Kvagm1r0v>", "<Kvagrnirov>", "<Квагмир0в>", "corona")
}

func TestSpellingsAcrossScripts(t *testing.T) {
	g := guarding(t, []string{"Zebulon Quagmirov"})
	check(t, g, "видели <Зебулона Квагмирова> вчера", "<Квагмировым>", "<Зебулоном Квагмировым>", "<квагмировский> дом", "в <квагмировском> доме", "<Квагмировых>", "<квагмировцы>", "<Куагмиров>", "<Kvagmirov>")
	g = guarding(t, []string{"Тарас Квагмірів", "Квагмиров"})
	check(t, g, "<квагмірівський>", "<квагмировская>", "<квагмировскими>")
	g = guarding(t, []string{"Pedro Hernández"})
	check(t, g, "<Эрнандес> ушёл", "<Педро Эрнандеса>", "<Ернандес>", "<Ернандесом>", "<Hernandes>", "<Hernandez>", "<Pedro Hernandez>")
	g = guarding(t, []string{"Педро Эрнандес"})
	check(t, g, "<Pedro Hernández>", "<Hernandez> left", "<Ernandes>")
	g = guarding(t, []string{"Karim Rachidi"})
	check(t, g, "<Karim Rashidi>", "<Rashidi> left", "<الرشيدي>", "قال <كريم الرشيدي>", "<al-Rashidi>", "<Рашиди> ушёл")
	g = guarding(t, []string{"Karim Rashidi"})
	check(t, g, "<Rachidi> left", "<Karim Rachidi>", "<Er-Rachidi>")
	g = guarding(t, []string{"خالد القذافيري"})
	check(t, g, "<Gadhafiri> left", "<Qaddafiri> left", "<Kadhafiri> left", "<Khaled el-Gaddafiri>", "<Кадафири>", "<Каддафири>", "<Halid al-Kazafiri>")
	g = guarding(t, []string{"Юсуф Абдурахманзаде"})
	check(t, g, "<Yousouf Abdurahmanzade>", "<Abdourakhmanzade>", "<Abdurrahmanzade>", "<Yusuf Abdurakhmanzadeh>")
}

func TestIdentifiersInAnyNotation(t *testing.T) {
	g := guarding(t, []string{"Клим Гаврюшкин"}, "AA 1234567", "45 10 123456", "+7 916 123-45-67", "zebulon@mail.example", "+1 202 555 0143")
	check(t, g,
		"passport <AA № 1234567>", "<AA1234567>", "<AA No. 1234567>", "серія <АА номер 1234567>", "<AA-1234567>", "<AA n° 1234567>",
		"серия <45 10 № 123456>", "<4510 номер 123456>", "<4510№123456>",
		"write to <zebulon%2Btag@mail.example> now", "<zebulon+tag@mail.example>", "<zebulon%40mail.example>", "<zebulon%2Btag%40mail.example>",
		"<zebulon (at) mail (dot) example>", "<zebulon[at]mail.example>", "<zebulon+tag (at) mail.example>", "<zebulon собака mail точка example>",
		"<nine one six, one two three, four five, six seven>", "<nine one six one two three four five six seven>", "<eight nine one six, one twenty-three, forty-five, sixty-seven>",
		"<девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь>", "плюс <семь девять один шесть один два три четыре пять шесть семь>",
		"<дев'ятсот шістнадцять сто двадцять три сорок п'ять шістдесят сім>", "<تسعة واحد ستة واحد اثنان ثلاثة أربعة خمسة ستة سبعة>",
		"<۹۱۶۱۲۳۴۵۶۷>", "<٩١٦ ١٢٣ ٤٥ ٦٧>", "<two zero two, triple five, zero one four three>",
		"двадцать три человека из сорока пяти", "in two thousand and fourteen, three men",
	)
}
