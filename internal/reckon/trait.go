package reckon

import (
	"fmt"

	"onrecord.dev/onrecord/internal/record"
)

// traitAges holds what one actor's traits tell of his birth and of his age against
// the years in which he spoke. The finding names the traits and quotes nothing of
// them: they narrow down who a protected source is.
func (r *reckoner) traitAges() {
	spoke := map[record.ID][2]int{} // actor -> first and last year
	for _, s := range r.statements {
		if s == nil {
			continue
		}
		if a := r.c.Actors[s.Speaker]; a == nil || len(a.Traits) < 2 {
			continue
		}
		at, ok := wide(s.SaidAt)
		if e := r.c.Evidence[s.Evidence]; !ok && e != nil {
			at, ok = wide(e.Created)
		}
		if !ok || at.From.IsZero() || at.To.IsZero() {
			continue
		}
		y, known := spoke[s.Speaker]
		if !known {
			y = [2]int{at.From.Year(), at.To.Year()}
		}
		spoke[s.Speaker] = [2]int{min(y[0], at.From.Year()), max(y[1], at.To.Year())}
	}
	for _, id := range record.SortedKeys(spoke) {
		var born, aged []record.Trait
		var year, age int
		for _, t := range r.c.Actors[id].Traits {
			ws := words(t.Text)
			if n, ok := onlyNumber(ws, isYear); ok && birthWords.in(ws) && !notBirth.in(ws) {
				born, year = append(born, t), n
			} else if n, ok := onlyNumber(ws, isAge); ok && ageWords.in(ws) && !notAge.in(ws) && !notNow.in(ws) {
				aged, age = append(aged, t), n
			}
		}
		if len(born) != 1 || len(aged) != 1 {
			continue
		}
		// A year either way for the birthday, and one for traits kept up to date.
		if y := spoke[id]; year+age > y[1]+1 || year+age+2 < y[0] {
			r.add("trait-age-differs", record.LevelWarning,
				fmt.Sprintf("actor %s: the year of birth of the trait %s does not fit the age of the trait %s in the years in which he spoke", id, born[0].ID, aged[0].ID),
				"correct one of the traits, or say in the text at what time it was his age", id, born[0].ID, aged[0].ID)
		}
	}
}

func isAge(w string) bool {
	n, ok := numberOf(w)
	return ok && n >= 1 && n <= 110
}

// onlyNumber gives the number of a text that has one of that sort.
func onlyNumber(ws []string, sort func(string) bool) (int, bool) {
	found, n := 0, 0
	for _, w := range ws {
		if sort(w) {
			v, _ := numberOf(w)
			found, n = found+1, int(v)
		}
	}
	return n, found == 1
}

// notNow are words by which an age is that of another time.
var notNow = phrasesOf(`
when
then
at the time
was
until
тогда
когда
был
была
тоді
коли
був
була
عندما
حين
كان
كانت
`)
