package main

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"

	"onrecord.dev/onrecord/bench/peers"
	"onrecord.dev/onrecord/internal/record"
)

// news gives ordinary news in one language, a sentence or paragraph each.
func news(o options, language string) (out []string) {
	if o.fresh {
		return fresh(o, language)
	}
	switch language {
	case "en":
		for _, path := range there(o, "NER/corpus/CoNLL-2003/eng.*") {
			out = append(out, tagged(path)...)
		}
	case "ru":
		for _, path := range there(o, "factRuEval-2016/*set/*.txt") {
			out = append(out, sentences(read(path))...)
		}
		for _, path := range there(o, "BSNLP-2021-Shared-Task/data/datasets/bsnlp/*/raw/ru/*.txt") {
			out = append(out, sentences(read(path))...)
		}
	case "uk":
		for _, path := range there(o, "ner-uk/v2.0/data/ng/*.txt") {
			out = append(out, sentences(read(path))...)
		}
		for _, path := range there(o, "BSNLP-2021-Shared-Task/data/datasets/bsnlp/*/raw/uk/*.txt") {
			out = append(out, sentences(read(path))...)
		}
	case "ar":
		for _, path := range there(o, "Arabic-NER/ANERCorp") {
			out = append(out, tagged(path)...)
		}
	}
	return out
}

// fresh gives text of Universal Dependencies, on which no list of words was tuned.
func fresh(o options, language string) (out []string) {
	bank := map[string]string{"en": "UD_English-*", "ru": "UD_Russian-*", "uk": "UD_Ukrainian-*", "ar": "UD_Arabic-*"}[language]
	for _, path := range there(o, bank+"/*.conllu") {
		for _, l := range lines(path) {
			if text, ok := strings.CutPrefix(l, "# text = "); ok {
				out = append(out, text)
			}
		}
	}
	return out
}

// tagged puts the sentences of a collection with one word a line together again.
func tagged(path string) (out []string) {
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
		}
		b.Reset()
	}
	for _, l := range lines(path) {
		f := strings.Fields(l)
		if len(f) < 2 || f[0] == "-DOCSTART-" {
			flush()
			continue
		}
		if b.Len() > 0 && !strings.Contains(".,;:!?)", f[0]) {
			b.WriteByte(' ')
		}
		b.WriteString(f[0])
		if filepath.Base(path) == "ANERCorp" && (f[0] == "." || f[0] == "؟") {
			flush()
		}
	}
	flush()
	return out
}

// russian brings a Ukrainian spelling to the Russian one: Шахін and Шахин are one name.
var russian = strings.NewReplacer("і", "и", "ї", "и", "є", "е", "ґ", "г")

func sentences(text string) (out []string) {
	for _, l := range strings.Split(text, "\n") {
		for _, s := range strings.SplitAfter(l, ". ") {
			if len(strings.Fields(s)) > 2 {
				out = append(out, s)
			}
		}
	}
	return out
}

// sources draws the people whom a casefile might protect: half with a Slavic
// surname, in Russian, a quarter Western, in English, a quarter Arabic. Surnames
// that stand in the news are not drawn: those hits would be right.
func sources(o options, n int, seed uint64, inNews map[string]bool) (out []string) {
	rnd := rand.New(rand.NewPCG(seed, 7))
	given := map[string][]string{
		"ru": strings.Fields("Иван Сергей Ольга Юлия Пётр Мария Андрей Елена Дмитрий Наталья Тарас Оксана"),
		"en": strings.Fields("John Peter Maria Anna Thomas Laura Hans Pierre Pedro Giulia Kevin Sarah"),
		"ar": strings.Fields("خالد محمد أحمد فاطمة يوسف مريم سمير علي"),
	}
	var slavic, western, arabic []string
	for _, p := range wikidata(o, "wd_russian_16") {
		w := strings.ToLower(p.foreign)
		switch slav := hasEnd(w, "ов", "ев", "ин", "ский", "енко", "ук", "юк", "ова", "ева"); {
		case inNews[w] || inNews[strings.ToLower(p.english)] || len([]rune(w)) < 5:
		case slav:
			slavic = append(slavic, p.foreign)
		default:
			western = append(western, p.english)
		}
	}
	for _, p := range wikidata(o, "wd_arabic_16") {
		if w := strings.ToLower(p.foreign); strings.HasPrefix(w, "ال") && !inNews[w] && !inNews[strings.TrimPrefix(w, "ال")] {
			arabic = append(arabic, p.foreign)
		}
	}
	if len(slavic) == 0 || len(western) == 0 || len(arabic) == 0 {
		return nil
	}
	one := func(list []string) string { return list[rnd.IntN(len(list))] }
	for i := range n {
		switch i % 4 {
		case 0, 1:
			out = append(out, one(given["ru"])+" "+one(slavic))
		case 2:
			out = append(out, one(given["en"])+" "+one(western))
		default:
			out = append(out, one(given["ar"])+" "+one(arabic))
		}
	}
	return out
}

func hasEnd(w string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(w, e) })
}

// alarms measures how often the names of nobody in the news are found there.
func alarms(o options) error {
	texts, inNews := map[string][]string{}, map[string]bool{}
	languages := []string{"en", "ru", "uk", "ar"}
	for _, l := range languages {
		texts[l] = news(o, l)
		for _, s := range texts[l] {
			for _, w := range peers.Words(s) {
				inNews[w], inNews[russian.Replace(w)] = true, true
			}
		}
	}
	for _, n := range []int{20, 200} {
		total := map[string]int{}
		peer := map[string]map[string]int{}
		shown := 0
		for seed := range uint64(o.draws) {
			people := sources(o, n, seed, inNews)
			if people == nil {
				return nil
			}
			g := guard(people[0])
			for i, p := range people[1:] {
				protectIn(g, record.ID(fmt.Sprint("p", i)), p)
			}
			for _, l := range languages {
				for _, s := range texts[l] {
					for _, h := range g.Find(s) {
						total[l]++
						if shown < o.misses {
							shown++
							fmt.Printf("    false alarm (%s, %d): %s is %s in %.120s\n", l, n, s[h.Start:h.End], who(people, h.Actor), s)
						}
					}
				}
			}
			if seed < 2 && n == 20 {
				countPeers(people, texts, peer)
			}
		}
		fmt.Printf("\nFalse alarms per 1,000 sentences, %d people protected (mean of %d draws)\n", n, o.draws)
		for _, l := range languages {
			if len(texts[l]) == 0 {
				continue
			}
			fmt.Printf("  %s  %6d sentences  Onrecord %.3f", l, len(texts[l]), 1000*float64(total[l])/float64(len(texts[l]))/float64(o.draws))
			for _, name := range []string{"Levenshtein 0.70", "Jaro-Winkler 0.88"} {
				if n == 20 {
					fmt.Printf("  %s %.1f", name, 1000*float64(peer[name][l])/float64(len(texts[l]))/2)
				}
			}
			fmt.Println()
		}
	}
	return nil
}

func countPeers(people []string, texts map[string][]string, count map[string]map[string]int) {
	likes := map[string]func(a, b []rune) bool{
		"Levenshtein 0.70":  func(a, b []rune) bool { return peers.Levenshtein(a, b) >= 0.70 },
		"Jaro-Winkler 0.88": func(a, b []rune) bool { return peers.JaroWinkler(a, b) >= 0.88 },
	}
	var surnames [][]rune
	for _, p := range people {
		w := peers.Words(p)
		surnames = append(surnames, []rune(peers.Romanised(w[len(w)-1])))
	}
	for name, like := range likes {
		if count[name] == nil {
			count[name] = map[string]int{}
		}
		known := map[string]bool{}
		for l, list := range texts {
			for _, s := range list {
				for _, w := range peers.Words(s) {
					hit, seen := known[w]
					if !seen {
						r := []rune(peers.Romanised(w))
						hit = slices.ContainsFunc(surnames, func(s []rune) bool { return like(s, r) })
						known[w] = hit
					}
					if hit {
						count[name][l]++
					}
				}
			}
		}
	}
}

// who gives the name of an actor of alarms.
func who(people []string, actor record.ID) string {
	for i, p := range people {
		if record.ID(fmt.Sprint("p", i-1)) == actor || i == 0 && actor == "s" {
			return p
		}
	}
	return ""
}
