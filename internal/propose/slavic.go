package propose

import (
	"strings"
	"unicode/utf8"
)

// cyrillic reads Russian and Ukrainian, where the subject stands on either side of
// its verb and is known by its case and by the verb's ending.
type cyrillic struct{}

var slavicPronouns = setOf(`он она они я мы кто он оно вона вони воно він ми хто его ее их його її їх`)

// ownerPronouns are no subjects.
var ownerPronouns = setOf(`его ее их його її їх`)

var slavicBesides = setOf(`также тоже уже потом тогда затем позже позднее ранее вчера сегодня не и все еще только сам сама сами наконец
	також теж вже потім тоді згодом пізніше раніше учора вчора сьогодні ще лише тільки знову снова опять тут там сразу`)

var slavicEdges = setOf(`в во на у с со к ко о об от до по за из без для при про через перед после между над под около среди против согласно
	і та й або але з із зі від від під біля серед проти після щодо
	и а но или что чтобы если когда как где который которая которые которое будто словно хотя потому пока
	що щоб якщо коли як де який яка які яке бо хоча поки`)

var slavicPrepositions = setOf(`в во на у с со к ко о об от до по за из без для при про через перед после между над под около среди против
	з із зі від під біля серед проти після щодо`)

// slavicStems begin nouns of people and of bodies that speak.
var slavicStems = strings.Fields(`министр министерств міністр міністерств ведомств відомств комитет комітет прокур полици поліц служб представител
	представник руководител керівник директор глав голов начальник командир военн військов солдат боец боєц бойц офицер офіцер
	врач лікар медсестр медсестер учител вчител журналист журналіст корреспондент кореспондент редактор свидетел свід очевид
	жител мешкан сосед сусід мать матір мати отец батьк сын син брат сестр жен дружин муж чолов мужчин женщин жінк девушк дівчин
	парн хлоп пресс прес-секретар пресслужб пресслужбі прессекретар депутат мэр мер губернатор президент премьер прем'єр советник радник эксперт експерт
	аналитик аналітик адвокат юрист судь следовател слідч чиновник собеседник співрозмовник источник джерел активист активіст правозащитник
	правозахисник волонтер водител воді рабоч робітник работник працівник сотрудник співробітник директор владел власник продав
	учён учен науков профессор професор студент школьник школяр священник спасател рятувальник фельдшер санитар пенсионер пенсіонер
	женат вдов ветеран коллег колег друг подруг знаком родствен родич бывш колишн мам пап бабушк бабус дед дід компани компан организац організац
	совет рад суд штаб генерал полковник майор капитан капітан лейтенант сержант старшин ополчен дезертир пленн полонен беженц біжен
	староста заместител заступник секретар секретарь член уполномоченн уповноважен омбудсмен наблюдател спостерігач механик механік бухгалтер инженер інженер
	мастер майстер шахтер шахтар фермер рыбак рибалк повар кухар шеф автор`)

func slavicPeople(low string) bool {
	if low == "" || low[0] < 0x80 {
		return false
	}
	for _, s := range slavicStems {
		if strings.HasPrefix(low, s) && utf8.RuneCountInString(low) <= utf8.RuneCountInString(s)+6 {
			return true
		}
	}
	return false
}

// masculineInA are men's names and nouns of men that end as women's do.
var masculineInA = setOf(`никита илья лука фома саша паша миша дима вова коля ваня женя слава микола микита ілля глава судья суддя староста мужчина
	чоловік коллега колега дядя юноша папа дедушка старшина воевода гриша гоша лёша леша толя сережа сергій андрій`)

// inM are men's names with the ending of an instrumental.
var inM = setOf(`максим вадим ибрагим ибрагім ібрагім рустам рустем артем артём ким том адам хасим касим ефим юхим ислам клим трофим абрам герасим жером
	салим керим карим`)

// nominative reports whether a word may be a subject.
func nominative(low string) bool {
	if inM[low] {
		return true
	}
	for _, e := range []string{"ому", "ему", "ым", "им", "ами", "ями", "ам", "ям", "ах", "ях", "ом", "ем", "ём", "у", "ю", "ові", "еві", "єві", "ою", "ею", "ого", "его", "ів", "їв"} {
		if strings.HasSuffix(low, e) && utf8.RuneCountInString(low) > utf8.RuneCountInString(e)+1 {
			return false
		}
	}
	return true
}

// agrees reports whether a subject that begins with the word fits the verb.
func agrees(verb, low string) bool {
	verb = strings.TrimSuffix(strings.TrimSuffix(verb, "ся"), "сь")
	man := strings.HasSuffix(verb, "л") || strings.HasSuffix(verb, "в")
	woman := strings.HasSuffix(verb, "ла")
	last, _ := utf8.DecodeLastRuneInString(low)
	switch low {
	case "он", "він":
		return !woman
	case "она", "вона":
		return !man
	}
	if man && strings.ContainsRune("аяыи", last) {
		return masculineInA[low]
	}
	return true
}

func (c cyrillic) before(p *paragraph, s words, lo, hi int) (words, bool) {
	if p.phrase(s) {
		return p.genitive(s, hi)
	}
	if who, ok := c.left(p, s, lo); ok {
		return who, true
	}
	if who, ok := c.right(p, s, hi); ok {
		return who, true
	}
	if who, ok := p.aside(s, lo); ok {
		return who, true
	}
	return p.inBody(s, lo)
}

func (c cyrillic) behind(p *paragraph, s words, lo, hi int) (words, bool) {
	if p.phrase(s) {
		return p.genitive(s, hi)
	}
	if who, ok := c.right(p, s, hi); ok {
		return who, true
	}
	if who, ok := c.left(p, s, lo); ok {
		return who, true
	}
	return p.inBody(s, lo)
}

// genitive reads whoever stands behind "по словам", or inside it: "по его словам".
func (p *paragraph) genitive(s words, hi int) (words, bool) {
	for i := s.from; i < s.to; i++ {
		if slavicPronouns[p.low(i)] {
			return words{i, i + 1}, true
		}
	}
	to := p.nounRun(s.to, hi)
	return words{s.to, to}, to > s.to
}

// nounRun gives where the run of nouns, adjectives and names from i ends.
func (p *paragraph) nounRun(i, hi int) int {
	if slavicPronouns[p.low(i)] {
		return i + 1
	}
	to, k := i, i
	for ; k < hi && k < i+9; k++ {
		low := p.low(k)
		switch {
		case p.quoted[k], p.Tokens[k].Digits && k > i, low == "-" && k > i && !p.Tokens[k].Space, low == "." && k > i && p.capital(k-1) && utf8.RuneCountInString(p.low(k-1)) <= 2,
			(low == "«" || low == "»" || low == "\"") && k > i:
			continue
		case p.isWord(k) && !slavicEdges[low] && p.saying[k] == 0 && !slavicBesides[low] && !verbLike(low):
			to = k + 1
			continue
		}
		break
	}
	return to
}

func verbLike(low string) bool {
	for _, e := range []string{"ть", "ти", "ется", "ится", "ются", "ятся", "ував", "ила", "или", "ил", "ает", "ают", "яет", "яют", "ався", "лся", "лась", "лись", "вшись", "вши"} {
		if strings.HasSuffix(low, e) && utf8.RuneCountInString(low) > 4 && low != "мать" && low != "мати" && low != "кирилл" && !slavicPeople(low) && !strings.HasSuffix(low, "аил") {
			return true
		}
	}
	return false
}

// left reads the subject that ends right before the verb.
func (cyrillic) left(p *paragraph, s words, lo int) (words, bool) {
	k := s.from - 1
	for k >= lo && slavicBesides[p.low(k)] {
		k--
	}
	if k < lo || !p.isWord(k) || slavicEdges[p.low(k)] {
		return words{}, false
	}
	verb := p.low(s.from)
	if slavicPronouns[p.low(k)] {
		return words{k, k + 1}, agrees(verb, p.low(k))
	}
	from := k
	for i := k; i >= lo && i > k-9; i-- {
		low := p.low(i)
		if low == "-" || low == "." && i > lo && utf8.RuneCountInString(p.low(i-1)) <= 2 && p.capital(i-1) {
			continue
		}
		if p.quoted[i] || low == "»" || low == "«" || low == "\"" {
			continue
		}
		if !p.isWord(i) || slavicEdges[low] || p.saying[i] > 0 || slavicBesides[low] {
			break
		}
		from = i
	}
	if from > lo && slavicPrepositions[p.low(from-1)] {
		// "В понедельник Петров сказал": what a preposition governs ends where a name begins.
		at := from
		for at <= k && !(p.capital(at) && nominative(p.low(at)) && at > from) {
			at++
		}
		if at > k {
			return words{}, false
		}
		from = at
	}
	head := from
	for head <= k && !(p.isWord(head) && (p.capital(head) || slavicPeople(p.low(head)))) {
		head++
	}
	if head > k || !nominative(p.low(head)) || !agrees(verb, p.low(head)) && !agrees(verb, p.low(k)) {
		return words{}, false
	}
	return words{from, k + 1}, true
}

// right reads the subject behind the verb, over those to whom it is said.
func (cyrillic) right(p *paragraph, s words, hi int) (words, bool) {
	verb := p.low(s.from)
	governed := false
	for i := s.to; i < hi && i < s.to+10; i++ {
		low := p.low(i)
		switch {
		case p.quoted[i] || low == "«" || low == "»" || low == "\"":
			governed = false
			continue
		case !p.isWord(i):
			return words{}, false
		case slavicPronouns[low] && !ownerPronouns[low]:
			if agrees(verb, low) {
				return words{i, i + 1}, true
			}
			return words{}, false
		case slavicPrepositions[low]:
			governed = true
			continue
		case slavicEdges[low]:
			return words{}, false
		case slavicBesides[low]:
			continue
		}
		if (p.capital(i) || slavicPeople(low)) && nominative(low) && agrees(verb, low) && !governed {
			to := p.nounRun(i, hi)
			return words{i, to}, to > i
		}
		if governed && p.isWord(i) && (i+1 >= hi || nominative(p.low(i+1)) || !p.isWord(i+1)) {
			governed = !nominative(p.low(i + 1)) // the noun that the preposition governs is over
		}
	}
	return words{}, false
}

// aside reads the subject before an aside: Иванов, глава района, сказал.
func (p *paragraph) aside(s words, lo int) (words, bool) {
	if p.low(s.from-1) != "," {
		return words{}, false
	}
	for i := s.from - 2; i > lo && i > s.from-50; i-- {
		if p.low(i) != "," || p.quoted[i] {
			continue
		}
		if who, ok := (cyrillic{}).left(p, words{i, i}, lo); ok && (p.capital(who.to-1) || p.animate(who)) {
			return who, true
		}
	}
	return words{}, false
}

// inBody reads "В министерстве сообщили": a body that nobody speaks for by name.
func (p *paragraph) inBody(s words, lo int) (words, bool) {
	if verb := p.low(s.from); !strings.HasSuffix(verb, "ли") && !strings.HasSuffix(verb, "ют") && !strings.HasSuffix(verb, "ть") {
		return words{}, false
	}
	for i := s.from - 1; i >= lo && i > s.from-10; i-- {
		if low := p.low(i); (low == "в" || low == "во" || low == "у") && i+1 < s.from && slavicPeople(p.low(i+1)) {
			to := p.nounRun(i+1, s.from)
			return words{i + 1, to}, to > i+1
		}
	}
	return words{}, false
}

func (c cyrillic) subject(p *paragraph, lo, hi int) (words, bool) {
	for i := lo; i < hi && i < lo+12; i++ {
		if p.isWord(i) && (slavicPronouns[p.low(i)] && !ownerPronouns[p.low(i)] || p.capital(i) && i > lo && nominative(p.low(i))) {
			if i > lo && slavicPrepositions[p.low(i-1)] {
				continue
			}
			return words{i, max(i+1, p.nounRun(i, hi))}, true
		}
	}
	return words{}, false
}

func (cyrillic) alike(p *paragraph, i int) bool {
	low := p.low(i)
	if !p.isWord(i) || p.Tokens[i].Capital || utf8.RuneCountInString(low) < 5 {
		return false
	}
	prev := p.low(i - 1)
	if prev != "—" && prev != "–" && prev != "-" && !(i > 0 && p.capital(i-1)) {
		return false
	}
	low = strings.TrimSuffix(strings.TrimSuffix(low, "ся"), "сь")
	for _, e := range []string{"л", "ла", "ли", "в", "ет", "ит", "є", "ить", "ают", "яют", "ють"} {
		if strings.HasSuffix(low, e) {
			return true
		}
	}
	return false
}
