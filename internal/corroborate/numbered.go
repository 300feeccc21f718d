package corroborate

import "onrecord.dev/onrecord/internal/record"

// numbered is what R1 reads of a casefile, with numbers in place of ids: the n-th
// entry of a list is about the record whose id is the n-th of its ids. Results do
// not depend on the order of anything in it. Pairs name who has something first; a
// record that is not there is never named.
type numbered struct {
	policy record.Policy

	actors    []record.ID // all who are named, with an entry or without
	traits    []traits
	tied      []two // actors of whom one is the same as the other or speaks for him
	dependent []two // actors with a dependence note "dependent"
	actorNo   *register

	items     []record.ID // evidence
	withdrawn []int32     // items
	embargoes []embargo
	copies    []two // items with one hash or in one group of near duplicates, each with some other
	itemNo    *register

	statements []record.ID // those of a claim lie side by side
	natures    []nature
	speakers   []int32 // actors
	evidence   []int32 // items; -1 = none
	digests    [][32]byte
	order      idOrder
	early      []uint64 // see idOrder
	conduits   []two    // statement, actor; the desk aside
	derived    []two    // statement, the statement that it derives from
	premises   []two    // inference, claim
	statement  []*record.Statement
	stNo       *register

	claims   []record.ID
	adverse  []two  // claim, actor
	requires []two  // claim, claim
	excludes []two  // claim, claim
	links    []tied // claim by claim
	claim    []*record.Claim
	claimNo  *register
}

// two is a pair of numbers.
type two [2]int32

// embargo is until when a story may not use an item, as its record says.
type embargo struct {
	item  int32
	until record.Time
}

// tied is a link with what it counts as, quantities considered (see StanceOf).
type tied struct {
	claim, st int32
	as        tieKind
}

// tieKind is what a link counts as. Context is not among them: it counts as nothing.
type tieKind uint8

const (
	tieNone tieKind = iota
	tieSupports
	tieDisputes
	tieDenies
	tieConcedes // a denial that accepts
)

func tieOf(cl *record.Claim, l *record.Link) tieKind {
	switch StanceOf(cl, l) {
	case record.Supports:
		return tieSupports
	case record.Disputes:
		return tieDisputes
	case record.Denies:
		if l.Denial == record.DenialAccepts {
			return tieConcedes
		}
		return tieDenies
	}
	return tieNone
}

// traits are what an actor's entry says that R1 reads, as bits.
type traits uint8

const (
	shielded  traits = 1 << iota // protected
	mute                         // protected without consent to publish
	backstage                    // off the record unless a statement has other terms
	nameless                     // unnamed: the same as nobody
)

func traitsOf(a *record.Actor) (t traits) {
	if a.Protected {
		t |= shielded
	}
	if a.Protected && !consents(a) {
		t |= mute
	}
	if a.Terms == record.OffRecord {
		t |= backstage
	}
	if a.Type == record.Unnamed {
		t |= nameless
	}
	return t
}

// nature is what a statement is by itself: its kind and, as bits, what bears on
// its labels and on who may use it.
type nature uint8

const (
	kindBits  nature = 0b111
	witnessed nature = 1 << 3 // basis victim, eyewitness or participant
	idle      nature = 1 << 4 // withdrawn or retracted
	offTerms  nature = 1 << 5 // off the record by its own terms
	ownTerms  nature = 1 << 6 // it has terms of its own
)

// kind is what a statement can be at the end of a chain.
type kind uint8

const (
	relay     kind = iota // has derived_from, whatever its basis
	firsthand             // a root that counts
	untraced              // a root that counts for S_max alone
	inferred              // a root that counts when its premises do
	rootless              // a position, an inference without warrant
)

func (n nature) kind() kind { return kind(n & kindBits) }

// groundless is the nature of an inference one of whose premises is not there.
func (n nature) groundless() nature { return n&^kindBits | nature(rootless) }

func natureOf(s *record.Statement) nature {
	n := nature(kindOf(s))
	if s.Basis.Witness() {
		n |= witnessed
	}
	if !s.State.IsActive() {
		n |= idle
	}
	if s.Terms == record.OffRecord {
		n |= offTerms
	}
	if s.Terms != "" {
		n |= ownTerms
	}
	return n
}

// kindOf classifies a statement whose premises, if any, are all there.
func kindOf(s *record.Statement) kind {
	switch {
	case len(s.DerivedFrom) > 0:
		return relay
	case s.Basis.Firsthand():
		return firsthand
	case s.Basis == record.Hearsay:
		return untraced
	case s.Basis == record.Inference && s.Warrant != "":
		return inferred
	}
	return rootless
}
