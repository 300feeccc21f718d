package protect

import "strings"

// Japanese names are syllables, and Polivanov's table gives each of them one
// spelling in Cyrillic: Yoshida, Ёсида; Fujimoto, Фудзимото; Chiba, Тиба.

var kana = []struct{ from, to string }{
	{"shi", "si"}, {"sh", "sj"}, {"chi", "ti"}, {"ch", "tj"}, {"tsu", "cu"}, {"ts", "c"}, {"ji", "dzi"}, {"j", "dzj"}, {"z", "dz"}, {"ky", "kj"}, {"gy", "gj"}, {"ny", "nj"}, {"hy", "xj"}, {"by", "bj"}, {"py", "pj"}, {"my", "mj"}, {"ry", "rj"},
	{"k", "k"}, {"g", "g"}, {"s", "s"}, {"t", "t"}, {"d", "d"}, {"n", "n"}, {"h", "x"}, {"f", "f"}, {"b", "b"}, {"p", "p"}, {"m", "m"}, {"r", "r"}, {"w", "v"}, {"y", "j"},
}

// polivanov gives the sound of a lower-case Latin word in Cyrillic if it is made of
// Japanese syllables.
func polivanov(w string) (string, bool) {
	w = plainWord(w)
	var b strings.Builder
	for i := 0; i < len(w); {
		if i+1 < len(w) && w[i] == w[i+1] && strings.IndexByte("kstpc", w[i]) >= 0 { // Hattori
			i++
		}
		if w[i] == 'n' && (i+1 == len(w) || strings.IndexByte("aiueoy", w[i+1]) < 0) {
			if i+1 < len(w) && strings.IndexByte("bmp", w[i+1]) >= 0 {
				b.WriteByte('m')
			} else {
				b.WriteByte('n')
			}
			i++
			continue
		}
		before := ""
		for _, k := range kana {
			if rest := w[i:]; strings.HasPrefix(rest, k.from) {
				n := len(strings.TrimRight(k.from, "iu"))
				before = strings.TrimRight(k.to, "iu")
				i += n
				break
			}
		}
		if i == len(w) || strings.IndexByte("aiueo", w[i]) < 0 {
			return "", false
		}
		if v := w[i]; v == 'o' && strings.HasSuffix(before, "j") { // ё
			b.WriteString(before + "e")
		} else {
			b.WriteString(before + string(v))
		}
		i++
	}
	return b.String(), b.Len() > 2
}
