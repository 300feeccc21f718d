package exchange

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// Board writes the statuses of claims as CSV for a spreadsheet: one row a claim, in
// the order of the results. It begins with a byte order mark, without which common
// spreadsheets take Cyrillic and Arabic for something else. Clean and id are what
// every export goes through; no cell can be taken for a formula.
func Board(c *record.Casefile, results []corroborate.Result, clean, id func(string) string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	rows := [][]string{{"id", "text", "status", "base", "s", "s_max", "o", "d", "flags", "denied_by", "publishable_status", "publishable_s", "publishable_s_max"}}
	for _, r := range results {
		text := ""
		if claim := c.Claims[r.ID]; claim != nil {
			text = claim.Text
		}
		denied := make([]string, len(r.DeniedBy))
		for i, d := range r.DeniedBy {
			denied[i] = id(string(d))
		}
		rows = append(rows, []string{
			id(string(r.ID)), clean(text), string(r.Status), string(r.Base), strconv.Itoa(r.S), strconv.Itoa(r.SMax), strconv.Itoa(r.O), strconv.Itoa(r.D),
			strings.Join(r.Flags, " "), strings.Join(denied, " "), string(r.Publishable.Status), strconv.Itoa(r.Publishable.S), strconv.Itoa(r.Publishable.SMax),
		})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = inertCell(row[i])
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// inertCell makes a cell that no spreadsheet takes for a formula, by an apostrophe
// before it, as the OWASP advises against CSV injection
// (owasp.org/www-community/attacks/CSV_Injection): also where blanks or marks that
// are not seen come first, and for the wide forms of the signs.
func inertCell(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, s)
	first := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
	})
	if first != "" && strings.ContainsRune("=+-@＝＋－＠−", []rune(first)[0]) || s != "" && (s[0] == '\t' || s[0] == '\n') {
		return "'" + s
	}
	return s
}
