package corroborate

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Explanation says in plain words why a claim has its status. It names a
// protected actor by descriptor and never by anything else; it quotes no
// statement.
type Explanation struct {
	ID          record.ID     `json:"id"`
	Text        string        `json:"text"`
	Status      Status        `json:"status"`
	Base        Status        `json:"base"`
	S           int           `json:"s"`
	SMax        int           `json:"s_max"`
	O           int           `json:"o"`
	D           int           `json:"d"`
	Flags       []string      `json:"flags"`
	Summary     string        `json:"summary"`
	Chains      []ChainWords  `json:"chains"`   // the certificate
	Cut         []ClassWords  `json:"cut"`      // what every chain passes through
	Missing     []string      `json:"missing"`  // what would help
	Opposing    []ChainWords  `json:"opposing"` // the certificate of O
	OpposingCut []ClassWords  `json:"opposing_cut"`
	Denials     []DenialWords `json:"denials"`
	Hearsay     []ChainWords  `json:"hearsay"` // what has no traced origin yet
	Requires    []ClaimWords  `json:"requires"`
	Inactive    []Withheld    `json:"inactive"` // linked to it, and counting for nobody
	Publishable PublicWords   `json:"publishable"`

	Lift            Lift `json:"lift"` // what would bring it to corroborated
	PublishableLift Lift `json:"publishable_lift"`

	Graph Picture `json:"graph"`

	deniedBy []record.ID
}

// ChainWords is one chain: its statements and what they are.
type ChainWords struct {
	Statements []record.ID `json:"statements"`
	Words      string      `json:"words"`
	Hops       []Hop       `json:"hops"`
	Also       []Also      `json:"also,omitempty"` // what would be a chain too, but counts once with it
}

// ClassWords is one class of a cut.
type ClassWords struct {
	Class string `json:"class"`
	Words string `json:"words"`
}

// DenialWords is one denial by an interested party, or a concession.
type DenialWords struct {
	Statement record.ID     `json:"statement"`
	By        string        `json:"by"`
	Denial    record.Denial `json:"denial"`
}

// ClaimWords is a conjunct with its own result.
type ClaimWords struct {
	ID      record.ID `json:"id"`
	Status  Status    `json:"status"`
	Base    Status    `json:"base"`
	S       int       `json:"s"`
	Weakest bool      `json:"weakest"` // decides S of the claim explained
}

// PublicWords is the publishable view, with what it must leave out.
type PublicWords struct {
	Status   Status     `json:"status"`
	Base     Status     `json:"base"`
	S        int        `json:"s"`
	Withheld []Withheld `json:"withheld"`
}

// Withheld is a statement that the desk may use and a story may not.
type Withheld struct {
	Statement record.ID `json:"statement"`
	Why       string    `json:"why"`
}

// Explain puts the result of one claim into words. A claim that does not exist is
// a problem of kind Usage.
func Explain(c *record.Casefile, o Options, id record.ID) (Explanation, error) {
	if c.Claims[id] == nil {
		return Explanation{}, problem.New(problem.Usage, string(id), "no claim has this id", "`onrecord status` lists the claims")
	}
	c = around(c, id)
	e := newEngine(c, o)
	cl := e.claimNo[id]
	r := e.result(cl)
	w := words{e}
	x := Explanation{
		ID: id, Text: c.Claims[id].Text, Status: r.Status, Base: r.Base, S: r.S, SMax: r.SMax, O: r.O, D: r.D,
		Flags: r.Flags, Chains: w.chains(r.Certificate), Cut: w.classes(r.Cut, r.Certificate),
		Opposing: w.chains(r.Opposing), OpposingCut: w.classes(r.OpposingCut, r.Opposing),
		Denials: []DenialWords{}, Hearsay: []ChainWords{}, Requires: []ClaimWords{}, deniedBy: r.DeniedBy,
	}
	sum := e.sumOf(cl, desk)
	deciding := &sum
	e.explainDenials(&x, w, cl, deciding)
	e.explainHearsay(&x, w, cl)
	e.explainRequires(&x, cl, deciding)
	if deciding.weakest != nil {
		e.explainAlso(&x, w, e.claimNo[deciding.weakestID])
	}
	x.Inactive = e.inactive(cl)
	x.Publishable = PublicWords{Status: r.Publishable.Status, Base: r.Publishable.Base, S: r.Publishable.S, Withheld: e.withheld(cl)}
	x.Summary = summary(r, w)
	x.Lift = lift(c, o, id, desk).inWords(w, id, desk)
	x.PublishableLift = lift(c, o, id, publishable).inWords(w, id, publishable)
	x.Missing = x.missing(w)
	weakest := int32(-1)
	if deciding.weakest != nil {
		weakest = e.claimNo[deciding.weakestID]
	}
	x.Graph = e.picture(x, cl, weakest)
	return x, nil
}

func (e *engine) explainDenials(x *Explanation, w words, cl int32, t *sum) {
	for _, of := range slices.Compact([]int32{cl, e.claimNo[t.deniedID]}) {
		interested := e.interestedIn(of)
		for _, d := range e.denies[of] {
			if s := e.st[d.st]; e.admits(d.st, desk) && e.speaksFor(d.st, interested) {
				kind := e.c.Links[record.LinkKey{Statement: s.ID, Claim: e.claims[of].ID}].Denial
				x.Denials = append(x.Denials, DenialWords{s.ID, w.actor(s.Speaker), kind})
			}
		}
	}
	slices.SortFunc(x.Denials, func(a, b DenialWords) int { return strings.Compare(string(a.Statement), string(b.Statement)) })
}

// wayTo gives a shortest way from a root to a live statement, of several the one
// whose ids come first from the end.
func (e *engine) wayTo(s int32, m mode) []record.ID {
	next := map[int32]int32{s: -1}
	for todo := []int32{s}; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		if e.kind(at) != relay {
			var way []record.ID
			for ; at >= 0; at = next[at] {
				way = append(way, e.st[at].ID)
			}
			return way
		}
		parents := slices.Clone(e.parents.row(at))
		slices.SortFunc(parents, func(a, b int32) int { return strings.Compare(string(e.st[a].ID), string(e.st[b].ID)) })
		for _, p := range parents {
			if _, seen := next[p]; !seen && e.live[p]&m.bit() != 0 {
				next[p] = at
				todo = append(todo, p)
			}
		}
	}
	return []record.ID{e.st[s].ID}
}

// explainHearsay lists the supporting statements that only untraced words feed.
func (e *engine) explainHearsay(x *Explanation, w words, cl int32) {
	only, any := modeOf(desk, false).bit(), modeOf(desk, true).bit()
	for _, s := range e.supports.row(cl) {
		if e.live[s]&any != 0 && e.live[s]&only == 0 {
			x.Hearsay = append(x.Hearsay, w.chain(e.wayTo(s, modeOf(desk, true))))
		}
	}
	slices.SortFunc(x.Hearsay, func(a, b ChainWords) int { return slices.Compare(a.Statements, b.Statements) })
}

func (e *engine) explainRequires(x *Explanation, cl int32, t *sum) {
	for _, r := range e.requires[cl] {
		part := e.sumOf(r, desk)
		base := baseOf(part.s, e.c.Policy.WithDefaults().CorroboratedAt)
		x.Requires = append(x.Requires, ClaimWords{e.claims[r].ID, statusOf(base, part.o, part.d), base, part.s, part.weakestID == t.weakestID})
	}
	slices.SortFunc(x.Requires, func(a, b ClaimWords) int { return strings.Compare(string(a.ID), string(b.ID)) })
}

// withheld lists what stands behind the claim for the desk alone, and why.
func (e *engine) withheld(cl int32) []Withheld {
	out := []Withheld{}
	for _, s := range e.background(cl).sts {
		if !e.admits(s, desk) || e.admits(s, publishable) {
			continue
		}
		out = append(out, Withheld{e.st[s].ID, WhyWithheld(e.c, e.st[s], e.now)})
	}
	slices.SortFunc(out, func(a, b Withheld) int { return strings.Compare(string(a.Statement), string(b.Statement)) })
	return out
}

// WhyWithheld says why the publishable view leaves a statement out, whatever its
// state; empty where it does not.
func WhyWithheld(c *record.Casefile, s *record.Statement, now time.Time) string {
	speaker, item := c.Actors[s.Speaker], c.Evidence[s.Evidence]
	switch {
	case offRecord(c, s):
		return "it is off the record"
	case speaker != nil && speaker.Protected && !consents(speaker):
		return "its speaker is protected and has not consented to publication"
	case item != nil && item.Embargo != "" && item.Embargo.RunsAt(now):
		return "its evidence is under an embargo until " + string(item.Embargo)
	}
	return ""
}

// summary is the status in one sentence.
func summary(r Result, w words) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", r.Status, origins(r.S))
	bound := slices.Contains(r.Flags, Bound)
	if r.Upper > r.S {
		fmt.Fprintf(&b, " proven, no more than %d possible", r.Upper)
	}
	switch {
	case r.SMax > r.S && bound: // S_max too is only what is proven
		fmt.Fprintf(&b, ", %d or more if hearsay is traced", r.SMax)
	case r.SMax > r.S:
		fmt.Fprintf(&b, ", at most %d if hearsay is traced", r.SMax)
	}
	if r.Status != r.Base {
		fmt.Fprintf(&b, "; taken alone the support is %s", r.Base)
	}
	if r.O > 0 {
		fmt.Fprintf(&b, "; against it %s", origins(r.O))
	}
	if r.D > 0 {
		var by []string
		for _, id := range r.DeniedBy {
			by = append(by, w.class(string(id)))
		}
		fmt.Fprintf(&b, "; denied by %s", list(by))
	}
	if slices.Contains(r.Flags, Conceded) {
		b.WriteString("; conceded by a party that it goes against")
	}
	if slices.Contains(r.Flags, AnonymousOnly) {
		b.WriteString("; every origin is protected")
	}
	if slices.Contains(r.Flags, ViaOneConduit) {
		b.WriteString("; all of it came through the same conduit")
	}
	return b.String()
}

func origins(n int) string {
	switch n {
	case 0:
		return "no independent origin"
	case 1:
		return "one independent origin"
	default:
		return fmt.Sprintf("%d independent origins", n)
	}
}
