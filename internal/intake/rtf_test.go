package intake

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// escapes writes text as RTF does in a code page.
func escapes(t *testing.T, page *charmap.Charmap, s string) string {
	t.Helper()
	const hex = "0123456789abcdef"
	var b strings.Builder
	for _, c := range encoded(t, page, s) {
		b.WriteString(`\'` + string(hex[c>>4]) + string(hex[c&15]))
	}
	return b.String()
}

func TestRTF(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		want   []string
		title  string
	}{
		"plain":           {`{\rtf1\ansi{\fonttbl\f0 Arial;}{\colortbl;\red0;}{\info{\title On \b it}{\author Somebody}}Hello\par World{\*\generator Riched20;}}`, []string{"Hello\nWorld"}, "On it"},
		"ukrainian page":  {`{\rtf1\ansi\ansicpg1251 ` + escapes(t, charmap.Windows1251, "Їх було 14") + `}`, []string{"Їх було 14"}, ""},
		"font's charset":  {`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset178 B;}{\f2\fcharset204 C;}}\f1 ` + escapes(t, charmap.Windows1256, "قال") + `\f2  ` + escapes(t, charmap.Windows1251, "сказал") + `\f0  caf\'e9}`, []string{"قال сказал café"}, ""},
		"by number":       {`{\rtf1\uc1\u1030?\u1074?\u-10179?\u-8704? {\uc0\u1040}{\uc2\u1041 ab}\uc1\u1042\'3f!}`, []string{"Ів😀 АБВ!"}, ""},
		"without repeats": {`{\rtf1\u1040\u1041 ?\u1042?x}`, []string{"АБВx"}, ""},
		"pages":           {`{\rtf1 a\page b}`, []string{"a", "b"}, ""},
		"table":           {`{\rtf1\trowd a\cell\cell c\cell\row d}`, []string{"a\t\tc\nd"}, ""},
		"beside": {`{\rtf1 Go{\footnote See order 7.} now {\deleted not }{\v unseen}please{\*\atnauthor Olha}{\*\annotation Who?}\par Next\v0 .}`,
			[]string{"Go now please\n[footnote] See order 7.\n[deleted] not\n[hidden] unseen\n[comment by Olha] Who?\nNext."}, ""},
		"passed over": {`{\rtf1 a{\pict 89504e47}{\*\unknown b {c}}{\object{\*\objdata 00}{\result d}}\bin3 {{{e}`, []string{"ade"}, ""},
		"marks":       {`{\rtf1 a\tab b\emdash c\~d\_e\{f\}\\g\line h}`, []string{"a\tb—c\u00a0d\u2011e{f}\\g\nh"}, ""},
		"cut":         {`{\rtf1 a{\b b\'e`, []string{"ab"}, ""},
	} {
		got, err := Extract("a.rtf", []byte(c.source), DefaultLimits())
		if err != nil || strings.Join(got.Pages, "|") != strings.Join(c.want, "|") || got.Title != c.title {
			t.Errorf("%s: %q %q %v", name, got.Pages, got.Title, err)
		}
	}
	for name, c := range map[string]struct {
		source string
		want   Fault
	}{
		"deep": {`{\rtf1` + strings.Repeat("{", 5000), Damaged},
		"much": {`{\rtf1 ` + strings.Repeat("x", 200), TooMuchText},
	} {
		if _, err := Extract("a.rtf", []byte(c.source), Limits{Bytes: 1 << 20, Pages: 5, Chars: 100}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}}\f0\'cf\u1040?{\footnote a}{\*\annotation b}\page\v c}`))
	f.Add([]byte(`{\rtf1{\info{\title x}}\bin99999999 \u-1\uc-5\cell\row`))
	limits := Limits{Bytes: 1 << 20, Pages: 50, Chars: 5000, Depth: 8}
	f.Fuzz(func(t *testing.T, data []byte) {
		pages, _, err := extractRTF(data, limits)
		var fault Fault
		if err != nil && !errors.As(err, &fault) {
			t.Fatal(err)
		}
		if len(pages) > limits.Pages || len([]rune(strings.Join(pages, ""))) > limits.Chars {
			t.Errorf("%d pages beyond the limits", len(pages))
		}
	})
}
