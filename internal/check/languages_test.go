package check

import (
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// TestDescriptorsInOtherLanguages tries agreed descriptors in their inflections.
func TestDescriptorsInOtherLanguages(t *testing.T) {
	for _, c := range []struct{ descriptor, draft, want string }{
		{"бывший солдат танковой дивизии", "Мы ушли, рассказал бывший солдат танковой дивизии [@st-left].", ""},
		{"бывший солдат танковой дивизии", "По словам бывшего солдата танковой дивизии, они ушли [@st-left].", ""},
		{"бывший солдат танковой дивизии", "По словам бывшего солдата танковой дивизии, они ушли [@st-left].\nНикто их не остановил, сказал солдат [@st-left].", ""},
		{"бывший солдат танковой дивизии", "По словам бывшего солдата танковой дивизии, они ушли [@st-left].\nНикто их не остановил, говорит он [@st-left].", ""},
		{"бывший солдат танковой дивизии", "Они ушли, рассказал молодой танкист [@st-left].", "descriptor-changed"},
		{"бывший солдат танковой дивизии", "Они ушли, рассказал солдат [@st-left].", "descriptor-changed"},
		{"медсестра из клиники", "Как рассказала медсестра из клиники, они ушли [@st-left].\nПо словам медсестры, их не остановили [@st-left].", ""},
		{"медсестра из клиники", "Врач сообщил, что они ушли [@st-left].", "descriptor-changed"},
		{"колишній солдат танкової дивізії", "За словами колишнього солдата танкової дивізії, вони пішли [@st-left].", ""},
		{"колишній солдат танкової дивізії", "Вони пішли, розповів військовий [@st-left].", "descriptor-changed"},
		{"ممرضة في العيادة", "قالت ممرضة في العيادة إنهم غادروا [@st-left].\nوقالت الممرضة إن أحدا لم يوقفهم [@st-left].", ""},
		{"ممرضة في العيادة", "قال طبيب إنهم غادروا [@st-left].", "descriptor-changed"},
	} {
		cf := exampleCase()
		cf.Actors["soldier"].Descriptor = c.descriptor
		r := gate(t, "a.md", c.draft+because, cf, nil)
		var got []string
		for _, f := range r.Findings {
			if !slices.Contains(got, f.Rule) {
				got = append(got, f.Rule)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s\n got %v, want %v", c.descriptor, c.draft, got, c.want)
		}
		if c.want == "" && !slices.Contains(r.Used, R("soldier")) {
			t.Errorf("%s: not used", c.draft)
		}
	}
}

// TestReasons tries the ways in which stories say why they name nobody.
func TestReasons(t *testing.T) {
	const said = "Fourteen men decided to leave, a former soldier of a tank division said [@c-left].\n"
	for _, c := range []struct {
		text  string
		given bool
	}{
		{"He spoke on condition of anonymity for fear of reprisals. [@none]", true},
		{"He asked that his name be withheld because he still lives there. [@none]", true},
		{"His name is withheld for his safety. [@none]", true},
		{"He is not being named because he fears reprisals. [@none]", true},
		{"He gave his full name, but he fears reprisals. [@none]", true},
		{"He asked not to be identified as he was not authorised to speak to the press. [@none]", true},
		{"Он говорил на условиях анонимности, опасаясь преследования. [@none]", true},
		{"Його ім'я не називаємо з міркувань безпеки. [@none]", true},
		{"وطلب عدم الكشف عن اسمه خوفا من الانتقام. [@none]", true},
		{"He asked not to be named. [@none]", false},
		{"He spoke on condition of anonymity. [@none]", false},
		{"The men feared the winter. [@none]", false},
	} {
		r := gate(t, "a.md", said+c.text+"\n", exampleCase(), nil)
		if slices.Contains(rulesOf(r.Findings), "reason-missing") == c.given {
			t.Errorf("%s: %v", c.text, rulesOf(r.Findings))
		}
	}
}

// TestWords tries the forms of words that are held for one.
func TestWords(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"soldier", "soldiers", true}, {"man", "men", true}, {"nurse", "nurses", true}, {"army", "armies", true},
		{"soldier", "soldered", false}, {"путин", "путина", true}, {"мельникова", "мельниковой", true}, {"министерство", "министерстве", true},
		{"солдат", "солдатами", true}, {"дивизия", "дивизии", true}, {"иванов", "иваново", true}, {"петров", "петренко", false},
		{"солдат", "солдатский", false}, {"ممرضة", "الممرضة", true}, {"ممرضة", "طبيب", false},
	} {
		if got := sameWord(fold(c.a), fold(c.b)); got != c.same {
			t.Errorf("sameWord(%s, %s) = %v", c.a, c.b, got)
		}
	}
}

// TestMentionOfATitledName tries names that stand behind a title.
func TestMentionOfATitledName(t *testing.T) {
	cf := exampleCase()
	cf.Actors["putin"] = &record.Actor{ID: "putin", Type: record.Person, Names: []string{"Vladimir Putin", "Владимир Путин"}}
	cf.Statements["st-putin"] = &record.Statement{ID: "st-putin", Speaker: "putin", Evidence: "answer-1", Basis: record.Position, Text: "There is nobody there"}
	for text, want := range map[string]string{
		"President Putin said there was nobody there [@st-putin].":                              "",
		"President Vladimir Putin said commanders put harsh pressure on the men [@c-pressure].": "misattributed",
		"Президент Владимир Путин заявил, что там никого нет [@st-putin].":                      "",
		"Владимиром Путиным было сказано, что там никого нет, сообщил Кривенко [@c-pressure].":  "",
		"По словам президента Путина, там никого нет [@st-putin].":                              "",
		"По словам президента Путина, командиры давят на людей [@c-pressure].":                  "misattributed",
	} {
		if got := strings.Join(rulesOf(gate(t, "a.md", text+"\n", cf, nil).Findings), " "); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// TestArabicPlural: the verb comes first, and the ending tells the number.
func TestArabicPlural(t *testing.T) {
	for _, c := range []struct {
		draft  string
		plural bool
	}{
		{"قال المعلمون إنهم غادروا [@st-left].", true},
		{"وقال سائقون إنهم غادروا [@st-left].", true},
		{"قالت الممرضات إنهم غادروا [@st-left].", true},
		{"قال لنا المعلمون أمس إنهم غادروا [@st-left].", true},
		{"بحسب المهندسين غادر الجميع [@st-left].", true},
		{"المعلمون قالوا إنهم غادروا [@st-left].", true},
		{"قال المعلم إنهم غادروا [@st-left].", false},
		{"قالت المعلمة إنهم غادروا [@st-left].", false},
		{"قال أمين إنهم غادروا [@st-left].", false},
		{"قال القانون إنهم غادروا [@st-left].", false},
	} {
		r := gate(t, "a.md", c.draft+because, exampleCase(), nil)
		found := slices.ContainsFunc(r.Findings, func(f record.Finding) bool { return f.Rule == "plural-sources" })
		if found != c.plural {
			t.Errorf("%s: plural-sources %v, want %v", c.draft, found, c.plural)
		}
	}
}
