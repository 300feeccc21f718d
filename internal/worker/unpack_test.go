package worker

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
)

func zipWith(t *testing.T, files ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		e, err := w.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		e.Write([]byte(f[1]))
	}
	w.Close()
	return b.Bytes()
}

var room = intake.Room{Members: 100, Member: 1 << 20, Bytes: 4 << 20}

func TestUnpack(t *testing.T) {
	large := strings.Repeat("large ", 100_000)
	data := zipWith(t, [2]string{"a.txt", "words"}, [2]string{"p.html", "<p>a <b>page</b></p>"}, [2]string{"large", large}, [2]string{"empty", ""})
	var got []Member
	err := Unpack(context.Background(), "x.zip", data, intake.DefaultLimits(), room, func(m Member) error { got = append(got, m); return nil })
	if err != nil || len(got) != 4 || string(got[0].Data) != "words" || string(got[2].Data) != large || len(got[3].Data) != 0 {
		t.Fatalf("%d members: %v", len(got), err)
	}
	if got[0].Text != nil || got[1].Text == nil || got[1].Text.Pages[0] != "a page" {
		t.Errorf("texts: %+v %+v", got[0].Text, got[1].Text)
	}
}

func TestUnpackStops(t *testing.T) {
	data := zipWith(t, [2]string{"a", "1"}, [2]string{"b", strings.Repeat("\x00", 2<<20)}, [2]string{"c", "3"})
	var got []string
	take := func(m Member) error { got = append(got, fmt.Sprint(m.Name, len(m.Data), m.Fault)); return nil }
	if err := Unpack(context.Background(), "x.zip", data, intake.DefaultLimits(), room, take); err != nil || strings.Join(got, " ") != "a1 b0too-large c1" {
		t.Errorf("%q %v", got, err)
	}
	enough := errors.New("enough")
	if err := Unpack(context.Background(), "x.zip", data, intake.DefaultLimits(), room, func(Member) error { return enough }); err != enough {
		t.Errorf("%v", err)
	}
	err := Unpack(context.Background(), "x.zip", []byte("PK\x03\x04 lantern"), intake.DefaultLimits(), room, take)
	if problem.KindOf(err) != problem.Usage || !errors.Is(err, intake.Damaged) || strings.Contains(err.Error(), "lantern") {
		t.Errorf("%v", err)
	}
	over, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Unpack(over, "x.zip", data, intake.DefaultLimits(), room, take); problem.KindOf(err) != problem.Unavailable {
		t.Errorf("%v", err)
	}
}

// frames says what a worker would.
func frames(said ...any) []byte {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	for i := 0; i < len(said); i += 2 {
		if err := writeFrame(w, byte(said[i].(rune)), []byte(said[i+1].(string))); err != nil {
			panic(err)
		}
	}
	w.Flush()
	return b.Bytes()
}

func TestLiesInFrames(t *testing.T) {
	small := intake.Room{Members: 2, Member: 10, Bytes: 15}
	for name, c := range map[string]struct {
		said []byte
		ok   bool
	}{
		"sound":          {frames('n', "a", 'b', "12345", 'e', "", 'n', "b", 'e', "damaged", 'd', ""), true},
		"fault at end":   {frames('d', "damaged"), true},
		"no end":         {frames('n', "a", 'b', "1", 'e', ""), false},
		"member opened":  {frames('n', "a", 'b', "1"), false},
		"too many":       {frames('n', "a", 'e', "", 'n', "a", 'e', "", 'n', "a", 'e', "", 'd', ""), false},
		"too long":       {frames('n', "a", 'b', "12345678901", 'e', "", 'd', ""), false},
		"too much":       {frames('n', "a", 'b', "1234567890", 'e', "", 'n', "b", 'b', "123456", 'e', "", 'd', ""), false},
		"unknown fault":  {frames('n', "a", 'e', "the name of somebody", 'd', ""), false},
		"bytes outside":  {frames('b', "1", 'd', ""), false},
		"no such frame":  {frames('x', "1"), false},
		"long name":      {frames('n', strings.Repeat("a", maxName+1), 'e', "", 'd', ""), false},
		"text unasked":   {frames('n', "a", 'b', "1", 't', "{}", 'e', "", 'd', ""), false},
		"length of ages": {append([]byte{'b'}, bytes.Repeat([]byte{0xff}, 11)...), false},
	} {
		in := &incoming{r: bufio.NewReader(bytes.NewReader(c.said)), room: small, limits: intake.DefaultLimits()}
		stopped, _, broken := in.all(func(Member) error { return nil })
		if stopped != nil || (broken == nil) != c.ok {
			t.Errorf("%s: %v", name, broken)
		}
	}
}

// FuzzFrames: whatever a worker says, its parent keeps to the room and stands.
func FuzzFrames(f *testing.F) {
	f.Add(frames('n', "a", 'b', "12345", 't', `{"media_type":"x"}`, 'e', "", 'd', ""))
	f.Add(frames('n', "a", 'e', "damaged", 'd', "damaged"))
	small := intake.Room{Members: 4, Member: 100, Bytes: 200}
	f.Fuzz(func(t *testing.T, said []byte) {
		in := &incoming{r: bufio.NewReader(bytes.NewReader(said)), room: small, texts: true, limits: intake.DefaultLimits()}
		n, all := 0, 0
		_, fault, _ := in.all(func(m Member) error {
			n, all = n+1, all+len(m.Data)
			if m.Fault != "" && (!m.Fault.Known() || m.Data != nil) {
				t.Fatalf("%+v", m)
			}
			return nil
		})
		if n > 4 || all > 200 || fault != "" && !fault.Known() {
			t.Fatalf("%d members, %d bytes, %q", n, all, fault)
		}
	})
}
