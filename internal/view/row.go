// Package view is the read model: what the events so far add up to. An event
// becomes rows, rows make the state. The store keeps the rows, so that a command
// need not read the whole ledger; Rows and State.Put are the same code for the
// incremental path and for a rebuild, hence both give the same.
package view

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
)

// Row is one row of the read model, replaced as a whole. A nil Value deletes it.
type Row struct {
	Kind  string
	ID    string
	Value any
}

// Kinds of rows beside those of record.Casefile.KindOf.
const (
	rowCreated    = "created"
	rowCase       = "case"
	rowPolicy     = "policy"
	rowLink       = "link"
	rowDependence = "dependence"
	rowAnswer     = "answer"
	rowContainer  = "container"
	RowSeal       = "seal"
	rowBurn       = "burn"
	rowKey        = "key"
	rowWaiver     = "waiver"
	rowChecked    = "checked"
	rowPassed     = "passed"
	rowRelease    = "release"
	rowReading    = "reading"
)

// RowGuard is the kind of the rows that are no part of the state: of blind indexes.
// An older version kept them in those of RowSeal.
const RowGuard = "guard"

// Few are the kinds of rows that it takes to open a casefile, of which it has few.
var Few = []string{rowCreated, rowCase, rowPolicy, "member", rowKey}

// Pass is the last time that a draft passed the gate.
type Pass struct {
	At     time.Time            `json:"at"`
	SHA256 string               `json:"sha256"`
	Claims map[record.ID]string `json:"claims"`
}

// Burn says that a part of an identity was burned.
type Burn struct {
	At     time.Time `json:"at"`
	Forget bool      `json:"forget,omitempty"`
}

// Release is a publication.
type Release struct {
	At time.Time `json:"at"`
	event.StoryReleased
}

// Rows gives the rows that an event sets.
func Rows(seq int64, at time.Time, e event.Event) []Row {
	one := func(kind string, id record.ID, v any) []Row { return []Row{{kind, string(id), v}} }
	switch e := e.(type) {
	case *event.CasefileCreated:
		return one(rowCreated, "created", e)
	case *event.CaseDescribed:
		return one(rowCase, "case", &e.Case)
	case *event.PolicySet:
		return one(rowPolicy, "policy", &e.Policy)
	case *event.ActorRecorded:
		return one("actor", e.Actor.ID, &e.Actor)
	case *event.IdentitySealed:
		return append(seal(e), Row{rowBurn, SealID(e.Actor, e.Part), nil})
	case *event.IdentityReleased:
		var rows []Row
		for _, part := range Parts {
			id := SealID(e.Actor, part)
			rows = append(rows, Row{RowSeal, id, nil}, Row{RowGuard, id, nil}, Row{rowBurn, id, nil})
		}
		return rows
	case *event.IdentityBurned:
		// Each part has a burn of its own: one may be sealed anew and not the other.
		var rows []Row
		for _, part := range Parts {
			id := SealID(e.Actor, part)
			rows = append(rows, Row{rowBurn, id, &Burn{At: at, Forget: e.Forget}})
			if e.Forget { // no key of it is left, so there is nothing to open or to guard
				rows = append(rows, Row{RowSeal, id, nil}, Row{RowGuard, id, nil})
			}
		}
		return rows
	case *event.EvidenceAdded:
		return one("evidence", e.Evidence.ID, &e.Evidence)
	case *event.EvidenceAmended:
		return one("evidence", e.Evidence.ID, &e.Evidence)
	case *event.ContainerOpened:
		return one(rowContainer, e.Container.Evidence, &e.Container)
	case *event.TextRead:
		return one(rowReading, e.Evidence, &e.Reading)
	case *event.StatementRecorded:
		return one("statement", e.Statement.ID, &e.Statement)
	case *event.ClaimRecorded:
		return one("claim", e.Claim.ID, &e.Claim)
	case *event.LinkRecorded:
		return one(rowLink, e.Link.Statement+"|"+e.Link.Claim, &e.Link)
	case *event.DependenceNoted:
		p := record.Pair(e.Dependence.A, e.Dependence.B)
		return one(rowDependence, p.A+"|"+p.B, &e.Dependence)
	case *event.HintAnswered:
		return one(rowAnswer, record.ID(e.Answer.Hint), &e.Answer)
	case *event.RequestRecorded:
		return one("request", e.Request.ID, &e.Request)
	case *event.RollRecorded:
		return one("roll", e.Roll.ID, &e.Roll)
	case *event.MatterRecorded:
		return one("matter", e.Matter.ID, &e.Matter)
	case *event.MemberRecorded:
		return one("member", e.Member.ID, &e.Member)
	case *event.MemberKeyed:
		return one(rowKey, e.Member, e)
	case *event.FindingWaived:
		return one(rowWaiver, record.ID(e.Fingerprint)+"|"+e.By, e)
	case *event.DraftChecked:
		rows := one(rowChecked, record.ID(e.Draft), e)
		if e.Passed {
			rows = append(rows, Row{rowPassed, e.Draft, &Pass{At: at, SHA256: e.SHA256, Claims: e.Claims}})
		}
		return rows
	case *event.StoryReleased:
		// Zero-padded, so that the order of rows is the order of releases.
		return one(rowRelease, record.ID(fmt.Sprintf("%020s", strconv.FormatInt(seq, 10))), &Release{At: at, StoryReleased: *e})
	}
	return nil // facts that are read in the ledger alone
}

// Marshal gives the stored form of a row's value.
func (r Row) Marshal() ([]byte, error) {
	if g, ok := r.Value.(*Guarded); ok {
		return g.MarshalBinary()
	}
	return json.Marshal(r.Value)
}

// Parts of a protected identity.
const (
	PartNames       = "names"
	PartIdentifiers = "identifiers"
)

// Parts lists them.
var Parts = []string{PartNames, PartIdentifiers}

// PartOf gives the actor and the part that a row of a sealed part is of.
func PartOf(id string) (actor record.ID, part string) {
	a, part, _ := strings.Cut(id, "|")
	return record.ID(a), part
}

// SealID names the rows of a sealed part.
func SealID(actor record.ID, part string) string { return string(actor) + "|" + part }
