package hint

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// says is one statement of a fixture; it has an item of evidence and, unless it is
// on another, speaks for the claim c.
type says struct {
	who   string
	text  string
	basis record.Basis // eyewitness where left out
	quote record.Quote // direct where left out
	exact string
	item  string // text of its evidence
	at    string
	claim string // c where left out
	on    string // evidence; one of its own where left out
	plus  func(*record.Statement)
}

// world is a fixture ready to search.
type world struct {
	*record.Casefile
	m     Material
	pages map[record.ID][]string
}

func casefile(all ...says) *world {
	w := &world{Casefile: record.NewCasefile(), pages: map[record.ID][]string{}}
	for i, s := range all {
		id := record.ID(fmt.Sprintf("st-%d", i+1))
		on, cl := record.ID(s.on), record.ID(s.claim)
		if on == "" {
			on = record.ID(fmt.Sprintf("ev-%d", i+1))
		}
		if cl == "" {
			cl = "c"
		}
		st := &record.Statement{ID: id, Speaker: record.ID(s.who), Evidence: on, Text: s.text, Basis: s.basis, Quote: s.quote, SaidAt: record.Time(s.at)}
		if st.Basis == "" {
			st.Basis = record.Eyewitness
		}
		if st.Quote == "" {
			st.Quote = record.Direct
		}
		if s.exact != "" {
			st.Select = &record.Selector{Exact: s.exact}
		}
		if s.plus != nil {
			s.plus(st)
		}
		w.Actors[st.Speaker] = &record.Actor{ID: st.Speaker, Type: record.Person}
		w.Evidence[on] = &record.Evidence{ID: on, Kind: "interview"}
		if s.item != "" {
			w.pages[on] = []string{s.item}
		}
		w.Statements[id] = st
		w.Claims[cl] = &record.Claim{ID: cl, Text: "Something happened"}
		w.Links[record.LinkKey{Statement: id, Claim: cl}] = &record.Link{Statement: id, Claim: cl, Stance: record.Supports}
	}
	w.m = Material{
		Stance: corroborate.StanceOf, Clean: func(s string) string { return s }, Open: func(*record.Evidence) bool { return true },
		Pages: func(id record.ID) ([]string, error) { return w.pages[id], nil }, Likeness: map[record.ID]record.Likeness{},
	}
	return w
}

func (w *world) find(t *testing.T, claims ...record.ID) []Hint {
	t.Helper()
	w.m.Origins = corroborate.NewOrigins(w.Casefile, corroborate.Options{Now: time.Unix(1e9, 0)})
	out, err := Find(w.Casefile, w.m, claims...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// short gives hints as "kind a b".
func short(hints []Hint) string {
	var out []string
	for _, h := range hints {
		out = append(out, fmt.Sprintf("%s %s %s", h.Kind, h.Statements[0], h.Statements[1]))
	}
	return strings.Join(out, "; ")
}

// filler gives a vocabulary: n statements on another claim, each by somebody else.
func filler(n int, text string) []says {
	var out []says
	for i := range n {
		out = append(out, says{who: fmt.Sprint("f", i), text: fmt.Sprintf(text, 7*i), claim: "other"})
	}
	return out
}

const (
	en = "the column left the barracks before dawn without any written order from the staff"
	ru = "колонна вышла из казарм до рассвета без всякого письменного приказа штаба"
	uk = "колона вийшла з казарм до світанку без жодного письмового наказу штабу"
	ar = "غادر الرتل الثكنات قبل الفجر دون أي أمر مكتوب من القيادة"
)

func TestSentence(t *testing.T) {
	for _, text := range []string{en, ru, uk, ar} {
		for name, c := range map[string]struct {
			all  []says
			want string
		}{
			"two witnesses":        {[]says{{who: "a", text: text}, {who: "b", text: "Well. " + text + "!"}}, "same-sentence st-1 st-2"},
			"three":                {[]says{{who: "a", text: text}, {who: "b", text: text}, {who: "d", text: text}}, "same-sentence st-1 st-2; same-sentence st-1 st-3"},
			"the earlier first":    {[]says{{who: "a", text: text, at: "2015-03"}, {who: "b", text: text, at: "2015-02"}}, "same-sentence st-2 st-1"},
			"other case and marks": {[]says{{who: "a", text: text}, {who: "b", text: strings.ReplaceAll(strings.ToUpper(text), " ", ",  ")}}, "same-sentence st-1 st-2"},
			"one speaker":          {[]says{{who: "a", text: text}, {who: "a", text: text}}, ""},
			"other claims":         {[]says{{who: "a", text: text}, {who: "b", text: text, claim: "d"}}, ""},
			"half of it":           {[]says{{who: "a", text: strings.Join(strings.Fields(text)[:5], " ")}, {who: "b", text: text}}, ""},
			"one passage":          {[]says{{who: "a", text: text, on: "e"}, {who: "b", text: text, on: "e"}}, ""},
			"a position":           {[]says{{who: "a", text: text}, {who: "b", text: text, basis: record.Position}}, ""},
			"withdrawn":            {[]says{{who: "a", text: text}, {who: "b", text: text, plus: func(s *record.Statement) { s.State = record.Withdrawn }}}, ""},
			"derived": {[]says{{who: "a", text: text}, {who: "b", text: text, plus: func(s *record.Statement) {
				s.DerivedFrom = []record.Derivation{{Statement: "st-1"}}
			}}}, ""},
			"one conduit": {[]says{{who: "a", text: text, plus: func(s *record.Statement) { s.Conduit = []record.ID{"z"} }}, {who: "b", text: text, plus: func(s *record.Statement) { s.Conduit = []record.ID{"z"} }}}, ""},
			"quoting a third": {[]says{
				{who: "a", text: "He told us: “" + text + "”, and we believed it"}, {who: "b", text: "I heard him say «" + text + "» myself"}, {who: "d", text: text, claim: "said"},
			}, ""},
			"a phrase of office": {[]says{
				{who: "a", text: text}, {who: "b", text: text}, {who: "d", text: text, claim: "x"}, {who: "e", text: text, claim: "y"}, {who: "g", text: text, claim: "z"},
			}, ""},
			"the desk's words, short":          {[]says{{who: "a", text: text, quote: "indirect", item: "I said something else altogether"}, {who: "b", text: text, quote: "indirect"}}, ""},
			"indirect, as the evidence has it": {[]says{{who: "a", text: text, quote: "indirect", item: "He said that " + text}, {who: "b", text: text, quote: "indirect", item: text}}, "same-sentence st-1 st-2"},
			"indirect, exact words":            {[]says{{who: "a", text: "They left", quote: "indirect", exact: text}, {who: "b", text: "A column left", quote: "indirect", exact: text}}, "same-sentence st-1 st-2"},
			"indirect, nothing to compare":     {[]says{{who: "a", text: text, quote: "indirect"}, {who: "b", text: text, quote: "indirect"}}, "same-sentence st-1 st-2"},
			"indirect, and shorter":            {[]says{{who: "a", text: strings.Join(strings.Fields(text)[:9], " "), quote: "indirect"}, {who: "b", text: text, quote: "indirect"}}, ""},
		} {
			if got := short(casefile(c.all...).find(t)); got != c.want {
				t.Errorf("%s: %.20s…: %q, want %q", name, text, got, c.want)
			}
		}
	}
}

func TestFigure(t *testing.T) {
	for name, c := range map[string]struct {
		a, b  string
		claim func(*record.Claim)
		want  bool
	}{
		"odd":                  {"1,247 rounds were left", "he wrote down 1247 rounds", nil, true},
		"written otherwise":    {"осталось 1 247 снарядов", "залишилось 1.247 снарядів", nil, true},
		"Arabic digits":        {"كان هناك ١٬٢٤٧ قذيفة", "there were 1,247 shells", nil, true},
		"a share":              {"37.4 per cent of them", "37,4 % of the men", nil, true},
		"three digits":         {"137 men were there", "I counted 137", nil, true},
		"round":                {"30,000 men", "about 30 000 people", nil, false},
		"two significant":      {"580 dollars", "580 dollars", nil, false},
		"small":                {"14 men left", "fourteen, 14, left", nil, false},
		"a quarter":            {"1,750 a month", "1750 roubles", nil, false},
		"a year":               {"in 2014 they left", "it was 2014", nil, false},
		"a date":               {"on 12.12.2014", "on 12.12.2014", nil, false},
		"a time":               {"at 16:47:31", "at 16:47:31", nil, false},
		"a machine":            {"a T-7213 tank", "the T-7213", nil, false},
		"an ordinal":           {"the 138th brigade", "the 138th brigade", nil, false},
		"Russian ordinal":      {"138-я бригада", "138-я бригада", nil, false},
		"an article":           {"under article 337 of the law", "Article 337 applies", nil, false},
		"a unit":               {"войсковая часть 54326", "в/ч 54326", nil, false},
		"Arabic article":       {"المادة 337 من القانون", "المادة 337", nil, false},
		"Ukrainian article":    {"стаття 337 кодексу", "за статтею 337", nil, false},
		"a telephone":          {"call 380441234567", "380441234567", nil, false},
		"the claim's, three":   {"137 men", "137 men", func(c *record.Claim) { n := 137.0; c.Quantity = &record.Quantity{Low: &n} }, false},
		"the claim's, in text": {"137 men", "137 men", func(c *record.Claim) { c.Text = "137 men left" }, false},
		"the claim's, four":    {"1,247 men", "1,247 men", func(c *record.Claim) { n := 1247.0; c.Quantity = &record.Quantity{Low: &n, High: &n} }, true},
		"other figures":        {"1,247 rounds", "1,248 rounds", nil, false},
	} {
		w := casefile(says{who: "a", text: c.a}, says{who: "b", text: c.b})
		if c.claim != nil {
			c.claim(w.Claims["c"])
		}
		if got := short(w.find(t)) == "same-figure st-1 st-2"; got != c.want {
			t.Errorf("%s: %v", name, short(w.find(t)))
		}
	}
	everywhere := []says{{who: "a", text: "1,247 men"}, {who: "b", text: "1,247 men"}}
	for i := range 3 {
		everywhere = append(everywhere, says{who: fmt.Sprint("x", i), text: "of the 1,247 men", claim: fmt.Sprint("d", i)})
	}
	if got := short(casefile(everywhere...).find(t)); got != "" {
		t.Errorf("a figure that everybody knows: %s", got)
	}
}

func TestTypo(t *testing.T) {
	for name, c := range map[string]struct {
		filler, a, b string
		want         bool
	}{
		"English":              {"they received order %d", "we recieved nothing", "nobody recieved anything", true},
		"two edits":            {"the administration gave %d orders", "the admnistrtion said so", "ask the admnistrtion", true},
		"a letter doubled":     {"an officer gave %d orders", "an oficer came", "we saw the oficer", true},
		"Russian":              {"это было подразделение %d, сказали мы", "наше подразделенье было там, подрзделение ушло", "подрзделение вышло, мы это видели", true},
		"Ukrainian":            {"їхній підрозділ мав військовослужбовця номер %d", "військовслужбовця бачили ми її", "ми їхнього військовслужбовця знали", true},
		"Arabic":               {"قالت المستشفيات إنها استقبلت %d جريحا", "المسشفيات كانت مغلقة", "رأينا المسشفيات", true},
		"inflected":            {"the soldiers got order %d", "one soldiery came", "a soldiery that", false},
		"Russian, inflected":   {"эти подразделения номер %d", "этими подразделениями", "тех подразделениями", false},
		"Russian prefix":       {"они прибыли в %d часов, это было рано", "они пробыли неделю, это долго", "мы пробыли там, это да", false},
		"American":             {"the organisation sent %d men", "the organization said", "an organization that", false},
		"honour":               {"he was honoured on day %d", "he was honored", "they honored him", false},
		"another word":         {"a conversation of %d minutes", "the conservation of it", "for conservation only", false},
		"a name":               {"they received order %d", "we met Recieved there", "saw Recieved again", false},
		"Ukrainian by Russian": {"эти офицеры получили %d писем", "ці офіцери пішли", "її офіцери теж", false},
		"common itself":        {"they recieved order %d, received it", "we recieved nothing", "nobody recieved anything", false},
		"one of them only":     {"they received order %d", "we recieved nothing", "nobody had anything", false},
	} {
		w := casefile(append([]says{{who: "a", text: c.a}, {who: "b", text: c.b}}, filler(9, c.filler)...)...)
		if got := short(w.find(t, "c")) == "same-typo st-1 st-2"; got != c.want {
			t.Errorf("%s: %q", name, short(w.find(t, "c")))
		}
	}
	w := casefile(append([]says{{who: "a", text: "we recieved it", on: "e"}, {who: "b", text: "he recieved it", on: "e", exact: "he recieved it"}}, filler(9, "they received order %d")...)...)
	if got := short(w.find(t, "c")); got != "" {
		t.Errorf("within one item: %s", got)
	}
	w = casefile(append([]says{{who: "a", text: "saw baltasarov come"}, {who: "b", text: "that baltasarov"}}, filler(9, "the baltazarov bridge, %d")...)...)
	w.Actors["a"].Names = []string{"Ivan Baltasarov"}
	if got := short(w.find(t, "c")); got != "" {
		t.Errorf("a name of an actor: %s", got)
	}
}

// report is some hundred words, the same each time, with a word changed here and there.
func report(changed int) string {
	var b strings.Builder
	for i := range 120 {
		if i%30 < changed {
			fmt.Fprintf(&b, "other%d ", i+changed)
			continue
		}
		fmt.Fprintf(&b, "word%d ", i)
	}
	return b.String()
}

func TestItems(t *testing.T) {
	doc := func(who, item string) says {
		return says{who: who, text: who + " says so", basis: record.Document, item: item}
	}
	w := casefile(doc("a", report(0)), doc("b", report(1)), doc("d", report(9)))
	got := w.find(t)
	if short(got) != "same-text st-1 st-2" || got[0].Proposes.Record != NearDup || !slices.Equal(got[0].Proposes.Evidence, []record.ID{"ev-1", "ev-2"}) {
		t.Fatalf("%+v", got)
	}
	w.Dependence[record.Pair("a", "b")] = &record.Dependence{A: "a", B: "b", Verdict: record.Independent}
	if short(w.find(t)) != "same-text st-1 st-2" {
		t.Error("a note on the speakers says nothing about the files")
	}
	w.Answers[got[0].Fingerprint] = &record.HintAnswer{}
	if len(w.find(t)) != 0 {
		t.Error("an answered hint is shown again")
	}
	clear(w.Answers)
	w.Evidence["ev-1"].NearDupGroup, w.Evidence["ev-2"].NearDupGroup = "g", "g"
	if len(w.find(t)) != 0 {
		t.Error("copies by record are shown again")
	}

	same := casefile(doc("a", en+" "+report(0)), doc("b", en+" "+report(0)))
	same.Statements["st-1"].Text, same.Statements["st-2"].Text = en, en
	if got := short(same.find(t)); got != "same-text st-1 st-2" {
		t.Errorf("the group says it all: %s", got)
	}

	photo := func(who string) says { return says{who: who, text: who + " shows it", basis: record.Recording} }
	w = casefile(photo("a"), photo("b"), photo("d"), says{who: "e", text: "I stand in it"})
	w.m.Likeness["ev-1"] = record.Likeness{Gradient: 0xf0f0, Frequency: 0xff}
	w.m.Likeness["ev-2"] = record.Likeness{Gradient: 0xf0f1, Frequency: 0x1ff}
	w.m.Likeness["ev-3"] = record.Likeness{Gradient: 0xf0f0, Frequency: 0xff00ff00ff00}
	w.m.Likeness["ev-4"] = w.m.Likeness["ev-1"]
	if got := w.find(t); short(got) != "same-photo st-1 st-2" || got[0].Shared != "" {
		t.Errorf("%+v", got)
	}
}

// What is proposed, and that a note on the two silences every hint between them.
func TestProposal(t *testing.T) {
	for name, c := range map[string]struct {
		a, b says
		want Proposal
	}{
		"witnesses":           {says{who: "b", text: en, at: "2015-01"}, says{who: "a", text: en, at: "2015-02"}, Proposal{Record: Dependence, A: "a", B: "b"}},
		"the younger a paper": {says{who: "b", text: en, at: "2015-01"}, says{who: "a", text: en, at: "2015-02", basis: record.Document}, Proposal{Record: DerivedFrom, Statement: "st-2", From: "st-1"}},
		"no times":            {says{who: "b", text: en}, says{who: "a", text: en, basis: record.Document}, Proposal{Record: Dependence, A: "a", B: "b"}},
		"times overlap":       {says{who: "b", text: en, at: "2015"}, says{who: "a", text: en, at: "2015-02", basis: record.Document}, Proposal{Record: Dependence, A: "a", B: "b"}},
		"a figure":            {says{who: "b", text: "1,247 it was", at: "2015-01"}, says{who: "a", text: "1,247 again", at: "2015-02", basis: record.Document}, Proposal{Record: Dependence, A: "a", B: "b"}},
	} {
		w := casefile(c.a, c.b)
		got := w.find(t)
		if len(got) != 1 || !reflect.DeepEqual(got[0].Proposes, c.want) {
			t.Errorf("%s: %+v", name, got)
		}
		for _, v := range []record.Verdict{record.Dependent, record.Independent} {
			w.Dependence[record.Pair("a", "b")] = &record.Dependence{A: "a", B: "b", Verdict: v}
			if got := w.find(t); len(got) != 0 {
				t.Errorf("%s, noted %s: %+v", name, v, got)
			}
		}
	}
}

// Opposing claims are compared with each other, two claims that both oppose a third are not.
func TestOpposing(t *testing.T) {
	w := casefile(says{who: "a", text: en}, says{who: "b", text: en, claim: "d"}, says{who: "x", text: ru, claim: "d"}, says{who: "y", text: ru, claim: "e"})
	w.Claims["c"].Excludes = []record.ID{"d", "e"}
	got := w.find(t)
	if short(got) != "same-sentence st-1 st-2" || !slices.Equal(got[0].Claims, []record.ID{"c", "d"}) {
		t.Errorf("%+v", got)
	}
	if len(w.find(t, "d")) != 1 || len(w.find(t, "e")) != 0 {
		t.Error("by claim")
	}
	w.Links[record.LinkKey{Statement: "st-1", Claim: "c"}].Stance = record.Context
	if got := w.find(t); len(got) != 0 {
		t.Errorf("context never counts: %+v", got)
	}
}

// Protected strings are in nothing that comes out, and do not decide its fingerprint.
func TestClean(t *testing.T) {
	const name = "Zlatoust Quillfeather"
	clean := func(s string) string { return strings.ReplaceAll(s, name, record.SealedMark) }
	with := func(who string) string {
		return "we saw " + who + " and then " + en + " and 1,247 shells of " + who
	}
	w := casefile(says{who: "a", text: with(name)}, says{who: "b", text: with(name)})
	w.m.Clean = clean
	got := w.find(t)
	if len(got) != 1 || strings.Contains(fmt.Sprintf("%+v", got), "Zlatoust") || !strings.Contains(got[0].Shared, en) {
		t.Fatalf("%+v", got)
	}
	other := casefile(says{who: "a", text: clean(with(name))}, says{who: "b", text: clean(with(name))})
	other.m.Clean = clean
	if o := other.find(t); len(o) != 1 || o[0].Fingerprint != got[0].Fingerprint {
		t.Error("the fingerprint tells something of the name")
	}
	alone := casefile(says{who: "a", text: name + " was there, 1,247 times"}, says{who: "b", text: name + " was there, 1,247 times"})
	alone.m.Clean = func(s string) string { return strings.ReplaceAll(clean(s), "1,247", record.SealedMark) }
	if got := alone.find(t); len(got) != 0 {
		t.Errorf("what is shared is sealed: %+v", got)
	}
	closed := casefile(says{who: "a", text: en}, says{who: "b", text: en})
	closed.m.Open = func(e *record.Evidence) bool { return e.ID != "ev-1" }
	if got := closed.find(t); len(got) != 0 {
		t.Errorf("what a reader must not open: %+v", got)
	}
}

// The order in which records come never matters: maps give another each time.
func TestDeterministic(t *testing.T) {
	var all []says
	for i := range 40 {
		all = append(all, says{who: fmt.Sprint("a", i%13), text: []string{en, ru, uk, ar, "1,247 shells"}[i%5] + fmt.Sprint(" and ", i), claim: fmt.Sprint("c", i%3)})
	}
	w := casefile(all...)
	w.Claims["c0"].Excludes = []record.ID{"c1"}
	want := w.find(t)
	if len(want) < 6 {
		t.Fatal("too little to tell", len(want))
	}
	for range 5 {
		if got := w.find(t); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\n%+v", got, want)
		}
	}
}
