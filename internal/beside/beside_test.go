package beside

import (
	"errors"
	"slices"
	"sync/atomic"
	"testing"
)

func TestRowKeepsTheOrder(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 1000} {
		var got []int
		var worked atomic.Int64
		r := Row[int]{Size: 8, Work: func(i *int) { *i *= 2; worked.Add(1) }, Take: func(i int) error { got = append(got, i); return nil }}
		var want []int
		for i := range n {
			want = append(want, 2*i)
			if err := r.Add(i); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Finish(); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) || worked.Load() != int64(n) {
			t.Errorf("%d things: %d came back, %d were worked on", n, len(got), worked.Load())
		}
	}
}

func TestRowStopsAtAFault(t *testing.T) {
	fault := errors.New("full")
	taken := 0
	r := Row[int]{Size: 1, Work: func(*int) {}, Take: func(i int) error {
		if taken++; i == 5 {
			return fault
		}
		return nil
	}}
	var err error
	for i := 0; err == nil && i < 100; i++ {
		err = r.Add(i)
	}
	if !errors.Is(err, fault) || taken != 6 {
		t.Errorf("%v after %d", err, taken)
	}
}

func TestPanicsComeBack(t *testing.T) {
	for name, f := range map[string]func(){
		"group": func() {
			var g Group
			g.Go(func() { panic("lantern") })
			g.Go(func() {})
			g.Wait()
		},
		"row": func() {
			r := Row[int]{Work: func(*int) { panic("lantern") }, Take: func(int) error { return nil }}
			_ = r.Add(1)
			_ = r.Finish()
		},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if p := recover(); p != "lantern" {
					t.Errorf("got %v", p)
				}
			}()
			f()
		})
	}
}
