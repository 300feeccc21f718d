package propose

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// label is the beginning of a line that opens a turn: "[00:01:01] ANNA BELL:".
type label struct {
	name     Place // without times and marks
	body     int   // where the words begin, in the page
	start    float64
	timed    bool
	role     role
	shouting bool // in capitals
}

type role int

const (
	nobody role = iota
	asks
	answers
)

// asking and answering are labels that name a part in an interview.
var asking = setOf(`q question interviewer reporter journalist moderator host вопрос вопр в корреспондент корр журналист интервьюер ведущий ведущая
	питання запитання кореспондент журналіст інтерв'юер ведучий ведуча سؤال س المذيع المذيعة الصحفي الصحفية المحاور`)
var answering = setOf(`a answer interviewee respondent ответ отв відповідь جواب ج الضيف`)

// notLabels are words before a colon that open a field or a note.
var notLabels = setOf(`from to cc bcc subject date sent re fwd attachments note notes source sources photo image caption tags topics update author by
	от кому копия тема дата отправлено источник фото примечание автор подпись від кому тема дата джерело фото примітка автор
	من الى الموضوع التاريخ المصدر صورة ملاحظة http https warning translation location place time duration file title page chapter
	address phone tel email место время файл стр страница адрес телефон місце час файл сторінка`)

// stamp is a time of day or of a recording, in brackets or not, as transcripts and
// exported chats begin a line with.
var stamp = regexp.MustCompile(`^[\[(<]?(?:(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2} [\p{L}]{3,9} \d{4}),? (?:at )?)?(\d{1,3}):(\d{2})(?::(\d{2}))?(?:[.,]\d{1,3})?(?: ?[apAP]\.?[mM]\.?)?[\])>]?(?: ?[-–—])?\s+`)

// trailing is a time between a label and its colon, or in place of the colon.
var trailing = regexp.MustCompile(`,?\s*[\[(](?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? )?(\d{1,3}):(\d{2})(?::(\d{2}))?[\])]\s*:?$`)

// Bounds of a label, in words and in code points.
const labelWords, labelRunes = 6, 60

// readLabel reads the label at the start of a line of a page.
func readLabel(page string, n, from, to int) (label, bool) {
	line := page[from:to]
	at := len(line) - len(strings.TrimLeft(line, " \t*_>#\u00a0"))
	l := label{}
	if m := stamp.FindStringSubmatch(line[at:]); m != nil {
		l.start, l.timed = seconds(m[1:]), true
		at += len(m[0])
		at += len(line[at:]) - len(strings.TrimLeft(line[at:], "*_ "))
	}
	head := line[at:]
	limit := len(head)
	if utf8.RuneCountInString(head) > labelRunes+20 {
		limit = 0
		for range labelRunes + 20 {
			_, size := utf8.DecodeRuneInString(head[limit:])
			limit += size
		}
	}
	colon := -1
	for i, r := range head[:limit] {
		if r == ':' || r == '：' {
			rest := head[i+utf8.RuneLen(r):]
			if rest == "" || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "*") || strings.HasPrefix(rest, "_") || strings.HasPrefix(rest, "\t") || strings.HasPrefix(rest, "\u00a0") {
				colon = i
				break
			}
		}
	}
	end, body := colon, 0
	if colon < 0 {
		m := trailing.FindStringIndex(strings.TrimRight(head, " *_"))
		if m == nil { // "Anna Bell (00:01:01)" alone on its line
			return l, false
		}
		end, body = m[0], len(head)
	} else {
		_, size := utf8.DecodeRuneInString(head[colon:])
		body = colon + size
		body += len(head[body:]) - len(strings.TrimLeft(head[body:], " *_\t\u00a0"))
	}
	if m := trailing.FindStringSubmatch(head[:max(end, 0)]); m != nil {
		l.start, l.timed = seconds(m[1:]), true
		end -= len(m[0])
	} else if colon < 0 {
		m := trailing.FindStringSubmatch(strings.TrimRight(head, " *_"))
		l.start, l.timed = seconds(m[1:]), true
	}
	name := strings.TrimRight(head[:end], " *_")
	l.name = Place{n, from + at, from + at + len(name)}
	l.body = from + at + body
	return l.judged(name)
}

// judged refuses what cannot be a speaker's label, and tells roles.
func (l label) judged(name string) (label, bool) {
	words := strings.Fields(name)
	low := strings.ToLower(strings.TrimRight(name, ".0123456789 "))
	if len(words) == 0 || len(words) > labelWords || utf8.RuneCountInString(name) > labelRunes || strings.ContainsAny(name, "“”\"«»?!;=/\\{}") || notLabels[strings.ToLower(words[0])] {
		return l, false
	}
	switch {
	case asking[low]:
		l.role = asks
	case answering[low]:
		l.role = answers
	}
	l.shouting = strings.ToUpper(name) == name && strings.ToLower(name) != name
	capitals := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(@+~"))
		if unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.Is(unicode.Arabic, r) || strings.HasPrefix(w, "@") {
			capitals++
		}
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(words[0], "(@+~"))
	return l, l.role != nobody || l.timed || capitals*2 >= len(words) && !unicode.IsLower(first)
}

// seconds adds up hours, minutes and seconds, or minutes and seconds.
func seconds(parts []string) float64 {
	var out float64
	for _, p := range parts {
		if p == "" {
			continue
		}
		n := 0
		for _, c := range p {
			n = n*10 + int(c-'0')
		}
		out = out*60 + float64(n)
	}
	return out
}

// turn is what one speaker says until the next one begins.
type turn struct{ label }

// transcript reads a text in which every turn begins with its speaker, and reports
// whether it is one: at least three turns by labels that come again or name a part.
func (f *finder) transcript() bool {
	var turns []turn
	times := map[string]int{}
	lines := 0
	for n, page := range f.pages {
		for at := 0; at < len(page); {
			end := lineEnd(page, at)
			if strings.TrimSpace(page[at:end]) != "" {
				lines++
			}
			if l, ok := readLabel(page, n, at, end); ok {
				turns = append(turns, turn{l})
				times[f.key(l)]++
			}
			at = end + 1
		}
	}
	sure, roles := turns[:0], map[role]int{}
	for _, t := range turns {
		if t.role != nobody || times[f.key(t.label)] > 1 || t.shouting && len(turns) > 2 || t.timed {
			sure = append(sure, t)
			roles[t.role]++
		}
	}
	if !(roles[asks] > 0 && roles[answers] > 0) && (len(sure) < 3 || len(sure)*8 < lines) {
		return false
	}
	f.out.Form = Transcript
	for i, t := range sure {
		end := Place{Page: len(f.pages) - 1, From: len(f.pages[len(f.pages)-1])}
		var time []float64
		if i+1 < len(sure) {
			next := sure[i+1]
			end = Place{Page: next.name.Page, From: strings.LastIndexByte(f.pages[next.name.Page][:next.name.From], '\n') + 1}
			if t.timed && next.timed && next.start > t.start && !clock(sure) {
				time = []float64{t.start, next.start}
			}
		}
		if t.role == asks {
			f.out.Left.Questions++
			continue
		}
		f.turn(t, end, time)
	}
	return true
}

func (f *finder) key(l label) string {
	return strings.ToLower(f.pages[l.name.Page][l.name.From:l.name.To])
}

// clock reports times that are of the day, as in chats, and not of a recording: the
// first lies hours in.
func clock(turns []turn) bool { return turns[0].timed && turns[0].start > 3*3600 }

// turn adds what one speaker says, a paragraph at a time.
func (f *finder) turn(t turn, end Place, time []float64) {
	why := "the turn is labelled so"
	for n := t.name.Page; n <= end.Page; n++ {
		from, to := 0, len(f.pages[n])
		if n == t.name.Page {
			from = min(t.body, to)
		}
		if n == end.Page {
			to = max(from, min(end.From, to))
		}
		for _, s := range paragraphsIn(f.pages, n, from, to) {
			text := f.pages[n][s.from:s.to]
			in := trimmed(text, 0, len(text))
			if in.End <= in.Start || !strings.ContainsFunc(text, wordRune) {
				continue
			}
			x := found{kind: Direct, exact: Place{n, s.from + in.Start, s.from + in.End}, text: text[in.Start:in.End], cue: f.pages[t.name.Page][t.name.From:t.name.To],
				who: t.name, names: []Place{t.name}, confidence: Clear, why: why, time: time, label: true, answer: t.role == answers}
			if t.role == answers {
				x.confidence, x.why, x.names = Open, "the turn is labelled as an answer, and not whose", nil
			}
			f.add(x)
		}
	}
}

// paragraphsIn cuts a stretch of a page.
func paragraphsIn(pages []string, n, from, to int) []stretch {
	part := make([]string, 1)
	part[0] = pages[n][from:to]
	out := paragraphs(part, 0)
	for i := range out {
		out[i] = stretch{n, out[i].from + from, out[i].to + from}
	}
	return out
}
