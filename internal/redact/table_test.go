package redact

import (
	"image"
	"strings"
	"testing"
)

const table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
	"1\t1\t0\t0\t0\t0\t0\t0\t400\t200\t-1\t\n" +
	"5\t1\t1\t1\t1\t1\t20\t20\t60\t24\t96\tThe\n5\t1\t1\t1\t1\t2\t90\t20\t200\t24\t91\tZlatoustova\n5\t1\t1\t1\t2\t1\t20\t60\t90\t24\t90\tслово\n5\t1\t1\t1\t2\t2\t20\t60\t90\t24\t90\t \n"

func TestReadTable(t *testing.T) {
	w, err := ReadTable([]byte(table))
	if err != nil || w.Text != "\nThe Zlatoustova\nслово" || !w.sound() {
		t.Fatalf("%q %v", w.Text, err)
	}
	s := Sheet{Width: 200, Height: 100}.Seen(w, image.Pt(400, 200))
	areas := Find([]Sheet{s}, Literal([]string{canary}))
	if len(areas) != 1 || areas[0].X > 45 || areas[0].X+areas[0].W < 145 || areas[0].Y > 10 || areas[0].Y+areas[0].H < 22 {
		t.Error(areas)
	}
	if _, err := ReadTable([]byte(strings.Replace(table, "\t90\t20\t", "\t-90\t20\t", 1))); err == nil {
		t.Error("a word left of the page")
	}
}

func TestToRead(t *testing.T) {
	for in, want := range map[image.Point]image.Point{{100, 50}: {200, 100}, {3000, 10}: {3000, 10}, {10000, 20}: {5000, 10}} {
		if _, got, err := ToRead(image.NewGray(image.Rectangle{Max: in})); err != nil || got != want {
			t.Error(in, got, err)
		}
	}
}

func FuzzReadTable(f *testing.F) {
	f.Add([]byte(table))
	f.Fuzz(func(t *testing.T, b []byte) {
		if w, err := ReadTable(b); err == nil && !w.sound() {
			t.Errorf("%d places for %q", len(w.Boxes), w.Text)
		}
	})
}
