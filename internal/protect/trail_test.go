package protect

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// written is what may be put into a text, so that names and identifiers come up, fall
// apart, and reach far.
var written = []string{"a", "e", " ", ".", ",", "\n", "\r\n", "\n\n", "\r\n\r\n", "  \n", "\\\n", "\"", "“", "»", ";", "[@c-sent]", "[@", "]", "<", ">", "<!--", "-->", "|", "/", "\\", "*", "_", "-", "–", "&", "%",
	"Zakhar", "Tumanyuk", "Zakhar P. Tumanyuk", "Petrovich", "Sergei ", "Sergei P. ", "Тума-\nнюк", "Туманюка", "Захар", "ЗАХАР ТУМАНЮК", "Tumanyuk, Zakhar", "T.", "Z.", "al-", "van der ",
	"خالد", "خالد الحمصي", "الحمصي", "\u200f", "\u202e", "\u00ad", "\u0301", "u\u0308", "㏂", "℀", "T u m a n y u k", "tUmAnYuK", "7umanyuk", "Z%61khar", "Tum&#97;nyuk", "\\u0054umanyuk",
	"+7 (916)", " 555", "-12", "-34", "nine one six ", "five five five ", "twelve thirty four", "zero ", "<b>Tuman</b>yuk", "[Zakhar](http://x.org/Tumanyuk)", "![x](Tumanyuk.jpg)",
	"z.tumanyuk@", "example.org", "z.tumanyuk (at) example (dot) org", "Lesnaya 14", ", flat 3, Tver", "@ztum_81", "ztum", "_81", record.SealedMark,
	strings.Repeat(" ", 1500), strings.Repeat("\u200b", 900), strings.Repeat("\u0301", 700), strings.Repeat("*", 1300), strings.Repeat("<i></i>", 300), strings.Repeat("x", 900), strings.Repeat("st ", 400), "<!-- " + strings.Repeat("y ", 700),
	strings.Repeat("Zakhar Tumanyuk ", 90), strings.Repeat("one ", 120), strings.Repeat("a b ", 60), "![" + strings.Repeat("q", 1900) + "](" + strings.Repeat("z", 1900) + ")"}

func watched(t testing.TB) *Guard {
	g := NewGuard(testKey)
	add(t, g, "soldier", []string{"Zakhar Petrovich Tumanyuk"}, "+7 916 555-12-34", "z.tumanyuk@example.org", "Lesnaya 14, flat 3, Tver", "@ztum_81")
	add(t, g, "brother", []string{"Туманюк Сергій Петрович"}, "+7 916 555-12-35")
	add(t, g, "medic", []string{"خالد الحمصي", "Khaled al-Homsi"})
	add(t, g, "nurse", []string{"Anna-Maria van der Lubbe"})
	return g
}

// What is searched around changes is what a search of everything finds, whatever is
// written and however far apart what belongs together stands.
func TestTrailFindsAll(t *testing.T) {
	g := watched(t)
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 4))
			text, hits := strings.Repeat(prose(t, "en")[:900]+"\n\n"+prose(t, "uk")[:900]+"\n\n", 2), 0
			first := text
			var trail Trail
			at := 0
			for step := range 100 {
				if len(text) > 16000 {
					text = first
				}
				if step%4 == 0 { // people write where they wrote
					at = r.IntN(len(text))
				}
				at = min(at, len(text))
				switch n := r.IntN(20); {
				case n < 14:
					w := written[r.IntN(len(written))]
					text = text[:at] + w + text[at:]
					at += len(w)
				case n < 18:
					text = text[:at] + text[min(len(text), at+1+r.IntN(8)):] // also within a letter
				case n < 19:
					text = text[:at] + text[min(len(text), at+r.IntN(2000)):]
				default:
					text = text[at:] + text[:at]
				}
				got, want := g.FindAgain(&trail, text), g.Find(text)
				if !slices.Equal(got, want) {
					t.Fatalf("step %d, at %d of %d: %v, want %v", step, at, len(text), got, want)
				}
				hits += len(want)
			}
			if hits < 100 {
				t.Errorf("%d hits: too few to tell anything", hits)
			}
		})
	}
}

// Names and identifiers are found while they are written, letter by letter, and are no
// longer while they are deleted from their beginning.
func TestTrailWhileTyping(t *testing.T) {
	g, around := watched(t), strings.Repeat("Nobody met the men. “Why?” she asked [@c-sent]; they left.\r\n\r\n", 20)
	for _, line := range []string{"Zakhar P. Tumanyuk", "Sergei Tumanyuk", "Туманюк, Захар Петрович", "tUmAnYuK", "T u m a n y u k", "7umanyuk", "Tum&#97;nyuk", "<b>Tuman</b>yuk", "Anna-Maria van der Lubbe", "خالد الحمصي",
		"+7 (916) 555-12-34", "8 916 555 12 34", "nine one six, five five five, twelve, thirty four", "plus seven nine one six five five five one two three four", "z.tumanyuk (at) example (dot) org", "Lesnaya street, house 14, flat 3, Tver", "@ztum_81", "ztum_811", "a℀Tumanyuk"} {
		var trail Trail
		search := func(typed string) {
			text := around + typed + "\r\n" + around
			if got, want := g.FindAgain(&trail, text), g.Find(text); !slices.Equal(got, want) {
				t.Fatalf("%q: %v, want %v", typed, got, want)
			}
		}
		for i := range line {
			search(line[:i])
		}
		search(line)
		if len(trail.hits) == 0 && !strings.HasPrefix(line, "Sergei") && line != "ztum_811" {
			t.Errorf("%q is not found", line)
		}
		for i := range line {
			search(line[i:])
		}
	}
}

// What stands far away bears on a name where nothing but blanks, marks or what nobody
// sees lies between.
func TestTrailReachesFar(t *testing.T) {
	g, lines := watched(t), strings.Repeat("Nobody met the men who came home.\n\n", 200)
	for _, far := range []string{strings.Repeat(" ", 3000), strings.Repeat(" ", 3000) + "\n", "\r\n" + strings.Repeat("\u200b", 3000), strings.Repeat("*", 5000) + " ", strings.Repeat("<i></i>", 1000) + " ", strings.Repeat("  \n", 2000)} {
		for _, texts := range [][2]string{{"Sergei", "Zergei"}, {"Zergei", "Sergei"}, {"Sergei", "Sergei."}} {
			var trail Trail
			for _, excuse := range texts {
				text := lines + "He met " + excuse + far + "Tumanyuk left.\n\n" + lines
				if got, want := g.FindAgain(&trail, text), g.Find(text); !slices.Equal(got, want) {
					t.Errorf("%q behind %q: %v, want %v", far[:6], excuse, got, want)
				}
			}
		}
	}
}

// Somebody newly protected is found though the text stands as it stood.
func TestTrailOfAnotherGuard(t *testing.T) {
	g, text := watched(t), "Klim Gavryushkin met Zakhar Tumanyuk."
	var trail Trail
	before := g.FindAgain(&trail, text)
	add(t, g, "guest", []string{"Klim Gavryushkin"})
	if after := g.FindAgain(&trail, text); len(before) != 1 || len(after) != 2 {
		t.Errorf("%v, then %v", before, after)
	}
}

func BenchmarkTrail(b *testing.B) {
	g, text := crowd(b, 10), strings.Repeat(prose(b, "en"), 40)
	text = text[:32000]
	var trail Trail
	for i := 0; b.Loop(); i++ {
		g.FindAgain(&trail, text[:16000]+strings.Repeat("x", i%2)+text[16000:])
	}
}
