package protect

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed given.txt
var givenText string

//go:embed common.txt
var commonText string

// lexicon holds the built-in lists under the keys of keys.go. It never changes.
type lexicon struct {
	given  map[string][]givenName
	common map[key]strength
}

type givenName struct {
	group uint16 // the line: one name across languages
	arab  bool   // an Arabic name before all
	tells bool   // standing before a surname it says that somebody else is meant
	seen  mask
}

// strength says what a form needs in order to count.
type strength byte

const (
	strong  strength = iota // nothing
	capital                 // a capital letter, where the script has them
	lonely                  // a capital letter, and no other capital word beside it
	beside                  // another name or an initial of the same person beside it
	titled                  // a capital letter, and another name or an initial beside it
	small                   // a small letter, or the head of a sentence: Pushkin's, not Pushkinsky square
	behind                  // a capital letter, and a given name of the same person right before it, well known as such
)

// stricter gives what a form needs that needs both.
func stricter(a, b strength) strength {
	if a == behind || b == behind {
		return behind
	}
	if a == titled || b == titled {
		return titled
	}
	if a == beside || b == beside {
		return beside
	}
	return max(a, b)
}

var theLexicon = sync.OnceValue(func() *lexicon {
	l := &lexicon{given: map[string][]givenName{}, common: map[key]strength{}}
	l.readCommon(commonText)
	l.readGiven(givenText)
	return l
})

func (l *lexicon) readCommon(text string) {
	level := capital
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "glue":
			level = beside
		case line == "word":
			level = capital
		case !strings.HasPrefix(line, "#"):
			for _, w := range strings.Fields(line) {
				for _, k := range textKeys(w, firstScript(w)) {
					l.common[k] = max(l.common[k], level)
				}
			}
		}
	}
}

func (l *lexicon) readGiven(text string) {
	var group uint16
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		group++
		arab := firstScript(line) == arabic
		for _, w := range strings.Fields(line) {
			w, known := strings.CutSuffix(w, "*")
			w = strings.ReplaceAll(w, "'", "")
			l.addGiven(w, givenName{group: group, arab: arab, tells: !known})
		}
	}
}

func (l *lexicon) addGiven(w string, g givenName) {
	add := func(key string, seen mask) {
		g.seen = seen
		for i, have := range l.given[key] {
			if have.group == g.group {
				l.given[key][i].seen |= seen
				l.given[key][i].tells = have.tells && g.tells
				return
			}
		}
		l.given[key] = append(l.given[key], g)
	}
	switch firstScript(w) {
	case latin:
		add("f:"+plainWord(w), byLatin)
	case arabic:
		add("a:"+plainWord(w), byArabic)
	case cyrillic:
		for _, s := range soundsCyrillic(w) {
			if len(s) >= 4 {
				add("n:"+s, byLatin|byCyrillic)
			} else {
				add("n:"+s, byCyrillic)
			}
			for _, f := range inflect(s) {
				add("n:"+f, byCyrillic)
			}
		}
	}
}

// givenNames looks a word of a text up among the given names.
func (l *lexicon) givenNames(keys []key) []givenName {
	var out []givenName
	for _, k := range keys {
		if coarse(k.input) {
			continue
		}
		for _, g := range l.given[k.input] {
			if g.seen&k.by == 0 {
				continue
			}
			if l.common[k] > strong {
				g.tells = false
			}
			out = append(out, g)
		}
	}
	return out
}

// coarse reports the forms that many a word shares: frames and patterns.
func coarse(input string) bool { return strings.IndexByte("svytkh", input[0]) >= 0 }

// commonness gives how common a word of a text is that has these forms.
func (l *lexicon) commonness(keys []key) (w strength) {
	for _, k := range keys {
		if !coarse(k.input) {
			w = max(w, l.common[k])
		}
	}
	return w
}

// telling reports whether a coarse form has three consonants and more.
func telling(input string) bool {
	n := 0
	for i := 2; i < len(input); i++ {
		if strings.IndexByte("aeiouAEOIUV", input[i]) < 0 {
			n++
		}
	}
	return n >= 3
}

// weakness gives what a form needs that sounds like a very common word of the
// scripts that see it.
func (l *lexicon) weakness(input string, seen mask) strength {
	var w strength
	for by := byLatin; by <= byBare; by <<= 1 {
		if seen&by != 0 {
			w = max(w, l.common[key{input, by}])
		}
	}
	return w
}

func firstScript(w string) script {
	for _, r := range w {
		return scriptOf(r)
	}
	return other
}

// Words between names that are none themselves, and titles that are cut off.
var particles = wordSet(`van von der den de da di du del della la le el al as ash ad an ar at az er ez dos das zu zum ter ten
 bin ibn ben bint abu umm ould ag oglu ogly uly kyzy ал аль эль ас аш ад ан ар ат бин ибн бен бинт абу умм оглы кызы оглу улы ван фон дер де да ди
 ال بن ابن بنت ابو أبو ابي أبي ام أم`)

var titles = wordSet(`mr mrs ms miss dr prof professor sir madam captain capt major maj colonel col general gen lieutenant lt sergeant sgt corporal cpl private pvt
 г гн гжа господин госпожа доктор профессор капитан майор полковник подполковник генерал лейтенант сержант рядовой пан пані гр гражданин
 السيد السيدة الدكتور دكتور العقيد النقيب الرائد اللواء`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
		set[plainWord(w)] = true
	}
	return set
}
