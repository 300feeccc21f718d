package draft

import (
	"strings"
	"unicode"
)

// longestAside is the number of runes that the narrator's words inside a
// quotation may take.
const longestAside = 160

// withoutAsides cuts out of the quotations what the narrator says in their
// midst, which Russian and Ukrainian print inside the marks: «Мы ушли, — сказал
// он, — и не вернулись».
func withoutAsides(r []rune, quotes []quoted) []quoted {
	var out []quoted
	for _, q := range quotes {
		from := q
		for i := q.start + 1; i+2 < q.end; i++ {
			end := asideAt(r, i, q.end)
			if end == 0 {
				continue
			}
			piece := from
			piece.end, piece.cut = i, true
			out = append(out, piece)
			from.start, from.headless = end, true
			i = end
		}
		out = append(out, from)
	}
	return out
}

// asideAt gives where the quotation goes on behind an aside whose first dash
// stands at i, or 0: ", — сказал он, — ".
func asideAt(r []rune, i, end int) int {
	if !dash(r[i]) || r[i-1] != ' ' || r[i+1] != ' ' || i < 2 || !strings.ContainsRune(",.!?…", r[i-2]) {
		return 0
	}
	for k := i + 3; k+1 < end && k < i+longestAside; k++ {
		if strings.ContainsRune("«»“”„\"", r[k]) {
			return 0
		}
		if dash(r[k]) && r[k-1] == ' ' && r[k+1] == ' ' && strings.ContainsRune(",.:", r[k-2]) && (speaks(string(r[i+2:k])) || staged(r[i:k])) {
			return k + 2
		}
	}
	return 0
}

func dash(c rune) bool { return c == '—' || c == '–' || c == '-' }

// staged reports an aside that tells what the speaker does instead of that he
// speaks: ", — Зимин смотрит на воду. — Больше". It names him first.
func staged(aside []rune) bool {
	return unicode.IsUpper(aside[2]) && len(strings.Fields(string(aside))) < 12
}

// speaks reports whether one of the first words of an aside is a verb of saying.
func speaks(aside string) bool {
	for i, w := range strings.Fields(aside) {
		if verbsOfSaying[fold(strings.Trim(w, ",.:"))] {
			return true
		}
		if i == 3 {
			break
		}
	}
	return false
}
