package protect

import (
	"testing"

	"pgregory.net/rapid"
)

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Klim Gavryushkin", "GAVRIUSHKIN Klim", true},
		{"Клим Гаврюшкин", "Klim Gavryushkin", true},
		{"Клим Петрович Гаврюшкин", "Klim Gavriouchkine", true},
		{"K. Gavryushkin", "Klim Gavryushkin", true},
		{"Klim Gavrushkin", "Klim Gavryushkin", true},
		{"KlimGavryushkin", "Klim Gavryushkin", true},
		{"Kl1m Gavryushkin", "Klim Gavryushkin", true},
		{"Педро Эрнандес", "Pedro Hernández", true},
		{"خالد الشمراني", "Khaled al-Shamrani", true},
		{"Khalid Al Shamrany", "Khaled al-Shamrani", true},
		{"Zvonar Tackle GmbH", "Zvonar Tackle Gesellschaft mit beschränkter Haftung", true},
		{"Zvonar & Sons Ltd.", "Zvonar and Sons Limited", true},
		{"Klim Gavryushkin", "Boris Gavryushkin", false},
		{"Klim Gavryushkin", "Klim Zvonaryov", false},
		{"Pyotr Gavryushkin", "Pyotr", false},
		{"김종은", "김정은", false},
		{"", "Klim", false},
		{"...", "!!", false},
	} {
		if got := Likeness(NameOf(c.a), NameOf(c.b)); (got >= Alike) != c.same {
			t.Errorf("%s | %s: %.2f", c.a, c.b, got)
		}
	}
}

// The likeness is the same both ways, from 0 to 1, and 1 for a name and itself.
func TestLikenessLaws(t *testing.T) {
	words := rapid.SampledFrom([]string{"Klim", "Клим", "Gavryushkin", "Гаврюшкина", "خالد", "al-Shamrani", "O'Flannagain", "Ltd", "7", "d", "김정은", "van", "Müller", "zzzzzz", "–", "Gavrushkin"})
	name := rapid.Custom(func(t *rapid.T) string {
		s := ""
		for range rapid.IntRange(0, 20).Draw(t, "words") {
			s += words.Draw(t, "word") + rapid.SampledFrom([]string{" ", ", ", "-", ""}).Draw(t, "gap")
		}
		return s
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := NameOf(name.Draw(t, "a")), NameOf(name.Draw(t, "b"))
		x, y := Likeness(a, b), Likeness(b, a)
		if x < 0 || x > 1 || x-y > 1e-9 || y-x > 1e-9 {
			t.Fatalf("%v and %v", x, y)
		}
		if len(a.parts) > 0 && a.whole != "" && Likeness(a, a) != 1 {
			t.Fatalf("%v of itself", Likeness(a, a))
		}
	})
}

func FuzzNameOf(f *testing.F) {
	for _, s := range append(seeds, rare...) {
		f.Add(s, "Klim Gavryushkin GmbH")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if l := Likeness(NameOf(a), NameOf(b)); l < 0 || l > 1 {
			t.Fatalf("%v", l)
		}
	})
}
