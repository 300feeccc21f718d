package check

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// narrowed gives the finding on the seed case's soldier, or nil.
func narrowed(t *testing.T, file, text string, c *record.Casefile, f func(*Input)) *record.Finding {
	t.Helper()
	for _, f := range gate(t, file, text, c, f).Findings {
		if f.Rule == "source-narrowed" {
			return &f
		}
	}
	return nil
}

func groupOf(t *testing.T, f *record.Finding) int {
	t.Helper()
	if f == nil {
		return 1 << 30
	}
	m := regexp.MustCompile(`group of (\d+),`).FindStringSubmatch(f.Message)
	if m == nil {
		t.Fatalf("no group in %q", f.Message)
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

const usesSoldier = "A former soldier of a tank division, who asked not to be named because he fears reprisals, said that fourteen men had decided to quit [@c-14]. "

func TestNarrowedEverywhere(t *testing.T) {
	for _, c := range []struct{ name, file, text string }{
		{"two sentences far apart", "a.md", usesSoldier + "\n\nThe 4th division is large [@desk].\n\nIt snowed on Dec. 12 [@desk].\n"},
		{"title and text", "a.md", "---\ntitle: The Kantemirovskaya\n---\n" + usesSoldier + "It snowed on the twelfth of December [@desk].\n"},
		{"dateline and caption", "a.md", "---\ndateline: Moscow, December 12\ncaption: Tanks of the 4th division\n---\n" + usesSoldier},
		{"topics", "a.md", "---\ntopics: [army, 4th division, 12 December]\n---\n" + usesSoldier},
		{"slug", "a.md", "---\nslug: 4th-division-12-december\n---\n" + usesSoldier},
		{"file name", "4th_division_12_december.md", usesSoldier},
		{"an unknown field", "a.md", "---\ncredit: {photo: 4th division, taken: 2014-12-12}\n---\n" + usesSoldier + "12 December [@none].\n"},
		{"a link and its title", "a.md", usesSoldier + "[Here](https://example.org/4th-division \"12 December\") it is told [@desk].\n"},
		{"an image's description", "a.md", usesSoldier + "![The 4th division on 12 December](a.jpg)\n"},
		{"a comment", "a.md", usesSoldier + "<!-- 4th division, 12 December -->\n"},
		{"code", "a.md", usesSoldier + "\n\n    4th division 12 December\n"},
		{"Russian words", "a.md", usesSoldier + "Кантемировскую дивизию двенадцатого декабря не видели [@desk].\n"},
		{"across two sentences", "a.md", usesSoldier + "He was of the 4th. Division life was hard on 12 December [@desk].\n"},
		{"heading", "a.md", "# The fourth division on 12 December\n\n" + usesSoldier},
	} {
		if f := narrowed(t, c.file, c.text, seedCase(), nil); groupOf(t, f) != 14 {
			t.Errorf("%s: not found", c.name)
		} else if !strings.Contains(f.Message, "without “") || !strings.Contains(f.Hint, "take out “") {
			t.Errorf("%s: no words to drop: %s → %s", c.name, f.Message, f.Hint)
		}
	}
}

func TestNarrowedSaysWhatToDrop(t *testing.T) {
	c := seedCase()
	c.Rolls["roll-1"].Entries = []record.RollEntry{{Name: "O. Listov", Actor: "listed-a"}, {Name: "X", Actor: "tank-soldier"}, {Name: "Y", Actor: "soldier-2"}, {Name: "Z"}}
	f := narrowed(t, "a.md", usesSoldier+"\nThe Kantemirovskaya left on 12 December [@desk].\n\nOn Dec. 12 it snowed [@desk].\n", c, nil)
	if f == nil {
		t.Fatal("not found")
	}
	for _, want := range []string{"mod holds roll roll-1 with 4 names, 3 of which fit",
		"without “left on 12 December” / “Dec. 12” (lines 2, 4) the group is 12000 instead of 14"} {
		if !strings.Contains(f.Message, want) {
			t.Errorf("the message is %s", f.Message)
		}
	}
	if want := "take out “Kantemirovskaya” (line 2), or say it wider: the group is then 400"; f.Hint != want { // one place, not two
		t.Errorf("the hint is %s", f.Hint)
	}

	earlier := func(in *Input) {
		in.Earlier = []Release{{Used: []R{"tank-soldier"}, Texts: []string{"The men of the Kantemirovskaya left on December the twelfth."}}}
	}
	f = narrowed(t, "a.md", usesSoldier, seedCase(), earlier)
	if f == nil || !strings.Contains(f.Hint, "earlier releases alone narrow the source to 14") || strings.Contains(f.Message, "without") {
		t.Errorf("nothing in the draft helps, and it says %+v", f)
	}
	// A source who was never used is not narrowed by what is told of a day and a division.
	if f := narrowed(t, "a.md", "The Kantemirovskaya parades on 12 December [@desk].\n", seedCase(), func(in *Input) {
		in.Earlier = []Release{{Traits: map[R][]R{"tank-soldier": {"unit", "left-day"}}}}
	}); f != nil {
		t.Errorf("nobody used him: %s", f.Message)
	}
	// Used under another record of the same person.
	c = seedCase()
	c.Actors["caller"] = &record.Actor{ID: "caller", Type: record.Person, SameAs: []R{"tank-soldier"}, Descriptor: "a man who called", Terms: record.Anonymous, Reason: "he fears reprisals"}
	if f := narrowed(t, "a.md", "A man who called said that the 4th division had left on 12 December [@desk].\n", c, nil); groupOf(t, f) != 14 {
		t.Error("used as the caller: not found")
	}
}

// A waiver holds for the group that it was given for, and no smaller one.
func TestNarrowedWaiverHoldsForItsGroup(t *testing.T) {
	text := usesSoldier + "The Kantemirovskaya left on 12 December [@desk].\n"
	c := seedCase()
	f := narrowed(t, "a.md", text, c, nil)
	again := narrowed(t, "a.md", "Spring came late [@desk].\n\n"+text, seedCase(), nil)
	if f == nil || again == nil || f.Fingerprint != again.Fingerprint {
		t.Error("the fingerprint changes where the sentence moves")
	}
	c.Actors["tank-soldier"].Joint[0].Group = 3
	if now := narrowed(t, "a.md", text, c, nil); now.Fingerprint == f.Fingerprint {
		t.Error("who waived a group of 14 has waived one of 3")
	}
}

// Laws over drafts put together at random: to tell more never raises the group, and
// what the finding says to drop does lift it, to what it says.
func TestNarrowedLaws(t *testing.T) {
	c := seedCase()
	a := c.Actors["tank-soldier"]
	a.Traits = []record.Trait{{ID: "unit", Text: "Kantemirovskaya", Group: 12000}, {ID: "day", Text: "12 December", Group: 400}, {ID: "city", Text: "from Omsk", Group: 900},
		{ID: "rank", Text: "sergeant", Group: 5000}, {ID: "age", Text: "27 years old", Group: 300}, {ID: "tank", Text: "T-72B3", Group: 40}}
	a.Joint = []record.Joint{{Traits: []R{"unit", "day"}, Group: 14}, {Traits: []R{"city", "rank"}, Group: 20}, {Traits: []R{"age", "unit", "rank"}, Group: 5}, {Traits: []R{"day", "age"}, Group: 11}}
	words := []string{"the Kantemirovskaya", "Кантемировской", "Dec. 12", "двенадцатого декабря", "from Omsk", "sergeants", "27 years old", "a T-72B3"}
	r := rand.New(rand.NewPCG(3, 5))
	found := 0
	for range 60 {
		var said []string
		for range r.IntN(7) {
			said = append(said, words[r.IntN(len(words))])
		}
		write := func(said []string) string {
			out := usesSoldier
			for _, w := range said {
				out += fmt.Sprintf("\n\nThere was talk of %s there [@desk].", w)
			}
			return out + "\n"
		}
		f := narrowed(t, "a.md", write(said), c, nil)
		before := groupOf(t, f)
		if more := groupOf(t, narrowed(t, "a.md", write(append(slices.Clone(said), words[r.IntN(len(words))])), c, nil)); more > before {
			t.Fatalf("telling more raises the group from %d to %d: %q", before, more, said)
		}
		mixed := slices.Clone(said)
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if turned := groupOf(t, narrowed(t, "a.md", write(mixed), c, nil)); turned != before {
			t.Fatalf("the order matters: %d and %d: %q", before, turned, said)
		}
		if f == nil {
			continue
		}
		found++
		text := write(said)
		drop, then, _ := strings.Cut(f.Hint, ", or say it wider: the group is then ")
		for _, w := range regexp.MustCompile(`“([^”]*)”`).FindAllStringSubmatch(drop, -1) {
			text = strings.ReplaceAll(text, w[1], "that")
		}
		if left := narrowed(t, "a.md", text, c, nil); left != nil {
			t.Fatalf("%s: done, and still %s\n%s", f.Hint, left.Message, text)
		}
		if n, err := strconv.Atoi(then); err == nil && n < 50 {
			t.Fatalf("the hint stops below min_group: %s", f.Hint)
		}
	}
	if found < 20 {
		t.Errorf("only %d drafts narrow", found)
	}
}
