package main

import (
	"embed"
	"fmt"
	"strings"

	"onrecord.dev/onrecord/internal/propose"
)

// files holds the passages, written for this measurement: a language, a text, and for
// each quotation its first words and its speaker; "-" where the text does not tell,
// "none" alone where nobody says what stands in quotation marks.
//
//go:embed passages/*.txt
var files embed.FS

type score struct{ passages, quotes, named, right, open, openRight, stray int }

func passages(o options) error {
	part := o.part
	if part == "train" {
		part = "dev"
	}
	raw, err := files.ReadFile("passages/" + part + ".txt")
	if err != nil {
		return err
	}
	by := map[string]*score{}
	for _, block := range strings.Split("\n"+string(raw), "\n== ")[1:] {
		lang, rest, _ := strings.Cut(block, "\n")
		if by[lang] == nil {
			by[lang] = &score{}
		}
		by[lang].passage(rest, o.misses > 0)
	}
	fmt.Printf("written passages, %s\n", part)
	for _, lang := range []string{"ru", "uk", "ar"} {
		s := by[lang]
		fmt.Printf("  %s: %d passages, %d quotations with a speaker: given %s, right of those %s; left open where the text does not tell %d of %d; proposed where nobody speaks %d\n",
			lang, s.passages, s.quotes, share(s.named, s.quotes), share(s.right, s.named), s.openRight, s.open, s.stray)
	}
	return nil
}

func (s *score) passage(block string, show bool) {
	s.passages++
	var text, marks []string
	for _, line := range strings.Split(strings.TrimSpace(block), "\n") {
		if rest, ok := strings.CutPrefix(line, "> "); ok {
			marks = append(marks, rest)
		} else {
			text = append(text, line)
		}
	}
	whole := strings.Join(text, "\n")
	got := propose.Find([]string{whole}).Sayings
	for _, m := range marks {
		words, speaker, marked := strings.Cut(m, " | ")
		if !marked { // none
			for _, x := range got {
				if x.Kind != propose.Indirect {
					s.stray++
					if show {
						fmt.Printf("STRAY %q by %q in %s\n", x.Text, x.Speaker, whole)
					}
				}
			}
			continue
		}
		at := strings.Index(whole, words)
		x, ok := over(span{at, at + len(words)}, got)
		if speaker == "-" {
			s.open++
			if ok && x.Speaker == "" {
				s.openRight++
			} else if show {
				fmt.Printf("OPEN %q: %v %q\n", words, ok, x.Speaker)
			}
			continue
		}
		s.quotes++
		switch right := ok && fits(x.Speaker, speaker); {
		case ok && x.Speaker != "":
			s.named++
			if right {
				s.right++
				continue
			}
			fallthrough
		default:
			if show {
				fmt.Printf("MISS %q: %q, not %q (found %v) in %s\n", words, x.Speaker, speaker, ok, whole)
			}
		}
	}
}

// fits reports whether a speaker is the right one: his own name or description is in
// it as a whole, and little else.
func fits(got, want string) bool {
	return strings.Contains(got, want) && len(strings.Fields(got)) <= len(strings.Fields(want))+4
}
