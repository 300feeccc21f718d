package protect

import (
	"strings"
	"testing"
	"unicode"

	"onrecord.dev/onrecord/internal/record"

	"pgregory.net/rapid"
)

// A written spelling of a protected surname is found in any casing, with letters of
// the other alphabet, unseen characters and marks inside, broken by mark-up.
func TestEverySpellingIsFound(t *testing.T) {
	people := []struct{ name, spellings string }{
		{"Клим Щербаковский", "Щербаковский Щербаковского Щербаковская Shcherbakovsky Chtcherbakovski Shcherbakovskiy Ščerbakovskij"},
		{"Zebulon Quagmirov", "Quagmirov Квагмиров Квагмировым Квагмировой Kvagmirov Quagmirova"},
		{"Pedro Hernandinez", "Hernandinez Эрнандинес Эрнандинесом Hernandines"},
		{"Тарас Гриценчук", "Гриценчук Гриценчука Гриценчукові Hrytsenchuk Gritsenchuk"},
		{"Karim Rachidini", "Rachidini Rashidini Рашидини"},
	}
	disguise := func(t *rapid.T, w string) string {
		var b strings.Builder
		for i, r := range []rune(w) {
			switch rapid.IntRange(0, 11).Draw(t, "how") {
			case 0:
				b.WriteRune(unicode.ToUpper(r))
			case 1:
				b.WriteString(string(r) + "\u200b")
			case 2:
				b.WriteString(string(r) + "\u00ad")
			case 3:
				b.WriteString(string(r) + "\u0301")
			default:
				b.WriteRune(r)
			}
			if i == 3 {
				b.WriteString(rapid.SampledFrom([]string{"", "", "", "</b>", "-\n", "<wbr>", "*", "\u2060"}).Draw(t, "break"))
			}
		}
		return b.String()
	}
	guards := make([]*Guard, len(people))
	for i, p := range people {
		guards[i] = guarding(t, []string{p.name})
	}
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(people)-1).Draw(t, "who")
		w := rapid.SampledFrom(strings.Fields(people[i].spellings)).Draw(t, "spelling")
		switch rapid.IntRange(0, 2).Draw(t, "case") {
		case 0:
			w = strings.ToUpper(w)
		case 1:
			w = disguise(t, w)
		}
		text := "Here stood " + w + ", and there: " + w + "."
		if hits := guards[i].Find(text); len(hits) < 2 {
			t.Fatalf("%d hits of 2 in %q", len(hits), text)
		}
		if left := guards[i].Find(guards[i].Clean(text)); len(left) > 0 {
			t.Fatal("something is left after cleaning")
		}
	})
}

// Letters typed in the other alphabet change nothing, as long as the word can be
// read as one.
func TestHomoglyphs(t *testing.T) {
	g := guarding(t, []string{"Zebulon Quagmirov"})
	twins := strings.NewReplacer("a", "а", "o", "о")
	check(t, g, "<"+twins.Replace("Quagmirov")+"> left", "<"+strings.ReplaceAll("Quagmirov", "o", "ο")+"> left", "<"+strings.ReplaceAll("Quagmirov", "i", "і")+">")
}

// The ordinary words of four languages are nobody's, whatever stands between
// them.
func TestOrdinaryWordsAreNobodys(t *testing.T) {
	g := NewGuard(testKey)
	for i, n := range []string{"Клим Щербаковский", "Zebulon Quagmirov", "Pedro Hernandinez", "Тарас Гриценчук", "Karim Rachidini", "خالد مشعل الشمراني"} {
		add(t, g, recordID(i), []string{n})
	}
	rapid.Check(t, func(t *rapid.T) {
		words := strings.Fields(commonText)
		var b strings.Builder
		for range rapid.IntRange(1, 40).Draw(t, "words") {
			b.WriteString(rapid.SampledFrom(words).Draw(t, "word") + rapid.SampledFrom([]string{" ", ", ", ". ", "/", "|"}).Draw(t, "gap"))
		}
		if hits := g.Find(b.String()); len(hits) > 0 {
			t.Fatalf("%q in %q", b.String()[hits[0].Start:hits[0].End], b.String())
		}
	})
}

func recordID(i int) record.ID { return record.ID(rune('a' + i)) }
