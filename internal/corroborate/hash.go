package corroborate

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"onrecord.dev/onrecord/internal/component"
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
	if len(e.restsOn(cl)) == 0 { // then it is a group of its own, that nobody need remember
		local := e.localHash(cl)
		return hex.EncodeToString(local[:])
	}
	if e.hash.local == nil {
		e.hash = hashes{map[int32][32]byte{}, map[int32][32]byte{}}
	}
	next := func(c int32) []int32 {
		if _, known := e.hash.group[c]; known {
			return nil
		}
		return e.restsOn(c)
	}
	for _, group := range component.Strong([]int32{cl}, next) {
		if _, known := e.hash.group[group[0]]; !known {
			e.hashGroup(group)
		}
	}
	local, group := e.knownHash(cl), e.hash.group[cl]
	sum := sha256.Sum256(slices.Concat([]byte(Ruleset+" claim and others\n"), local[:], group[:]))
	return hex.EncodeToString(sum[:])
}

// hashGroup digests claims that lead to each other together with what they lead to.
func (e *engine) hashGroup(group []int32) {
	var parts [][]byte
	add := func(h [32]byte) { parts = append(parts, h[:]) }
	for _, cl := range group {
		add(e.knownHash(cl))
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
	for _, s := range e.background(cl).sts {
		if e.kind(s) == inferred {
			out = append(out, e.premise[s]...)
		}
	}
	return out
}

// background is what stands behind every link that can count for or against a claim.
type background struct {
	sts                []int32 // each once
	supports, disputes int     // how many of them, from the first, support the claim, and how many more dispute it
}

// background gathers in no order beyond that. It is good until statements are
// gathered again.
func (e *engine) background(cl int32) (out background) {
	e.epoch++
	todo := e.sts[:0]
	reach := func(sts []int32) {
		for _, s := range sts {
			if e.mark[s] != e.epoch {
				e.mark[s] = e.epoch
				todo = append(todo, s)
			}
		}
	}
	reach(e.supports.row(cl))
	out.supports = len(todo)
	reach(e.disputes.row(cl))
	out.disputes = len(todo) - out.supports
	for _, o := range e.opposed[cl] {
		reach(e.supports.row(o))
	}
	for i := 0; i < len(todo); i++ {
		if e.active[todo[i]] != 0 {
			reach(e.parents.row(todo[i]))
		}
	}
	e.sts, out.sts = todo, todo
	return out
}

func (e *engine) knownHash(cl int32) [32]byte {
	h, ok := e.hash.local[cl]
	if !ok {
		h = e.localHash(cl)
		e.hash.local[cl] = h
	}
	return h
}
