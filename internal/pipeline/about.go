package pipeline

import (
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
)

// about names the records that an event concerns, and the reason that it gives.
func about(e event.Event) ([]record.ID, string) {
	one := func(id record.ID) ([]record.ID, string) { return []record.ID{id}, "" }
	switch e := e.(type) {
	case *event.CasefileCreated:
		return one(e.Member)
	case *event.ActorRecorded:
		return one(e.Actor.ID)
	case *event.IdentitySealed:
		return one(e.Actor)
	case *event.IdentityUnsealed:
		return []record.ID{e.Actor}, e.Reason
	case *event.IdentityBurned:
		return []record.ID{e.Actor}, e.Reason
	case *event.IdentityReleased:
		return one(e.Actor)
	case *event.EvidenceAdded:
		return one(e.Evidence.ID)
	case *event.EvidenceAmended:
		return one(e.Evidence.ID)
	case *event.ContainerOpened:
		return one(e.Container.Evidence)
	case *event.TextRead:
		return []record.ID{e.Evidence}, readBy(e.Reading)
	case *event.StatementRecorded:
		return one(e.Statement.ID)
	case *event.ClaimRecorded:
		return one(e.Claim.ID)
	case *event.LinkRecorded:
		return []record.ID{e.Link.Statement, e.Link.Claim}, string(e.Link.Stance)
	case *event.DependenceNoted:
		return []record.ID{e.Dependence.A, e.Dependence.B}, e.Dependence.Reason
	case *event.HintAnswered:
		return e.Answer.About, string(e.Answer.Answer) + ": " + e.Answer.Reason
	case *event.RequestRecorded:
		return one(e.Request.ID)
	case *event.RollRecorded:
		return one(e.Roll.ID)
	case *event.MatterRecorded:
		return one(e.Matter.ID)
	case *event.MemberRecorded:
		return one(e.Member.ID)
	case *event.MemberKeyed:
		return []record.ID{e.Member}, string(e.Role)
	case *event.FindingWaived:
		return []record.ID{}, e.Rule + " " + e.Fingerprint + ": " + e.Reason
	case *event.DraftChecked:
		if e.Passed {
			return []record.ID{}, "passed: " + e.Draft
		}
		return []record.ID{}, "refused: " + e.Draft
	case *event.StoryReleased:
		return []record.ID{}, e.Slug
	case *event.CasefileExported:
		if e.Identities {
			return []record.ID{}, e.Format + ", with identities"
		}
		return []record.ID{}, e.Format
	}
	return []record.ID{}, ""
}
