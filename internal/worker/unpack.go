package worker

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
)

// Member is one file out of a container, in memory alone.
type Member struct {
	Name string         // to show; never a path on a disk
	Data []byte         // nil with a Fault
	Text *intake.Result // what Extract gives of it, where that came along
	// Fault says why the member could not be taken out.
	Fault intake.Fault
}

const (
	// unpackMemory is what taking a container apart may use, in bytes, beside the
	// container, and unpackMost at all: what the whole command uses stays under 1 GiB.
	unpackMemory = 256 << 20
	unpackMost   = 640 << 20
	// unpackPerMember is the time that each member may take more.
	unpackPerMember = 500 * time.Microsecond
)

// Unpack takes a container apart in a worker and gives its members to take, in order,
// each before the next is read. Names, sizes and number are held to room on this
// side too. The clock runs only while the worker is waited for. The error is what take
// returned; of kind Usage where the container cannot be opened, or not to its end, and
// then tells nothing of its content; Unavailable: ctx ended, or no worker could start.
func Unpack(ctx context.Context, name string, data []byte, limits intake.Limits, room intake.Room, take func(Member) error) error {
	var taken int
	err := unpackOnce(ctx, name, data, limits, room, true, &taken, take)
	if errors.Is(err, errBrokeAtMember) { // perhaps a member's text broke it: without, and on from there
		err = unpackOnce(ctx, name, data, limits, room, false, &taken, take)
	}
	return err
}

// errBroke is the cause of a problem with a worker that did not come to its end.
var (
	errBroke         = errors.New("worker: broke off")
	errBrokeAtMember = fmt.Errorf("%w at a member", errBroke)
)

func unpackOnce(ctx context.Context, name string, data []byte, limits intake.Limits, room intake.Room, texts bool, taken *int, take func(Member) error) error {
	timed, cancel := context.WithCancel(ctx)
	defer cancel()
	j := job{command: Command, wall: min(timeFor(len(data))+time.Duration(min(room.Members, len(data)/32))*unpackPerMember, maxTime), memory: min(unpackMemory+2*int64(len(data)), unpackMost)}
	head := request{
		Name: name, Size: int64(len(data)), Limits: limits, Memory: j.memory, CPU: 2*int64(j.wall/time.Second) + 1,
		Room: &room, Texts: texts,
	}
	from, to := io.Pipe()
	complaint := &capped{left: maxComplaint}
	var ended error
	var running sync.WaitGroup
	running.Go(func() {
		ended = j.start(timed, head, data, to, complaint)
		to.Close()
	})
	clock := &stopwatch{left: j.wall, over: cancel}
	in := &incoming{r: bufio.NewReaderSize(clocked{from, clock}, maxPiece), room: room, skip: *taken, texts: texts, limits: limits}
	stopped, fault, broken := in.all(func(m Member) error { *taken++; return take(m) })
	cancel()
	from.Close()
	running.Wait()
	switch {
	case stopped != nil:
		return stopped
	case ctx.Err() != nil:
		return brokeOff(ctx.Err())
	case broken == nil && fault == "":
		return nil
	case broken == nil:
		return fault.Problem("")
	case errors.Is(ended, errNotStarted):
		return ended
	case clock.ran():
		return in.because(tooLong(""))
	case outOfMemory(complaint.kept.String()):
		return in.because(tooHungry(""))
	}
	return in.because(crashed(""))
}

// because says whether the worker had begun to give members when it broke off.
func (in *incoming) because(err error) error {
	if in.members > 0 {
		return errors.Join(err, errBrokeAtMember)
	}
	return errors.Join(err, errBroke)
}

func brokeOff(err error) error {
	return problem.Wrap(err, problem.Unavailable, "", "reading was stopped before it was done", "run it again")
}

// incoming reads frames and believes none of them.
type incoming struct {
	r      *bufio.Reader
	room   intake.Room
	limits intake.Limits
	skip   int // members that were taken before
	texts  bool

	members int
	bytes   int64
}

// all gives what take returned, the fault with which the container ended, or that the
// worker broke off or talked nonsense.
func (in *incoming) all(take func(Member) error) (stopped error, fault intake.Fault, broken error) {
	buf := make([]byte, maxPiece)
	for {
		kind, b, err := readFrame(in.r, buf)
		switch {
		case err != nil:
			return nil, "", errors.Join(errFrame, err)
		case kind == frameDone:
			fault, err := faultIn(b)
			return nil, fault, err
		case kind != frameName || in.members >= in.room.Members:
			return nil, "", errFrame
		}
		in.members++
		m := Member{Name: string(b)}
		if err := in.rest(&m, buf); err != nil {
			return nil, "", err
		}
		if in.members <= in.skip {
			continue
		}
		if err := take(m); err != nil {
			return err, "", nil
		}
	}
}

// rest reads a member to its end.
func (in *incoming) rest(m *Member, buf []byte) error {
	var data []byte // appending, it grows by a quarter where a buffer would double
	for {
		kind, b, err := readFrame(in.r, buf)
		if err != nil {
			return errors.Join(errFrame, err)
		}
		switch kind {
		case frameBytes:
			in.bytes += int64(len(b))
			if in.bytes > in.room.Bytes || int64(len(data)+len(b)) > in.room.Member {
				return errFrame
			}
			if in.members > in.skip {
				data = append(data, b...)
			}
		case frameText:
			var r intake.Result
			if !in.texts || json.Unmarshal(b, &r) != nil {
				return errFrame
			}
			got, err := checked(m.Name, data, in.limits, r)
			if err != nil {
				return errFrame
			}
			m.Text = &got
		case frameEnd:
			if m.Fault, err = faultIn(b); err != nil || m.Fault != "" {
				m.Text = nil
				return err
			}
			m.Data = data
			return nil
		default:
			return errFrame
		}
	}
}

func faultIn(b []byte) (intake.Fault, error) {
	f := intake.Fault(b)
	if f != "" && !f.Known() {
		return "", errFrame
	}
	return f, nil
}

// stopwatch counts the time that a worker lets itself be waited for.
type stopwatch struct {
	mu   sync.Mutex
	left time.Duration
	over func()
	out  bool
}

func (s *stopwatch) ran() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out
}

func (s *stopwatch) expire() {
	s.mu.Lock()
	s.out = true
	s.mu.Unlock()
	s.over()
}

// clocked is a reader that runs the watch while it waits.
type clocked struct {
	r io.Reader
	*stopwatch
}

func (c clocked) Read(p []byte) (int, error) {
	began := time.Now()
	timer := time.AfterFunc(c.left, c.expire)
	n, err := c.r.Read(p)
	timer.Stop()
	c.left -= time.Since(began)
	return n, err
}
