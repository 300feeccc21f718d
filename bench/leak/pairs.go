package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// pair is a name's word in English and in another script.
type pair struct{ english, foreign string }

// wikidata gives the pairs of words of people's names that occur at least twice.
func wikidata(o options, file string) (out []pair) {
	for _, path := range there(o, "NETransliteration-COLING2018/data/"+file) {
		for _, l := range lines(path) {
			f := strings.Split(l, "\t")
			if len(f) < 3 || strings.ContainsAny(f[0], " .'") {
				continue
			}
			if n, err := strconv.Atoi(f[2]); err != nil || n < 2 || !o.has(f[0]) {
				continue
			}
			p := pair{titled(f[0]), titled(strings.ReplaceAll(f[1], " ", ""))}
			if len([]rune(p.english)) >= 4 && len([]rune(p.foreign)) >= 4 {
				out = append(out, p)
			}
		}
	}
	return out
}

func titled(w string) string {
	r := []rune(w)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// pairs measures recall on made-up people whose names are words of Wikidata's
// people: one word as the given name, the next as the surname.
func pairs(o options) error {
	for _, c := range []struct {
		title, file string
		reverse     bool
		before      string
	}{
		{"Wikidata: English name → Russian text", "wd_russian_16", false, "Вчера "},
		{"Wikidata: Russian name → English text", "wd_russian_16", true, "Yesterday "},
		{"Wikidata: English name → Arabic text", "wd_arabic_16", false, "قال "},
		{"Wikidata: Arabic name → English text", "wd_arabic_16", true, "Yesterday "},
	} {
		list := wikidata(o, c.file)
		if len(list) == 0 {
			continue
		}
		if c.reverse {
			for i := range list {
				list[i].english, list[i].foreign = list[i].foreign, list[i].english
			}
		}
		list = list[:min(len(list), 4000)]
		slices.SortStableFunc(list, func(a, b pair) int { return strings.Compare(peersOrder(a.english), peersOrder(b.english)) })
		var full, alone []mention
		for i := 1; i < len(list); i++ {
			g, s := list[i-1], list[i]
			m := mention{name: g.english + " " + s.english, from: len(c.before)}
			m.to = m.from + len(g.foreign) + 1 + len(s.foreign)
			m.text = c.before + g.foreign + " " + s.foreign + "."
			full = append(full, m)
			if len(guard(m.name).Find(s.english+".")) == 0 {
				continue // a given name: by rule it does not count alone, in its own script either
			}
			m.to = m.from + len(s.foreign)
			m.text = c.before + s.foreign + "."
			alone = append(alone, m)
		}
		measure(o, c.title+", full name", full)
		measure(o, c.title+", surname alone", alone)
	}
	return nil
}

// peersOrder mixes the list without chance.
func peersOrder(w string) string { return fmt.Sprint(len(w)*7919%13) + reversed(w) }

func reversed(w string) string {
	r := []rune(w)
	slices.Reverse(r)
	return string(r)
}
