package protect

import (
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

var testKey = Key{1, 2, 3}

func secrets(list ...string) []record.Secret {
	var out []record.Secret
	for _, s := range list {
		out = append(out, record.NewSecret(s))
	}
	return out
}

// guarding gives a guard over one person; a name with a digit, @ or / is an identifier.
func guarding(t testing.TB, names []string, identifiers ...string) *Guard {
	t.Helper()
	g := NewGuard(testKey)
	add(t, g, "s1", names, identifiers...)
	return g
}

func add(t testing.TB, g *Guard, id record.ID, names []string, identifiers ...string) {
	t.Helper()
	e, err := Index(testKey, record.Identity{Names: secrets(names...), Identifiers: secrets(identifiers...)})
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Add(id, e); err != nil {
		t.Fatal(err)
	}
}

// marked gives the text with its hits in angle brackets.
func marked(g *Guard, text string) string {
	var b strings.Builder
	at := 0
	for _, h := range g.Find(text) {
		b.WriteString(text[at:h.Start] + "<" + text[h.Start:h.End] + ">")
		at = h.End
	}
	return b.String() + text[at:]
}

// check compares texts in which the expected hits stand in angle brackets.
func check(t *testing.T, g *Guard, want ...string) {
	t.Helper()
	for _, w := range want {
		text := strings.NewReplacer("<", "", ">", "").Replace(w)
		if got := marked(g, text); got != w {
			t.Errorf("got  %s\nwant %s", got, w)
		}
	}
}

func TestSchemesMeet(t *testing.T) {
	for name, spellings := range map[string]string{
		"Щербаков":    "Shcherbakov Chtcherbakov Ščerbakov Scerbakov Schtscherbakow Szczerbakow Shcherbakoff SHCHERBAKOV shcherbakov",
		"Хрущёв":      "Khrushchev Хрущев Khrushchov Khrouchtchev Chruščëv Chruščev Chruschtschow Hruščev",
		"Чайковский":  "Tchaikovsky Chaykovskiy Chaikovskii Čajkovskij Tschaikowski Chaikovskiy Tchaïkovski",
		"Жуков":       "Zhukov Joukov Žukov Zukov",
		"Цветаев":     "Tsvetaev Tcvetaev Cvetaev Tsvetayev",
		"Кузнецов":    "Kuznetsov Kuznetcov Kuznecov Kouznetsov",
		"Соловьёв":    "Solovyov Soloviev Solovyev Solovev Solov'ev Соловьев Solovjov",
		"Подъячев":    "Podyachev Podieiachev Podiachev Podjačev",
		"Ющенко":      "Yushchenko Iushchenko Iouchtchenko Juščenko",
		"Згурський":   "Zghurskyi Zgursky Zgurskiy",
		"Яценюк":      "Yatsenyuk Iatseniuk Jacenjuk",
		"Гриценчук":   "Hrytsenchuk Gritsenchuk Grytsenchuk",
		"Ельцын":      "Yeltsyn Eltsin Eltsine",
		"Лукьяненко":  "Lukyanenko Lukianenko Лук'яненко Lukjanenko",
		"Майоренко":   "Mayorenko Maiorenko Majorenko",
		"Воробьёвкин": "Vorobyovkin Vorobevkin Vorobievkin",
		"Юхнович":     "Yukhnovich Iukhnovich Juchnovič Ioukhnovitch",
		"Джугашвили":  "Dzhugashvili Djougachvili Jughashvili",
	} {
		g := guarding(t, []string{name})
		full := guarding(t, []string{"Клим " + name})
		for _, s := range append(strings.Fields(spellings), name) {
			check(t, g, "He saw <"+s+"> there.")
			check(t, full, "He saw <"+s+"> there.")
			back := guarding(t, []string{"Klim " + s})
			check(t, back, "Там был <"+name+"> вчера.")
		}
	}
}

func TestGivenNamesMeet(t *testing.T) {
	g := guarding(t, []string{"Юлия Викторовна Щербакова"})
	check(t, g,
		"<Yulia Viktorovna> came.", "<Iuliia Viktorovna>", "<Julija Viktorovna>", "<Юлии Викторовне Щербаковой>",
		"<Щербакова Ю. В>.", "<Ю. В. Щербакова>", "<Ю.В.Щербакова>", "<Shcherbakova, Yulia>", "<Julia Shcherbakova>", "Yulia came.", "Юлия пришла.", "Викторовна",
	)
	check(t, guarding(t, []string{"Євген Гриценчук"}), "<Евгений Гриценчук>", "<Eugene Hrytsenchuk>", "<Evgeny Gritsenchuk>")
}

func TestOrderAndInitials(t *testing.T) {
	for _, name := range []string{"Пётр Алексеевич Иванов", "Иванов Пётр Алексеевич", "Иванов, Пётр Алексеевич", "Иванов П. А.; Пётр Алексеевич"} {
		g := guarding(t, []string{name})
		check(t, g, "<П. Иванов>", "<Иванов П. А>.", "<P. A. Ivanov>", "<Pyotr Alekseevich>", "<Ivanov>", "<Ивановым>",
			"<Пётр И>. ушёл.", "<Peter I>. She left.", "Пётр С. ушёл.", "Peter I. Sidorov", "peter i. left")
	}
}

func TestSomebodyElse(t *testing.T) {
	g := guarding(t, []string{"Pyotr Ivanov"})
	check(t, g,
		"<Ivanov> left.", "<Pyotr Ivanov> left.", "<Peter Ivanov>", "<Петра Иванова>",
		"Sergei Ivanov left.", "Сергею Иванову звонили.", "Sergei Petrovich Ivanov", "Sergei P. Ivanov",
		"He told Sergei. <Ivanov> left.", "Will <Ivanov> testify?", "<Ivanov>, Sergei", "sergei_<ivanov>.pdf", "Ольгу Иванову",
		"said John Ivanov", "Major <Ivanov>",
	)
}

func TestAnywhere(t *testing.T) {
	g := guarding(t, []string{"Pyotr Shcherbakov"})
	check(t, g,
		"interview_<pyotr-shcherbakov>.pdf", "<PyotrShcherbakov>.pdf", "<pyotrshcherbakov>@example.org", "<pshcherbakov>2014.doc", "<PShcherbakov>.doc",
		"https://example.org/wiki/<%D0%A9%D0%B5%D1%80%D0%B1%D0%B0%D0%BA%D0%BE%D0%B2>?x=1", "<Shcherbakov>'s tank", "the <Shcherbakovs>",
		"<Shcher\u00adba\u200bkov>", "<Щ\u0435рба\u0301ков>", "<Shсhеrbаkоv> with Cyrillic letters", "<S h c h e r b a k o v>", "<Щ е р б а к о в>",
		"<SHCHERBAKOV>", "<Shcher-\nbakov>", "<Ｓｈｃｈｅｒｂａｋｏｖ>", "**<Shcherbakov>**", "<&#1065;ербаков>", `{"n":"<\u0429ербаков>"}`, "ex-<Shcherbakov> men",
	)
}
