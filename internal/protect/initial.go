package protect

import "unicode/utf8"

// How a name's first letter may be abbreviated in the other script.
var (
	initialOfCyrillic = map[rune][]string{
		'а': {"a"}, 'б': {"b"}, 'в': {"v", "w"}, 'г': {"g", "h"}, 'ґ': {"g"}, 'д': {"d"}, 'е': {"e", "y", "ye", "ie", "je"}, 'є': {"e", "y", "ye", "ie", "je"},
		'ё': {"e", "y", "yo", "io"}, 'ж': {"zh", "j", "z"}, 'з': {"z"}, 'и': {"i", "y"}, 'і': {"i"}, 'ї': {"yi", "i"}, 'й': {"y", "i", "j"}, 'к': {"k", "c"},
		'л': {"l"}, 'м': {"m"}, 'н': {"n"}, 'о': {"o"}, 'п': {"p"}, 'р': {"r"}, 'с': {"s"}, 'т': {"t"}, 'у': {"u", "ou"}, 'ф': {"f", "ph"},
		'х': {"kh", "h", "ch", "k"}, 'ц': {"ts", "c", "t"}, 'ч': {"ch", "c", "tch"}, 'ш': {"sh", "s", "ch"}, 'щ': {"shch", "s"}, 'э': {"e"},
		'ю': {"yu", "iu", "ju", "y", "j"}, 'я': {"ya", "ia", "ja", "y"},
	}
	initialOfLatin = map[rune][]string{
		'a': {"а"}, 'b': {"б"}, 'c': {"к", "ц", "с", "ч"}, 'd': {"д"}, 'e': {"е", "э", "є"}, 'f': {"ф"}, 'g': {"г", "д"}, 'h': {"х", "г"}, 'i': {"и", "і", "ю", "я", "е"},
		'j': {"й", "ж", "д", "ю", "я"}, 'k': {"к", "х"}, 'l': {"л"}, 'm': {"м"}, 'n': {"н"}, 'o': {"о"}, 'p': {"п"}, 'q': {"к"}, 'r': {"р"}, 's': {"с", "ш"},
		't': {"т", "ц"}, 'u': {"у", "ю"}, 'v': {"в"}, 'w': {"в", "у"}, 'x': {"х", "к"}, 'y': {"ю", "я", "е", "и", "й"}, 'z': {"з", "ж"},
	}
)

// initials enters what a given name, a patronymic or a surname may be abbreviated to.
func (ix *indexer) initials(t token, as role) {
	first, _ := utf8.DecodeRuneInString(t.word)
	e := entry{role: as, seen: byAny}
	ix.add("i:"+string(first), e)
	ix.add("i:"+plain(first), e)
	for _, s := range initialOfCyrillic[first] {
		ix.add("i:"+s, e)
	}
	if r, _ := utf8.DecodeRuneInString(plain(first)); t.script == latin {
		for _, s := range initialOfLatin[r] {
			ix.add("i:"+s, e)
		}
	}
}

// beforeInitial reports whether what looks like an initial follows the unit.
func (s *search) beforeInitial(u *unit) bool {
	i := u.to
	return i < len(s.pieces) && s.pieces[i].before <= space && utf8.RuneCountInString(s.pieces[i].word) <= 4 && s.pieces[i].end < len(s.text) && s.text[s.pieces[i].end] == '.'
}

// abbreviated adds a hit where the surname's initial stands after the given
// name, as courts and papers print it: "Ivan P. left". Before another capital
// word it is somebody's middle initial: "Ivan P. Sidorov".
func (s *search) abbreviated(u *unit, actor uint32) {
	i := u.to
	if i >= len(s.pieces) || s.pieces[i].before > space || !s.pieces[u.from].capital || !s.initialAs(i, actor, asLast, true) {
		return
	}
	if n := i + 1; n < len(s.pieces) && s.pieces[n].before <= dot && s.pieces[n].capital && !opensSentence[s.pieces[n].word] {
		return
	}
	s.hit(u.from, i+1, actor)
}

var opensSentence = wordSet(`the a an he she they it his her their we i in on at but and then when after before there this that as by if
он она они его ее её их мы я в во на но и а когда после потом это там так по с со у к он вона вони його її їх ми та але коли потім це там так за з у`)
