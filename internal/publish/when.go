package publish

import (
	"strconv"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// dateWords gives a record's time in words of the page's language, to the day
// at most; "" where there is none. Digits are Latin in every language, so that
// a date can be compared with a document.
func (b *builder) dateWords(t record.Time) string {
	span, ok := t.Span()
	if !ok {
		return ""
	}
	if span.Instant {
		return b.dayWords(span.From.UTC())
	}
	from, to, interval := strings.Cut(string(t), "/")
	if !interval {
		return b.edtfWords(from)
	}
	left, right := b.edtfWords(from), b.edtfWords(to)
	switch {
	case left == "":
		return "… – " + right
	case right == "":
		return left + " – …"
	}
	return left + " – " + right
}

func (b *builder) edtfWords(s string) string {
	about := ""
	if rest := strings.TrimRight(s, "~?%"); rest != s {
		about, s = b.w.About+" ", rest
	}
	if at, err := time.Parse(time.DateOnly, s); err == nil {
		return about + b.dayWords(at)
	}
	year, month, _ := strings.Cut(s, "-")
	if year == "" || year == ".." {
		return ""
	}
	m, err := strconv.Atoi(strings.TrimSuffix(month, "-XX"))
	switch {
	case err == nil && m >= 1 && m <= 12:
		return about + b.w.MonthsAlone[m-1] + " " + year
	case err == nil && m >= 21 && m <= 24:
		return about + b.w.Seasons[m-21] + " " + year
	}
	return about + strings.ReplaceAll(year, "X", "…")
}

func (b *builder) dayWords(at time.Time) string {
	return strconv.Itoa(at.Day()) + "\u00a0" + b.w.Months[at.Month()-1] + " " + strconv.Itoa(at.Year())
}

// published gives the day of publication: the front matter's date where it
// gives a whole day, else the moment of publication, in UTC.
func (b *builder) published() time.Time {
	for _, f := range b.in.Draft.Front.Fields {
		if f.Key != "date" {
			continue
		}
		if at, err := time.Parse(time.DateOnly, strings.TrimSpace(f.Text)); err == nil {
			return at
		}
		if at, err := time.Parse(time.RFC3339, strings.TrimSpace(f.Text)); err == nil {
			return at.UTC()
		}
	}
	return b.in.Now.UTC()
}
