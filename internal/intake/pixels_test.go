package intake

import "testing"

func TestTableText(t *testing.T) {
	row := func(block, line, sure, word string) string {
		return "5\t1\t" + block + "\t1\t" + line + "\t1\t0\t0\t9\t9\t" + sure + "\t" + word + "\n"
	}
	table := "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n" +
		row("1", "1", "96.1", "Солдат") + row("1", "1", "40", "left") + row("1", "2", "90", "الجنود") + row("1", "2", "3", "~|") + row("2", "1", "80", "end") + "5\tgarbage\n\xff"
	if got := TableText([]byte(table)); got != "Солдат left\nالجنود\n\nend" {
		t.Errorf("%q", got)
	}
	if got := TableText([]byte("no table")); got != "" {
		t.Errorf("%q", got)
	}
}

func TestWithPixels(t *testing.T) {
	for _, c := range []struct{ lies, seen, want string }{
		{"", "words", "words"},
		{" \n", "words", "words"},
		{"7", "7", "7"},
		{"Scanned by me", "Scanned by me\nThe soldiers left the depot at night.", "Scanned by me\nScanned by me\nThe soldiers left the depot at night."},
		{"Chapter one", "Chapter one", "Chapter one"},
	} {
		if got := WithPixels(c.lies, c.seen); got != c.want {
			t.Errorf("%q and %q: %q", c.lies, c.seen, got)
		}
	}
	if !Bare("12\n") || Bare("The soldiers left the depot at night, all fourteen of them.") {
		t.Error("what is bare")
	}
}
