package check

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// cast gives all actors of the self classes of the given ones.
func (st *story) cast(ids ...record.ID) map[record.ID]bool {
	out := map[record.ID]bool{}
	for _, id := range ids {
		for _, same := range st.casts[st.self.of(id)] {
			out[same] = true
		}
	}
	return out
}

// voicesBehind gives the actors who speak, or pass on, what a sentence cites.
// Who denies a claim stands behind it only where the sentence reports a denial.
func (st *story) voicesBehind(s *sentence, denying bool) map[record.ID]bool {
	out, ok := s.mouths[denying]
	if !ok {
		out = st.m.mouths.Get(s.citeKey(denying), func() map[record.ID]bool { return st.findVoicesBehind(s, denying) })
		if s.mouths == nil {
			s.mouths = map[bool]map[record.ID]bool{}
		}
		s.mouths[denying] = out
	}
	return out
}

// citeKey is what of a sentence the voices behind it depend on.
func (s *sentence) citeKey(denying bool) string {
	key := make([]byte, 0, 64)
	for _, c := range s.claims {
		key = append(append(key, c.ID...), ' ')
	}
	for _, x := range s.statements {
		key = append(append(key, x.ID...), ' ')
	}
	for _, rq := range s.requests {
		key = append(append(key, rq.ID...), ' ')
	}
	if denying {
		key = append(key, '-')
	}
	return string(key)
}

func (st *story) findVoicesBehind(s *sentence, denying bool) map[record.ID]bool {
	var ids []record.ID
	add := func(x *record.Statement) {
		for _, a := range st.ancestry(x) {
			ids = append(append(ids, a.Speaker), a.Conduit...)
		}
	}
	for _, x := range st.direct(s) {
		add(x)
	}
	for _, rq := range s.requests {
		ids = append(ids, rq.To)
	}
	for _, c := range s.claims {
		for _, x := range st.supporters(c.ID) {
			add(x)
		}
		for _, l := range st.linksOf[c.ID] { // who said it, though it was withdrawn, did say it
			if x := st.c.Statements[l.Statement]; x != nil && !st.active(x) && l.Stance == record.Supports {
				add(x)
			}
		}
		for _, f := range st.facets(c.ID) {
			for _, t := range st.ties(f) {
				mild := t.stance == record.Denies && t.link.Denial != "" && t.link.Denial != record.DeniesAct
				if denying || mild {
					add(t.statement)
				}
			}
		}
	}
	return st.cast(ids...)
}

// mainVoice gives the voice to which the sentence as a whole belongs: one that
// stands behind what is cited, else a trailing one ("…, the soldier said"), else the first.
func (st *story) mainVoice(s *sentence) (voice, bool) {
	var speaking []voice
	for _, v := range s.voices {
		if !v.declining {
			speaking = append(speaking, v)
		}
	}
	if len(speaking) == 0 {
		return voice{}, false
	}
	behind := st.voicesBehind(s, hasNegation(s))
	for _, v := range speaking {
		if slices.ContainsFunc(v.who, func(m mention) bool { return anyOf(m.actors, behind) }) {
			return v, true
		}
	}
	last := speaking[len(speaking)-1]
	start := min(last.from, last.who[0].from)
	if start > 0 && s.closesClause(start) && max(last.to, last.who[0].to) >= len(s.words)-3 {
		return last, true
	}
	return speaking[0], true
}

// closesClause reports whether a clause ends before the phrase that begins at word i.
func (s *sentence) closesClause(i int) bool {
	for k := i; k > 0 && k > i-3; k-- {
		if s.breaks(k) {
			return true
		}
		if !articles[s.words[k-1].folded] {
			return false
		}
	}
	return false
}

// independent counts the independent speakers who say what a sentence cites:
// the largest number of them whose ways to the desk share nobody (R1).
func (st *story) independent(s *sentence, denying bool) int {
	var xs, against []*record.Statement
	n := 0
	for _, x := range st.direct(s) {
		if st.active(x) {
			xs = append(xs, x)
			if !st.speaksFor(x, s.claims) {
				against = append(against, x)
			}
		}
	}
	for _, c := range s.claims {
		n = max(n, len(st.result(c.ID).Certificate))
		for _, x := range st.supporters(c.ID) {
			if st.publishable(x) {
				xs = append(xs, x)
			}
		}
		for _, t := range st.ties(c.ID) {
			if denying && t.stance != record.Supports && t.stance != record.Context {
				against = append(against, t.statement)
			}
		}
	}
	return max(n, st.disjoint(xs), st.disjoint(against))
}

// speaksFor reports whether a statement supports one of the claims.
func (st *story) speaksFor(x *record.Statement, claims []*record.Claim) bool {
	return slices.ContainsFunc(claims, func(c *record.Claim) bool { return slices.Contains(st.supporters(c.ID), x) })
}

// disjoint gives the size of a largest set of statements whose origins share no
// class; only whether it reaches two matters, so pairs are all it looks for.
func (st *story) disjoint(xs []*record.Statement) int {
	if len(xs) == 0 {
		return 0
	}
	labels := make([]map[record.ID]bool, len(xs))
	for i, x := range xs {
		labels[i] = st.labels(x)
	}
	for i := range labels {
		for j := range i {
			if !overlap(labels[i], labels[j]) {
				return 2
			}
		}
	}
	return 1
}

// labels gives the classes of those through whom a statement came.
func (st *story) labels(x *record.Statement) map[record.ID]bool {
	out := map[record.ID]bool{}
	for _, a := range st.ancestry(x) {
		out[st.origin.of(a.Speaker)] = true
		for _, c := range a.Conduit {
			if c != record.Desk && st.policy.Conduits != record.ConduitsIgnore {
				out[st.origin.of(c)] = true
			}
		}
	}
	return out
}

func overlap(a, b map[record.ID]bool) bool {
	for id := range a {
		if b[id] {
			return true
		}
	}
	return false
}
