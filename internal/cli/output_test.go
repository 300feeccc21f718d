package cli

import "testing"

func TestVisible(t *testing.T) {
	for _, c := range []struct {
		text   string
		styled bool
		want   string
	}{
		{"a line\n\tand another\n", false, "a line\n\tand another\n"},
		{"a \x1b[32mgreen\x1b[0m word", true, "a \x1b[32mgreen\x1b[0m word"},
		{"a \x1b[32mgreen word", false, "a �[32mgreen word"},
		{"\x1b]0;title\a \x1b[2J\r\u009b31m", true, "�]0;title� �[2J��31m"},
		{"turned \u202eback", true, "turned �back"},
		{"Ящики, الصناديق", true, "Ящики, الصناديق"},
	} {
		if got := visible(c.text, c.styled); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
