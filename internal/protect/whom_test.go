package protect

import (
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// A surname alone may be either's; with a given name it is one's.
func TestFindAll(t *testing.T) {
	g := NewGuard(Key{1})
	for id, name := range map[record.ID]string{"a": "Ivan Kolbasov", "b": "Oleg Kolbasov"} {
		e, err := Index(Key{1}, record.Identity{Names: []record.Secret{record.NewSecret(name)}})
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Add(id, e); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string]int{"Kolbasov left.": 2, "Ivan Kolbasov left.": 1, "Сказал Колбасов.": 2, "Nobody left.": 0} {
		if got := g.FindAll(text); len(got) != want {
			t.Errorf("%q: %v, want %d", text, got, want)
		}
	}
}
