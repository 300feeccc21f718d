package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/draft"
)

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// fewWords is up to how many words in quotation marks inside a sentence, with nobody
// said to say them, are taken for marked words rather than somebody's.
const fewWords = 4

// inside gives the tokens of a quotation without its marks.
func (p *paragraph) inside(q draft.Quotation) words {
	return words{p.at(q.Words.Start), p.at(q.Words.End)}
}

func (p *paragraph) countWords(w words) (n int) {
	for i := w.from; i < w.to; i++ {
		if p.Tokens[i].Word {
			n++
		}
	}
	return n
}

// sentenceLike reports words that make a sentence: a capital at their start and a
// stop, or a comma before words of saying, at their end.
func (p *paragraph) sentenceLike(q draft.Quotation) bool {
	text := strings.TrimSpace(p.Text[q.Words.Start:q.Words.End])
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "‘'“\"[(…. "))
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "’'”\") "))
	return !unicode.IsLower(first) && strings.ContainsRune(".,!?…،؟", last) && p.countWords(p.inside(q)) > 1
}

// title reports a name or a title in quotation marks: “Meet the Press”, газета
// «Заря», صحيفة «النهار»; or a nickname between names.
func (p *paragraph) title(q draft.Quotation, s draft.TextSpan) bool {
	in := p.inside(q)
	n := p.countWords(in)
	if n == 0 {
		return true
	}
	if n > 9 || p.sentenceLike(q) {
		return false
	}
	at, next := p.at(q.In.Start), p.at(q.In.End)
	before, after := p.low(at-1), p.low(next)
	attached := at > p.at(s.Start) && p.Tokens[at-1].Word
	if p.lang == "ar" {
		return attached && titledThings[strings.TrimPrefix(before, "ال")] && n <= 5
	}
	first, _ := utf8.DecodeRuneInString(p.Text[q.Words.Start:])
	if n == 1 && attached && p.Tokens[at-1].Capital && next < len(p.Tokens) && p.Tokens[next].Capital && unicode.IsUpper(first) {
		return true // William “Bill” Gates
	}
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) {
		return false
	}
	if p.lang == "ru" || p.lang == "uk" {
		open := at == p.at(s.Start) && next < len(p.Tokens) && p.Tokens[next].Word // «Звезда» сообщила
		return n <= 6 && (attached || open || before == "(" || before == "и" || before == "," && after != "," && n <= 3)
	}
	for i := in.from; i < in.to; i++ {
		if t := p.Tokens[i]; t.Word && !t.Capital && !smallInTitles[t.Low] {
			return false
		}
	}
	return attached && (n > 1 || titledBefore[before] || strings.HasSuffix(before, "'s")) || titledBefore[before]
}

// nobodys reports words in quotation marks that nobody is said to have said, and
// counts them.
func (w *flow) nobodys(p *paragraph, q draft.Quotation, before, behind words, bare bool) bool {
	n := p.countWords(p.inside(q))
	if bare && (n > 2 || p.sentenceLike(q)) || q.Resumes || q.Continues {
		return false
	}
	if p.sentenceLike(q) && (before.empty() || n > fewWords) {
		return false
	}
	if n > fewWords && (p.low(before.to-1) == ":" || p.low(before.to-1) == ",") && !before.empty() {
		return false
	}
	if n > 2*fewWords {
		return false
	}
	w.f.out.Left.Marked++
	return true
}

// soCalled reports words before a quotation from which its writer stands off.
func (p *paragraph) soCalled(q draft.Quotation) bool {
	at := p.at(q.In.Start)
	before := p.low(at - 1)
	return before == "called" && p.low(at-2) == "-" || before == "dubbed" || before == "nicknamed" ||
		strings.HasPrefix(before, "называем") || before == "звані" || strings.HasPrefix(before, "прозван") || before == "يسمى" || before == "يسمي" ||
		(strings.HasPrefix(before, "зван") && p.low(at-2) == "так")
}
