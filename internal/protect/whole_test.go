package protect

import (
	"math/rand/v2"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// TestWholeNameIsFound holds that a person's name, as it was recorded, is found in
// running text whatever of it is also somebody else's given name.
func TestWholeNameIsFound(t *testing.T) {
	byScript := map[script][]string{}
	for line := range strings.Lines(givenText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			w = strings.TrimSuffix(w, "*")
			byScript[firstScript(w)] = append(byScript[firstScript(w)], strings.ToUpper(w[:len(string([]rune(w)[:1]))])+string([]rune(w)[1:]))
		}
	}
	surnames := map[script][]string{
		latin:    {"Juncker", "Howard", "Petrenko", "Zelenovich", "Ng", "O'Brien", "Bruni"},
		cyrillic: {"Юнкер", "Говард", "Петренко", "Зеленович", "Бруни", "Ким"},
	}
	said := map[script]string{latin: "Yesterday % told reporters of it.", cyrillic: "Учора % сказав про це."}
	rng := rand.New(rand.NewPCG(1, 2))
	for sc, last := range surnames {
		for range 200 {
			a, b, c := byScript[sc][rng.IntN(len(byScript[sc]))], byScript[sc][rng.IntN(len(byScript[sc]))], last[rng.IntN(len(last))]
			for _, name := range []string{a + "-" + b + " " + c, a + " " + b + " " + c, a + " " + c} {
				e, err := Index(testKey, record.Identity{Names: []record.Secret{record.NewSecret(name)}})
				if err != nil {
					t.Fatal(err)
				}
				g := NewGuard(testKey)
				if err := g.Add("a", e); err != nil {
					t.Fatal(err)
				}
				if len(g.Find(strings.Replace(said[sc], "%", name, 1))) == 0 {
					t.Errorf("the name of made-up %q is not found as it was recorded", name)
				}
			}
		}
	}
}
