package publish

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"onrecord.dev/onrecord/internal/record"
)

// Every phrase is there in every language, in that language's script.
func TestWordsAreComplete(t *testing.T) {
	scripts := map[string]*unicode.RangeTable{"en": unicode.Latin, "ru": unicode.Cyrillic, "uk": unicode.Cyrillic, "ar": unicode.Arabic}
	for language, script := range scripts {
		w, in := speak(language + "-XX")
		if in != language {
			t.Fatalf("%s is spoken in %s", language, in)
		}
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			name := language + " " + v.Type().Field(i).Name
			switch f := v.Field(i); f.Kind() {
			case reflect.String:
				checkPhrase(t, name, f.String(), script)
			case reflect.Array:
				for j := range f.Len() {
					checkPhrase(t, name, f.Index(j).String(), script)
				}
			default:
				for _, kind := range record.Vocabulary["evidence.kind"] {
					checkPhrase(t, name+" "+kind, w.Kinds[record.EvidenceKind(kind)], script)
				}
				if len(w.Kinds) != len(record.Vocabulary["evidence.kind"]) {
					t.Errorf("%s: kinds that do not exist", name)
				}
			}
		}
	}
}

func checkPhrase(t *testing.T, name, phrase string, script *unicode.RangeTable) {
	t.Helper()
	if strings.TrimSpace(phrase) == "" {
		t.Errorf("%s is missing", name)
		return
	}
	if strings.HasSuffix(name, " Comma") || strings.HasSuffix(name, " CheckCommand") {
		return
	}
	if !strings.ContainsFunc(phrase, func(r rune) bool { return unicode.Is(script, r) }) {
		t.Errorf("%s is in another script: %s", name, phrase)
	}
}

func TestDatesInWords(t *testing.T) {
	for _, tt := range []struct {
		language string
		time     record.Time
		want     string
	}{
		{"en", "2015-05-06T09:00:00Z", "6 May 2015"}, {"en", "2015-05-06T23:30:00-05:00", "7 May 2015"},
		{"en", "2015-05-06", "6 May 2015"}, {"en", "2015-05", "May 2015"}, {"en", "2015", "2015"}, {"en", "2015~", "about 2015"},
		{"en", "2014-21", "spring 2014"}, {"en", "2014-08/2014-09", "August 2014 – September 2014"}, {"en", "../2014", "… – 2014"}, {"en", "2014/..", "2014 – …"},
		{"en", "201X", "201…"}, {"en", "2014-XX", "2014"}, {"en", "2014-12-XX", "December 2014"}, {"en", "", ""}, {"en", "soon", ""},
		{"ru", "2015-05-06", "6 мая 2015"}, {"ru", "2015-05", "май 2015"}, {"uk", "2015-02-06", "6 лютого 2015"}, {"ar", "2015-05-06", "6 مايو 2015"},
	} {
		b := &builder{}
		b.w, _ = speak(tt.language)
		if got := strings.ReplaceAll(b.dateWords(tt.time), "\u00a0", " "); got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.language, tt.time, got, tt.want)
		}
	}
}

func TestNamesInTheStorysScript(t *testing.T) {
	for story, want := range map[string]string{
		"ru.md": "Кремль", "en.md": "the Kremlin", "ar.md": "الكرملين",
	} {
		in := storyInput(t, story)
		b := newBuilder(in)
		if got := b.publicName("kremlin"); got != want {
			t.Errorf("%s: %q, want %q", story, got, want)
		}
		if got := b.publicName("tank-soldier"); got != "" && story != "en.md" {
			t.Errorf("%s names a source by %q", story, got)
		}
	}
}

func TestLine(t *testing.T) {
	for in, want := range map[string]string{
		"a\n b\t c": "a b c", "a\u202eb": "ab", "\u2067a\u2069": "a", "  ": "", "a\x00b": "a b", "Хво\u0301щ": "Хво\u0301щ", "می\u200cخواهم": "می\u200cخواهم",
	} {
		if got := line(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

// contrast is WCAG's ratio between two colours of a style sheet.
func contrast(t *testing.T, sheet, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, sheet, a), luminance(t, sheet, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, sheet, name string) float64 {
	t.Helper()
	_, rest, ok := strings.Cut(sheet, "--"+name+":#")
	if !ok {
		t.Fatalf("no colour %s", name)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(rest[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
