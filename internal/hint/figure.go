package hint

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

// figure is a number as a text gives it.
type figure struct {
	digits  string // of the whole part, without leading zeros and separators
	decimal string // after the point
	from    int    // bytes
	to      int
	grouped bool // written with separators of thousands
}

func (g figure) String() string {
	if g.decimal == "" {
		return g.digits
	}
	return g.digits + "." + g.decimal
}

// significant gives the digits that tell something: without zeros at the ends.
func (g figure) significant() string {
	return strings.Trim(g.digits+g.decimal, "0")
}

// odd reports whether a figure is one on which two people do not hit by chance. It
// has three significant digits: 14 and 580 are counted or rounded alike by
// everybody. It is no multiple of 25, which estimates are (125, 1,750, 37.5). It is
// no year, and no number of ten digits and more, which names something.
func (g figure) odd() bool {
	sig := g.significant()
	if len(sig) < 3 || len(g.digits) > 9 || len(g.decimal) > 9 {
		return false
	}
	n, err := strconv.Atoi(strings.TrimRight(g.digits+g.decimal, "0"))
	if err != nil || n%25 == 0 {
		return false
	}
	if whole, err := strconv.Atoi(g.digits); err == nil && g.decimal == "" && !g.grouped && whole >= 1500 && whole <= 2100 {
		return false
	}
	return g.decimal != "" || n%25 != 0 && !multiple(g.digits, 25)
}

func multiple(digits string, of int) bool {
	n, err := strconv.Atoi(digits)
	return err == nil && n%of == 0
}

// leastOwn is how many significant digits a figure needs that the claim itself
// gives: that two sources agree on it is what the desk hopes for, and up to 999
// two people can count the same. Nobody counts 1,247 twice without a list.
const leastOwn = 4

// figures finds odd figures that statements share.
func (f *finder) figures(n neighbourhood) {
	by := map[string][]*said{}
	for _, s := range n.said {
		for _, value := range s.figures {
			if list := by[value]; len(list) == 0 || list[len(list)-1] != s {
				by[value] = append(list, s)
			}
		}
	}
	for _, value := range record.SortedKeys(by) {
		f.pairs(by[value], func(a, b *said) {
			g, ok := has(f.cleaned(a).s, value)
			_, okB := has(f.cleaned(b).s, value)
			if !ok || !okB || f.own(value, a, b) && len(g.significant()) < leastOwn {
				return
			}
			f.sign(SameFigure, a, b, f.cleaned(a).s[g.from:g.to], []string{figureKey(value)}, score(0.4, 0.1, len(g.significant())-3))
		})
	}
}

// figureKey names a figure among what is looked for in the rest of the casefile.
func figureKey(value string) string { return "#" + value }

func has(s, value string) (figure, bool) {
	for _, g := range figuresOf(s) {
		if g.String() == value {
			return g, true
		}
	}
	return figure{}, false
}

// own reports whether a claim that both touch gives the figure itself.
func (f *finder) own(value string, a, b *said) bool {
	return slices.ContainsFunc(union(a.claims, b.claims), func(id record.ID) bool {
		cl := f.c.Claims[id]
		_, inText := has(cl.Text, value)
		return inText || cl.Quantity != nil && (equals(cl.Quantity.Low, value) || equals(cl.Quantity.High, value))
	})
}

func equals(bound *float64, value string) bool {
	n, err := strconv.ParseFloat(value, 64)
	return bound != nil && err == nil && n == *bound
}

// figuresOf reads the numbers of a text that count or measure something. It passes
// over dates and clock times, over what is written together with letters (T-72,
// 138th), and over numbers that name: article 337, № 1247, unit 54321.
func figuresOf(s string) []figure {
	var out []figure
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if _, ok := digit(r); !ok {
			i += n
			continue
		}
		g, end, ok := readFigure(s, i)
		if ok && !names(s[:i]) && !lettered(s, i, end) {
			out = append(out, g)
		}
		i = end
	}
	return out
}

func digit(r rune) (byte, bool) {
	switch {
	case r >= '0' && r <= '9':
		return byte(r), true
	case r >= '٠' && r <= '٩':
		return byte('0' + r - '٠'), true
	case r >= '۰' && r <= '۹':
		return byte('0' + r - '۰'), true
	}
	return 0, false
}

// readFigure reads digits and separators from i on. Groups of three digits are
// thousands, whatever parts them; another last group is a fraction. Anything else
// is a date, a time or a code: not ok.
func readFigure(s string, i int) (g figure, end int, ok bool) {
	var groups []string
	var seps []rune
	end = i
	for j := i; ; {
		var digits []byte
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			d, yes := digit(r)
			if !yes {
				break
			}
			digits = append(digits, d)
			j += n
		}
		groups, end = append(groups, string(digits)), j
		r, n := utf8.DecodeRuneInString(s[j:])
		next, _ := utf8.DecodeRuneInString(s[min(j+n, len(s)):])
		_, more := digit(next)
		if !more || !strings.ContainsRune(".,'’ \u00a0\u202f\u2009٬٫:/-–", r) {
			break
		}
		if unicode.IsSpace(r) && (len(groups[0]) > 3 || !threeDigits(s[j+n:])) {
			break
		}
		seps = append(seps, r)
		j += n
	}
	g = figure{from: i, to: end}
	last := len(groups) - 1
	for k, r := range seps {
		thousands := len(groups[k+1]) == 3 && len(groups[0]) <= 3 && groups[0] != "0" && !strings.ContainsRune(":/-–", r)
		switch {
		case thousands && !(r == '.' || r == ',' || r == '٫') || thousands && (k == 0 || r == seps[k-1]):
			g.grouped = true
		case k == last-1 && strings.ContainsRune(".,٫", r) && (k == 0 || seps[0] != r):
			g.decimal = groups[last]
			groups = groups[:last]
		default:
			return g, end, false
		}
	}
	g.digits = strings.TrimLeft(strings.Join(groups, ""), "0")
	return g, end, len(g.digits)+len(g.decimal) > 0
}

// threeDigits reports whether a text begins with just three digits.
func threeDigits(s string) bool {
	n := 0
	for _, r := range s {
		if _, ok := digit(r); !ok || n > 3 {
			break
		}
		n++
	}
	return n == 3
}

// lettered reports whether letters or a hyphen with letters touch a number.
func lettered(s string, from, to int) bool {
	before, n := utf8.DecodeLastRuneInString(s[:from])
	after, m := utf8.DecodeRuneInString(s[to:])
	beyond, _ := utf8.DecodeRuneInString(s[min(to+m, len(s)):])
	behind, _ := utf8.DecodeLastRuneInString(s[:from-min(n, from)])
	return unicode.IsLetter(before) || unicode.IsLetter(after) ||
		dash(before) && unicode.IsLetter(behind) || dash(after) && unicode.IsLetter(beyond)
}

func dash(r rune) bool { return r == '-' || r == '‑' || r == '–' || r == '_' }

// namers stand before numbers that name something and measure nothing.
var namers = strings.Fields(`article art law act resolution case section paragraph para number no nr unit route flat school building page order hotel apartment
	статья статьи статье ст закон закона дело дела номер часть части вч дом кв школа стр приказ приказа пункт
	статті стаття статтею закону справа справи частини будинок наказ наказу сторінка
	المادة الماده قانون القانون رقم قرار القرار قضية قضيه وحدة وحده صفحة صفحه مدرسة مدرسه`)

func names(before string) bool {
	before = strings.TrimRight(before, " \u00a0.:")
	if strings.HasSuffix(before, "№") || strings.HasSuffix(before, "#") || strings.HasSuffix(before, "§") || strings.HasSuffix(before, "+") {
		return true
	}
	i := strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && r != '/' })
	return slices.Contains(namers, fold(strings.ReplaceAll(before[i+1:], "/", "")))
}
