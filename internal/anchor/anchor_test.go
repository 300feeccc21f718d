package anchor

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"onrecord.dev/onrecord/internal/record"
)

func TestFind(t *testing.T) {
	pages := []string{
		"The officers told us to go. Nobody asked us.\nWe left at night.",
		"He said the al\u00adlocation was « done », and don’t ask.\nThe ﬁrst of them – Иванов – left.\nWe left at night, all of us.",
		"Солдаты ушли из час-\nти двенадцатого декабря, потому что не хотели воевать.\nقـال الجنودُ إنهم غادروا المستودع ليلا ولم يعودوا بعد ذلك",
	}
	for name, c := range map[string]struct {
		sel      record.Selector
		page     int
		how      How
		distance int
		words    string // as they stand there
	}{
		"as it stands":   {record.Selector{Exact: "Nobody asked us"}, 1, Exact, 0, "Nobody asked us"},
		"first of two":   {record.Selector{Exact: "We left at night"}, 1, Exact, 0, "We left at night"},
		"by its page":    {record.Selector{Exact: "We left at night", Page: 2}, 2, Exact, 0, "We left at night"},
		"by its suffix":  {record.Selector{Exact: "We left at night", Suffix: ", all of us"}, 2, Exact, 0, "We left at night"},
		"by its prefix":  {record.Selector{Exact: "We left at night", Prefix: "Иванов — left. "}, 2, Exact, 0, "We left at night"},
		"soft hyphen":    {record.Selector{Exact: `allocation was "done"`}, 2, Tolerant, 0, "al\u00adlocation was « done"},
		"ligature, dash": {record.Selector{Exact: "first of them - Иванов"}, 2, Tolerant, 0, "ﬁrst of them – Иванов"},
		"apostrophe":     {record.Selector{Exact: "don't ask"}, 2, Tolerant, 0, "don’t ask"},
		"broken word":    {record.Selector{Exact: "из части двенадцатого"}, 3, Tolerant, 0, "из час-\nти двенадцатого"},
		"arabic marks":   {record.Selector{Exact: "قال الجنود إنهم"}, 3, Tolerant, 0, "قـال الجنودُ إنهم"},
		"misread":        {record.Selector{Exact: "потому чго не хотели воевагь"}, 3, Fuzzy, 2, "потому что не хотели воевать"},
		"misread arabic": {record.Selector{Exact: "غادروا المستودح ليلا ولم يعودوا"}, 3, Fuzzy, 1, "غادروا المستودع ليلا ولم يعودوا"},
		"another page":   {record.Selector{Exact: "Nobody asked us", Page: 3}, 1, Exact, 0, "Nobody asked us"},
		"no such page":   {record.Selector{Exact: "Nobody asked us", Page: 9}, 1, Exact, 0, "Nobody asked us"},
	} {
		text := New(pages)
		p, ok := text.Find(c.sel)
		whole, from, to := "", 0, 0
		if ok {
			whole, from, to = text.Around(p, 10)
		}
		if !ok || p.Page != c.page || p.How != c.how || p.Distance != c.distance || whole[from:to] != c.words ||
			p.Moved != (c.sel.Page > 0 && c.sel.Page != p.Page) || p.To-p.From != utf8.RuneCountInString(c.words) {
			t.Errorf("%s: %+v %v %q", name, p, ok, whole)
		}
	}
	for name, sel := range map[string]record.Selector{
		"other words":     {Exact: "The officers told us to stay where we were, and so we did"},
		"short and wrong": {Exact: "asked hem"},
		"nothing":         {},
		"a page":          {Page: 2},
		"only marks":      {Exact: "—"},
	} {
		if p, ok := New([]string{pages[0]}).Find(sel); ok {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if p, _ := New([]string{"no. no. no."}).Find(record.Selector{Exact: "no"}); p.Others != 2 {
		t.Errorf("%+v", p)
	}
	if New([]string{"", " \n"}).Can(record.Selector{Exact: "x"}) {
		t.Error("something can be found where there is nothing")
	}
}

func TestTimes(t *testing.T) {
	srt := "1\n00:00:01,000 --> 00:00:02,500\nHe left\n\n2\n00:01:01,000 --> 00:01:04,500\nNobody asked him\nat all\n\n3\n00:01:04,500 --> 00:01:10,000\nHe left\n"
	vtt := "WEBVTT\n\n00:01.000 --> 00:02.500 align:start\n<v Ann>He left\n"
	for name, c := range map[string]struct {
		page string
		sel  record.Selector
		want string
	}{
		"one cue":       {srt, record.Selector{Time: []float64{61, 64.5}}, "Nobody asked him\nat all"},
		"a moment":      {srt, record.Selector{Time: []float64{62, 62}}, "Nobody asked him\nat all"},
		"several":       {srt, record.Selector{Time: []float64{2, 66}}, "He left\n\n2\n00:01:01,000 --> 00:01:04,500\nNobody asked him\nat all\n\n3\n00:01:04,500 --> 00:01:10,000\nHe left"},
		"words in time": {srt, record.Selector{Exact: "Nobody asked", Time: []float64{61, 64}}, "Nobody asked"},
		"vtt":           {vtt, record.Selector{Time: []float64{1, 2}}, "<v Ann>He left"},
		"none then":     {srt, record.Selector{Time: []float64{30, 40}}, ""},
		"no times":      {"He left", record.Selector{Time: []float64{30, 40}}, ""},
	} {
		text := New([]string{c.page})
		p, ok := text.Find(c.sel)
		got := ""
		if ok {
			whole, from, to := text.Around(p, 0)
			got = whole[from:to]
		}
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q %v", name, got, ok)
		}
	}
}

// Words that are cut out of a text are found in it, and at no greater distance than
// they were changed by.
func TestLaws(t *testing.T) {
	alphabet := []rune("abcde жзий الم-\u00ad\n’\"ﬁ")
	rapid.Check(t, func(t *rapid.T) {
		page := []rune(rapid.StringOfN(rapid.SampledFrom(alphabet), 30, 300, -1).Draw(t, "page"))
		from := rapid.IntRange(0, len(page)-25).Draw(t, "from")
		to := rapid.IntRange(from+25, len(page)).Draw(t, "to")
		words := append([]rune{}, page[from:to]...)
		text := New([]string{"other words", string(page)})
		if p, ok := text.Find(record.Selector{Exact: string(words)}); !ok || p.How != Exact {
			t.Fatalf("cut out and not found: %+v", p)
		}
		k := len([]rune(fold(string(words)).text))
		if k < 2*perChange {
			return
		}
		at := rapid.IntRange(0, len(words)-1).Draw(t, "at")
		words[at] = 'q'
		p, ok := text.Find(record.Selector{Exact: string(words)})
		if !ok || p.Distance > 2 { // a ligature is two letters
			t.Fatalf("one letter changed: %+v %v", p, ok)
		}
	})
}

func TestLongAndHostile(t *testing.T) {
	page := strings.Repeat("abab", 200_000)
	if p, ok := New([]string{page}).Find(record.Selector{Exact: strings.Repeat("abab", 40) + "q" + strings.Repeat("abab", 40)}); ok && p.Distance > mostChanges {
		t.Error(p)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("00:01.000 --> 00:02.500\nHe left\xff", "He lef", "x", "y", 1.0)
	f.Add("ﬁ\u00ad\u0301", "fi", "", "", 0.0)
	f.Fuzz(func(t *testing.T, page, exact, prefix, suffix string, at float64) {
		text := New([]string{page, exact + page})
		for _, s := range []record.Selector{{Exact: exact, Prefix: prefix, Suffix: suffix, Page: 2}, {Time: []float64{at, at + 1}}} {
			if p, ok := text.Find(s); ok {
				whole, from, to := text.Around(p, 20)
				if from < 0 || to < from || to > len(whole) || p.From > p.To {
					t.Errorf("%+v", p)
				}
			}
		}
	})
}
