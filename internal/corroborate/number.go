package corroborate

import (
	"runtime"
	"sync"
	"sync/atomic"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/record"
)

// number numbers a casefile. What reads records waits for memory most of the time,
// so every record is read once, and by several workers.
func number(c *record.Casefile) *numbered {
	k := newKeyring()
	n := &numberer{c: c, numbered: &numbered{
		policy:  c.Policy,
		actorNo: newRegister(k, len(c.Actors)+1), itemNo: newRegister(k, len(c.Evidence)),
		stNo: newRegister(k, len(c.Statements)), claimNo: newRegister(k, len(c.Claims)),
	}}
	n.numberClaims()
	sideBySide(len(c.Statements), n.readLinks, n.numberStatements, n.numberItems, n.numberActors)
	n.findLinked()
	n.sort()
	n.readStatements()
	n.readNames()
	return n.numbered
}

// numberer makes a numbered.
type numberer struct {
	*numbered
	c     *record.Casefile
	found []linked
	sts   []*record.Statement // as first numbered
	to    []int32             // first number -> the one that stays

	tying []*record.Actor // who names other actors

	touched int32 // keeps reads from being left out

	joining sync.Mutex // guards what follows, and what statements name
	later   []mention
}

// linked is a link on its way to being tied.
type linked struct {
	st    key
	claim int32
	as    tieKind
	no    int32 // of the statement; -1: not there
}

// mention is of an actor who has no number yet.
type mention struct {
	st  int32
	via bool // else he speaks
	who record.ID
}

// worthSharing is how much work makes a second worker worth its start.
const worthSharing = 2048

// sideBySide has tasks done side by side, where there is enough to do, in this order.
func sideBySide(size int, tasks ...func()) {
	var next atomic.Int64
	inParallel(min(len(tasks), 1+size/worthSharing), func() {
		for {
			k := int(next.Add(1)) - 1
			if k >= len(tasks) {
				return
			}
			tasks[k]()
		}
	})
}

// inPieces has stretches of 0 to n worked on side by side.
func inPieces(n int, work func(next func() (from, to int))) {
	const piece = 1024
	var at atomic.Int64
	inParallel(1+n/worthSharing, func() {
		work(func() (from, to int) {
			to = int(at.Add(piece))
			return min(to-piece, n), min(to, n)
		})
	})
}

// inParallel runs so many workers, no more than there are processors.
func inParallel(workers int, work func()) {
	var others beside.Group
	for range min(workers, runtime.GOMAXPROCS(0)) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
}

func (n *numberer) numberClaims() {
	n.claims, n.claim = make([]record.ID, 0, len(n.c.Claims)), make([]*record.Claim, 0, len(n.c.Claims))
	ids := newcomers{register: n.claimNo}
	for id, cl := range n.c.Claims {
		ids.add(id)
		n.claims, n.claim = append(n.claims, cl.ID), append(n.claim, cl)
	}
	ids.flush()
}

func (n *numberer) numberStatements() {
	n.sts = make([]*record.Statement, 0, len(n.c.Statements))
	ids := newcomers{register: n.stNo}
	for id, s := range n.c.Statements {
		ids.add(id)
		n.sts = append(n.sts, s)
	}
	ids.flush()
}

func (n *numberer) numberActors() {
	n.actors, n.traits = make([]record.ID, 0, len(n.c.Actors)+1), make([]traits, 0, len(n.c.Actors)+1)
	ids := newcomers{register: n.actorNo}
	for id, a := range n.c.Actors {
		ids.add(id)
		n.actors, n.traits = append(n.actors, a.ID), append(n.traits, traitsOf(a))
		if a.SpeaksFor != "" || len(a.SameAs) > 0 {
			n.tying = append(n.tying, a)
		}
	}
	ids.flush()
}

func (n *numberer) numberItems() {
	n.items = make([]record.ID, 0, len(n.c.Evidence))
	hashes, groups := map[string]int32{}, map[string]int32{}
	ids := newcomers{register: n.itemNo}
	for id, e := range n.c.Evidence {
		no := int32(len(n.items))
		ids.add(id)
		n.items = append(n.items, e.ID)
		if !e.State.IsActive() {
			n.withdrawn = append(n.withdrawn, no)
		}
		if e.Embargo != "" {
			n.embargoes = append(n.embargoes, embargo{no, e.Embargo})
		}
		if e.Original != nil {
			n.copied(hashes, e.Original.SHA256, no)
		}
		n.copied(groups, e.NearDupGroup, no)
	}
	ids.flush()
}

func (n *numberer) copied(seen map[string]int32, key string, item int32) {
	if key == "" {
		return
	}
	if first, ok := seen[key]; ok {
		n.copies = append(n.copies, two{first, item})
		return
	}
	seen[key] = item
}

// readLinks takes the links that count of claims that are there.
func (n *numberer) readLinks() {
	n.found = make([]linked, 0, len(n.c.Links))
	var some someLinks
	for k, l := range n.c.Links {
		some.names[some.waiting], some.links[some.waiting] = k, l
		if some.waiting++; some.waiting == together {
			n.readSomeLinks(&some)
		}
	}
	n.readSomeLinks(&some)
}

type someLinks struct {
	names   [together]record.LinkKey
	links   [together]*record.Link
	keys    [together]key
	waiting int
	touched int32
}

// readSomeLinks reads links side by side: first what they point to, then where that
// stands in the registers.
func (n *numberer) readSomeLinks(some *someLinks) {
	links, keys := some.links[:some.waiting], some.keys[:some.waiting]
	for i, l := range links {
		some.touched += int32(len(l.Stance)) + begin(some.names[i].Claim) + begin(some.names[i].Statement)
	}
	for i := range keys {
		keys[i] = n.claimNo.key(some.names[i].Claim)
	}
	for _, k := range keys {
		some.touched += n.claimNo.touch(k)
	}
	for i, l := range links {
		if cl := n.claimNo.findKey(keys[i]); cl >= 0 {
			as := tieOf(nil, l)
			if l.Value != nil && as != tieNone {
				as = tieOf(n.claim[cl], l)
			}
			if as != tieNone {
				n.found = append(n.found, linked{st: n.stNo.key(some.names[i].Statement), claim: cl, as: as})
			}
		}
	}
	some.waiting = 0
}

// findLinked finds the statements of links.
func (n *numberer) findLinked() {
	inPieces(len(n.found), func(next func() (from, to int)) {
		for from, to := next(); from < to; from, to = next() {
			for i := range n.found[from:to] {
				l := &n.found[from+i]
				l.no = n.stNo.findKey(l.st)
			}
		}
	})
}

// sort puts the links in the order of their claims, and gives the statements new
// numbers in the order of the links.
func (n *numberer) sort() {
	at := make([]int32, len(n.claims)+1)
	count := int32(0)
	for i := range n.found {
		if n.found[i].no >= 0 {
			at[n.found[i].claim]++
			count++
		}
	}
	next := int32(0)
	for cl, many := range at {
		at[cl], next = next, next+many
	}
	n.links = make([]tied, count)
	for i := range n.found {
		if l := &n.found[i]; l.no >= 0 {
			n.links[at[l.claim]] = tied{l.claim, l.no, l.as}
			at[l.claim]++
		}
	}
	n.found = nil
	n.to = resized(nil, len(n.sts), -1)
	n.statement = make([]*record.Statement, len(n.sts))
	next = 0
	place := func(s int32) {
		if n.to[s] < 0 {
			n.to[s], n.statement[next] = next, n.sts[s]
			next++
		}
	}
	for i := range n.links {
		place(n.links[i].st)
		n.links[i].st = n.to[n.links[i].st]
	}
	for s := range n.to {
		place(int32(s))
	}
	n.sts = nil
	for i := range n.stNo.slots {
		if s := &n.stNo.slots[i]; s.no > 0 {
			s.no = n.to[s.no-1] + 1
		}
	}
}
