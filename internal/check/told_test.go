package check

import (
	"errors"
	"slices"
	"testing"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/problem"
)

// What stands in a release's files counts with what its draft tells.
func TestTold(t *testing.T) {
	at := func(text string) (Input, Report) {
		d, err := draft.Parse("a.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		in := Input{Case: seedCase(), Draft: d, Now: noon}
		return in, Run(in)
	}
	in, r := at(usesSoldier + "The Kantemirovskaya is large [@desk].\n")
	told, err := Told(in, r, map[string]string{"index.html": "Men from Moscow"})
	if err != nil || !slices.Equal(told["tank-soldier"], []R{"city", "unit"}) {
		t.Errorf("told %v, %v", told, err)
	}
	_, err = Told(in, r, map[string]string{"evidence/letter-1.txt": "Letter of December the twelfth"})
	var p *problem.Error
	if !errors.As(err, &p) || p.Kind != problem.Refused {
		t.Errorf("a letter's date narrows to 14: %v", err)
	}
	// What the draft tells itself the gate has judged already.
	in, r = at(usesSoldier + "The Kantemirovskaya left on 12 December [@desk].\n")
	if _, err = Told(in, r, map[string]string{"index.html": "The Kantemirovskaya left on 12 December; he is from Moscow"}); err != nil {
		t.Errorf("the group is no smaller than what the gate said and members waived: %v", err)
	}
	// A source whom nobody uses is not narrowed.
	in, r = at("The Kantemirovskaya is large [@desk].\n")
	if _, err = Told(in, r, map[string]string{"evidence/letter-1.txt": "Letter of December the twelfth"}); err != nil {
		t.Errorf("nobody uses him: %v", err)
	}
}
