package protect

import (
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// A trait is found however its words are inflected, spelled and counted, and in no
// other words.
func TestTraitForms(t *testing.T) {
	for _, c := range []struct {
		trait       string
		found, none []string
	}{
		{"12 December",
			[]string{"Dec. 12", "December 12", "the twelfth of December", "December the twelfth", "12th Dec", "12 декабря", "12-го декабря",
				"двенадцатого декабря", "двенадцатое декабря", "дванадцятого грудня", "12 грудня", "12.12.2014", "2014-12-12", "12/12/2014",
				"12 ديسمبر", "١٢ كانون الأول", "الثاني عشر من ديسمبر", "12–13 December", "12 and 13 December", "11 and 12 December", "с 12 по 14 декабря",
				"on the 12th, 13th and 14th of December"},
			[]string{"13 December", "12 November", "twelve men in December", "двадцать второго декабря", "12 000 December", "the twenty-second of December",
				"12 men of 13 December", "112 December", "12 كانون الثاني"}},
		{"10 декабря", []string{"десятого декабря", "10-го декабря", "December 10", "the tenth of December", "десятого грудня", "العاشر من ديسمبر"},
			[]string{"десяток декабрей", "одиннадцатого декабря"}},
		{"9 May 2015", []string{"05/09/2015", "9.5.2015", "09/05/2015", "девятого мая"}, []string{"09/05/2014", "9.6.2015"}},
		{"21 June", []string{"двадцать первого июня", "the twenty-first of June", "June twenty-first", "الحادي والعشرين من يونيو", "двадцять першого червня", "21 حزيران"},
			[]string{"двадцать второго июня", "первого июня", "June twenty"}},
		{"the 4th division", []string{"fourth division", "the Fourth Division", "4 division"}, []string{"the forty-fourth division", "14th division", "24 divisions of 5"}},
		{"138th brigade", []string{"one hundred and thirty-eighth brigade", "138 brigade"}, []string{"hundred brigades", "38th brigade"}},
		{"138-я бригада", []string{"сто тридцать восьмой бригады", "138-й бригаде", "138-ї бригади", "сто тридцять восьмої бригади"}, []string{"тридцать восьмой бригады"}},
		{"one of 14 who quit", []string{"one of fourteen who quit"}, []string{"one of forty who quit"}},
		{"14 солдат", []string{"четырнадцать солдат", "четырнадцати солдатам"}, []string{"пятнадцать солдат", "четырнадцатый день"}},
		{"девять человек", []string{"9 человек", "девяти человек"}, []string{"девятнадцать человек"}},
		{"Kantemirovskaya", []string{"Кантемировская", "Кантемировской дивизии", "кантемировцы в Кантемировскую"}, []string{"Кантемир", "Канте"}},
		{"Кантемировская дивизия", []string{"Кантемировської дивізії", "Kantemirovskaya diviziya", "Кантемировскую дивизию"}, []string{"Кантемировская школа"}},
		{"Ростов-на-Дону", []string{"Ростове-на-Дону", "Rostov-na-Donu"}, []string{"Ростов", "на Дону"}},
		{"Moscow", []string{"Москва", "в Москве", "з Москви", "Москву", "Moskva", "موسكو", "بموسكو من موسكو"}, []string{"Мосальск", "Kyiv"}},
		{"from Moscow", []string{"из Москвы", "з Москви", "із Москви", "من موسكو"}, []string{"в Москве", "из Твери", "from Tver"}},
		{"из Москвы", []string{"from Moscow", "із Москви", "من موسكو"}, []string{"in Moscow", "from Kyiv"}},
		{"Харкова", []string{"Kharkiv", "Харьков", "в Харькове", "Kharkov", "у Харкові", "Харків", "من خاركيف"}, []string{"Харкала", "Kharg"}},
		{"Германия", []string{"Germany", "Німеччини", "в Германии", "ألمانيا"}, []string{"Gera", "Польша"}},
		{"القدس", []string{"Jerusalem", "в Иерусалиме", "من القدس"}, []string{"دمشق", "Damascus"}},
		{"Roman", nil, []string{"Рим", "Rome", "Роме"}},
		{"12,000 roubles", []string{"12 000 roubles", "12000 roubles", "12\u00a0000 roubles"}, []string{"12 roubles", "12,0000 roubles"}},
		{"T-72B3", []string{"T72B3", "т-72б3 T-72B3"}, []string{"T-72", "T-73B3"}},
		{"الفرقة الرابعة", []string{"والفرقة الرابعة", "الفرقة 4"}, []string{"الفرقة الخامسة"}},
	} {
		a := &record.Actor{Traits: []record.Trait{{ID: "t", Text: c.trait, Group: 9}}}
		for _, text := range c.found {
			if len(TraitHits("He was, "+text+", as he said.", a)) == 0 {
				t.Errorf("%q is not found in %q", c.trait, text)
			}
		}
		for _, text := range c.none {
			if len(TraitHits("He was, "+text+", as he said.", a)) > 0 {
				t.Errorf("%q is found in %q", c.trait, text)
			}
		}
	}
}

// No wording and no text make it fall, and every place is one of the text.
func FuzzTraitHits(f *testing.F) {
	for _, s := range [][2]string{{"12 December", "on 12–14 December"}, {"сто тридцать восьмая бригада", "138-й бригады"}, {"й", "ь j y"}, {"T-72B3", "т-72б3"}, {"п'ять", "5"}, {"1 000", "1,000"}, {"ال", "والرابعة عشر"}, {"\xff", "12.\xff"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, wording, text string) {
		a := &record.Actor{Traits: []record.Trait{{ID: "t", Text: wording, Group: 9}}}
		for _, h := range TraitHits(text, a) {
			if h.Start < 0 || h.End > len(text) || h.Start >= h.End {
				t.Fatalf("%q in %q: [%d, %d)", wording, text, h.Start, h.End)
			}
		}
		for _, d := range Dates(text) {
			if d.Start < 0 || d.End > len(text) || d.Start >= d.End || d.Day < 1 || d.Day > 31 || d.Month < 1 || d.Month > 12 {
				t.Fatalf("%+v in %q", d, text)
			}
		}
	})
}
