package protect

import (
	"slices"
	"strings"
	"testing"
)

func TestSpelling(t *testing.T) {
	for name, like := range map[string]string{
		"Шевченко":   "шевченко шевченка шевченку шевченком шевченки shevchenko chevtchenko schewtschenko szewczenko sevcenko شيفتشينكو",
		"Shevchenko": "шевченко шевченка shevchenko chevtchenko shevchenkos شيفتشينكو",
		"Иванов":     "иванов иванова ивановым ivanov ivanova iwanow ivanoff",
		"Петренко":   "петренко петренка petrenko بترينكو",
		"Елена":      "елена елены олена helen elena yelena",
		"Щербаков":   "щербаков shcherbakov chtcherbakov scerbakov щербакова",
		"محمد":       "محمد mohammed muhammad мухаммед",
		"Юлия":       "юлия yulia julia iuliia юлии",
		"Johnson":    "джонсон джонсона johnson johnsons",
		"Хабибуллин": "хабибуллин khabibullin habibullin хабибуллина",
	} {
		s := Spell(name)
		for w := range strings.FieldsSeq(like) {
			if !s.Is(w) {
				t.Errorf("%s: %s is not the same name", name, w)
			}
		}
		for w := range strings.FieldsSeq("война river солдат committee كتاب ministry декабрь") {
			if s.Is(w) {
				t.Errorf("%s: %s is the same name", name, w)
			}
		}
	}
}

// Whatever is recognised stands in one of the stretches that are looked through.
func TestBeginningsCoverWhatIsRecognised(t *testing.T) {
	var vocabulary []string
	for line := range strings.Lines(givenText) {
		if !strings.HasPrefix(line, "#") {
			for w := range strings.FieldsSeq(line) {
				vocabulary = append(vocabulary, plainWord(strings.TrimSuffix(strings.ReplaceAll(w, "'", ""), "*"))) // as an index folds it
			}
		}
	}
	vocabulary = append(vocabulary, strings.Fields("шевченко shevchenko chevtchenko schewtschenko sevcenko щербаков chtcherbakov scerbakov цветков tsvetkov cvetkov tcvetkov жуков zhukov joukov zukov чайковский tchaikovsky czajkowski яковлев yakovlev jakowlew iakovlev юрьев yuriev iuriev jurjew хабаров khabarov habarov chabarow гавриленко havrylenko gavrilenko джаббаров dzhabbarov jabbarov djabbarov уваров uvarov ouvarov ольховский olkhovsky ёлкин елкин yolkin elkin ilyin ильин")...)
	if testing.Short() {
		vocabulary = vocabulary[:min(len(vocabulary), 600)]
	}
	narrow := 0
	for i, name := range vocabulary {
		if i%40 != 0 && i < len(vocabulary)-60 {
			continue
		}
		s := Spell(name)
		spans := s.Beginnings()
		if len(spans) > 1 {
			narrow++
		}
		for _, w := range vocabulary {
			if s.Is(w) && !slices.ContainsFunc(spans, func(x Span) bool { return x.First <= w && w < x.Last }) {
				t.Errorf("%s is the same name as %s, and is not looked for", w, name)
			}
		}
	}
	if narrow < 20 {
		t.Errorf("only %d names of %d leave anything out", narrow, len(vocabulary))
	}
}
