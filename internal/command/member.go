// Package command decides: a state and a command become events, or a problem
// that a person can read. It does no I/O; what needs randomness or a key is
// handed in.
package command

import (
	"slices"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Member is who asks for something: one of the desk who holds a key.
type Member struct {
	ID   record.ID
	Role record.Role
}

// Action is a thing that a right is needed for.
type Action string

const (
	Record  Action = "record"                               // take in evidence, statements, claims, links, requests
	Protect Action = "change what was agreed with a source" // change a source's terms and consent, end a protection
	Unseal  Action = "open or burn an identity"             // open or burn an identity
	Waive   Action = "waive"                                // pass over a finding
	Publish Action = "publish"                              // let a release out
	Hand    Action = "hand out identities"                  // export with identities
	Admit   Action = "admit members"                        // give a member a key
)

// rights is the one table of who may do what. Everybody with a key may read.
var rights = map[Action][]record.Role{
	Record:  {record.Reporter, record.Editor, record.Custodian},
	Protect: {record.Editor, record.Custodian},
	Unseal:  {record.Custodian},
	Waive:   {record.Editor, record.Custodian, record.Checker},
	Publish: {record.Editor},
	Hand:    {record.Custodian},
	Admit:   {},
}

// May reports whether the member has the right; the owner has every one.
func (m Member) May(a Action) bool {
	return m.Role == record.Every || slices.Contains(rights[a], m.Role)
}

// Custody reports whether a role comes with the key that opens identities.
func Custody(role record.Role) bool { return role == record.Every || role == record.Custodian }

// Need says in words which right the member lacks; nil where he has it.
func (m Member) Need(a Action) error {
	if m.May(a) {
		return nil
	}
	return problem.New(problem.Refused, "", "your role ("+string(m.Role)+") has no right to "+string(a), "ask "+whoMay(a))
}

func whoMay(a Action) string {
	out := "the owner"
	for _, r := range rights[a] {
		out += " or a member with the role " + string(r)
	}
	return out
}
