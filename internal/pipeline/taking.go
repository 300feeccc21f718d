package pipeline

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Bounds on what is under way at once, in bytes and items: what was read and waits to
// be committed, and one commit of it. A single larger file goes alone.
const (
	mostUnderWay = 128 << 20
	batchItems   = 256
	batchBytes   = 16 << 20
	batchTime    = 500 * time.Millisecond
)

// taking is one run of Add. Files are read side by side, in a line; from its head
// they go into a batch, in order; a batch is committed as a whole. What they hold is
// opened after that, one container after the other, from what was stored.
type taking struct {
	c     *Casefile
	from  Origin
	step  func(Item)
	roots []*node

	mu    sync.RWMutex // commits change the state that readers look into
	line  []*slot
	batch []*slot
	held  int64 // bytes in line and batch
	began time.Time
	known int // items that have come to light

	todo   []*unopened
	listed map[record.ID]bool // containers whose members are in the account, or will be
	found  map[record.ID]*record.Container
	opened []*record.Container // to be recorded with the next commit
	kept   int64               // bytes of containers in todo
}

// slot is an item on its way.
type slot struct {
	node *node
	m    Material
	size int64
	work beside.Group
	lot  *budget

	same record.ID // the item that holds the same already
	got  content
	err  error
}

func (c *Casefile) taking(from Origin, step func(Item)) *taking {
	if step == nil {
		step = func(Item) {}
	}
	return &taking{c: c, from: from, step: step, listed: map[record.ID]bool{}, found: map[record.ID]*record.Container{}}
}

// files takes in what people gave, and then what is in it.
func (t *taking) files(ctx context.Context, all []Material) error {
	t.count(len(all))
	for _, m := range all {
		n := &node{Item: Item{Path: m.Path}}
		t.roots = append(t.roots, n)
		if err := t.feed(ctx, n, m, nil); err != nil {
			return err
		}
	}
	if err := t.finish(ctx); err != nil {
		return err
	}
	for len(t.todo) > 0 {
		next := t.todo[0]
		t.todo = t.todo[1:]
		if err := t.open(ctx, next); err != nil {
			return err
		}
	}
	return t.commit(ctx)
}

func (t *taking) count(more int) {
	t.known += more
	if t.from.Known != nil {
		t.from.Known(t.known)
	}
}

func interrupted() error {
	return problem.New(problem.Usage, "", "interrupted", "what is stored stays stored; run the same command again to go on")
}

// feed starts to read an item, when there is room for it.
func (t *taking) feed(ctx context.Context, n *node, m Material, lot *budget) error {
	if ctx.Err() != nil {
		return interrupted()
	}
	for len(t.line) > 0 && (len(t.line) >= 2*runtime.GOMAXPROCS(0) || t.held+m.Size > mostUnderWay) {
		if err := t.advance(ctx); err != nil {
			return err
		}
	}
	if t.held+m.Size > mostUnderWay {
		if err := t.commit(ctx); err != nil {
			return err
		}
	}
	s := &slot{node: n, m: m, size: m.Size, lot: lot}
	t.held += s.size
	t.line = append(t.line, s)
	s.work.Go(func() { t.read(ctx, s) })
	return nil
}

// finish empties the line and commits.
func (t *taking) finish(ctx context.Context) error {
	for len(t.line) > 0 {
		if err := t.advance(ctx); err != nil {
			return err
		}
	}
	return t.commit(ctx)
}

// advance puts the head of the line into the batch.
func (t *taking) advance(ctx context.Context) error {
	s := t.line[0]
	t.line = t.line[1:]
	s.work.Wait()
	if s.err != nil {
		return s.err
	}
	if len(t.batch) == 0 {
		t.began = time.Now()
	}
	t.batch = append(t.batch, s)
	bytes := int64(0)
	for _, b := range t.batch {
		bytes += b.size
	}
	if len(t.batch) >= batchItems || bytes >= batchBytes || time.Since(t.began) > batchTime {
		return t.commit(ctx)
	}
	return nil
}

// read reads an item beside others: it sets what is in the slot alone.
func (t *taking) read(ctx context.Context, s *slot) {
	item := &s.node.Item
	item.Outcome, item.Reason = Skipped, s.m.Skip
	switch {
	case s.m.Skip != "":
		return
	case s.m.fault == intake.IsLink, s.m.fault == intake.NotAFile:
		item.Reason = problem.Line(s.m.fault.Problem(""))
		return
	case s.m.fault == intake.TooLarge:
		item.Outcome, item.Reason = Failed, fmt.Sprintf("larger than %d MiB; take it out yourself and add it by itself", mostMember>>20)
		return
	case s.m.fault != "":
		item.Outcome, item.Reason = Failed, problem.Line(s.m.fault.Problem(""))
		return
	}
	data, err := s.m.Read()
	if err != nil {
		item.Outcome, item.Reason = Failed, problem.Line(err)
		return
	}
	if len(data) == 0 {
		item.Reason = "empty file"
		return
	}
	if s.same = t.holder(hashOf(data)); s.same != "" {
		s.got.data = data
		return
	}
	if s.m.text != nil {
		s.got = contentOf(s.m.Name, data, *s.m.text)
	} else {
		s.got, item.Reason, s.err = readContent(ctx, s.m.Name, data)
	}
	item.Outcome = ""
}

// holder gives the item whose original has the hash.
func (t *taking) holder(sha256 string) record.ID {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if held := t.c.state.Holders(sha256); len(held) > 0 {
		return held[0]
	}
	return ""
}

// commit records the batch, and what was found in the containers that were opened.
func (t *taking) commit(ctx context.Context) error {
	batch := t.batch
	if len(batch) == 0 && len(t.opened) == 0 {
		return nil
	}
	t.mu.Lock()
	err := t.record(ctx, batch)
	t.mu.Unlock()
	if err != nil {
		return err
	}
	t.batch, t.opened = nil, nil
	for _, s := range batch {
		t.held -= s.size
		s.node.done = true
		t.expect(s)
		t.step(s.node.Item)
		s.got, s.m = content{}, Material{}
	}
	return nil
}

func (t *taking) record(ctx context.Context, batch []*slot) error {
	fresh := len(t.opened) > 0
	for _, s := range batch {
		switch {
		case s.same != "":
			t.duplicate(s, s.same)
		case s.got.original != nil:
			fresh = true
		}
	}
	if !fresh {
		return nil
	}
	_, err := t.c.do(ctx, func() ([]event.Event, *effects, error) {
		var events []event.Event
		read, ids := map[record.ID]content{}, map[string]record.ID{}
		for _, s := range batch {
			if s.same != "" || s.got.original == nil {
				continue
			}
			sha := s.got.original.SHA256
			if held := t.c.state.Holders(sha); len(held) > 0 {
				t.duplicate(s, held[0])
				continue
			}
			s.fill(s.got.original)
			if id := ids[sha]; id != "" {
				s.node.ID, s.node.Outcome, s.node.Reason = id, Duplicate, sameFile
				continue
			}
			e := t.c.evidenceOf(t.from, s.m, s.got)
			more, err := command.AddEvidence(t.c.state, t.c.me, e)
			if err != nil {
				return nil, nil, err
			}
			events = append(events, more...)
			read[e.ID], ids[sha] = s.got, e.ID
			s.node.ID, s.node.Outcome = e.ID, Stored
		}
		for _, o := range t.opened {
			events = append(events, &event.ContainerOpened{Container: *o})
		}
		fx := &effects{}
		fx.store = t.c.storeContents(events, read, fx)
		return events, fx, nil
	})
	return err
}

const sameFile = "the casefile holds the same file"

func (t *taking) duplicate(s *slot, id record.ID) {
	s.node.ID, s.node.Outcome, s.node.Reason = id, Duplicate, sameFile
	s.fill(t.c.state.Evidence[id].Original)
}

// fill puts into the item what is known of its file.
func (s *slot) fill(o *record.Original) {
	s.node.MediaType, s.node.Pages, s.node.Chars = o.MediaType, o.Pages, o.Chars
	if o.Pages == 0 && o.Chars > 0 {
		s.node.Pages = 1
	}
}
