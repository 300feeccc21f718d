package reckon

import (
	"fmt"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// The reasons for which one moment comes before another.
var (
	liesBefore = &relation{
		rule: "dates-clash", level: record.LevelError,
		hint:  "check both times against their evidence and correct the one that is wrong, or remove the before",
		joins: "lies before",
		says: func(a, b point) string {
			return fmt.Sprintf("claim %s (%s) should lie before claim %s (%s), but comes after it", a.id, a.time, b.id, b.time)
		},
		ids: inOrder,
	}
	isTold = &relation{
		rule: "said-before-event", level: record.LevelError,
		hint:  "correct said_at or the claim's time; nobody can have lived through what was still to come",
		joins: "is told at first hand in",
		says: func(a, b point) string {
			return fmt.Sprintf("statement %s (said %s) tells at first hand of claim %s (%s), but was made before it", b.id, b.time, a.id, a.time)
		},
		ids: backwards,
	}
	isRelayed = &relation{
		rule: "relayed-before-said", level: record.LevelError,
		hint:  "correct one of the times, or what the statement is derived from",
		joins: "is relayed in",
		says: func(a, b point) string {
			return fmt.Sprintf("statement %s (said %s) is derived from statement %s, which was made later (%s)", b.id, b.time, a.id, a.time)
		},
		ids: backwards,
	}
	isHeld = &relation{
		rule: "said-after-acquired", level: record.LevelError,
		hint:  "correct said_at or acquired_at, or point the statement at the evidence that holds it",
		joins: "is held by",
		says: func(a, b point) string {
			return fmt.Sprintf("statement %s was made (%s) after its evidence %s was acquired (%s)", a.id, a.time, b.id, b.time)
		},
		ids: inOrder,
	}
	standsIn = &relation{
		rule: "said-after-created", level: record.LevelWarning,
		hint:  "correct said_at or created, or point the statement at the evidence that holds it",
		joins: "stands in",
		says: func(a, b point) string {
			return fmt.Sprintf("statement %s was made (%s) after its evidence %s was created (%s)", a.id, a.time, b.id, b.time)
		},
		ids: inOrder,
	}
	wasAcquired = &relation{
		rule: "acquired-before-created", level: record.LevelError,
		hint:  "correct created or acquired_at",
		joins: "was made before it came to the desk as",
		says: func(a, b point) string {
			return fmt.Sprintf("evidence %s was acquired (%s) before it was created (%s)", a.id, b.time, a.time)
		},
		ids: func(a, _ point) []record.ID { return []record.ID{a.id} },
	}
)

func inOrder(a, b point) []record.ID   { return []record.ID{a.id, b.id} }
func backwards(a, b point) []record.ID { return []record.ID{b.id, a.id} }

// name says which moment a point is, with its date.
func (p point) name() string {
	at := "no date"
	if p.time.Valid() {
		at = strings.TrimSpace(p.what + " " + string(p.time))
	}
	return fmt.Sprintf("%s %s (%s)", p.kind, p.id, at)
}
