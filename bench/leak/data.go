package main

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/bench/peers"
)

// mention is one place where a person is named with the surname.
type mention struct {
	name  string   // under which the person is protected
	all   []string // further names of the same person
	text  string   // around the mention
	from  int      // bytes
	to    int
	alias bool // the mention has another surname than most full mentions of the person
}

func (o options) has(name string) bool {
	return o.part == "all" || peers.Dev(name) == (o.part == "dev")
}

// there gives the paths of a collection, none and a word where it is not there.
func there(o options, pattern string) []string {
	paths, err := filepath.Glob(filepath.Join(o.data, pattern))
	if err != nil || len(paths) == 0 {
		fmt.Println("skipped, not there:", pattern)
	}
	slices.Sort(paths)
	return paths
}

func lines(path string) []string {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	var out []string
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		out = append(out, in.Text())
	}
	return out
}

func read(path string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(string(b), "\ufeff")
}

// factRuEval gives the mentions of persons with given name and surname.
func factRuEval(o options) (out []mention) {
	for _, path := range there(o, "factRuEval-2016/*set/*.coref") {
		base := strings.TrimSuffix(path, ".coref")
		runes := []rune(read(base + ".txt"))
		people := map[string]string{} // object -> name
		var ids []string
		parts := map[string]string{}
		for _, l := range append(lines(path), "") {
			f := strings.Fields(l)
			switch {
			case len(f) == 0:
				if parts["firstname"] != "" && parts["lastname"] != "" {
					for _, id := range ids {
						people[id] = strings.TrimSpace(parts["firstname"] + " " + parts["lastname"])
					}
				}
				ids, parts = nil, map[string]string{}
			case len(ids) == 0:
				ids = f[1:]
			default:
				parts[f[0]] = strings.Join(f[1:], " ")
			}
		}
		spans := map[string][]string{}
		for _, l := range lines(base + ".spans") {
			if f := strings.Fields(l); len(f) > 3 {
				spans[f[0]] = f
			}
		}
		for _, l := range lines(base + ".objects") {
			f := strings.Fields(l)
			if len(f) < 3 || f[1] != "Person" || people[f[0]] == "" || !o.has(people[f[0]]) {
				continue
			}
			from, to, surname := len(runes), 0, false
			for _, id := range f[2:] {
				s := spans[id]
				if id == "#" || s == nil {
					break
				}
				at, _ := strconv.Atoi(s[2])
				n, _ := strconv.Atoi(s[3])
				from, to, surname = min(from, at), max(to, at+n), surname || s[1] == "surname"
			}
			if surname && to <= len(runes) {
				out = append(out, around(people[f[0]], runes, from, to))
			}
		}
	}
	return out
}

// around cuts the surroundings of a mention out of a text.
func around(name string, runes []rune, from, to int) mention {
	a, b := max(0, from-80), min(len(runes), to+80)
	for a > 0 && runes[a] != ' ' && runes[a] != '\n' {
		a--
	}
	head := string(runes[a:from])
	return mention{name: name, text: head + string(runes[from:to]) + string(runes[to:b]), from: len(head), to: len(head) + len(string(runes[from:to]))}
}

// bsnlp gives the mentions of persons in one language. names gives the names of a
// person by which he is protected, by language.
func bsnlp(o options, protectBy func(names map[string][]string, id string) []string, in string) (out []mention) {
	names := map[string]map[string][]string{} // id -> language -> names of two words and more
	type row struct{ path, surface, lemma, id string }
	var rows []row
	for _, path := range there(o, "BSNLP-2021-Shared-Task/data/datasets/bsnlp/*/annotated/*/*.out") {
		language := filepath.Base(filepath.Dir(path))
		raw := strings.Replace(strings.TrimSuffix(path, ".out"), "/annotated/", "/raw/", 1)
		if !strings.HasSuffix(raw, ".txt") {
			if _, err := os.Stat(raw); err != nil {
				raw += ".txt"
			}
		}
		for _, l := range lines(path) {
			f := strings.Split(l, "\t")
			if len(f) < 4 || f[2] != "PER" || !strings.HasPrefix(f[3], "PER-") {
				continue
			}
			if strings.Contains(f[1], " ") {
				if names[f[3]] == nil {
					names[f[3]] = map[string][]string{}
				}
				if !slices.Contains(names[f[3]][language], f[1]) {
					names[f[3]][language] = append(names[f[3]][language], f[1])
				}
			}
			if language == in {
				rows = append(rows, row{raw, f[0], f[1], f[3]})
			}
		}
	}
	count := map[string]map[string]int{} // id -> surname -> full mentions in this language
	for _, r := range rows {
		if w := peers.Words(r.lemma); len(w) > 1 {
			if count[r.id] == nil {
				count[r.id] = map[string]int{}
			}
			count[r.id][w[len(w)-1]]++
		}
	}
	for _, r := range rows {
		full := names[r.id]
		if len(full[in]) == 0 || !o.has(r.id) {
			continue
		}
		by := protectBy(full, r.id)
		if len(by) == 0 || !strings.Contains(r.lemma, " ") && !surnameOf(r.lemma, full[in]) {
			continue // the given name alone is not asked for
		}
		text := read(r.path)
		for at := 0; ; {
			i := strings.Index(text[at:], r.surface)
			if i < 0 {
				break
			}
			i += at
			at = i + len(r.surface)
			if inside(text, i, at) {
				continue
			}
			from := len([]rune(text[:i]))
			m := around(by[0], []rune(text), from, from+len([]rune(r.surface)))
			m.all = by[1:]
			if w := peers.Words(r.lemma); len(w) > 0 {
				m.alias = w[len(w)-1] != commonest(count[r.id])
			}
			out = append(out, m)
			break
		}
	}
	return out
}

// commonest gives the word that is counted most often, of several the first.
func commonest(count map[string]int) (best string) {
	for _, w := range slices.Sorted(maps.Keys(count)) {
		if count[w] > count[best] {
			best = w
		}
	}
	return best
}

func surnameOf(word string, full []string) bool {
	return slices.ContainsFunc(full, func(n string) bool { return strings.HasSuffix(strings.ToLower(n), " "+strings.ToLower(word)) })
}

// inside reports whether letters stand right before or after [from, to).
func inside(text string, from, to int) bool {
	letter := func(s string, last bool) bool {
		w := peers.Words(s)
		if len(w) == 0 {
			return false
		}
		if last {
			return strings.HasSuffix(strings.ToLower(s), w[len(w)-1])
		}
		return strings.HasPrefix(strings.ToLower(s), w[0])
	}
	return letter(text[max(0, from-12):from], true) && !strings.ContainsAny(text[max(0, from-1):from], " \n\"(«-") || letter(text[to:min(len(text), to+12)], false)
}
