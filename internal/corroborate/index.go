package corroborate

import (
	"slices"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// index holds a casefile as numbers (see numbered), with all that is looked up in
// it. Records are numbered in no order at all, and wherever an order shows in a
// result it is made from ids.
type index struct {
	policy record.Policy // with defaults
	now    time.Time
	actors *actors
	copies *copies

	stID    []record.ID
	nature  []nature
	digest  [][32]byte        // see digester
	active  []uint8           // statement -> views as bits in which it is active
	speaker []int32           // statement -> actor
	item    []int32           // statement -> evidence; -1 = none
	via     table             // statement -> classes of its conduits, the desk aside; may repeat
	parents table             // statement -> statements it derives from
	childs  table             // the reverse
	labels  table             // statement -> labels: copies, speaker, conduits; towards the desk
	plain   []bool            // statement -> each of its classes is named by whom its record names
	premise map[int32][]int32 // inference -> claims

	claimID  []record.ID
	adverse  table // claim -> actors
	supports table // claim -> statements that support it
	disputes table
	denies   map[int32][]denial
	requires [][]int32
	opposed  map[int32][]int32 // claim -> claims it excludes or that exclude it

	order idOrder
	early []uint64 // statement -> see idOrder

	live   []uint8 // statement -> modes as bits in which a chain ends there
	shared bitset  // claims that others require

	records
}

// records is what an index knows of the records themselves, where it was made from
// them and somebody will ask: results are computed without.
type records struct {
	c       *record.Casefile
	st      []*record.Statement
	claims  []*record.Claim
	claimNo map[record.ID]int32
}

type denial struct {
	st      int32
	accepts bool
}

func newIndex(n *numbered, now time.Time) *index {
	x := &index{
		policy: n.policy.WithDefaults(), now: now,
		stID: n.statements, nature: n.natures, digest: n.digests, order: n.order, early: n.early,
		speaker: n.speakers, item: n.evidence, claimID: n.claims,
	}
	sideBySide(len(x.stID), func() { x.indexClasses(n) }, func() { x.indexClaims(n) })
	return x
}

// indexClasses finds who and what is one, the labels that follow, and who may use what.
func (x *index) indexClasses(n *numbered) {
	x.actors, x.copies = newActors(n), newCopies(n, x.now)
	sts := len(x.stID)
	x.active = make([]uint8, sts)
	for s := range x.active {
		x.active[s] = x.admitted(int32(s))
	}
	x.via = pairTable(sts, n.conduits)
	x.plain = make([]bool, sts)
	for s := range x.plain {
		x.plain[s] = x.classify(x.via.row(int32(s)))
	}
	x.addLabels()
}

// indexClaims takes what links statements and claims to each other.
func (x *index) indexClaims(n *numbered) {
	sts, claims := len(x.stID), len(x.claimID)
	x.parents, x.childs = pairTable(sts, n.derived), pairTableBack(sts, n.derived)
	x.adverse = pairTable(claims, n.adverse)
	x.premise = map[int32][]int32{}
	for _, p := range n.premises {
		x.premise[p[0]] = append(x.premise[p[0]], p[1])
	}
	for _, premises := range x.premise {
		slices.SortFunc(premises, x.compareClaims)
	}
	x.requires = make([][]int32, claims)
	for _, p := range n.requires {
		x.requires[p[0]] = append(x.requires[p[0]], p[1])
	}
	x.opposed = map[int32][]int32{}
	for _, p := range n.excludes {
		x.opposed[p[0]] = append(x.opposed[p[0]], p[1])
		x.opposed[p[1]] = append(x.opposed[p[1]], p[0])
	}
	x.indexLinks(n.links)
}

// withRecords adds what explanations read.
func (x *index) withRecords(c *record.Casefile, n *numbered) *index {
	x.c, x.st, x.claims = c, n.statement, n.claim
	x.claimNo = make(map[record.ID]int32, len(x.claimID))
	for cl, id := range x.claimID {
		x.claimNo[id] = int32(cl)
	}
	x.actors.no = make(map[record.ID]int32, len(x.actors.ids))
	for a, id := range x.actors.ids {
		x.actors.no[id] = int32(a)
	}
	return x
}

// admitted gives, as bits 1<<view, the views in which a statement is active.
func (x *index) admitted(s int32) uint8 {
	nature, speaker := x.nature[s], x.actors.trait[x.speaker[s]]
	switch {
	case nature&idle != 0, x.item[s] < 0:
		return 0
	case speaker&mute != 0, nature&offTerms != 0, nature&ownTerms == 0 && speaker&backstage != 0:
		return x.copies.views[x.item[s]] & (1 << desk)
	}
	return x.copies.views[x.item[s]]
}

func (x *index) compareClaims(a, b int32) int {
	return strings.Compare(string(x.claimID[a]), string(x.claimID[b]))
}

// indexLinks takes links, those of a claim one after the other.
func (x *index) indexLinks(links []tied) {
	x.denies = map[int32][]denial{}
	claims := len(x.claimID)
	x.supports, x.disputes = emptyTable(claims, len(links)), emptyTable(claims, 0)
	for _, l := range links {
		switch l.as {
		case tieSupports:
			x.supports.append(l.claim, l.st)
		case tieDisputes:
			x.disputes.append(l.claim, l.st)
		default:
			x.denies[l.claim] = append(x.denies[l.claim], denial{l.st, l.as == tieConcedes})
		}
	}
}

// counts reports whether a claim's own support enters its S: always, but for a
// claim with conjuncts that has no supporting link in any state or view.
func (x *index) counts(cl int32) bool {
	return len(x.requires[cl]) == 0 || len(x.supports.row(cl)) > 0
}

// selfOf gives the self-class of a statement's speaker.
func (x *index) selfOf(s int32) int32 { return x.actors.self.find(x.speaker[s]) }

func (x *index) kind(s int32) kind { return x.nature[s].kind() }
