package check

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
)

// typed is what somebody may put into a draft: letters, marks that change how all
// the rest is read, citations, descriptions, a protected name and parts of one.
var typed = []string{"a", "e", " ", ".", ",", "\n", "\n\n", "\"", "“", "”", "«", "»", "[@c-sent]", "[@", "]", "[@none]", " [@s-14]", "[@c-", "<", ">", "<!--", "-->",
	"`", "```\n", "> ", "- ", "# ", "|", "---\n", "a former soldier of a tank division", "the soldier", " said ", "declined to comment",
	" twelve men ", "12 December", "Zakhar", "Zakhar Tumanyuk", "Захар Туманюк", " Туманюка ", "ский", "сообщил солдат", "قال الجندي", "\\", "*", "_", "(", ")", "— ",
	"sources", "because he fears reprisals", "cannot", "+7 916 ", "\r\n", "\r\n\r\n", "\u200f", "\u0301", "\u00ad", "قال زاخار", "Zakh\u0430r", "Sergei Tumanyuk", strings.Repeat(" ", 2000), strings.Repeat("\u200b", 700), strings.Repeat("<i></i>", 200), "title: ", "caption: Zakhar Tumanyuk\n"}

// keystroke changes a draft in one place, mostly by little.
func keystroke(r *rand.Rand, text string) string {
	runes := []rune(text)
	at := r.IntN(len(runes) + 1)
	switch n := r.IntN(20); {
	case n < 12:
		return string(runes[:at]) + typed[r.IntN(len(typed))] + string(runes[at:])
	case n < 17:
		return string(runes[:at]) + string(runes[min(len(runes), at+1+r.IntN(4)):])
	case n < 18:
		return string(runes[:at]) + string(runes[min(len(runes), at+r.IntN(200)):])
	}
	paragraphs := strings.SplitAfter(text, "\n\n")
	i, j := r.IntN(len(paragraphs)), r.IntN(len(paragraphs))
	paragraphs[i], paragraphs[j] = paragraphs[j], paragraphs[i]
	return strings.Join(paragraphs, "")
}

// What is remembered changes nothing: after every keystroke the report is the one
// that a run without memory gives.
func TestMemoryChangesNothing(t *testing.T) {
	for _, story := range []string{soundEnglish, soundRussian, soundEnglish + strings.Repeat("\n\nThe men came home [@c-refused]. Nobody met them, the soldier said [@s-14].", 150)} {
		r := rand.New(rand.NewPCG(9, uint64(len(story))))
		c := seedCase()
		in := Input{Case: c, Guard: guardOf("tank-soldier", "Zakhar Tumanyuk", "+7 916 123-45-67"), Now: noon, Results: corroborate.All(c, corroborate.Options{Now: noon})}
		var words draft.Memory
		var m Memory
		found, text := 0, story
		steps := 150
		if len(story) > 8000 {
			steps = 40
		}
		for step := range steps {
			if step%50 == 0 {
				text = story
			}
			text = keystroke(r, text)
			plain, err := draft.Parse("story.md", []byte(text))
			quick, again := words.Parse("story.md", []byte(text))
			if (err == nil) != (again == nil) {
				t.Fatalf("step %d: parsed with memory %v, without %v", step, again, err)
			}
			if err != nil {
				continue
			}
			for i, s := range plain.Sentences {
				q := quick.Sentences[i]
				if !reflect.DeepEqual([]any{s.Text, s.Span, s.Dates, s.Numbers, s.Sayings}, []any{q.Text, q.Span, q.Dates, q.Numbers, q.Sayings}) {
					t.Fatalf("step %d: sentence %d is read otherwise", step, i)
				}
			}
			in.Draft = plain
			want := Run(in)
			in.Draft = quick
			if got := m.Run(in); !reflect.DeepEqual(got, want) {
				t.Fatalf("step %d: with memory\n%+v\nwithout\n%+v\n%s", step, got, want, text)
			}
			found += len(want.Findings)
		}
		if found < steps {
			t.Errorf("%d findings in %d steps: the keystrokes hardly change anything", found, steps)
		}
	}
}

// Other records or another guard begin anew.
func TestMemoryOfOtherRecords(t *testing.T) {
	var m Memory
	d, err := draft.Parse("story.md", []byte(soundEnglish+"\nZakhar Tumanyuk left [@none].\n"))
	if err != nil {
		t.Fatal(err)
	}
	for i, in := range []Input{
		{Case: seedCase()}, {Case: exampleCase()}, {Case: seedCase(), Guard: guardOf("tank-soldier", "Zakhar Tumanyuk")}, {Case: seedCase()}, {},
	} {
		in.Draft, in.Now = d, noon
		if got, want := m.Run(in), Run(in); !reflect.DeepEqual(got, want) {
			t.Errorf("%d: with memory\n%+v\nwithout\n%+v", i, got, want)
		}
	}
}
