package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focus is what holds the keyboard's focus, and how it shows.
type focus struct {
	Name     string  // what it is: a link's target, or the tag and id
	Text     string  // what a screen reader is told
	Outline  float64 // in CSS pixels
	Contrast float64 // of the outline against the page
	Seen     bool    // all of it lies in the window
	ID       string
}

const focused = `(() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const light = c => { const v = c.match(/[\d.]+/g).slice(0, 3).map(x => x / 255).map(x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4); return .2126 * v[0] + .7152 * v[1] + .0722 * v[2] };
  const a = light(style.outlineColor), b = light(getComputedStyle(document.body).backgroundColor);
  return {Name: e.getAttribute('href') || e.tagName.toLowerCase() + '#' + e.id, Text: e.getAttribute('aria-label') || e.innerText, ID: e.id,
    Outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth), Contrast: (Math.max(a, b) + .05) / (Math.min(a, b) + .05),
    Seen: box.width > 0 && box.top >= -1 && box.left >= -1 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1};
})()`

// here tells what has the focus, and fails where one cannot see that it has.
func (b *tab) here() focus {
	b.t.Helper()
	eval[bool](b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
	f := eval[focus](b, focused)
	if f.Outline < 2 || f.Contrast < 3 || !f.Seen || f.Text == "" {
		b.t.Errorf("the focus on %s does not show: %+v", f.Name, f)
	}
	return f
}

// A reader without a mouse comes to the story at once, from a mark to its note,
// and back to where he was.
func TestKeyboard(t *testing.T) {
	l := start(t)
	for _, name := range []string{seed, arabic} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(name+"-"+scheme, func(t *testing.T) {
				b := l.tab(t)
				b.prefers("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce")
				b.open(file(l.release[name]))
				b.press(kb.Tab)
				if f := b.here(); f.Name != "#story" {
					t.Fatalf("first comes %+v", f)
				}
				b.shoot(name + "-skip-" + scheme)
				b.press(kb.Enter)
				if got := eval[string](b, `document.activeElement.id`); got != "story" {
					t.Errorf("the skip link leads to %q", got)
				}
				b.press(kb.Tab)
				if f := b.here(); f.Name != "#note-1" || f.ID != "ref-1-1" {
					t.Fatalf("after the skip link comes %+v", f)
				}
				b.shoot(name + "-mark-" + scheme)
				b.press(kb.Enter)
				note := eval[struct {
					ID    string
					Seen  bool
					Shows bool
				}](b, `(() => { const e = document.activeElement, box = e.getBoundingClientRect();
					const colour = n => getComputedStyle(document.querySelector(n + ' .number')).backgroundColor;
					return {ID: e.id, Seen: box.top >= 0 && box.top < innerHeight / 2, Shows: colour('#note-1') !== colour('#note-2')} })()`)
				if note.ID != "note-1" || !note.Seen || !note.Shows {
					t.Fatalf("the mark leads to %+v", note)
				}
				b.shoot(name + "-note-" + scheme)
				b.press(kb.Tab)
				if f := b.here(); f.Name != "#ref-1-1" {
					t.Fatalf("first in the note is %+v", f)
				}
				b.press(kb.Enter)
				if f := eval[focus](b, focused); f.ID != "ref-1-1" || !f.Seen {
					t.Fatalf("the way back leads to %+v", f)
				}
				b.shoot(name + "-back-" + scheme)
			})
		}
	}
}

// The keyboard walks through everything that can be used, in the order of the
// page, sees itself everywhere, and is caught nowhere; then all the way back.
func TestKeyboardWalk(t *testing.T) {
	l := start(t)
	for _, name := range every {
		t.Run(name, func(t *testing.T) {
			b := l.tab(t)
			b.prefers("prefers-reduced-motion", "reduce")
			b.open(file(l.release[name]))
			var stops []string
			want := eval[[]string](b, `[...document.querySelectorAll('a[href], [tabindex="0"]')].map((e, i) => { e.dataset.stop = i; return String(i) })`)
			if len(want) < 8 {
				t.Fatalf("only %d stops", len(want))
			}
			at := func() string { return eval[string](b, `document.activeElement.dataset.stop || 'nowhere'`) }
			for range want {
				b.press(kb.Tab)
				b.here()
				stops = append(stops, at())
			}
			if fmt.Sprint(stops) != fmt.Sprint(want) {
				t.Errorf("the walk goes %v", stops)
			}
			for i := len(want) - 2; i >= 0; i-- {
				b.press(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift))
				if got := at(); got != want[i] {
					t.Fatalf("backwards, stop %s comes where %s should", got, want[i])
				}
			}
		})
	}
}
