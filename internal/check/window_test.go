package check

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// A file of which only the neighbourhood of a change is searched again has the hits
// that it has when all of it is searched.
func TestWindowFindsAll(t *testing.T) {
	guard := guardOf("soldier", "Zakhar Petrovich Tumanyuk")
	e, err := protect.Index(protect.Key{1, 2, 3}, record.Identity{Identifiers: []record.Secret{
		record.NewSecret("+7 916 555-12-34"), record.NewSecret("z.tumanyuk@example.org"), record.NewSecret("Lesnaya 14, flat 3, Tver")}})
	if err != nil {
		t.Fatal(err)
	}
	if err := guard.Add("driver", e); err != nil {
		t.Fatal(err)
	}
	tells := append(typed, "Tumanyuk", "Zakhar P. Tumanyuk", "Тума-\nнюк", "+7 (916)", " 555", "-12", "-34", "<b>Tuman</b>yuk", "[Zakhar](http://x.org/Tumanyuk)",
		"z.tumanyuk@", "example.org", "z.tumanyuk (at) example (dot) org", "Lesnaya 14", ", flat 3, Tver", strings.Repeat("x", 900), "<!-- "+strings.Repeat("y ", 700))
	r := rand.New(rand.NewPCG(3, 4))
	var w window
	text := strings.Repeat(soundEnglish[strings.LastIndex(soundEnglish, "---"):]+"\n\n", 24)
	quick, hits := 0, 0
	for step := range 80 {
		at := r.IntN(len(text))
		if step%3 > 0 { // people write where they wrote
			at = min(len(text), len(text)/2+r.IntN(200))
		}
		for at > 0 && text[at-1] >= 0x80 {
			at--
		}
		text = text[:at] + tells[r.IntN(len(tells))] + text[at:]
		if _, ok := w.near(guard, text); ok {
			quick++
		}
		got, want := w.find(guard, text), guard.Find(text)
		if !slices.Equal(got, want) {
			t.Fatalf("step %d, at %d of %d: %v, want %v", step, at, len(text), got, want)
		}
		hits += len(want)
	}
	if quick < 40 || hits < 80 {
		t.Errorf("searched in part %d times, %d hits: too few to tell anything", quick, hits)
	}
}
