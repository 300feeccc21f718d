package protect

import "strings"

// Endings of the Russian and Ukrainian cases as they sound (see sound.go), both
// languages and both sexes together: too many forms do no harm, a missing one does.
var (
	possessiveEnds = strings.Fields("a u im e i ix imi oi am ami ovi om ij o ami")                                          // Иванов, Иванова
	adjectiveEnds  = strings.Fields("i ogo omu im om ix imi a u oi e ego emu em ei o")                                      // Ковальский, Толстой, -ая
	nounEnds       = strings.Fields("a u om em e i ovi evi ov ev iv iji am ami ax ei")                                      // Ковальчук, Гайдай, Игорь
	aEnds          = strings.Fields("a i e u oi ei o am ami ax")                                                            // Сорока, Илья, Мария
	oEnds          = strings.Fields("o a u ovi om i iv am ami ax e")                                                        // Шевченко, Дмитро
	slavicEnds     = strings.Fields("ov ev in ski cki enko ko uk Cuk ova eva ina ska cka iC oviC eviC Svili dze an ala oi") // how Slavic and Caucasian surnames end
	surnameEnds    = strings.Fields("ov ev ski cki enko uk ova eva ska cka Svili dze ovic ix")                              // what is hardly ever a given name
)

// inflect gives the other cases of a name by its sound. It generates rather than
// stems, so that only the forms of this name are found.
func inflect(s string) []string {
	n := len(s)
	if n < 3 {
		return nil
	}
	var out []string
	with := func(stem string, ends []string) {
		for _, e := range ends {
			if f := smooth(stem + e); f != s && len(f) > 2 {
				out = appendNew(out, f)
			}
		}
	}
	switch {
	case ends(s, "ov", "ev", "in"):
		with(s, possessiveEnds)
	case ends(s, "iv"): // Петрів: Петрова, Петріва
		with(s, possessiveEnds)
		with(s[:n-2]+"ov", possessiveEnds)
		with(s[:n-2]+"ev", possessiveEnds)
	case n > 4 && ends(s, "ova", "eva", "ina"):
		with(s[:n-1], append([]string{""}, possessiveEnds...))
	case n > 4 && ends(s, "ska", "cka", "skoi"):
		with(strings.TrimRight(s, "aoi"), adjectiveEnds)
	case ends(s, "i"):
		with(s[:n-1], adjectiveEnds)
		with(s[:n-1], nounEnds)
		if ends(s, "oi") {
			with(s[:n-2], adjectiveEnds)
		}
	case ends(s, "a"):
		with(s[:n-1], aEnds)
		with(s, []string{"a", "u", "oi", "i"}) // -ая after a vowel has fallen together with -а
		if alt, ok := map[byte]string{'k': "c", 'g': "z", 'x': "s"}[s[n-2]]; ok {
			with(s[:n-2]+alt, []string{"i"})
		}
	case ends(s, "o"):
		with(s[:n-1], oEnds)
	case ends(s, "e", "u"):
	default:
		with(s, nounEnds)
		with(s, []string{"im"})
		switch {
		case s == "lev":
			with("lv", nounEnds)
		case n > 3 && ends(s, "ec", "ok", "ek", "el", "en"): // Кравец, Кравца
			with(s[:n-2]+s[n-1:], nounEnds)
		case strings.IndexByte("i", s[n-2]) >= 0: // Ніс, Носа; Федір, Федора
			with(s[:n-2]+"o"+s[n-1:], nounEnds)
		}
	}
	return out
}

// What is made of a surname: квагмировский, квагмировцы, квагмировщина.
var followerEnds = strings.Fields("i ev iv am ami ax a u e em")

// derived gives the adjectives and the words for followers that are made of a
// surname, by its sound, in all cases.
func derived(s string) []string {
	var out []string
	n := len(s)
	add := func(stem string) {
		for _, e := range adjectiveEnds {
			out = appendNew(out, smooth(stem+"sk"+e))
		}
		for _, e := range followerEnds {
			out = appendNew(out, smooth(stem+"c"+e))
		}
		for _, e := range []string{"a", "i", "u", "oi", "e"} {
			out = appendNew(out, smooth(stem+"Win"+e))
		}
	}
	switch {
	case n < 4 || ends(s, "ski", "cki", "a", "e", "i", "u"):
	case ends(s, "iv"):
		add(s)
		add(s[:n-2] + "ov")
	case ends(s, "ov", "ev", "in"):
		add(s)
		if !ends(s, "in") {
			add(s[:n-2] + "iv")
		}
	case ends(s, "o"):
		add(s[:n-1] + "ov")
		add(s[:n-1] + "iv")
	default:
		add(s + "ov")
		add(s + "iv")
	}
	return out
}

func ends(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// patronymic reports whether a sound has the shape of a patronymic, and gives the
// father's name as far as it shows.
func patronymic(s string) (father string, ok bool) {
	for _, x := range []string{"ioviC", "ieviC", "oviC", "eviC", "ovna", "evna", "ivna", "iniCna", "iCna", "oviCna", "eviCna"} {
		if strings.HasSuffix(s, x) && len(s) >= len(x)+2 {
			return s[:len(s)-len(x)], true
		}
	}
	if s == "iliC" || s == "kuzmiC" || s == "lukiC" || s == "fomiC" || s == "nikitiC" {
		return s[:len(s)-2], true
	}
	return "", false
}
