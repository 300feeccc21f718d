package propose

import "strings"

// latin reads English: the subject stands before its verb, or right behind it after
// a quotation.
type latin struct{}

func (latin) before(p *paragraph, s words, lo, hi int) (words, bool) {
	if p.phrase(s) {
		return p.nounAfter(s.to, hi)
	}
	return p.subjectOf(s, lo, hi)
}

func (latin) behind(p *paragraph, s words, lo, hi int) (words, bool) {
	if p.phrase(s) {
		return p.nounAfter(s.to, hi)
	}
	// The verb comes first: said Bell.
	k := s.from
	for k > lo && (besides[p.low(k-1)] || adverb(p.low(k-1)) || strings.Contains(",—–-", p.low(k-1))) {
		k--
	}
	if k <= lo {
		if who, ok := p.nounAfter(s.to, hi); ok && !p.object(who) {
			return who, true
		}
		return words{}, false
	}
	return p.subjectOf(s, lo, hi)
}

// object reports a pronoun that cannot be a subject here.
func (p *paragraph) object(w words) bool {
	switch p.low(w.from) {
	case "him", "them", "me", "us", "it", "you", "that", "this":
		return w.to == w.from+1
	}
	return false
}

func adverb(low string) bool {
	return strings.HasSuffix(low, "ly") && len(low) > 4 && low != "family" && low != "reply" && low != "ally"
}

// subjectOf finds the subject of the verb at s to its left, not before lo.
func (p *paragraph) subjectOf(s words, lo, hi int) (words, bool) {
	low := p.low(s.from)
	if by := p.low(s.to); by == "by" && be[p.low(s.from-1)] {
		return p.nounAfter(s.to+1, hi)
	}
	if be[p.low(s.from-1)] && (low == "told" || low == "asked" || low == "quoted" || low == "described" || low == "called" || low == "accused" || low == "dismissed") {
		return words{}, false
	}
	k := s.from - 1
	for k >= lo && (besides[p.low(k)] || adverb(p.low(k)) || weekdays[p.low(k)]) && !p.quoted[k] {
		k--
	}
	if k < lo || p.quoted[k] {
		return words{}, false
	}
	switch t := p.low(k); {
	case strings.HasSuffix(low, "ing") && !be[p.low(s.from-1)]:
		return p.participle(k, lo)
	case t == "," || t == "—" || t == "–" || t == "-" || t == ")":
		if who, ok := p.aroundAside(k, lo); ok {
			return who, true
		}
		return p.clauseSubject(lo, k)
	case t == "who" || t == "which" || t == "that":
		k--
		if k >= lo && p.low(k) == "," {
			k--
		}
		return p.nounBefore(k, lo)
	case edges[t] && !latinPronouns[t]:
		return p.clauseSubject(p.clauseStart(k, lo), k)
	}
	return p.nounBefore(k, lo)
}

var be = setOf(`is are was were be been being gets got`)

// participle finds the subject of "…, adding that": that of the clause before.
func (p *paragraph) participle(k, lo int) (words, bool) {
	for i := k; i >= lo; i-- {
		if s, ok := p.sayingAt(i); ok && !strings.HasSuffix(p.low(s.from), "ing") && !p.phrase(s) {
			if who, ok := p.subjectOf(s, lo, k); ok {
				return who, true
			}
			if who, ok := p.nounAfter(s.to, k); ok {
				return who, true
			}
			i = s.from
		}
	}
	return p.clauseSubject(lo, k)
}

// aroundAside skips an aside that ends at k: Bell, who lives there, said.
func (p *paragraph) aroundAside(k, lo int) (words, bool) {
	open := p.low(k)
	if open == ")" {
		open = "("
	}
	for i := k - 1; i >= lo && i > k-60; i-- {
		if p.quoted[i] || p.low(i) != open {
			continue
		}
		if who, ok := p.nounBefore(i-1, lo); ok {
			if !p.capital(who.to-1) && !people(p.low(who.to-1)) && !latinPronouns[p.low(who.to-1)] {
				continue
			}
			if who.from > lo && p.low(who.from-1) == "," && i > lo {
				// an item of a longer aside: Bell, the mayor, a lawyer, said
				if outer, ok := p.nounBefore(who.from-2, lo); ok && p.capital(outer.to-1) && !p.capital(who.from) {
					return outer, true
				}
			}
			return who, true
		}
	}
	return words{}, false
}

// clauseStart gives where the clause in which k stands begins.
func (p *paragraph) clauseStart(k, lo int) int {
	for i := k - 1; i > lo; i-- {
		if p.quoted[i-1] || strings.Contains(";:", p.low(i)) {
			return i + 1
		}
	}
	return lo
}

// nounBefore reads the noun phrase that ends at k, leftwards.
func (p *paragraph) nounBefore(k, lo int) (words, bool) {
	for k >= lo && (weekdays[p.low(k)] || p.low(k) == "." || adverb(p.low(k)) && !p.capital(k)) {
		k--
	}
	if k < lo || p.quoted[k] || !p.isWord(k) && !p.Tokens[k].Digits {
		return words{}, false
	}
	low := p.low(k)
	if latinPronouns[low] {
		return words{k, k + 1}, true
	}
	if low == "himself" || low == "herself" {
		return p.nounBefore(k-1, lo)
	}
	if edges[low] || determiners[low] && k == lo {
		return words{}, false
	}
	from := p.phraseStart(k, lo)
	if from > lo+1 {
		prep := p.low(from - 1)
		if prep == "by" && from > lo+2 && strings.HasSuffix(p.low(from-2), "ed") {
			return p.nounBefore(from-3, lo) // a letter obtained by the paper
		}
		switch outer, ok := p.outer(from-2, lo); {
		case ok && postmodifiers[prep] && p.sayingAtNone(from-2):
			if p.capital(k) && (prep == "on" || prep == "in" || prep == "at" || prep == "to" || prep == "with") && p.capital(outer.to-1) {
				return outer, true // Bell on Fox said
			}
			return words{outer.from, k + 1}, true
		case ok && (prep == "and" || prep == "or") && p.sayingAtNone(from-2) && (p.capital(from) == p.capital(outer.to-1)):
			return words{outer.from, k + 1}, true
		case postmodifiers[prep] && !p.capital(k) && !people(low):
			return words{}, false
		}
	}
	if !p.capital(k) && from == k && !people(low) && !plural(low) {
		return words{}, false
	}
	return words{from, k + 1}, true
}

func (p *paragraph) sayingAtNone(i int) bool { _, ok := p.sayingAt(i); return !ok }

// outer reads the noun phrase before a preposition, with those it hangs on itself.
func (p *paragraph) outer(k, lo int) (words, bool) {
	if k < lo || !p.isWord(k) || edges[p.low(k)] || !p.sayingAtNone(k) {
		return words{}, false
	}
	from := p.phraseStart(k, lo)
	if !p.capital(k) && !people(p.low(k)) && !plural(p.low(k)) {
		if from > lo+1 && (p.low(from-1) == "of" || p.low(from-1) == "for") {
			return p.outer(from-2, lo)
		}
		return words{}, false
	}
	if from > lo+1 && (p.low(from-1) == "of" || p.low(from-1) == "for" || p.low(from-1) == "at" || p.low(from-1) == "from") {
		if further, ok := p.outer(from-2, lo); ok {
			return words{further.from, k + 1}, true
		}
	}
	return words{from, k + 1}, true
}

func plural(low string) bool {
	return strings.HasSuffix(low, "s") && len(low) > 4 && !strings.HasSuffix(low, "ss")
}

// phraseStart gives where the run of names, nouns and their adjectives that ends at
// k begins.
func (p *paragraph) phraseStart(k, lo int) int {
	from := k
	for i := k - 1; i >= lo && i > k-12; i-- {
		low := p.low(i)
		switch {
		case p.quoted[i]:
			return from
		case low == "-" || low == "’" || low == "&" || low == "/":
			continue
		case low == "." && i > lo && (abbreviated[p.low(i-1)] || p.capital(i-1) && len(p.low(i-1)) <= 2):
			continue
		case p.Tokens[i].Digits:
			continue
		case !p.isWord(i) || edges[low] || p.saying[i] > 0 && !nounly[low]:
			return from
		case determiners[low]:
			return i
		case p.capital(i) || !p.capital(from):
			from = i
		case people(low) || low == "former" || low == "then" || low == "democratic" || strings.HasSuffix(low, "al") || strings.HasSuffix(low, "ial"):
			from = i
		case weekdays[low]:
			return from
		default:
			if from-1 > i && people(p.low(from-1)) {
				from = i
				continue
			}
			return from
		}
	}
	return from
}

// nounly are forms of saying that are often a part of a noun phrase.
var nounly = setOf(`report reports state states claims claim notes`)

// nounAfter reads the noun phrase that begins at i, rightwards.
func (p *paragraph) nounAfter(i, hi int) (words, bool) {
	if i >= hi || !p.isWord(i) && !p.Tokens[i].Digits || p.quoted[i] {
		return words{}, false
	}
	low := p.low(i)
	if latinPronouns[low] && low != "it" {
		return words{i, i + 1}, true
	}
	if edges[low] && !determiners[low] {
		return words{}, false
	}
	to, name, k := i, false, i
	for ; k < hi && k < i+16; k++ {
		low := p.low(k)
		switch {
		case p.quoted[k]:
		case low == "-" || low == "’" || low == "&" || p.Tokens[k].Digits:
			continue
		case low == "." && k > i && (abbreviated[p.low(k-1)] || p.capital(k-1) && len(p.low(k-1)) <= 2) && k+1 < hi && p.capital(k+1):
			continue
		case p.isWord(k) && p.Tokens[k].Capital && !weekdays[low]:
			to, name = k+1, true
			continue
		case p.isWord(k) && !edges[low] && !adverb(low) && !openers[low] && !weekdays[low] && p.saying[k] == 0 && (!name || innerNoun[low] || people(low) && p.nameFollows(k, hi)):
			to = k + 1
			continue
		case name && (low == "of" || low == "and") && k+1 < hi && p.capital(k+1) && k > i && p.capital(k-1) && low == "of":
			continue
		case !name && (low == "of" || low == "for" || low == "at" || low == "from" || low == "with") && to > i && people(p.low(to-1)):
			continue
		case (low == "and") && k+1 < hi && p.capital(k+1) && name:
			continue
		}
		break
	}
	if to == i {
		return words{}, false
	}
	if bareDeterminers[low] && to == i+1 {
		return words{}, false
	}
	who := words{i, to}
	return who, name || p.animate(who) || plural(p.low(to-1))
}

// bareDeterminers say nothing without a noun.
var bareDeterminers = setOf(`the a an this that these those his her its their our my your every`)

// innerNoun are nouns that stand inside of what a name begins: Bell campaign chief Roe.
var innerNoun = setOf(`campaign vice deputy senior executive communications policy press party state national political`)

// nameFollows reports a name after lower-case words: Bell campaign manager Anna Roe.
func (p *paragraph) nameFollows(k, hi int) bool {
	for j := k; j < hi && j < k+4; j++ {
		if p.capital(j) {
			return true
		}
		if !p.isWord(j) || edges[p.low(j)] {
			return false
		}
	}
	return false
}

// clauseSubject reads the first noun phrase of a clause, an introduction skipped.
func (p *paragraph) clauseSubject(lo, hi int) (words, bool) {
	i := lo
	for i < hi && (p.low(i) == "and" || p.low(i) == "but" || p.low(i) == "so" || p.low(i) == "yet" || p.low(i) == "then" || adverb(p.low(i)) || strings.Contains(",—–", p.low(i))) {
		i++
	}
	introduced := false
	if i < hi && (introductions[p.low(i)] || strings.HasSuffix(p.low(i), "ing") && p.low(i) != "king") || weekdays[p.low(i)] {
		for i < hi && p.low(i) != "," {
			i++
		}
		i++
		introduced = true
	}
	if i >= hi || p.quoted[i] {
		return words{}, false
	}
	if latinPronouns[p.low(i)] {
		return words{i, i + 1}, true
	}
	who, ok := p.nounAfter(i, hi)
	for n := 0; introduced && ok && p.low(who.to) == "," && n < 3; n++ { // in Salem, New Hampshire, Bell …
		next, found := p.nounAfter(who.to+1, hi)
		if !found || !p.capital(next.from) && !latinPronouns[p.low(next.from)] {
			break
		}
		who = next
	}
	for ok && !p.capital(who.to-1) && who.to-who.from > 1 && !people(p.low(who.to-1)) && !plural(p.low(who.to-1)) {
		who.to--
	}
	return who, ok
}

func (latin) subject(p *paragraph, lo, hi int) (words, bool) { return p.clauseSubject(lo, hi) }

// alike takes any past tense beside a quotation for a verb of saying: "Bell sneered".
func (latin) alike(p *paragraph, i int) bool {
	low := p.low(i)
	if !p.isWord(i) || p.Tokens[i].Capital {
		return false
	}
	if strings.HasSuffix(low, "ing") && be[p.low(i-1)] && len(low) > 5 {
		return true
	}
	return strings.HasSuffix(low, "ed") && len(low) > 4 && !be[p.low(i-1)] && low != "need" && low != "indeed" && low != "hundred" || furtherVerbs[low]
}

var furtherVerbs = setOf(`went shot began read reads spoke wrote vowed fired quoted praised urged explains vows asks jokes adds shouts thinks
	saying telling writing adding noting calling describing asking urging tweeting declaring chanting shouting reading stating
	cried sang sings goes quips interjects warns`)

// pronoun reports a phrase that is a pronoun.
func (p *paragraph) pronoun(w words) bool {
	return w.to == w.from+1 && (latinPronouns[p.low(w.from)] || slavicPronouns[p.low(w.from)] || arabicPronouns[p.low(w.from)])
}

// animate reports a phrase that names or describes people or a body.
func (p *paragraph) animate(w words) bool {
	if p.pronoun(w) {
		return p.low(w.from) != "it"
	}
	for i := w.from; i < w.to; i++ {
		if p.capital(i) && i > w.from || p.capital(i) && i > 0 && !openers[p.low(i)] && !determiners[p.low(i)] && !adverb(p.low(i)) || people(p.low(i)) || slavicPeople(p.low(i)) {
			return true
		}
	}
	low := p.low(w.from)
	return p.capital(w.from) && w.from == 0 && !determiners[low] && !edges[low] && !adverb(low) && !openers[low]
}
