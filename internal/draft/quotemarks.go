package draft

import (
	"slices"
	"unicode"
)

// quoted is a quotation in the runes of a block, marks included. An open one has
// no closing mark.
type quoted struct {
	start, end int
	open       bool
	headless   bool // the opening mark stands before it: in an earlier paragraph, before an aside
	cut        bool // it ends before an aside, without a closing mark
}

// closing gives the marks that can close a quotation, by its opening mark.
var closing = map[rune]string{
	'“': "”\"", '„': "“”\"", '«': "»", '‘': "’", '‚': "‘’", '‹': "›", '"': "\"”", '\'': "'’",
	'»': "«", '「': "」", '『': "』", '‟': "”",
}

const maxQuoteDepth = 6

// marks finds the quotations of a block; left lists the opening marks that stayed
// unclosed, outermost first. before is the opening mark of a quotation that an
// earlier paragraph left open, or 0.
func marks(r []rune, before rune) (found []quoted, left []quoted) {
	var stack []int
	top := func() rune {
		if len(stack) == 0 {
			return 0
		}
		return r[stack[len(stack)-1]]
	}
	for i, c := range r {
		if !slices.Contains([]rune("“”„‟«»‘’‚‹›\"'「」『』"), c) {
			continue
		}
		if depth := closes(r, i, stack); depth >= 0 {
			found = append(found, quoted{start: stack[depth], end: i + 1})
			stack = stack[:depth]
			before = 0
			continue
		}
		switch {
		case before != 0 && len(stack) == 0 && closesMark(before, c) && !opens(r, i, top()):
			found = append(found, quoted{start: 0, end: i + 1, headless: true})
			before = 0
		case opens(r, i, top()) && len(stack) < maxQuoteDepth:
			stack = append(stack, i)
		}
	}
	for _, i := range stack {
		// A lone ‘ or ' is an apostrophe more often than a quotation without end.
		if r[i] != '\'' && r[i] != '‘' && r[i] != '‚' {
			left = append(left, quoted{start: i, end: len(r), open: true})
		}
	}
	slices.SortStableFunc(found, func(a, b quoted) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	return found, left
}

func closesMark(open, c rune) bool {
	return slices.Contains([]rune(closing[open]), c)
}

// closes gives which open quotation (an index into the stack) the mark at i closes, or -1.
func closes(r []rune, i int, stack []int) int {
	c := r[i]
	for d := len(stack) - 1; d >= 0; d-- {
		if !closesMark(r[stack[d]], c) || stack[d]+1 == i {
			continue
		}
		switch c {
		case '"':
			if measure(r, i) {
				return -1
			}
			// “ "A" ” and "A "B" C": a mark between a space and a word opens.
			if spaceBefore(r, i) && !spaceAfter(r, i) && wordAt(r, i+1) {
				return -1
			}
		case '\'', '’':
			if wordAt(r, i+1) || (spaceBefore(r, i) && r[i] == '\'') || possessive(r, i) {
				return -1
			}
		case '“', '‘': // closes „…“ and ‚…‘, opens otherwise
			if r[stack[d]] != '„' && r[stack[d]] != '‚' {
				return -1
			}
			if spaceBefore(r, i) && wordAt(r, i+1) {
				return -1
			}
		}
		return d
	}
	return -1
}

// possessive reports whether the mark at i is an apostrophe after a plural s, for
// a better closing mark follows before anything opens again.
func possessive(r []rune, i int) bool {
	if i == 0 || (r[i-1] != 's' && r[i-1] != 'S') {
		return false
	}
	for j := i + 1; j < len(r) && j < i+400; j++ {
		switch r[j] {
		case '‘', '“', '”', '«', '»':
			return false
		case '\'':
			if spaceBefore(r, j) && wordAt(r, j+1) {
				return false
			}
			if !wordAt(r, j+1) {
				return true
			}
		case '’':
			if !wordAt(r, j+1) {
				return true
			}
		}
	}
	return false
}

// opens reports whether the mark at i opens a quotation.
func opens(r []rune, i int, inside rune) bool {
	switch r[i] {
	case '„', '‟', '«', '‹', '「', '『':
		return i+1 < len(r)
	case '»': // as some German books have it
		return spaceBefore(r, i) && wordAt(r, i+1) && inside != '«'
	case '“':
		return i+1 < len(r) && !(inside == '„' && !spaceBefore(r, i))
	case '‚':
		return i+1 < len(r) && !spaceAfter(r, i) && !wordBefore(r, i)
	case '‘':
		if elision(r, i) {
			return false
		}
		return !wordBefore(r, i) && !spaceAfter(r, i)
	case '"':
		return !measure(r, i) && !wordBefore(r, i) && i+1 < len(r)
	case '\'':
		if wordBefore(r, i) || spaceAfter(r, i) || elision(r, i) {
			return false
		}
		for j := i + 2; j < len(r) && j < i+600; j++ { // it must close somewhere
			if r[j] == '\'' && !wordAt(r, j+1) && !spaceBefore(r, j) {
				return true
			}
		}
	}
	return false
}

// elision reports marks like those of '90s, 'tis and rock 'n' roll.
func elision(r []rune, i int) bool {
	word := ""
	for j := i + 1; j < len(r) && j < i+6 && (unicode.IsLetter(r[j]) || unicode.IsDigit(r[j])); j++ {
		word += string(unicode.ToLower(r[j]))
	}
	switch word {
	case "n", "tis", "twas", "em", "til", "cause":
		return true
	}
	return len(word) == 3 && unicode.IsDigit(rune(word[0])) && unicode.IsDigit(rune(word[1])) && word[2] == 's'
}

// measure reports marks of feet, inches, minutes and seconds: 5'10", 12" gun.
func measure(r []rune, i int) bool {
	if i == 0 || !unicode.IsDigit(r[i-1]) {
		return false
	}
	j := i - 1
	for j >= 0 && j > i-20 && (unicode.IsDigit(r[j]) || r[j] == '.') {
		j--
	}
	if j >= 0 && (r[j] == '\'' || r[j] == '’' || r[j] == '′') {
		return true
	}
	for ; j >= 0 && j > i-maxLook; j-- { // an open straight mark before it: this one closes
		if r[j] == '"' || r[j] == '“' || r[j] == '„' {
			return false
		}
	}
	return true
}

func spaceBefore(r []rune, i int) bool { return i == 0 || r[i-1] == ' ' }
func spaceAfter(r []rune, i int) bool  { return i+1 >= len(r) || r[i+1] == ' ' }
func wordBefore(r []rune, i int) bool  { return i > 0 && wordAt(r, i-1) }
func wordAt(r []rune, i int) bool {
	return i >= 0 && i < len(r) && (unicode.IsLetter(r[i]) || unicode.IsDigit(r[i]))
}
