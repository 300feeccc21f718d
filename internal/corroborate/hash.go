package corroborate

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"onrecord.dev/onrecord/internal/record"
)

// hashes keeps the digests of claims' inputs while results are computed.
type hashes struct {
	local map[int32][32]byte // claim -> its own inputs
	group map[int32][32]byte // claim -> the inputs of all that it leads to
}

// inputsHash is SHA-256 over a canonical rendering of all that can decide a
// claim's result: the rule set, the policy, the claim, its links, the statements
// behind them with their classes and views, and the same of the claims that it
// requires or that serve as premises.
func (e *engine) inputsHash(cl int32) string {
	if e.hash.local == nil {
		e.hash = hashes{map[int32][32]byte{}, map[int32][32]byte{}}
	}
	next := func(c int32) []int32 {
		if _, known := e.hash.group[c]; known {
			return nil
		}
		return e.restsOn(c)
	}
	for _, group := range components([]int32{cl}, next) {
		if _, known := e.hash.group[group[0]]; !known {
			e.hashGroup(group)
		}
	}
	local, group := e.localHash(cl), e.hash.group[cl]
	sum := sha256.Sum256(slices.Concat([]byte(Ruleset+"\n"), local[:], group[:]))
	return hex.EncodeToString(sum[:])
}

// hashGroup digests claims that lead to each other together with what they lead to.
func (e *engine) hashGroup(group []int32) {
	var parts [][]byte
	add := func(h [32]byte) { parts = append(parts, h[:]) }
	for _, cl := range group {
		add(e.localHash(cl))
		for _, r := range e.restsOn(cl) {
			if !slices.Contains(group, r) {
				add(e.hash.group[r])
			}
		}
	}
	slices.SortFunc(parts, bytes.Compare)
	parts = slices.CompactFunc(parts, bytes.Equal)
	sum := sha256.Sum256(bytes.Join(parts, nil))
	for _, cl := range group {
		e.hash.group[cl] = sum
	}
}

// restsOn gives the claims on which a claim's result depends beside itself.
func (e *engine) restsOn(cl int32) []int32 {
	if len(e.premise) == 0 {
		return e.requires[cl]
	}
	out := slices.Clone(e.requires[cl])
	e.background(cl, func(s int32) { out = append(out, e.premise[s]...) })
	return out
}

// background visits the statements behind every link that can count for or
// against a claim, in no order.
func (e *engine) background(cl int32, visit func(int32)) {
	e.epoch++
	var todo []int32
	reach := func(sts []int32) {
		for _, s := range sts {
			if e.mark[s] != e.epoch {
				e.mark[s] = e.epoch
				todo = append(todo, s)
			}
		}
	}
	reach(e.supports.row(cl))
	reach(e.disputes.row(cl))
	for _, o := range e.opposed[cl] {
		reach(e.supports.row(o))
	}
	for i := 0; i < len(todo); i++ {
		visit(todo[i])
		if e.active[todo[i]] != 0 {
			reach(e.parents.row(todo[i]))
		}
	}
}

func (e *engine) localHash(cl int32) [32]byte {
	if h, ok := e.hash.local[cl]; ok {
		return h
	}
	c := e.claims[cl]
	w := &writer{}
	policy := e.c.Policy.WithDefaults()
	w.line("policy", strconv.Itoa(policy.CorroboratedAt), policy.Conduits)
	w.line("claim", string(c.ID))
	w.list("adverse", e.interestedIn(cl), func(a int32) string { return string(e.actors.ids[a]) })
	w.list("requires", e.requires[cl], func(r int32) string { return string(e.claims[r].ID) })
	id := func(s int32) string { return string(e.st[s].ID) }
	w.list("supports", e.supports.row(cl), id)
	w.list("disputes", e.disputes.row(cl), id)
	for _, o := range e.opposed[cl] {
		w.list("opposed "+string(e.claims[o].ID), e.supports.row(o), id)
	}
	for _, d := range e.denies[cl] {
		s := e.st[d.st]
		w.line("denies", string(s.ID), e.selfName(s), strconv.FormatBool(d.accepts), strconv.Itoa(int(e.active[d.st])))
	}
	e.background(cl, func(s int32) { w.statement(e, s) })
	h := w.sum()
	e.hash.local[cl] = h
	return h
}

func (e *engine) selfName(s *record.Statement) string {
	return string(e.actors.ids[e.actors.self.find(e.actors.no[s.Speaker])])
}

// writer collects lines, whose order does not matter, for hashing.
type writer struct{ lines []string }

// line joins fields with a byte that no id contains.
func (w *writer) line(fields ...string) {
	var b []byte
	for _, f := range fields {
		b = append(append(b, f...), 0)
	}
	w.lines = append(w.lines, string(append(b, '\n')))
}

func (w *writer) list(head string, of []int32, name func(int32) string) {
	fields := make([]string, 0, len(of))
	for _, x := range of {
		fields = append(fields, name(x))
	}
	slices.Sort(fields)
	w.line(append([]string{head}, slices.Compact(fields)...)...)
}

func (w *writer) statement(e *engine, s int32) {
	st := e.st[s]
	protected := e.c.Actors[st.Speaker] != nil && e.c.Actors[st.Speaker].Protected
	w.line("statement", string(st.ID), strconv.Itoa(int(e.kind[s])), strconv.Itoa(int(e.active[s])),
		e.selfName(st), strconv.FormatBool(protected))
	w.list("labels "+string(st.ID), e.labels.row(s), e.labelName)
	w.list("conduits "+string(st.ID), e.conduits(st), e.labelName)
	w.list("from "+string(st.ID), e.parents.row(s), func(p int32) string { return string(e.st[p].ID) })
	w.list("premises "+string(st.ID), e.premise[s], func(p int32) string { return string(e.claims[p].ID) })
}

func (w *writer) sum() [32]byte {
	slices.SortFunc(w.lines, cmp.Compare[string])
	h := sha256.New()
	for _, l := range w.lines {
		h.Write([]byte(l))
	}
	var out [32]byte
	h.Sum(out[:0])
	return out
}
