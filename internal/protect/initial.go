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

// initials enters what a given name or patronymic may be abbreviated to.
func (ix *indexer) initials(t token) {
	first, _ := utf8.DecodeRuneInString(t.word)
	e := entry{role: asInitial, seen: byAny}
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
