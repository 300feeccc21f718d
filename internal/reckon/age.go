package reckon

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// ages holds ages against dates of birth. A claim with a time whose text speaks of
// a birth is a birth; one with a time, a quantity in years and a text that speaks
// of an age is an age. They are of one person only where the records say so: the
// birth lies directly before the age, or the age requires the birth, and no second
// birth stands beside the first; or both texts name one actor in full, and no other.
//
// Ages are full years, as papers give them. Where birth or age has a rough date,
// everything that it may mean is allowed for.
func (r *reckoner) ages() {
	r.traitAges()
	var births, ages []*record.Claim
	for i, cl := range r.claims {
		if !r.when(cl.Time).ok {
			continue
		}
		ws := r.claimWords[i]
		switch {
		case cl.Quantity == nil && birthWords.in(ws) && !notBirth.in(ws):
			births = append(births, cl)
		case cl.Quantity != nil && isYears(cl.Quantity.Unit) && ageWords.in(ws) && !notAge.in(ws):
			ages = append(ages, cl)
		}
	}
	if len(births) == 0 || len(ages) == 0 {
		return
	}
	before := map[record.ID][]*record.Claim{} // age -> births tied to it
	named := map[record.ID][]*record.Claim{}  // actor -> births that name him
	for _, b := range births {
		for _, id := range b.Before {
			before[id] = append(before[id], b)
		}
		if who := r.onlyActorIn(b.Text); who != "" {
			named[who] = append(named[who], b)
		}
	}
	for _, a := range ages {
		tied := before[a.ID]
		for _, id := range a.Requires {
			if i := slices.IndexFunc(births, func(b *record.Claim) bool { return b.ID == id }); i >= 0 && !slices.Contains(tied, births[i]) {
				tied = append(tied, births[i])
			}
		}
		if len(tied) == 0 {
			if who := r.onlyActorIn(a.Text); who != "" {
				tied = named[who]
			}
		}
		if len(tied) == 1 {
			r.age(tied[0], a)
		}
	}
}

// age compares one birth with one age.
func (r *reckoner) age(birth, age *record.Claim) {
	b, ok := wide(birth.Time)
	t, ok2 := wide(age.Time)
	if !ok || !ok2 {
		return
	}
	low, high := bounds(age.Quantity)
	if most, ok := years(b.From, t.To); ok && most < 0 {
		r.ageFinding(birth, age, "not yet born")
	} else if ok && low > float64(most) {
		r.ageFinding(birth, age, fmt.Sprintf("at most %d", most))
	} else if least, ok := years(b.To, t.From); ok && high < float64(least) {
		r.ageFinding(birth, age, fmt.Sprintf("at least %d", least))
	}
}

func (r *reckoner) ageFinding(birth, age *record.Claim, would string) {
	r.add("age-differs", record.LevelError,
		fmt.Sprintf("claim %s gives an age of %s (%s), but who was born at the time of claim %s (%s) was %s then",
			age.ID, span(age.Quantity.Low, age.Quantity.High), age.Time, birth.ID, birth.Time, would),
		"check the age, its time and the date of birth against their documents", age.ID, birth.ID)
}

// years counts the full years between two moments; none where an end is open.
func years(from, to time.Time) (int, bool) {
	if from.IsZero() || to.IsZero() {
		return 0, false
	}
	n := to.Year() - from.Year()
	if from.AddDate(n, 0, 0).After(to) {
		n--
	}
	return n, true
}

func isYears(text string) bool {
	ws := words(text)
	return len(ws) > 0 && len(ws) <= 3 && slices.ContainsFunc(ws, func(w string) bool { return yearWords[w] })
}

// onlyActorIn gives the actor whose public name, of two words or more, stands in a
// text that names no other such actor.
func (r *reckoner) onlyActorIn(text string) record.ID {
	if r.named == nil {
		r.named = map[string][]namedActor{}
		for _, id := range record.SortedKeys(r.c.Actors) {
			for _, n := range r.c.Actors[id].Names {
				if ws := words(n); len(ws) > 1 {
					key := stem(ws[0])
					r.named[key] = append(r.named[key], namedActor{id, ws})
				}
			}
		}
	}
	var found record.ID
	ws := words(text)
	for i, w := range ws {
		for _, n := range r.named[stem(w)] {
			if !namedAt(ws[i:], n.words) {
				continue
			}
			if found != "" && found != n.id {
				return ""
			}
			found = n.id
		}
	}
	return found
}

type namedActor struct {
	id    record.ID
	words []string
}

// namedAt compares a name with the words of a text, endings aside.
func namedAt(text, name []string) bool {
	if len(text) < len(name) {
		return false
	}
	for i, n := range name {
		if s := stem(n); !strings.HasPrefix(text[i], s) || len([]rune(text[i])) > len([]rune(n))+3 {
			return false
		}
	}
	return true
}

var (
	yearWords  = lexiconOf("year years age лет год года возраст рік роки років вік سنة سنوات عام عاما اعوام عمر العمر")
	birthWords = phrasesOf(`
was born
born on
born in
date of birth
birth of
родился
родилась
дата рождения
год рождения
народився
народилась
народилася
дата народження
рік народження
ولد
ولدت
مواليد
تاريخ الميلاد
`)
	notBirth = phrasesOf(`
gave birth
birth of a*
their child*
his child*
her child*
his son
her son
his daughter
her daughter
not born
before he was born
before she was born
`)
	ageWords = phrasesOf(`
years old
year old
aged
age
ему было
ей было
исполнилось
в возрасте
возраст
летний
летняя
летнего
летней
от роду
йому було
їй було
виповнилося
виповнилось
у віці
вік
річний
річна
річного
річної
عمره
عمرها
العمر
البالغ
البالغة
بلغ
`)
	notAge = phrasesOf(`
ago
for years
serv*
sentenc*
prison
imprisonment
year of his life
тому
назад
лишения
срок
дали
дано
тюрьм*
колони*
осужд*
приговор*
прослужил*
служил*
строк
позбавлен*
засудж*
вирок*
прослужи*
سجن*
السجن
حكم*
منذ
قبل
خدم*
`)
)
