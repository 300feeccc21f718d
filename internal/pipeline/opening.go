package pipeline

import (
	"context"
	"fmt"
	"path"
	"reflect"
	"strings"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/worker"
)

// Bounds on what comes out of one file that somebody gave, all containers in it
// together. A bomb ends at one of them; what people pack stays far below.
const (
	mostDepth     = 16        // containers within containers
	mostMembers   = 100_000   // of one container; twice that in all
	mostAgain     = 1_000     // containers of one file that are met again
	mostMember    = 128 << 20 // bytes of a member
	mostContainer = 256 << 20 // bytes of a container that is opened
	growth        = 100       // bytes that come out for each that went in,
	growthFree    = 64 << 20  // beside these
	keptContainer = 32 << 20  // bytes of containers that wait in memory; others are read again
)

// budget is what may still come out of one file that somebody gave.
type budget struct {
	bytes   int64
	members int
	again   int // containers that were met before
}

// unopened is a container that was stored and whose members were not looked at yet.
type unopened struct {
	node *node
	id   record.ID
	name string
	data []byte // nil: read it again
	lot  *budget
	deep int
}

// expect queues a container, to be opened or, met again, to have its members listed
// again. One that holds itself is not, and of a file that holds the same things over
// and over only so many: what else is in them is in the account already.
func (t *taking) expect(s *slot) {
	e := t.c.state.Evidence[s.node.ID]
	if e == nil || e.Original == nil || !e.Original.Holds && (intake.Message(e.Original.MediaType) || !intake.Container(e.Original.MediaType)) {
		return
	}
	u := &unopened{node: s.node, id: e.ID, name: e.Original.FileName, lot: s.lot}
	if u.lot == nil {
		u.lot = &budget{bytes: growth*e.Original.Size + growthFree, members: 2 * mostMembers, again: mostAgain}
	}
	for n := s.node.in; n != nil; n = n.in {
		if u.deep++; n.ID == e.ID {
			s.node.Reason = "it holds itself"
			return
		}
	}
	if t.listed[e.ID] {
		if u.lot.again--; u.lot.again < 0 {
			s.node.Reason = sameFile + ", and what is in it"
			return
		}
	}
	t.listed[e.ID] = true
	// What this member may store and not read must be opened from here.
	if t.kept+s.size <= keptContainer || custodial(e) && !t.c.ring.Custodian() && t.kept+s.size <= mostContainer {
		u.data = s.got.data
		t.kept += int64(len(u.data))
	}
	t.todo = append(t.todo, u)
}

// open takes in what is in a container, and records what was found.
func (t *taking) open(ctx context.Context, u *unopened) error {
	defer func() { t.kept -= int64(len(u.data)) }()
	known := t.found[u.id]
	if known == nil {
		if known = t.c.state.Containers[u.id]; known != nil && known.Lacks() {
			known = nil // try again
		}
	}
	if known != nil {
		t.found[u.id] = known
		t.recall(u, known)
		return nil
	}
	err := t.unpack(ctx, u)
	if err == nil {
		err = t.finish(ctx)
	} else if ferr := t.finish(ctx); ferr != nil {
		return ferr
	}
	if ctx.Err() != nil {
		return interrupted()
	}
	if err != nil {
		if problem.KindOf(err) != problem.Usage {
			return err
		}
		t.settled(u.node, Item{Path: u.node.path("…"), Outcome: Failed, Reason: problem.Line(err)})
	}
	found := &record.Container{Evidence: u.id}
	for _, n := range u.node.of {
		m := record.Contained{Path: strings.TrimPrefix(n.Path, u.node.path("")), Evidence: n.ID}
		if n.ID == "" {
			m.Outcome, m.Reason = string(n.Outcome), n.Reason
		}
		found.Members = append(found.Members, m)
	}
	t.found[u.id] = found
	if was := t.c.state.Containers[u.id]; was == nil || !reflect.DeepEqual(was, found) {
		t.opened = append(t.opened, found)
	}
	if len(t.opened) >= batchItems {
		return t.commit(ctx)
	}
	return nil
}

// settled puts an item into the account that needs no reading.
func (t *taking) settled(in *node, item Item) {
	n := &node{Item: item, in: in, done: true}
	in.of = append(in.of, n)
	t.count(1)
	t.step(n.Item)
}

// unpack feeds the members of a container to the line. Its error is of kind Usage
// where the container could not be opened, or not to its end.
func (t *taking) unpack(ctx context.Context, u *unopened) error {
	if u.deep >= mostDepth {
		return intake.TooDeep.Problem("")
	}
	data := u.data
	if data == nil {
		var err error
		if data, err = t.again(ctx, u.id); err != nil {
			return err
		}
	}
	if len(data) > mostContainer {
		return tooLargeToOpen()
	}
	room := intake.Room{Members: min(mostMembers, u.lot.members), Member: mostMember, Bytes: u.lot.bytes}
	return worker.Unpack(ctx, u.name, data, intake.DefaultLimits(), room, func(m worker.Member) error {
		u.lot.members--
		u.lot.bytes -= int64(len(m.Data))
		n := &node{Item: Item{Path: u.node.path(m.Name)}, in: u.node}
		u.node.of = append(u.node.of, n)
		t.count(1)
		return t.feed(ctx, n, Material{
			Path: n.Path, Name: path.Base(m.Name), Size: int64(len(m.Data)), Method: "taken out of a container", memberOf: u.id,
			Read: func() ([]byte, error) { return m.Data, nil }, fault: m.Fault, text: m.Text,
		}, u.lot)
	})
}

func tooLargeToOpen() error {
	return problem.New(problem.Usage, "", fmt.Sprintf("could not be opened: the container is larger than %d MiB", mostContainer>>20), "unpack it yourself and add the folder")
}

// again reads a container that was stored.
func (t *taking) again(ctx context.Context, id record.ID) (data []byte, err error) {
	e := t.c.state.Evidence[id]
	if e.Original.Size > mostContainer {
		return nil, tooLargeToOpen()
	}
	data, err = t.c.original(ctx, e)
	if problem.KindOf(err) == problem.Refused {
		return nil, problem.New(problem.Usage, "", "could not be opened: it is sealed for custodians", "let a custodian add it again")
	}
	return data, err
}

// recall puts the members of a container into the account that was opened to its end
// before, in this run or another.
func (t *taking) recall(u *unopened, known *record.Container) {
	for _, m := range known.Members {
		item := Item{Path: u.node.path(m.Path), Outcome: Outcome(m.Outcome), Reason: m.Reason}
		if e := t.c.state.Evidence[m.Evidence]; e == nil || e.Original == nil {
			t.settled(u.node, item)
			continue
		}
		s := &slot{node: &node{Item: item, in: u.node, done: true}, lot: u.lot}
		u.node.of = append(u.node.of, s.node)
		t.count(1)
		t.duplicate(s, m.Evidence)
		t.expect(s)
		t.step(s.node.Item)
	}
}
