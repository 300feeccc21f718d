// Command leak measures how well protected names are found in running text:
// recall on inflected and on cross-script mentions, false alarms on ordinary news,
// and speed, beside exact look-up, Levenshtein and Jaro-Winkler.
//
// It reads public collections from a directory, one clone each, and skips with a
// word what is not there:
//
//	factRuEval-2016              github.com/dialogue-evaluation/factRuEval-2016
//	BSNLP-2021-Shared-Task       github.com/UL-FRI-Zitnik/BSNLP-2021-Shared-Task
//	NETransliteration-COLING2018 github.com/steveash/NETransliteration-COLING2018
//	ner-uk                       github.com/lang-uk/ner-uk
//	NER                          github.com/synalp/NER (CoNLL-2003, English)
//	Arabic-NER                   github.com/HassanAzzam/Arabic-NER (ANERCorp)
//	UD_English-GUM and others    github.com/UniversalDependencies, for -fresh
package main

import (
	"flag"
	"fmt"
	"os"
)

type options struct {
	data, part    string
	only          string
	misses, crowd int
	draws         int
	fresh         bool
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", os.Getenv("ONRECORD_BENCH_DATA"), "directory with the clones")
	flag.StringVar(&o.part, "part", "dev", "dev, test or all: which half of the names")
	flag.IntVar(&o.misses, "misses", 0, "print so many misses and false alarms of each measure (development half only)")
	flag.IntVar(&o.crowd, "entries", 1_000_000, "entries of the guard whose speed is measured")
	flag.IntVar(&o.draws, "draws", 10, "how many times people are drawn for false alarms")
	flag.BoolVar(&o.fresh, "fresh", false, "search the treebanks for false alarms instead of the news")
	flag.StringVar(&o.only, "only", "", "mentions, pairs, alarms or speed alone")
	flag.Parse()
	if o.part != "dev" {
		o.misses = 0
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "leak:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	if o.data == "" {
		fmt.Println("no -data: only speed is measured")
		o.only = "speed"
	}
	for _, m := range []struct {
		name string
		run  func(options) error
	}{{"mentions", mentions}, {"pairs", pairs}, {"alarms", alarms}, {"speed", speed}} {
		if o.only == "" || o.only == m.name {
			if err := m.run(o); err != nil {
				return err
			}
		}
	}
	return nil
}
