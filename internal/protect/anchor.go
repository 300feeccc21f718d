package protect

import (
	"sort"
	"unicode/utf8"
)

// anchor adds a hit where the unit, being this to that person, counts.
func (s *search) anchor(u *unit, r ref) {
	switch r.role {
	case asWhole:
		if s.fits(u, r) {
			s.hit(u.from, u.to, r.actor)
		}
	case asSurname:
		if !s.excused(u.from, r.actor) && (s.fits(u, r) || s.inCompany(u, r)) {
			s.grow(u.from, u.to, r.actor)
		}
	case asPatronymic:
		if from, ok := s.ownBefore(u.from, r.actor, asGiven, 0); ok && s.pieces[u.from].before <= space {
			s.grow(from, u.to, r.actor)
		}
	case asGiven:
		if r.need == strong {
			s.abbreviated(u, r.actor)
		}
	case asNameless:
		s.nameless(u, r)
	case asPart:
		if r.place>>4 == 0 {
			s.sequence(u, r)
		}
	}
}

func (s *search) hit(from, to int, actor uint32) {
	s.hits = append(s.hits, found{s.pieces[from].start, s.pieces[to-1].end, actor, false})
}

// fits reports whether the unit has what its form needs in order to count alone.
func (s *search) fits(u *unit, r ref) bool {
	p := s.pieces[u.from]
	switch r.need {
	case strong:
		return true
	case capital:
		return s.titled(u)
	case lonely:
		if !p.capital {
			return false
		}
		near := func(i int) bool {
			q := s.pieces[i]
			if i == 0 || q.before >= dot { // a sentence begins with a capital anyway
				return q.capital && s.readAt(i).tells
			}
			return q.capital && utf8.RuneCountInString(q.word) > 1 && q.script != digits
		}
		before := u.from > 0 && p.before <= space && near(u.from-1)
		after := u.to < len(s.pieces) && s.pieces[u.to].before <= space && near(u.to)
		return !before && !after
	case small:
		return !p.capital || u.from == 0 || p.before >= dot
	}
	return false
}

// titled reports whether the unit begins with a capital, where its script has any.
func (s *search) titled(u *unit) bool {
	p := s.pieces[u.from]
	return p.capital || p.script != latin && p.script != cyrillic
}

// excused reports whether another person's given name stands immediately before
// the piece: Sergei Ivanov, Sergei Petrovich Ivanov, Sergei P. Ivanov.
func (s *search) excused(i int, actor uint32) bool {
	if s.behindGiven(i, actor) { // Jean-Claude is his own name, whoever Claude is
		return false
	}
	if s.strict || i == 0 || s.pieces[i].before > space {
		// "Sergei P. Ivanov" has a full stop before the surname
		return !s.strict && i > 1 && s.pieces[i].before == dot && s.pieces[i-1].before <= space && s.single(i-1) && s.elses(i-2, actor)
	}
	if s.elses(i-1, actor) {
		return i < 2 || s.pieces[i-1].before > space || !s.given(i-2, actor) // Karl Henrik Svanberg is Karl Svanberg
	}
	if i < 2 || s.pieces[i-1].before > space || s.own(i-1, actor) {
		return false
	}
	if s.readAt(i - 1).father {
		return s.elses(i-2, actor)
	}
	return s.single(i-1) && s.pieces[i-1].capital && s.elses(i-2, actor)
}

// given reports whether the piece is a given name of the actor, and no vague likeness.
func (s *search) given(i int, actor uint32) bool {
	for _, r := range ofActor(s.readAt(i).refs, actor) {
		if r.role == asGiven && r.need <= lonely {
			return true
		}
	}
	return false
}

func (s *search) single(i int) bool { return utf8.RuneCountInString(s.pieces[i].word) == 1 }

// elses reports whether the piece is a well-known given name, written as a name,
// that is none of the actor's.
func (s *search) elses(i int, actor uint32) bool {
	p := s.pieces[i]
	if p.script != arabic && !p.capital {
		return false
	}
	return s.readAt(i).tells && !s.own(i, actor)
}

// own reports whether the piece is a name of the actor.
func (s *search) own(i int, actor uint32) bool {
	return len(ofActor(s.readAt(i).refs, actor)) > 0
}

// ofActor gives the refs of one actor among refs that are in the order of actors.
func ofActor(refs []ref, actor uint32) []ref {
	from := sort.Search(len(refs), func(i int) bool { return refs[i].actor >= actor })
	to := from
	for to < len(refs) && refs[to].actor == actor {
		to++
	}
	return refs[from:to]
}

// ownBefore gives the begin of a name of the actor that ends right before piece i;
// want 0 is any role.
func (s *search) ownBefore(i int, actor uint32, want, not role) (int, bool) {
	if i >= len(s.pieces) || !s.near(i) {
		return 0, false
	}
	best, found := i, false
	for _, k := range s.ends[i] {
		for _, r := range ofActor(s.units[k].refs, actor) {
			if (want == 0 || r.role == want) && r.role != not && s.units[k].from < best {
				best, found = s.units[k].from, true
			}
		}
	}
	return best, found
}

// ownAfter gives the end of a name of the actor that begins at piece i. After a
// comma it must be a given name: Ivanov, Pyotr.
func (s *search) ownAfter(i int, actor uint32, not role) (int, bool) {
	if i >= len(s.pieces) || !s.near(i) && s.pieces[i].before != comma {
		return 0, false
	}
	best, found := i, false
	for _, k := range s.starts[i] {
		for _, r := range ofActor(s.units[k].refs, actor) {
			if r.role == not || s.pieces[i].before == comma && r.role != asGiven {
				continue
			}
			if s.units[k].to > best {
				best, found = s.units[k].to, true
			}
		}
	}
	return best, found
}

// near reports whether piece i follows the one before it within one name: a full
// stop counts only as in pyotr.ivanov, without white space.
func (s *search) near(i int) bool {
	b := s.pieces[i].before
	return b <= space || b == dot && i > 0 && s.pieces[i].start-s.pieces[i-1].end == 1
}

// initial reports whether the piece is an initial of the actor; sure asks for a
// full stop after it.
func (s *search) initial(i int, actor uint32, sure bool) bool {
	return s.initialAs(i, actor, asInitial, sure)
}

func (s *search) initialAs(i int, actor uint32, as role, sure bool) bool {
	p := s.pieces[i]
	if p.script == digits || !p.capital && p.script != arabic || utf8.RuneCountInString(p.word) > 4 {
		return false
	}
	stopped := p.end < len(s.text) && s.text[p.end] == '.'
	if !stopped && (sure || utf8.RuneCountInString(p.word) > 1) {
		return false
	}
	for _, r := range ofActor(s.g.table.of(s.hasher.digest("i:"+p.word)), actor) {
		if r.role == as {
			return true
		}
	}
	return false
}

// inCompany reports whether the unit has the company that its form asks for.
func (s *search) inCompany(u *unit, r ref) bool {
	switch r.need {
	case behind:
		return s.titled(u) && s.behindGiven(u.from, r.actor)
	case titled:
		return s.titled(u) && s.accompanied(u, r.actor)
	}
	return s.accompanied(u, r.actor)
}

// behindGiven reports whether a given name of the actor ends right before piece i
// that is more than a vague likeness.
func (s *search) behindGiven(i int, actor uint32) bool {
	for n := 0; n < 3 && i > 0 && s.pieces[i].before <= space && particles[s.pieces[i-1].word]; n++ {
		i--
	}
	if i == 0 || s.pieces[i].before > space {
		return false
	}
	for _, k := range s.ends[i] {
		for _, r := range ofActor(s.units[k].refs, actor) {
			if (r.role == asGiven || r.role == asPatronymic) && r.need <= lonely {
				return true
			}
		}
	}
	return false
}

// accompanied reports whether a weak surname has a name or an initial of the same
// person beside it.
func (s *search) accompanied(u *unit, actor uint32) bool {
	from, to := u.from, u.to
	for from > 0 && s.pieces[from].before <= space && particles[s.pieces[from-1].word] {
		from--
	}
	if b, ok := s.ownBefore(from, actor, 0, asSurname); ok && b < from {
		return true
	}
	if _, ok := s.ownAfter(to, actor, asSurname); ok {
		return true
	}
	return from > 0 && s.pieces[from].before <= dot && s.initial(from-1, actor, true) ||
		to < len(s.pieces) && s.pieces[to].before <= comma && s.initial(to, actor, true)
}

// grow adds a hit that takes in the names and initials of the same person on
// either side, and the particles between.
func (s *search) grow(from, to int, actor uint32) {
	for n := 0; n < maxReach; n++ {
		if b, ok := s.ownBefore(from, actor, 0, 0); ok {
			from = b
		} else if from > 0 && s.pieces[from].before <= dot && s.initial(from-1, actor, false) {
			from--
		} else if b, ok := s.overParticles(from, actor); ok {
			from = b
		} else {
			break
		}
	}
	for n := 0; n < maxReach; n++ {
		e, ok := s.ownAfter(to, actor, 0)
		if !ok && to < len(s.pieces) && s.pieces[to].before <= comma && s.initial(to, actor, false) {
			e, ok = to+1, true
		}
		if !ok || s.pieces[to].before == comma && s.surnameAt(e, actor) { // "Ivanov, Pyotr Ivanov" is two names
			break
		}
		to = e
	}
	s.hit(from, to, actor)
}

// surnameAt reports whether a surname of the actor begins at piece i, within the same name.
func (s *search) surnameAt(i int, actor uint32) bool {
	if i >= len(s.pieces) || s.pieces[i].before > dot {
		return false
	}
	for _, k := range s.starts[i] {
		for _, r := range ofActor(s.units[k].refs, actor) {
			if r.role == asSurname {
				return true
			}
		}
	}
	return false
}

// overParticles steps left over al-, van der and the like to a name of the actor,
// or takes in a particle that is tied to the name by a hyphen.
func (s *search) overParticles(from int, actor uint32) (int, bool) {
	at := from
	for n := 0; n < 3 && at > 0 && s.pieces[at].before <= space && particles[s.pieces[at-1].word]; n++ {
		at--
	}
	if at == from {
		return 0, false
	}
	if b, ok := s.ownBefore(at, actor, 0, 0); ok && b < at {
		return b, true
	}
	return at, s.pieces[at+1].before <= soft
}

// nameless adds a hit where two names of a person without surname meet.
func (s *search) nameless(u *unit, r ref) {
	at := u.to
	for n := 0; n < 3 && at < len(s.pieces) && s.pieces[at].before <= space && particles[s.pieces[at].word]; n++ {
		at++
	}
	if at >= len(s.pieces) || s.pieces[at].before > comma {
		return
	}
	for _, k := range s.starts[at] {
		for _, q := range ofActor(s.units[k].refs, r.actor) {
			if q.role == asNameless && q.slot == r.slot && q.place != r.place {
				s.grow(u.from, s.units[k].to, r.actor)
				return
			}
		}
	}
}

// sequence adds a hit where an alias of several words stands complete.
func (s *search) sequence(u *unit, r ref) {
	count, to := r.place&15, u.to
next:
	for place := byte(1); place < count; place++ {
		if to >= len(s.pieces) || s.pieces[to].before > comma {
			return
		}
		for _, k := range s.starts[to] {
			for _, q := range ofActor(s.units[k].refs, r.actor) {
				if q.role == asPart && q.slot == r.slot && q.place == place<<4|count {
					to = s.units[k].to
					continue next
				}
			}
		}
		return
	}
	s.hit(u.from, to, r.actor)
}
