package corroborate

import "onrecord.dev/onrecord/internal/record"

// Numbered is what R1 reads of a casefile, with numbers in place of ids: the n-th
// entry of a list is about the record whose id is the n-th of its ids. It can be
// kept and loaded again, and spares whoever loads it the records themselves.
// Results do not depend on the order of anything in it. Pairs name who has
// something first; a record that is not there is never named.
type Numbered struct {
	Policy record.Policy

	Actors    []record.ID // all who are named, with an entry or without
	Traits    []Trait     // of actors
	Tied      []Two       // actors of whom one is the same as the other or speaks for him
	Dependent []Two       // actors with a dependence note "dependent"

	Items     []record.ID // evidence
	Withdrawn []int32     // items
	Embargoes []Embargo
	Copies    []Two // items with one hash or in one group of near duplicates, each with some other

	Statements []record.ID
	Natures    []Nature // of statements
	Speakers   []int32  // of statements
	Evidence   []int32  // of statements: items; -1 = none
	Conduits   []Two    // statement, actor; the desk aside
	Derived    []Two    // statement, the statement that it derives from
	Premises   []Two    // inference, claim

	Claims   []record.ID
	Adverse  []Two // claim, actor
	Requires []Two // claim, claim
	Excludes []Two // claim, claim
	Links    []Tie
}

// Two is a pair of numbers.
type Two [2]int32

// Embargo is until when a story may not use an item, as its record says.
type Embargo struct {
	Item  int32
	Until record.Time
}

// Tie is a link with what it counts as, quantities considered (see StanceOf).
type Tie struct {
	Claim, Statement int32
	As               TieKind
}

// TieKind is what a link counts as. Context is not among them: it counts as nothing.
type TieKind uint8

// Kinds of ties. The numbers are stored: they never change.
const (
	TieSupports TieKind = 1
	TieDisputes TieKind = 2
	TieDenies   TieKind = 3
	TieConcedes TieKind = 4 // a denial that accepts
)

func tieOf(cl *record.Claim, l *record.Link) (as TieKind, ok bool) {
	switch StanceOf(cl, l) {
	case record.Supports:
		return TieSupports, true
	case record.Disputes:
		return TieDisputes, true
	case record.Denies:
		if l.Denial == record.DenialAccepts {
			return TieConcedes, true
		}
		return TieDenies, true
	}
	return 0, false
}

// Trait is what an actor's entry says that R1 reads, as bits. They are stored:
// their meaning never changes.
type Trait uint8

const (
	shielded  Trait = 1 << iota // protected
	mute                        // protected without consent to publish
	backstage                   // off the record unless a statement has other terms
	nameless                    // unnamed: the same as nobody
)

func traitOf(a *record.Actor) (t Trait) {
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

// Nature is what a statement is by itself: its kind and, as bits, what bears on
// its labels and on who may use it. It is stored: its meaning never changes.
type Nature uint8

const (
	kindBits  Nature = 0b111
	witnessed Nature = 1 << 3 // basis victim, eyewitness or participant
	idle      Nature = 1 << 4 // withdrawn or retracted
	offTerms  Nature = 1 << 5 // off the record by its own terms
	ownTerms  Nature = 1 << 6 // it has terms of its own
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

func (n Nature) kind() kind { return kind(n & kindBits) }

func natureOf(s *record.Statement) Nature {
	n := Nature(kindOf(s))
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
