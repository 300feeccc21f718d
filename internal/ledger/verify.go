package ledger

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/event"
)

// Problem is one thing that is wrong. Kind is one of unreadable, missing,
// header, event, leaf, tree, checkpoint, root, rollback, origin, stopped.
type Problem struct {
	Kind    string `json:"kind"`
	Where   string `json:"where"`
	Message string `json:"message"`
}

// Outside is a signed checkpoint that was kept outside the store, with the name
// that problems call it by.
type Outside struct {
	Name   string
	Signed []byte
}

// Report is what Verify found. Root is the root over the entries as they are now.
type Report struct {
	Events   int64 // entries that were read and are sound
	TreeSize int64
	Root     tlog.Hash
	Problems []Problem // never nil
}

// OK reports whether nothing is wrong.
func (r Report) OK() bool { return len(r.Problems) == 0 }

// maxProblems bounds the report: whoever sees a thousand needs no more.
const maxProblems = 1000

// errEnough ends the walk.
var errEnough = errors.New("enough problems")

// Verify walks the whole ledger: every entry stands in its place, its header
// and event are canonical and known, its leaf and every node above equal what
// the store keeps, and the tree equals or extends each outside checkpoint, all
// signed by vkey. It goes on after a problem. visit, which may be nil, is handed
// every sound event in order; a text that it returns becomes a problem of kind
// "event".
func Verify(r Reader, vkey string, outside []Outside, visit func(Header, event.Event) string) Report {
	v := verifier{reader: r, vkey: vkey, visit: visit}
	v.report.Problems = []Problem{}
	if n, err := note.NewVerifier(vkey); err == nil {
		v.origin = n.Name()
	}
	size, err := r.Size()
	if err != nil {
		v.found("unreadable", "ledger", "its size cannot be read")
		return v.report
	}
	if size < 0 || size > MaxSize {
		v.found("unreadable", "ledger", "its size is impossible")
		return v.report
	}
	v.report.TreeSize = size
	v.openOutside(outside, size)
	v.compareRoots(0)
	v.walk(size)
	v.report.Root = v.tree.root()
	return v.report
}

type verifier struct {
	reader Reader
	vkey   string
	origin string
	visit  func(Header, event.Event) string
	report Report
	want   []expected
	tree   peaks
	next   int64 // order of the entry that comes next
	fresh  batch // tree hashes worked out and not yet compared
}

// expected is a root that an outside checkpoint asserts.
type expected struct {
	name string
	Checkpoint
}

// found notes a problem; it reports whether there is room for more.
func (v *verifier) found(kind, where, message string) bool {
	if len(v.report.Problems) >= maxProblems {
		return false
	}
	v.report.Problems = append(v.report.Problems, Problem{kind, where, message})
	if len(v.report.Problems) == maxProblems {
		v.report.Problems[maxProblems-1] = Problem{"stopped", "ledger", "there are more problems than are listed here"}
		return false
	}
	return true
}

func (v *verifier) openOutside(outside []Outside, size int64) {
	for _, o := range outside {
		c, err := OpenCheckpoint(o.Signed, v.vkey)
		switch {
		case err != nil:
			v.found("checkpoint", o.Name, "it is malformed or was not signed by this ledger's key")
		case c.Size > size:
			v.found("rollback", o.Name, fmt.Sprintf("it was signed over %d events, but the ledger has %d: events are gone", c.Size, size))
		default:
			v.want = append(v.want, expected{o.Name, c})
		}
	}
}

// compareRoots compares the tree over the first n entries with what was signed at that size.
func (v *verifier) compareRoots(n int64) {
	for _, w := range v.want {
		if w.Size == n && v.tree.root() != w.Root {
			v.found("root", w.name, fmt.Sprintf("the first %d events are not those that were signed", n))
		}
	}
}

// walk reads all entries; where the store fails it goes on with the next.
func (v *verifier) walk(size int64) {
	for v.next < size {
		err := v.reader.Entries(v.next, func(seq int64, e Entry) error {
			for v.next < min(seq, size) {
				if err := v.lost("missing", "there is no event at this place"); err != nil {
					return err
				}
			}
			if seq != v.next || seq >= size {
				return errEnough // order runs backwards: the store is unsound
			}
			return v.entry(e)
		})
		if errors.Is(err, errEnough) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			break
		}
		if v.next >= size && err == nil {
			break
		}
		kind, text := "unreadable", "the event cannot be read"
		if err == nil {
			kind, text = "missing", "there is no event at this place"
		}
		if v.lost(kind, text) != nil {
			break
		}
	}
	v.compareHashes()
	if v.next < size {
		v.found("stopped", "ledger", "not all events could be looked at")
	}
}

// entry checks one entry and takes its leaf into the tree.
func (v *verifier) entry(e Entry) error {
	h, ev, err := e.Parse()
	sound := false
	switch {
	case err != nil && h.Kind == "":
		v.found("header", v.where(), "the header is malformed")
	case err != nil:
		v.found("event", v.where(), "the event is malformed or of a kind that this version does not know")
	case h.Seq != v.next:
		v.found("header", v.where(), fmt.Sprintf("the header says that this is event %d", h.Seq))
	default:
		sound = true
	}
	if sound {
		v.report.Events++
		v.genesis(ev)
		if v.visit != nil {
			if text := v.visit(h, ev); text != "" {
				v.found("event", v.where(), text)
			}
		}
	}
	return v.leaf(e.Leaf())
}

// genesis compares the ledger's first event with the key that verifies it.
func (v *verifier) genesis(ev event.Event) {
	c, ok := ev.(*event.CasefileCreated)
	if !ok || v.origin == "" {
		return
	}
	if c.Origin != v.origin {
		v.found("origin", v.where(), "the casefile was created under another origin than the key's")
	}
	if _, err := note.NewVerifier(c.LogKey); err == nil && strings.TrimSpace(c.LogKey) != strings.TrimSpace(v.vkey) {
		v.found("origin", v.where(), "the casefile was created with another signing key")
	}
}

// lost notes that the next entry is not there and goes on with the leaf that the
// tree keeps for it, so that what follows can still be judged.
func (v *verifier) lost(kind, text string) error {
	if !v.found(kind, v.where(), text) {
		return errEnough
	}
	h, err := v.reader.ReadHashes([]int64{tlog.StoredHashIndex(0, v.next)})
	if err != nil || len(h) != 1 {
		h = make([]tlog.Hash, 1)
	}
	return v.leaf(h[0])
}

func (v *verifier) leaf(h tlog.Hash) error {
	v.fresh.add(v.next, v.tree.add(h))
	v.next++
	v.compareRoots(v.next)
	if len(v.fresh.hashes) >= flushHashes {
		v.compareHashes()
	}
	if len(v.report.Problems) >= maxProblems {
		return errEnough
	}
	return nil
}

func (v *verifier) where() string { return fmt.Sprintf("event %d", v.next) }
