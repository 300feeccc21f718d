package pipeline

import "onrecord.dev/onrecord/internal/record"

// Outcome of a file that was to be taken in.
type Outcome string

const (
	Stored    Outcome = "stored"
	Duplicate Outcome = "duplicate"
	Skipped   Outcome = "skipped"
	Failed    Outcome = "failed"
)

// Item is what became of one file.
type Item struct {
	Path      string    `json:"path"`
	ID        record.ID `json:"id"`
	Outcome   Outcome   `json:"outcome"`
	Reason    string    `json:"reason"`
	MediaType string    `json:"media_type"`
	Pages     int       `json:"pages"`
	Chars     int       `json:"chars"`
}

// Account is the account of an intake: Found = Stored + Duplicate + Skipped + Failed.
type Account struct {
	Found     int    `json:"found"`
	Stored    int    `json:"stored"`
	Duplicate int    `json:"duplicate"`
	Skipped   int    `json:"skipped"`
	Failed    int    `json:"failed"`
	Items     []Item `json:"items"`
}

// node is an item with the items that are in it.
type node struct {
	Item
	in   *node
	of   []*node
	done bool // committed, or settled without
}

// path is how the account names a member: beside its container, never as a path on a disk.
func (n *node) path(member string) string { return n.Path + "!/" + member }

// account lists a tree of items, each followed by what is in it.
func account(all []*node) Account {
	out := Account{Items: []Item{}}
	out.list(all)
	return out
}

func (a *Account) list(all []*node) {
	for _, n := range all {
		if !n.done {
			continue
		}
		a.count(n.Item)
		a.list(n.of)
	}
}

func (a *Account) count(i Item) {
	a.Found++
	switch i.Outcome {
	case Stored:
		a.Stored++
	case Duplicate:
		a.Duplicate++
	case Skipped:
		a.Skipped++
	default:
		a.Failed++
	}
	a.Items = append(a.Items, i)
}
