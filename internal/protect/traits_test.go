package protect

import (
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

func soldier() *record.Actor {
	return &record.Actor{
		ID: "s1",
		Traits: []record.Trait{
			{ID: "unit", Text: "the 4th division", Variants: []string{"4th Guards division", "Кантемировская дивизия", "4-я дивизия", "الفرقة الرابعة"}, Group: 12000},
			{ID: "left-day", Text: "left on 12 December", Variants: []string{"12 December", "2014-12-12"}, Group: 400},
			{ID: "tank", Text: "T-72B3 driver", Variants: []string{"café owner"}, Group: 0},
		},
		Joint: []record.Joint{{Traits: []record.ID{"unit", "left-day"}, Group: 14}},
	}
}

func TestTraitHits(t *testing.T) {
	for text, want := range map[string]string{
		"He served in the 4th division.":                         "unit=4th division",
		"He served in the 4TH  Guards\u00a0Division":             "unit=4TH  Guards\u00a0Division",
		"soldiers of the 4 division":                             "unit=4 division",
		"бойцы Кантемировской дивизии ушли":                      "unit=Кантемировской дивизии",
		"в 4-й дивизии служили":                                  "unit=4-й дивизии",
		"в 14-й дивизии служили; the 14th division":              "",
		"من الفرقة الرابعة في":                                   "unit=الفرقة الرابعة",
		"They left on December 12.":                              "left-day=left on December 12",
		"On Dec. 12, 2014, they quit":                            "left-day=Dec. 12, 2014",
		"the 12th of December":                                   "left-day=12th of December",
		"ушли 12 декабря; 12-го грудня пішли":                    "left-day=12 декабря left-day=12-го грудня",
		"signed 12.12.2014 and 12.12.2013":                       "left-day=12.12.2014 left-day=12.12.2013",
		"On 13 December and 12 November, 2 December 12 men left": "",
		"the t72b3 drivers":                                      "tank=t72b3 drivers",
		"a Cafe\u0301 owner":                                     "tank=Cafe\u0301 owner",
		"a cafe-owner":                                           "tank=cafe-owner",
		"a subdivision of 4 divisional":                          "",
		"[sealed] 12 [sealed] December":                          "",
	} {
		var got []string
		for _, h := range TraitHits(text, soldier()) {
			got = append(got, string(h.Trait)+"="+text[h.Start:h.End])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s:\n got %q\nwant %q", text, strings.Join(got, " "), want)
		}
	}
}

func TestGroupSize(t *testing.T) {
	a := soldier()
	for _, c := range []struct {
		published, by string
		size          int
		known         bool
	}{
		{"", "", 0, false},
		{"tank", "", 0, false},
		{"tank other", "", 0, false},
		{"unit", "unit", 12000, true},
		{"left-day tank", "left-day", 400, true},
		{"left-day unit", "unit left-day", 14, true},
	} {
		ids := func(s string) (out []record.ID) {
			for _, f := range strings.Fields(s) {
				out = append(out, record.ID(f))
			}
			return
		}
		size, known, by := GroupSize(a, ids(c.published))
		if size != c.size || known != c.known || !slices.Equal(by, ids(c.by)) {
			t.Errorf("%s: %d %v %v", c.published, size, known, by)
		}
	}
	if _, known, _ := GroupSize(nil, nil); known {
		t.Error("nobody has a group")
	}
}
