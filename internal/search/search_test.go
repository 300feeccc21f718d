package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/problem"
)

func words(text string) (out []string) {
	Tokens(text, func(t Token) bool {
		out = append(out, t.Text)
		return true
	})
	return out
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"Fourteen men, 30,000 roubles":  "fourteen men 30 000 roubles",
		"Лётчик ушёл":                   "летчик ушел",
		"Чайковский":                    "чайковский",
		"Чаи\u0306ковскии\u0306":        "чайковский", // breves of their own
		"за́мок":                        "замок",      // stress
		"Їжак, ґанок, п'ять, п’ять":     "їжак ганок пять пять",
		"don't the army's O'Brien":      "dont the armys o brien",
		"café naïve Straße ŁÓDŹ":        "cafe naive strasse łodz",
		"الجُنُودُ الرِّجال أحمد":       "الجنود الرجال احمد",
		"كـــتاب مدرسة":                 "كتاب مدرسه",
		"sol\u00addier zero\u200bwidth": "soldier zerowidth",
		"士兵 left":                       "士 兵 left",
		"ﬁle Ⅻ":                         "file xii",
		"٢٠١٤ ۲۰۱۴":                     "2014 2014",
		"کتاب کردی":                     "كتاب كردي", // Persian keheh and ye
		"-- … !!":                       "",
		"\uE001kind=letter\uE002 tail":  "\uE001kind=letter tail",
		"\uE001never closed":            "never closed",
		"a\xffb":                        "a b",
	} {
		if got := strings.Join(words(text), " "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestTokenOffsets(t *testing.T) {
	text := "Он ушёл, don't"
	var got []string
	Tokens(text, func(tok Token) bool {
		got = append(got, text[tok.Start:tok.End])
		return true
	})
	if strings.Join(got, "|") != "Он|ушёл|don't" {
		t.Errorf("got %q", got)
	}
}

func TestStemsMeet(t *testing.T) {
	for _, group := range []string{
		"soldier soldiers soldier's", "leave leaves leaving", "deny denies denied denying", "stop stopped stopping", "kill kills killed killing", "class classes", "status",
		"солдат солдата солдату солдатами солдатам солдаты солдатов", "письмо письма письму письмом письмах", "генерал генерала генералом", "могила могилы могилу", "автомобиль автомобили автомобилей", "печать печати",
		"отказались отказалась отказался отказаться", "военный военного военному военными военная",
		"війна війни війну війною війнах", "лист листа листом листами листів", "українська українського українські", "відмовилися відмовилась відмовився",
		"казати казав казала казали казатиме", "рік року роки років", "стіл стола столи столом", "українець українця українці", "рука руки руку руці",
		"навчання навчанням", "відповідальність відповідальності", "солдат солдатів солдатами солдату", "держава держави державою держав", "волонтери волонтерів волонтерами волонтер",
		"говорит говорила говорили говорить", "разрешение разрешения разрешением", "organisation organisations", "connection connected connecting connections",
		"كتاب الكتاب كتابه", "معسكر المعسكر معسكرات", "جنود الجنود والجنود",
		"الجندي جندي والجندي", "مدرسة المدرسة", "رسالة الرسالة رسالات",
	} {
		first := stems(fold(strings.Fields(group)[0]))
		for w := range strings.FieldsSeq(group) {
			s := stems(fold(w))
			if !first.meet(s) {
				t.Errorf("%s: %s gives %q, nothing of %q", group, w, s, first)
			}
			for _, one := range s {
				if one != "" && utf8.RuneCountInString(one) < 2 {
					t.Errorf("%s is cut to %q", w, s)
				}
			}
		}
	}
}

func TestStemsKeepApart(t *testing.T) {
	for _, pair := range []string{"tank task", "солдат солист", "офицер офис", "lord lost", "часть частота", "війна військо", "general generous", "كتاب كلب"} {
		a, b, _ := strings.Cut(pair, " ")
		if stems(fold(a)).meet(stems(fold(b))) {
			t.Errorf("%s and %s meet in %q and %q", a, b, stems(fold(a)), stems(fold(b)))
		}
	}
}

// plain makes a rendered query readable: marks become ‹ and ›.
func plain(q Query) string {
	return strings.NewReplacer(string(markOpen), "‹", string(markClose), "›").Replace(q.FTS5())
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"tank":                       `("tank" OR "‹~tank›")`,
		"tanks":                      `("tanks" OR "‹~tank›")`,
		"tank war":                   `(("tank" OR "‹~tank›") AND ("war" OR "‹~war›"))`,
		`"Tank Division"`:            `("tank division")`,
		`„Танковая дивизия“`:         `("танковая дивизия")`,
		"«танковая дивизия»":         `("танковая дивизия")`,
		"tan*":                       `("tan"*)`,
		`"4th guards div"*`:          `("4th guards div"*)`,
		"30,000":                     `("30 000")`,
		"tank -war":                  `(("tank" OR "‹~tank›") NOT (("war" OR "‹~war›")))`,
		"-war":                       `("‹*›" NOT (("war" OR "‹~war›")))`,
		"a* OR b* c*":                `(("a"*) OR (("b"*) AND ("c"*)))`,
		"(a* OR b*) c*":              `((("a"*) OR ("b"*)) AND ("c"*))`,
		"-(a* OR b*) c*":             `(("c"*) NOT ((("a"*) OR ("b"*))))`,
		"a* NOT b* AND c*":           `(("a"*) AND ("c"*) NOT (("b"*)))`,
		"kind:letter":                `"‹kind=letter›"`,
		"KIND:Letter":                `"‹kind=letter›"`,
		"kind:let*":                  `"‹kind=let›"*`,
		`speaker:"Ministry  of War"`: `"‹speaker=ministry of war›"`,
		"-type:claim id:c-left-14":   `("‹id=c-left-14›" NOT ("‹type=claim›"))`,
		"title:tan*":                 `title : ("tan"*)`,
		"https://example.org/a*":     `("https example org a"*)`,
		"12:30":                      `("12 30")`,
		"well-known":                 `("well known")`,
		"a* - b*":                    `(("a"*) AND ("b"*))`,
		"a* )( b*":                   `(("a"*) AND ("b"*))`,
		"((((a*":                     `("a"*)`,
		"OR a* OR":                   `("a"*)`,
		`NEAR("a*" b*)`:              `(("near" OR "‹~near›") AND (("a") AND ("b"*)))`,
		"kind:x\"; DROP":             `("‹kind=x›" AND ("drop"))`,
	} {
		q, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if got := plain(q); got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{"", "  ", "!!!", "()", "OR", "-", `""`, "kind:", "*", "\uE001x", strings.Repeat("a ", 101), strings.Repeat("я", 2001)} {
		if text == "\uE001x" {
			if q, err := Parse(text); err != nil || strings.Contains(plain(q), "‹x") {
				t.Errorf("a mark in a query: %v %s", err, plain(q))
			}
			continue
		}
		if _, err := Parse(text); problem.KindOf(err) != problem.Usage || err == nil {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	if (Query{}).FTS5() != "" {
		t.Error("the zero query finds something")
	}
}

func TestFieldText(t *testing.T) {
	d := Doc{ID: "letter-1", Type: "evidence", Page: 2, Fields: map[string]string{"speaker": "mod\nWar Ministry", "kind": "letter", "empty": " "}}
	got := strings.NewReplacer(string(markOpen), "‹", string(markClose), "›").Replace(d.FieldText())
	want := "‹*›‹id=letter-1›‹kind=letter›‹page=2›‹speaker=ministry›‹speaker=mod›‹speaker=war›‹speaker=war ministry›‹type=evidence›"
	if got != want {
		t.Errorf("got %s", got)
	}
}

func TestSnippet(t *testing.T) {
	long := strings.Repeat("слово за словом ", 40) + "и вот солдаты ушли из части " + strings.Repeat("дальше ещё слова ", 40)
	for _, c := range []struct{ query, text, want string }{
		{"солдат", long, "…за словом слово за словом слово за словом и вот солдаты ушли из части дальше ещё слова дальше ещё слова дальше ещё слова дальше ещё слова дальше ещё слова…"},
		{"tank", "A\n\ttank   rolled.", "A tank rolled."},
		{`"rolled on"`, "rolled off, then rolled on", "rolled off, then rolled on"},
		{"kind:letter", "The beginning", "The beginning"},
		{"nowhere", "The beginning", "The beginning"},
		{"b", "a\x1b[31m\u202eb", "a[31mb"},
		{"x", "", ""},
	} {
		q, err := Parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		got := q.Snippet(c.text)
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.query, got, c.want)
		}
		if n := utf8.RuneCountInString(got); n > SnippetLength {
			t.Errorf("%s: %d characters", c.query, n)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`a "b c"* -d (e OR f) kind:g`, "«х» OR (", "NOT NOT a", "\uE001x\uE002", "й ё ї", "ال"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err != nil {
			return
		}
		out := q.FTS5()
		if out == "" || strings.Count(out, `"`)%2 != 0 || !utf8.ValidString(out) || strings.ContainsRune(out, 0) {
			t.Errorf("%q renders to %q", s, out)
		}
		if n := utf8.RuneCountInString(q.Snippet(s)); n > SnippetLength {
			t.Errorf("%q: a snippet of %d characters", s, n)
		}
	})
}

func FuzzTokens(f *testing.F) {
	f.Add("Ёлка п'ять don't الجُنود 士兵 ﬁ \uE001a\uE002")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		Tokens(s, func(tok Token) bool {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) || tok.Text == "" {
				t.Errorf("%q: token %+v after %d", s, tok, end)
			}
			if again := fold(tok.Text); !strings.ContainsRune(tok.Text, markOpen) && again != tok.Text && len(s) < 200 {
				t.Errorf("%q folds again to %q", tok.Text, again)
			}
			end = tok.End
			return true
		})
	})
}
