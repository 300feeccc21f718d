package pipeline

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/hint"
	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// photo draws waves, so that a picture of another size is the same to the eye.
func photo(t *testing.T, size int, asJPEG bool, turn float64) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, size, size*3/4))
	for y := range size * 3 / 4 {
		for x := range size {
			u, v := float64(x)/float64(size), float64(y)/float64(size)
			l := uint8(127 + 120*math.Sin(9*u+turn)*math.Cos(7*v-4*u*turn))
			img.Set(x, y, color.RGBA{l, l / 2, 255 - l, 255})
		}
	}
	var b bytes.Buffer
	if asJPEG {
		_ = jpeg.Encode(&b, img, nil)
	} else {
		_ = png.Encode(&b, img)
	}
	return b.String()
}

const pictured = `
actors: [{id: one, type: account, names: [First]}, {id: two, type: account, names: [Second]}, {id: three, type: account}]
evidence:
  - {id: ph-1, kind: photo, file: a.png}
  - {id: ph-2, kind: photo, file: b.jpg}
  - {id: ph-3, kind: photo, file: c.png}
statements:
  - {id: st-1, speaker: one, evidence: ph-1, basis: recording, text: A tank on the road}
  - {id: st-2, speaker: two, evidence: ph-2, basis: recording, text: The column as we saw it}
  - {id: st-3, speaker: three, evidence: ph-3, basis: recording, text: Something else}
claims: [{id: c-tank, text: There was a tank}]
links:
  - {statement: st-1, claim: c-tank, stance: supports}
  - {statement: st-2, claim: c-tank, stance: supports}
  - {statement: st-3, claim: c-tank, stance: supports}
`

// hints gives the open hints as "kind statement statement", and the pictures.
func (d *desk) hints() string {
	d.t.Helper()
	got, err := d.Hints(ctx, nil)
	d.must(err)
	out := ""
	for _, h := range got.Hints {
		out += fmt.Sprintf("%s %s %s; ", h.Kind, h.Statements[0], h.Statements[1])
	}
	return out + fmt.Sprint(got.Pictures.Compared, got.Pictures.Without, got.Pictures.Restricted)
}

func (d *desk) counted(claim record.ID) int {
	return corroborate.Some(d.state.Casefile, corroborate.Options{Now: d.clock()}, claim)[claim].S
}

// A picture posted twice in two sizes is asked about; accepted, it is one origin.
func TestPictures(t *testing.T) {
	const open = "same-photo st-1 st-2; "
	all := files{"a.png": photo(t, 300, false, 1), "b.jpg": photo(t, 170, true, 1), "c.png": photo(t, 300, false, 2.5)}
	d := newDesk(t)
	d.imports(pictured, all)
	if got := d.hints(); got != open+"3 0 0" {
		t.Fatal(got)
	}
	if n := d.counted("c-tank"); n != 3 {
		t.Error("a hint has changed the count:", n)
	}
	d.sound()

	// An older casefile has no likenesses: rebuild makes them.
	d.raw("DROP TABLE likeness")
	d = d.reopen()
	if got := d.hints(); got != "0 3 0" {
		t.Error("without the table:", got)
	}
	d.sound()
	d.must(Rebuild(ctx, d.Path(), d.env))
	d = d.reopen()
	if got := d.hints(); got != open+"3 0 0" {
		t.Error("rebuilt:", got)
	}

	// Of what custodians alone may open nothing is kept, and it comes back.
	d.must(d.try("evidence: [{id: ph-2, restriction: custodian}]", nil))
	if got := d.hints(); got != "2 0 1" {
		t.Error("restricted:", got)
	}
	d.read(func(tx *sqlite.Tx) error {
		held, err := tx.Likenesses()
		if _, kept := held["ph-2"]; kept || len(held) != 2 {
			t.Error("the likeness of a restricted picture is kept")
		}
		return err
	})
	d.must(d.try("evidence: [{id: ph-2, restriction: none}]", nil))
	if got := d.hints(); got != open+"3 0 0" {
		t.Error("open again:", got)
	}

	// A stray one is found by verify, and rebuild takes it away.
	d.raw("INSERT INTO likeness VALUES ('nobody', 1, 2)")
	d.unsound("a likeness of nothing", "text")
	d.must(Rebuild(ctx, d.Path(), d.env))
	d = d.reopen()
	d.sound()

	// Nobody who may only read answers.
	reader := d.member("reader-1", record.Reader)
	got, err := reader.Hints(ctx, []record.ID{"c-tank"})
	d.must(err)
	if _, err := reader.AnswerHint(ctx, got.Hints[0].Fingerprint, record.Accepted, "x"); problem.KindOf(err) != problem.Refused {
		t.Error("a reader answered:", err)
	}
	h, err := d.AnswerHint(ctx, got.Hints[0].Fingerprint, record.Accepted, "the same frame, cropped by the app")
	d.must(err)
	if h.Proposes.Record != hint.NearDup || d.state.Evidence["ph-1"].NearDupGroup != "ph-1" || d.state.Evidence["ph-2"].NearDupGroup != "ph-1" {
		t.Errorf("%+v", h)
	}
	if n := d.counted("c-tank"); n != 2 {
		t.Error("copies count twice:", n)
	}
	if got := d.hints(); got != "3 0 0" {
		t.Error("answered:", got)
	}
	a := d.state.Answers[h.Fingerprint]
	if a == nil || a.By != record.Owner || a.Reason != "the same frame, cropped by the app" || a.Answer != record.Accepted {
		t.Errorf("%+v", a)
	}
	d.sound()
}

// The likeness of a picture stands in no event and in no export.
func TestLikenessStaysIn(t *testing.T) {
	d := newDesk(t)
	d.imports(pictured, files{"a.png": photo(t, 300, false, 1), "b.jpg": photo(t, 170, true, 1), "c.png": photo(t, 300, false, 2.5)})
	var canaries []string
	d.read(func(tx *sqlite.Tx) error {
		held, err := tx.Likenesses()
		for _, l := range held {
			canaries = append(canaries, fmt.Sprint(l.Gradient), fmt.Sprint(int64(l.Frequency)), fmt.Sprintf("%x", l.Gradient), fmt.Sprintf("%x", l.Frequency), fmt.Sprint(l.Frequency), "likeness")
		}
		return err
	})
	if len(canaries) != 18 {
		t.Fatal(canaries)
	}
	doc, _, err := d.Export(ctx, false, false)
	d.must(err)
	all := string(doc)
	d.read(func(tx *sqlite.Tx) error {
		return tx.Entries(0, func(_ int64, e ledger.Entry) error {
			_, ev, err := e.Parse()
			d.must(err)
			body, err := event.Marshal(ev)
			all += string(body)
			return err
		})
	})
	for _, c := range canaries {
		if strings.Contains(all, c) {
			t.Errorf("%s goes out", c)
		}
	}
}

// The seed case has no two voices with one origin that are not recorded as such: a
// sensible editor would be asked nothing.
func TestSeedHasNoHints(t *testing.T) {
	got, err := seedCase(t).Hints(ctx, nil)
	if err != nil || len(got.Hints) > 0 {
		t.Errorf("%+v %v", got.Hints, err)
	}
}

// Material for custodians is in no hint for others; a custodian sees it.
func TestHintsByRight(t *testing.T) {
	const words = "the column had left the barracks before dawn without any written order from the staff"
	d := newDesk(t)
	ed, cu := d.member("ed", record.Editor), d.member("cu", record.Custodian)
	d.imports(`
actors: [{id: one, type: person}, {id: two, type: person}]
evidence: [{id: ev-1, kind: interview, restriction: custodian}, {id: ev-2, kind: interview}]
statements:
  - {id: st-1, speaker: one, evidence: ev-1, basis: eyewitness, quote: direct, text: "`+words+`"}
  - {id: st-2, speaker: two, evidence: ev-2, basis: eyewitness, quote: direct, text: "`+words+`"}
claims: [{id: c-1, text: A column left}]
links: [{statement: st-1, claim: c-1, stance: supports}, {statement: st-2, claim: c-1, stance: supports}]`, nil)
	ed, cu = ed.reopen(), cu.reopen()
	if got := ed.hints(); got != "0 0 0" {
		t.Error("the editor sees", got)
	}
	if got := cu.hints(); got != "same-sentence st-1 st-2; 0 0 0" {
		t.Error("the custodian sees", got)
	}
}
