package propose

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// Whatever stands in a text: no panic, every selector finds its words, and the
// places lie in the page.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"“We left,” Anna Bell said. “Nobody saw us.\n\n“Nobody.”", `"A "B" C," he said`, "— Да, — сказал он. — Нет.\n— Что?",
		"Q: a\nA: b\n[00:01:02] X: c", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>b", "1\n00:00:01,000 --> 00:00:02,000\n- A: b\n",
		"قال أحمد: «نعم»، وأضاف", "По словам «", "said, , ,” — ” said", "в в в сообщили", "\xff“\xc3”said", "«“‘„\"'«“‘„\"'", "A\u00a0B: “c” \u2028 said D",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		pages := strings.Split(text, "\f")
		got := Find(pages)
		for _, s := range got.Sayings {
			page := valid(pages[s.At.Page])
			if s.Select.Exact != "" && (page[s.At.From:s.At.To] != s.Select.Exact || !strings.Contains(page, s.Select.Prefix+s.Select.Exact+s.Select.Suffix)) {
				t.Fatalf("selector %+v does not find its words", s.Select)
			}
			if !utf8.ValidString(s.Select.Prefix+s.Select.Exact+s.Select.Suffix+s.Text+s.Speaker) || s.Text == "" {
				t.Fatalf("not text: %+v", s)
			}
			if s.Select.Time != nil && s.Select.Time[0] > s.Select.Time[1] {
				t.Fatalf("time %v", s.Select.Time)
			}
			for _, n := range append(s.Names, s.Who) {
				if n.From > n.To || n.To > len(pages[n.Page]) {
					t.Fatalf("place %+v", n)
				}
			}
		}
	})
}

// Ten times the text takes about ten times as long, however hostile it is.
func TestLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"story":      "“We left at four,” Anna Bell said on Monday. “Nobody stopped us.” The ministry said that no order had been given.\n\n",
		"one line":   "“We left,” Bell said. ",
		"open marks": "“ " + "said ", "straight": `" a `, "commas": "Bell, said, ", "dashes": "— a, — сказал б. ", "colons": "A: b\n", "times": "[00:01:01] A: b\n",
		"cues": "00:00:01,000 --> 00:00:02,000\na\n\n", "capitals": "Anna ", "words": "was said to have been ", "nested": "«“", "по": "по словам ", "said": "said ",
		"brackets": "(((", "arabic": "وقال ", "stop": ". ”", "abbrev": "A. ",
	} {
		t.Run(name, func(t *testing.T) {
			cost := func(n int) time.Duration {
				text := strings.Repeat(unit, n/len(unit))
				best := time.Hour
				for range 2 {
					start := time.Now()
					Find([]string{text})
					best = min(best, time.Since(start))
				}
				return best
			}
			small, large := cost(10_000), cost(100_000)
			if large > 40*small+150*time.Millisecond {
				t.Errorf("100 kB takes %v, 10 kB %v", large, small)
			}
		})
	}
}

func TestMost(t *testing.T) {
	got := Find([]string{strings.Repeat("“We left at four,” Bell said.\n\n", Most+7)})
	if len(got.Sayings) != Most || got.Left.Beyond != 7 {
		t.Errorf("%d listed, %d beyond", len(got.Sayings), got.Left.Beyond)
	}
}

func TestWhom(t *testing.T) {
	actors := map[record.ID]*record.Actor{
		"bell":   {ID: "bell", Type: record.Person, Names: []string{"Anna Bell"}},
		"bell-x": {ID: "bell-x", Type: record.Account, Names: []string{"@annabell"}, SameAs: []record.ID{"bell"}},
		"ivan":   {ID: "ivan", Type: record.Person, Names: []string{"Ivan Kolbasov"}},
		"oleg":   {ID: "oleg", Type: record.Person, Names: []string{"Олег Колбасов"}},
		"mod":    {ID: "mod", Type: record.Organization, Names: []string{"Министерство обороны"}},
		"s1":     {ID: "s1", Type: record.Person, Protected: true, Descriptor: "медсестра районной больницы"},
		"s2":     {ID: "s2", Type: record.Person, Protected: true, Descriptor: "a soldier"},
		"s3":     {ID: "s3", Type: record.Person, Protected: true, Descriptor: "a soldier"},
	}
	sealed := protect.NewGuard(protect.Key{7})
	entries, err := protect.Index(protect.Key{7}, record.Identity{Names: []record.Secret{record.NewSecret("Zebulon Quartzwick")}})
	if err != nil {
		t.Fatal(err)
	}
	if err := sealed.Add("s1", entries); err != nil {
		t.Fatal(err)
	}
	cast, err := NewCast(actors, sealed)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"“We left at four,” Anna Bell said.":                                           "[bell]",
		"“We left at four,” a stranger said.":                                          "[]",
		"«Мы ушли ночью», — сказал Колбасов.":                                          "[ivan oleg]",
		"«Мы ушли ночью», — сказал Иван Колбасов.":                                     "[ivan]",
		"Олег Колбасов пришёл первым.\n\n«Мы ушли ночью», — сказал Колбасов.":          "[oleg]",
		"В министерстве обороны сообщили, что никого не посылали.":                     "[mod]",
		"По словам медсестры районной больницы, раненых было девять.":                  "[s1]",
		"“We left at four,” Zebulon Quartzwick said.":                                  "[s1]",
		"“We left at four,” a soldier said.":                                           "[s2 s3]",
		"“We left at four,” Anna Bell said. “Go.” Tom Roe laughed. “No,” he said now.": "[bell]",
	} {
		got := Find([]string{text})
		if len(got.Sayings) == 0 {
			t.Errorf("%q: nothing found", text)
			continue
		}
		if ids := cast.Whom([]string{text}, got.Sayings); sprint(ids[0]) != want {
			t.Errorf("%q: %v, want %s", text, ids[0], want)
		}
	}
}

func sprint(ids []record.ID) string {
	s := make([]string, len(ids))
	for i, id := range ids {
		s[i] = string(id)
	}
	return "[" + strings.Join(s, " ") + "]"
}
