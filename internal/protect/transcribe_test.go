package protect

import (
	"slices"
	"strings"
	"testing"
)

// Western names as Russian and Ukrainian write them, in both directions.
func TestTranscription(t *testing.T) {
	for name, forms := range map[string]string{
		"Boris Johnsworth":    "Джонсворт Джонсворта Джонсвортом",
		"Theresa Maybury":     "Мейбери Мэйбери",
		"Peter Wrightson":     "Райтсон Райтсона Райтсону",
		"Anna Schröderhagen":  "Шрёдерхаген Шредерхагеном",
		"Pierre Beauchardin":  "Бошарден Бошардена",
		"Giulia Foggiarelli":  "Фоджарелли",
		"Mateusz Zdzierecki":  "Здзерецкий Здзерецкого Здзерецкому",
		"Clive McGillicuddy":  "Макгилликадди",
		"Kenji Fujimotogawa":  "Фудзимотогава Фудзимотогавы",
		"Haruki Yoshidachi":   "Ёсидати",
		"Pedro Quijadares":    "Кихадарес Кихадареса",
		"Emre Çelebioğlu":     "Челебиоглу",
		"Stephen Blakeworthy": "Блейкворти Блейкуорти",
	} {
		g := guarding(t, []string{name})
		for _, f := range strings.Fields(forms) {
			check(t, g, "Вчера <"+f+"> видели там.")
		}
	}
	for name, texts := range map[string][]string{
		"Джон Блейкворти":         {"<John Blakeworthy> left", "<Blakeworthy> left"},
		"Матеуш Здзерецкий":       {"<Mateusza Zdziereckiego>", "<Zdzierecki>", "<Zdziereckiemu>"},
		"Кэндзи Фудзимотогава":    {"<Kenji Fujimotogawa>", "<Fujimotogawa>"},
		"Дональд Тремпингтон":     {"<Donaldowi Trempingtonowi>", "<Trempingtona>"},
		"Халед Мансурбеков":       {"<خالد منصوربيكوف>"},
		"Хуан Карлос Эчеварральо": {"<Juan Echevarrallo>"},
	} {
		check(t, guarding(t, []string{name}), texts...)
	}
}

// A vague likeness alone says nothing; nor does it beside another one.
func TestVagueLikenessNeedsCompany(t *testing.T) {
	g := guarding(t, []string{"Heiko Maas"})
	check(t, g, "<Хайко Мааса>", "<Гайко Маасом>", "Масса людей", "Моссе сказал")
	g = guarding(t, []string{"Theresa May"})
	check(t, g, "<Мэй> сказала", "Вчера <Мей> сказала", "Маргарет Мэй", "в мае", "Май был тёплым")
	g = guarding(t, []string{"Sarah Hughes"})
	check(t, g, "<Сара Хьюз>", "<Сару Хьюз>", "<Сара Г'юз>", "<Сарой Хьюз>")
	g = guarding(t, []string{"Ольга Карлинская"})
	check(t, g, "<Olga Carlinskaya>", "Carlin said")
	g = guarding(t, []string{"خالد اليحياوي"})
	check(t, g, "He held it", "HAVE HEALED", "<Khaled al-Yahyawi>")
	g = guarding(t, []string{"Юлия Минин"})
	check(t, g, "لا يمكن", "من عائلة", "عليه من", "إليه من")
	g = guarding(t, []string{"Karl Svanberg"})
	check(t, g, "Karl Henrik <Svanberg>", "Карл Хенрик <Сванберг>", "Henrik Svanberg", "Хенрик Сванберг")
}

// Every reading of a word is reached within its bounds, the likelier first, none twice.
func TestReadingsAreOrdered(t *testing.T) {
	for _, w := range append(strings.Fields("johnson schwarzenegger featherstonehaugh o mc çelebioğlu jędrzejczak y yoshidachi xx aaaaaaaaaaaaaaaaaaaaaaaa"), strings.Repeat("ch", 12), strings.Repeat("x", 60)) {
		for _, limit := range []int{1, textReadings, recordedReadings} {
			list := transcribed(w, limit)
			if len(list) > limit+1 { // Polivanov's is one more
				t.Errorf("%s: %d readings", w, len(list))
			}
			if !slices.IsSortedFunc(list, func(a, b way) int { return a.cost - b.cost }) {
				t.Errorf("%s: out of order", w)
			}
			seen := map[string]bool{}
			for _, r := range list {
				if seen[r.text] {
					t.Errorf("%s: %s twice", w, r.text)
				}
				seen[r.text] = true
			}
		}
	}
}
