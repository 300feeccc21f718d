package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// overflow lists what sticks out of the window or out of a box that cuts it
// off, boxes that scroll on their own aside.
const overflow = `(() => {
  const out = [], wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) out.push('the page scrolls sideways: ' + document.documentElement.scrollWidth + ' in ' + wide);
  for (const e of document.querySelectorAll('body *:not(script)')) {
    if (e.matches('.skip') || e.closest('pre, .wide') !== null && !e.matches('pre, .wide')) continue;
    const box = e.getBoundingClientRect();
    if (box.width && (box.left < -1 || box.right > wide + 1)) out.push(e.tagName + '.' + e.className + ' sticks out: ' + Math.round(box.left) + '…' + Math.round(box.right));
    const style = getComputedStyle(e);
    if (style.overflowY === 'hidden' && e.scrollHeight > e.clientHeight + 1) out.push(e.tagName + '.' + e.className + ' is cut');
  }
  return out;
})()`

func (b *tab) fits() {
	b.t.Helper()
	for _, what := range eval[[]string](b, overflow) {
		b.t.Error(what)
	}
}

// A page reflows at every width that WCAG 2.2 asks for (1.4.10), under zoom
// (1.4.4) and with wider spacing of text (1.4.12).
func TestItFits(t *testing.T) {
	l := start(t)
	for _, name := range every {
		t.Run(name, func(t *testing.T) {
			b := l.tab(t)
			b.open(file(l.release[name]))
			for _, w := range []struct {
				name          string
				width, height int64
				zoom          float64
			}{
				{"1280", 1280, 900, 1}, {"768", 768, 1024, 1}, {"390", 390, 844, 2}, {"320", 320, 640, 2},
				{"zoom-200", 640, 450, 2}, {"zoom-400", 320, 225, 4}, {"256", 256, 400, 2},
			} {
				b.t = t
				b.size(w.width, w.height, w.zoom)
				for _, scheme := range []string{"light", "dark"} {
					b.prefers("prefers-color-scheme", scheme)
					b.fits()
					if w.height > 600 {
						b.tall(fmt.Sprintf("%s-%s-%s", name, w.name, scheme))
					} else {
						b.shoot(fmt.Sprintf("%s-%s-%s", name, w.name, scheme))
					}
				}
			}
			b.size(320, 640, 2)
			call(b, emulation.SetEmulatedOSTextScale, emulation.SetEmulatedOSTextScaleParams{Scale: 2})
			eval[bool](b, `document.documentElement.style.fontSize = '200%', true`)
			b.fits()
			b.tall(name + "-text-200")
			eval[bool](b, `document.documentElement.style.fontSize = '', true`)
			call(b, emulation.SetEmulatedOSTextScale, emulation.SetEmulatedOSTextScaleParams{})
			eval[bool](b, `(() => { for (const e of document.querySelectorAll('body *')) {
				for (const [k, v] of [['line-height', '1.5'], ['letter-spacing', '.12em'], ['word-spacing', '.16em']]) e.style.setProperty(k, v, 'important');
				if (e.matches('p')) e.style.setProperty('margin-bottom', '2em', 'important');
			} return true })()`)
			b.fits()
			b.tall(name + "-text-spaced")
		})
	}
}
