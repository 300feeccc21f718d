package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/bench/peers"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

var key = protect.Key{1, 2, 3}

func guard(names ...string) *protect.Guard {
	g := protect.NewGuard(key)
	protectIn(g, "s", names...)
	return g
}

func protectIn(g *protect.Guard, id record.ID, names ...string) {
	var secrets []record.Secret
	for _, n := range names {
		secrets = append(secrets, record.NewSecret(n))
	}
	e, err := protect.Index(key, record.Identity{Names: secrets})
	if err == nil {
		err = g.Add(id, e)
	}
	if err != nil {
		panic(err) // a benchmark's own names
	}
}

// finder is a way of finding a person in a text.
type finder struct {
	name string
	find func(m mention) bool
}

func finders() []finder {
	return []finder{
		{"Onrecord", func(m mention) bool {
			for _, h := range guard(append([]string{m.name}, m.all...)...).Find(m.text) {
				if h.Start < m.to && m.from < h.End {
					return true
				}
			}
			return false
		}},
		{"exact, ICAO 9303", words(func(a, b []rune) float64 {
			if string(a) == string(b) {
				return 1
			}
			return 0
		}, 1)},
		{"Levenshtein 0.70", words(peers.Levenshtein, 0.70)},
		{"Jaro-Winkler 0.88", words(peers.JaroWinkler, 0.88)},
	}
}

// words finds the surname, the last word of the name, by likeness to a word.
func words(like func(a, b []rune) float64, least float64) func(m mention) bool {
	return func(m mention) bool {
		for _, name := range append([]string{m.name}, m.all...) {
			w := peers.Words(name)
			surname := []rune(peers.Romanised(w[len(w)-1]))
			for _, t := range peers.Words(m.text[m.from:m.to]) {
				if like(surname, []rune(peers.Romanised(t))) >= least {
					return true
				}
			}
		}
		return false
	}
}

// mentions measures recall on what people wrote about people.
func mentions(o options) error {
	own := func(language string) func(map[string][]string, string) []string {
		return func(names map[string][]string, _ string) []string { return names[language] }
	}
	english := func(_ map[string][]string, id string) []string {
		n := strings.ReplaceAll(strings.TrimPrefix(id, "PER-"), "-", " ")
		if !strings.Contains(n, " ") || strings.ContainsFunc(n, func(r rune) bool { return r >= utf8.RuneSelf }) {
			return nil
		}
		return []string{n}
	}
	measure(o, "FactRuEval-2016: Russian name → inflected Russian", factRuEval(o))
	measure(o, "BSNLP: Russian name → inflected Russian", bsnlp(o, own("ru"), "ru"))
	measure(o, "BSNLP: Ukrainian name → inflected Ukrainian", bsnlp(o, own("uk"), "uk"))
	measure(o, "BSNLP: English name → inflected Russian", bsnlp(o, english, "ru"))
	measure(o, "BSNLP: English name → inflected Ukrainian", bsnlp(o, english, "uk"))
	measure(o, "BSNLP: Russian name → Ukrainian", bsnlp(o, own("ru"), "uk"))
	measure(o, "BSNLP: Ukrainian name → Russian", bsnlp(o, own("uk"), "ru"))
	measure(o, "BSNLP: Russian name → Polish", bsnlp(o, own("ru"), "pl"))
	return nil
}

func measure(o options, title string, ms []mention) {
	if len(ms) == 0 {
		return
	}
	fmt.Printf("\n%s (%s): %d mentions\n", title, o.part, len(ms))
	for i, f := range finders() {
		var t, named peers.Tally
		shown := map[string]bool{}
		people := map[string]*peers.Tally{}
		for _, m := range ms {
			said := f.find(m)
			t.Add(said, true)
			if !m.alias {
				named.Add(said, true)
			}
			if people[m.name] == nil {
				people[m.name] = &peers.Tally{}
			}
			people[m.name].Add(said, true)
			if surface := m.text[m.from:m.to]; i == 0 && !said && len(shown) < o.misses && !shown[m.name+surface] {
				shown[m.name+surface] = true
				fmt.Printf("    missed: %s | %s\n", m.name, surface)
			}
		}
		mean := 0.0
		for _, p := range people {
			mean += p.Recall() / float64(len(people))
		}
		fmt.Printf("  %-20s recall %.3f; mean over %d people %.3f; by the usual surname %.3f of %d\n", f.name, t.Recall(), len(people), mean, named.Recall(), named.TruePos+named.FalseNeg)
	}
}
