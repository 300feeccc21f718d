package protect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"
)

const (
	headLetters  = 4  // letters and digits of an identifier's head
	leastDigits  = 6  // of an identifier of digits alone
	leastMixed   = 5  // letters and digits of any other
	longestIdent = 96 // letters and digits of one in a text
)

// fillers are words that addresses and spelt-out e-mail have or leave out.
var fillers = wordSet(`at dot street st str road rd avenue ave flat apt apartment house building bldg block unit no
 ул улица д дом кв квартира корп корпус стр строение серия серии номер серія серії number nr num series passport паспорт pass n رقم جواز plus плюс г город пр просп проспект пер переулок обл область собака точка
 вул вулиця буд будинок місто м пров кімн شارع شقة بناية رقم`)

// squash folds a word of an identifier: letters that look alike are one letter,
// so that a plate typed in the other script is the same plate.
func squash(w string) string {
	var b strings.Builder
	for _, r := range plainWord(w) {
		if m, ok := toLatin[r]; ok && r != 'г' && r != 'п' && r != 'ь' {
			r = m
		}
		b.WriteRune(r)
	}
	return b.String()
}

// identifier enters the forms of one identifier.
func (ix *indexer) identifier(s string) {
	s = strings.TrimSpace(s)
	if mail, ok := mailOf(s); ok {
		ix.add("m:"+mail, entry{role: asMail})
		ix.run(s)
		return
	}
	if handle, ok := handleOf(s); ok {
		ix.handle(handle)
		return
	}
	if n := digitsOf(s); len(n) >= 7 && !strings.ContainsFunc(s, unicode.IsLetter) {
		for _, v := range phones(s, n) {
			ix.number("d:", asNumber, v)
		}
		ix.number("r:", asFiller, n)
		return
	}
	ix.run(s)
	ix.stretches(s)
}

// run enters an identifier as its letters and digits in a row, in an address or
// a spelt-out e-mail also without its fillers.
func (ix *indexer) run(s string) {
	whole, kept, wordy := "", "", false
	for _, p := range scan(s) {
		whole += squash(p.word)
		if !fillers[p.word] {
			kept += squash(p.word)
			wordy = wordy || p.script != digits && utf8.RuneCountInString(p.word) >= 4
		}
	}
	ix.number("d:", asNumber, whole)
	if wordy || papers(kept) {
		ix.number("r:", asFiller, kept)
		ix.number("d:", asNumber, kept)
	}
	if russianPlate(whole) { // the region is often left out
		ix.number("d:", asNumber, whole[:6])
	}
}

// papers reports the shape of a passport or another document: digits, and perhaps
// a series in letters. "Series", "No." and the like may stand inside.
func papers(n string) bool {
	d := len(digitsOf(n))
	return d >= leastDigits && utf8.RuneCountInString(n)-d <= 4
}

// russianPlate reports the shape A123BC77.
func russianPlate(n string) bool {
	if len(n) != 8 && len(n) != 9 {
		return false
	}
	for i := range len(n) {
		digit := n[i] >= '0' && n[i] <= '9'
		if letter := i == 0 || i == 4 || i == 5; letter == digit || n[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// stretches enters the parts of an address that say enough without the others:
// street and house, without town or flat. A stretch must have a word of four
// letters and a number, and not begin with the bare number of a house or flat.
func (ix *indexer) stretches(s string) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	if len(parts) < 2 || len(parts) > 12 {
		return
	}
	for i := range parts {
		if words, _ := measure(parts[i]); words == 0 {
			continue
		}
		for j := i + 1; j <= len(parts); j++ {
			stretch := strings.Join(parts[i:j], ",")
			if words, numbers := measure(stretch); words >= 4 && numbers > 0 {
				ix.run(stretch)
			}
		}
	}
}

// measure counts the letters, fillers aside, and the numbers of a stretch.
func measure(s string) (letters, numbers int) {
	for _, p := range scan(s) {
		if p.script == digits {
			numbers++
		} else if !fillers[p.word] {
			letters += utf8.RuneCountInString(p.word)
		}
	}
	return letters, numbers
}

// number enters one row of letters and digits, and its head, by which a text is
// searched at little cost.
func (ix *indexer) number(kind string, as role, n string) {
	count := utf8.RuneCountInString(n)
	if least := leastMixed; count > longestIdent || count < least || len(digitsOf(n)) == len(n) && count < leastDigits {
		return
	}
	ix.add(kind+n, entry{role: as})
	ix.add("h:"+head(n), entry{role: asHead})
}

func head(n string) string {
	for i := range n {
		if utf8.RuneCountInString(n[:i]) == headLetters {
			return n[:i]
		}
	}
	return n
}

func digitsOf(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsDigit(r) {
			b.WriteByte(byte('0' + digitValue(r)))
		}
	}
	return b.String()
}

// phones gives the digits under which a telephone number may be dialled: with the
// country's code, with 00, with the trunk digit, without any, and in its own town.
// The last digits stand for the local forms whatever the numbering plan says: an
// unassigned number is still a secret.
func phones(s, n string) []string {
	out := []string{n}
	if len(n) >= 10 {
		out = append(out, n[len(n)-7:], n[len(n)-9:], "0"+n[len(n)-9:], n[len(n)-10:])
	}
	for _, try := range [][2]string{{s, "ZZ"}, {"+" + n, "ZZ"}, {n, "RU"}, {n, "UA"}} {
		num, err := phonenumbers.Parse(try[0], try[1])
		if err != nil || !phonenumbers.IsValidNumber(num) {
			continue
		}
		cc, nat := digitsOf(phonenumbers.Format(num, phonenumbers.E164)), phonenumbers.GetNationalSignificantNumber(num)
		out = appendNew(out, cc, "00"+cc, "810"+cc, nat, "0"+nat, "8"+nat)
		if code := num.GetCountryCode(); code == 380 {
			out = appendNew(out, "80"+nat)
		}
		return out
	}
	if len(n) == 11 && (n[0] == '7' || n[0] == '8') { // Russian, by hand: an unassigned range is still a secret
		out = appendNew(out, "7"+n[1:], "8"+n[1:], n[1:])
	}
	return out
}

// handleOf gives the handle in @x, t.me/x or another link to an account.
func handleOf(s string) (string, bool) {
	s = strings.ToLower(s)
	if at, ok := strings.CutPrefix(s, "@"); ok {
		return at, isHandle(at)
	}
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	site, path, ok := strings.Cut(s, "/")
	if ok && strings.Contains(site, ".") && !strings.Contains(site, " ") {
		path = strings.TrimPrefix(strings.Trim(path, "/"), "@")
		path, _, _ = strings.Cut(path, "?")
		return path, isHandle(path)
	}
	if strings.ContainsAny(s, " /,") || !strings.ContainsFunc(s, unicode.IsLetter) {
		return "", false
	}
	// A bare word: a handle if it has the letters of one; a plate never hurts as one.
	return s, isHandle(s) && (strings.Contains(s, "_") || !strings.ContainsFunc(s, unicode.IsDigit))
}

func isHandle(s string) bool {
	if len(s) < headLetters || len(s) > 64 {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '.' && r != '-' {
			return false
		}
	}
	return true
}

// handle enters a handle. It counts after @ or / always, and alone where it is no
// common word and long or odd enough to be nothing else.
func (ix *indexer) handle(h string) {
	var n string
	odd, common := false, true
	for _, p := range scan(h) {
		n += squash(p.word)
		odd = odd || p.before != hard || p.script == digits
		common = common && allCommon([]token{{word: p.word, script: p.script}})
	}
	need := beside
	if count := utf8.RuneCountInString(n); !common && (count >= 6 || odd && count >= leastMixed) {
		need = strong
	}
	if utf8.RuneCountInString(n) >= headLetters {
		ix.add("@:"+n, entry{role: asHandle, need: need})
		ix.add("h:"+head(n), entry{role: asHead})
	}
}
