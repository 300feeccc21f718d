package browser

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestHostileTextsAreInert holds that nothing a desk typed or took in ran, and
// that all of it is there to be read.
func TestHostileTextsAreInert(t *testing.T) {
	l := start(t)
	for _, path := range append([]string{"", "story.md", "manifest.json"}, evidenceOf(t, l.release[hostile])...) {
		t.Run("page "+path, func(t *testing.T) {
			s := serve(t, l.release[hostile])
			b := l.tab(t)
			b.open(s.address + path)
			if path == "" {
				b.quiet(s.address)
			}
			for _, asked := range s.requests() { // browsers look for an icon beside a bare text
				if asked != "/"+path && asked != "/favicon.ico" {
					t.Errorf("it asks for %q", asked)
				}
			}
			if hit := eval[int](b, `window.hit || 0`); hit != 0 {
				t.Errorf("text %d ran", hit)
			}
			if got := eval[int](b, `document.querySelectorAll('img, iframe, form, input, button, svg, base, link, object, embed, [onclick], [onerror], [onload], a[href^="javascript"], a[href^="data"], script:not([type="application/ld+json"])').length`); got != 0 {
				t.Errorf("%d elements that must not be", got)
			}
		})
	}
	b := l.tab(t)
	b.open(file(l.release[hostile]))
	if got := eval[string](b, `document.title`); got != "</title></h1><script>window.hit=8</script> Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" {
		t.Errorf("the title is %q", got)
	}
}

func evidenceOf(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "evidence"))
	if err != nil || len(entries) == 0 {
		t.Fatalf("no evidence is shown: %v", err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, "evidence/"+e.Name())
	}
	return out
}

// A mark stands behind the last letter of its sentence, on the same line, in
// either direction of writing. (A year and a mark, both of digits, would run
// together from left to right.)
func TestMarksFollowTheirSentence(t *testing.T) {
	l := start(t)
	for _, name := range every {
		t.Run(name, func(t *testing.T) {
			b := l.tab(t)
			b.open(file(l.release[name]))
			for width := int64(240); width <= 1000; width += 19 {
				b.size(width, 900, 1)
				for _, wrong := range eval[[]string](b, `[...document.querySelectorAll('sup.ref')].flatMap(sup => {
					const before = sup.previousSibling, range = document.createRange();
					if (!before || before.nodeType !== 3) return [];
					range.setStart(before, before.length - 1); range.setEnd(before, before.length);
					const last = range.getBoundingClientRect(), mark = sup.getBoundingClientRect();
					const behind = document.dir === 'rtl' ? mark.right <= last.left + 1 : mark.left >= last.right - 1;
					return behind && mark.top < last.bottom && mark.bottom > last.top ? [] : ['at ' + innerWidth + ': mark ' + sup.innerText + ' after ' + before.data.slice(-12)] })`) {
					t.Error(wrong)
				}
			}
		})
	}
}

// The page has the language and the direction of its story, and what is in
// another is marked as such.
func TestRightToLeft(t *testing.T) {
	l := start(t)
	b := l.tab(t)
	b.open(file(l.release[arabic]))
	if got := eval[[]string](b, `[document.documentElement.lang, document.dir, getComputedStyle(document.querySelector('.text p')).direction, getComputedStyle(document.querySelector('pre')).direction]`); !slices.Equal(got, []string{"ar", "rtl", "rtl", "ltr"}) {
		t.Errorf("language and direction: %q", got)
	}
	if got := eval[bool](b, `(() => { const n = document.querySelector('#note-1 .number').getBoundingClientRect(), p = document.querySelector('#note-1 .part').getBoundingClientRect(); return n.left > p.right })()`); !got {
		t.Error("a note's number does not stand on its right")
	}
}

// Colours that the reader's system forces on every page leave nothing invisible.
func TestForcedColours(t *testing.T) {
	l := start(t)
	b := l.tab(t)
	b.prefers("forced-colors", "active", "prefers-color-scheme", "dark")
	b.open(file(l.release[seed]))
	if got := eval[float64](b, `Math.min(...[...document.querySelectorAll('.part')].map(e => parseFloat(getComputedStyle(e).borderInlineStartWidth)))`); got < 1 {
		t.Errorf("the notes' edges are %v wide", got)
	}
	b.tall("seed-forced-colours")
}
