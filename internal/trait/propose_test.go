package trait

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

func caseOf(texts ...string) *record.Casefile {
	c := record.NewCasefile()
	c.Actors["s1"] = &record.Actor{ID: "s1", Type: record.Person, Protected: true, Terms: record.Anonymous}
	c.Evidence["e1"] = &record.Evidence{ID: "e1", Kind: "interview"}
	for i, text := range texts {
		id := record.ID(fmt.Sprintf("st-%d", i))
		c.Statements[id] = &record.Statement{ID: id, Speaker: "s1", Evidence: "e1", Text: text}
	}
	return c
}

func plain(pages map[record.ID][]string) Material {
	return Material{Pages: func(id record.ID) ([]string, error) { return pages[id], nil }, Clean: func(s string) string { return strings.ReplaceAll(s, "Quagmirov", record.SealedMark) }}
}

func propose(t *testing.T, c *record.Casefile, pages map[record.ID][]string) []string {
	t.Helper()
	ps, err := Propose(c, "s1", plain(pages))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range ps {
		out = append(out, string(p.Kind)+": "+p.Text)
	}
	return out
}

func TestPropose(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
		not  []string // of kinds
	}{
		{"I served in the 4th Guards tank division as a tank driver, in a T-72B3.", []string{"unit: 4th Guards tank division", "trade: tank driver", "vehicle: T-72B3"}, nil},
		{"Fourteen of us left on 12 December; I am from Moscow and was 27 years old.", []string{"colleagues: Fourteen of us", "day: 12 December", "place: from Moscow", "age: 27 years old"}, nil},
		{"She trained at Kazan Medical University and is a senior nurse on ward.", []string{"school: Kazan Medical University", "trade: senior nurse"}, nil},
		{"Our lieutenant colonel and a staff sergeant knew.", []string{"rank: lieutenant colonel", "rank: staff sergeant"}, nil},
		{"I come from Russia. It was March. We were many.", nil, []string{"place", "colleagues"}},
		{"Я служил наводчиком в 138-й мотострелковой бригаде, мне было 22 года, родом из Омска.",
			[]string{"unit: 138-й мотострелковой бригаде", "trade: наводчиком", "age: 22 года", "place: родом из Омска"}, nil},
		{"Двенадцатого декабря из Кантемировской дивизии ушли четырнадцать человек, я был сержантом.",
			[]string{"day: Двенадцатого декабря", "unit: Кантемировской дивизии", "colleagues: четырнадцать человек", "rank: сержантом"}, nil},
		{"Я учился в школе № 12, потом в Омский танковый институт поступил.", []string{"school: школе № 12", "school: Омский танковый институт"}, nil},
		{"Мені було 19 років, я з 24-ї механізованої бригади, нас було дев'ять, я з села Зимне.",
			[]string{"age: 19 років", "unit: 24-ї механізованої бригади", "colleagues: нас було дев'ять", "place: села Зимне"}, nil},
		{"كنت في الفرقة الرابعة وعمري 27 عاما وأنا من مدينة حمص يوم 12 ديسمبر", []string{"unit: الفرقة الرابعة", "age: 27 عاما", "place: من مدينة حمص", "day: 12 ديسمبر"}, nil},
		{"The driver Quagmirov is from Quagmirov.", []string{"trade: driver"}, []string{"place"}},
	} {
		got := propose(t, caseOf(c.text), nil)
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%q: no %q in %q", c.text, w, got)
			}
		}
		for _, kind := range c.not {
			if i := slices.IndexFunc(got, func(g string) bool { return strings.HasPrefix(g, kind+":") }); i >= 0 {
				t.Errorf("%q: %q", c.text, got[i])
			}
		}
	}
}

// Whose words are read, and whose are not.
func TestProposeReadsHisWordsAlone(t *testing.T) {
	c := caseOf("I left on 12 December.")
	c.Actors["s1"].Descriptor = "a former soldier of a tank division"
	c.Actors["w2"] = &record.Actor{ID: "w2", Type: record.Person, Names: []string{"Ann Marlow"}}
	c.Evidence["both"] = &record.Evidence{ID: "both", Kind: "report"}
	c.Statements["st-a"] = &record.Statement{ID: "st-a", Speaker: "s1", Evidence: "both", Text: "I drove.", Select: &record.Selector{Exact: "I drove a BMP-2"}}
	c.Statements["st-b"] = &record.Statement{ID: "st-b", Speaker: "w2", Evidence: "both", Text: "I am a nurse from Pskov."}
	got := propose(t, c, map[record.ID][]string{"e1": {"nothing", "He is from Tula, as Ann Marlow knows."}, "both": {"a welder from Omsk"}})
	if want := []string{"day: 12 December", "place: from Tula", "vehicle: BMP-2"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	ps, _ := Propose(c, "s1", plain(map[record.ID][]string{"e1": {"", "He is from Tula."}}))
	if w := ps[1].Where[0]; w.Evidence != "e1" || w.Page != 2 || !strings.Contains(w.Context, "is from Tula") {
		t.Errorf("from where: %+v", w)
	}

	if ps, err := Propose(c, "w2", plain(nil)); err != nil || len(ps) != 0 {
		t.Errorf("of somebody on the record: %v %v", ps, err)
	}
	if ps, err := Propose(c, "nobody", plain(nil)); err != nil || len(ps) != 0 {
		t.Errorf("of nobody: %v %v", ps, err)
	}
	// A recorded trait and a refused proposal are not proposed.
	c.Actors["s1"].Traits = []record.Trait{{ID: "day", Text: "Dec. 12"}}
	c.Answers[ps[len(ps)-1].Fingerprint] = &record.HintAnswer{Answer: record.Refused}
	if got := propose(t, c, map[record.ID][]string{"e1": {"He is from Tula."}}); !slices.Equal(got, []string{"place: from Tula"}) {
		t.Errorf("after answers: %q", got)
	}
	// The day of the talk itself.
	c = caseOf("On 2 April 2015 he said that he had left on 2 April.")
	c.Statements["st-0"].SaidAt = "2015-04-02"
	if got := propose(t, c, nil); len(got) != 0 {
		t.Errorf("the day of the talk: %q", got)
	}
}

// One particular in many wordings is one proposal, whatever the order of records.
func TestProposeOnce(t *testing.T) {
	c := caseOf("I left on 12 December.", "Dec. 12 was cold.", "ушёл двенадцатого декабря", "в Кантемировской дивизии", "Кантемировская дивизия")
	ps, err := Propose(c, "s1", plain(nil))
	if err != nil || len(ps) != 2 || len(ps[1].Where) != 3 || len(ps[1].Variants) != 2 || len(ps[0].Where) != 2 {
		t.Errorf("%+v %v", ps, err)
	}
	again, _ := Propose(c, "s1", plain(nil))
	if ps[0].Fingerprint != again[0].Fingerprint || ps[0].Fingerprint == ps[1].Fingerprint {
		t.Error("fingerprints")
	}
}

// Hostile text takes no long time and no end of proposals.
func TestProposeBounds(t *testing.T) {
	start := time.Now()
	long := strings.Repeat("1 Q-1 из Ы 12 лет of us The Aa Aa Aa ", 2000)
	if got := propose(t, caseOf("x"), map[record.ID][]string{"e1": {long, strings.Repeat("Аа ", 10000), strings.Repeat("12 12.12 ", 5000)}}); len(got) > mostProposals {
		t.Errorf("%d proposals", len(got))
	}
	t.Logf("%v", time.Since(start))
}
