// Package lsp is the draft gate as a language server: an editor shows findings
// while a draft is written, tells what a citation stands for, completes ids and
// offers corrections. It reads the casefile and writes nothing, neither to it nor
// to any log.
package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"runtime"
	"time"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
)

// Options are what the world outside hands in.
type Options struct {
	Version string
	// Open opens the casefile. Dir is where the editor works; empty where it does not say.
	Open func(ctx context.Context, dir string) (*pipeline.Casefile, error)
	Now  func() time.Time // decides embargoes and deadlines
	// LookEvery is how often the casefile is asked whether another process changed it;
	// 0 means every two seconds.
	LookEvery time.Duration
}

// server is one run, in the hands of one client. One goroutine does all the work.
type server struct {
	options Options
	out     *writer
	state   stage
	clean   bool // the client asked for the end as it should
	root    string
	enc     encoding
	plain   bool // the client shows no Markdown
	related bool
	nested  bool
	exposed bool // it was told that a path exposes a source
	desk
	open      map[string]*document
	allocated uint64 // bytes in all, when what was left behind was last taken away
}

// stage of a session (LSP 3.17, server lifecycle).
type stage int

const (
	waiting stage = iota // for initialize
	running
	stopping // after shutdown
	over     // after exit
)

// Serve speaks LSP 3.17 over in and out until the client is done or gone. It reports
// whether the client ended the session as it should: shutdown, then exit. An error
// is a failure to write, or the end of ctx.
func Serve(ctx context.Context, in io.Reader, out io.Writer, o Options) (clean bool, err error) {
	s := &server{options: o, out: &writer{w: out}, enc: utf16s, open: map[string]*document{}}
	defer s.close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	mail := make(chan incoming, 4)
	var reading beside.Group // not waited for: it may wait for a client for ever
	reading.Go(func() { read(ctx, newFrames(in), mail) })
	if o.LookEvery <= 0 {
		o.LookEvery = 2 * time.Second
	}
	look := time.NewTicker(o.LookEvery)
	defer look.Stop()
	rest := time.NewTimer(pause)
	defer rest.Stop()
	for s.state != over {
		select {
		case <-ctx.Done():
			return s.clean, ctx.Err()
		case m, more := <-mail:
			if !more {
				return s.clean, nil
			}
			err = s.receive(ctx, m)
		case <-look.C:
			err = s.look(ctx)
		case <-s.due(len(mail) > 0):
			err = s.settle(ctx)
			rest.Reset(pause)
		case <-rest.C:
			s.collect()
		}
		if err != nil {
			return s.clean, err
		}
	}
	return s.clean, nil
}

// pause is how long nothing happens before what checks left behind is taken away, so
// that no keystroke waits for it; least is how much that must be, in bytes.
const (
	pause = 40 * time.Millisecond
	least = 24 << 20
)

func (s *server) collect() {
	var m runtime.MemStats
	if runtime.ReadMemStats(&m); m.TotalAlloc > s.allocated+least {
		s.allocated = m.TotalAlloc
		runtime.GC()
	}
}

// incoming is a message, or the loss of one.
type incoming struct {
	body []byte
	lost bool
}

func read(ctx context.Context, f frames, mail chan<- incoming) {
	defer close(mail)
	for {
		body, err := f.next()
		if err != nil && !errors.Is(err, errFrame) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return
		}
		select {
		case mail <- incoming{body, err != nil}:
		case <-ctx.Done():
			return
		}
	}
}

// receive handles one message. Whatever goes wrong with it, the next one is served.
func (s *server) receive(ctx context.Context, in incoming) (err error) {
	var m message
	if in.lost || json.Unmarshal(in.body, &m) != nil || m.Version != "2.0" {
		if !in.lost && len(in.body) > 0 && in.body[0] == '[' {
			return s.refuse(message{}, &fault{codeInvalidRequest, "messages come one at a time"})
		}
		s.loseTrack()
		return s.refuse(message{}, &fault{codeParse, "a message could not be read"})
	}
	defer func() {
		if recover() != nil { // a trace could show sealed text
			s.forgetAll()
			err = s.refuse(m, &fault{codeInternal, "a fault of onrecord; the next message is served"})
		}
	}()
	if m.Method == "" {
		return nil // an answer, though nothing was asked
	}
	result, err := s.serve(ctx, m)
	var f *fault
	switch {
	case errors.As(err, &f):
		return s.refuse(m, f)
	case err != nil:
		return err
	case m.isRequest():
		return s.put(answer{"2.0", m.ID, result})
	}
	return nil
}

// serve does what a message asks for.
func (s *server) serve(ctx context.Context, m message) (any, error) {
	switch {
	case m.Method == "exit":
		s.clean, s.state = s.state == stopping, over
		return nil, nil
	case m.Method == "initialize":
		if s.state != waiting {
			return nil, &fault{codeInvalidRequest, "initialize comes once"}
		}
		return s.initialize(m.Params)
	case s.state == waiting:
		return nil, s.ignored(m, &fault{codeNotInitialized, "initialize comes first"})
	case s.state == stopping:
		return nil, s.ignored(m, &fault{codeInvalidRequest, "the session is over"})
	}
	switch m.Method {
	case "initialized":
		return nil, s.begin(ctx)
	case "shutdown":
		s.state = stopping
		return nil, nil
	case "textDocument/didOpen":
		return nil, with(m, func(p openParams) error { return s.didOpen(ctx, p) })
	case "textDocument/didChange":
		return nil, with(m, s.didChange)
	case "textDocument/didSave":
		return nil, with(m, func(p atPosition) error { return s.didSave(ctx, p.Document.URI) })
	case "textDocument/didClose":
		return nil, with(m, func(p atPosition) error { return s.didClose(p.Document.URI) })
	case "textDocument/hover":
		return ask(ctx, s, m, s.hover)
	case "textDocument/completion":
		return ask(ctx, s, m, s.complete)
	case "textDocument/documentSymbol":
		return ask(ctx, s, m, s.symbols)
	case "textDocument/codeAction":
		var p actionParams
		if json.Unmarshal(m.Params, &p) != nil {
			return nil, &fault{codeInvalidParams, "the parameters could not be read"}
		}
		return s.actions(ctx, p)
	}
	return nil, s.ignored(m, &fault{codeNoMethod, "there is no such method"})
}

// ignored gives the fault to a request; a notification goes unanswered.
func (s *server) ignored(m message, f *fault) error {
	if m.isRequest() {
		return f
	}
	return nil
}

// with reads the parameters of a notification; what cannot be read is passed over.
func with[P any](m message, f func(P) error) error {
	var p P
	if json.Unmarshal(m.Params, &p) != nil {
		return nil
	}
	return f(p)
}

// ask answers a question about a place in an open document: null where there is
// nothing to say.
func ask[R any](ctx context.Context, s *server, m message, f func(*document, position) (R, bool)) (any, error) {
	var p atPosition
	if json.Unmarshal(m.Params, &p) != nil || p.Position.Line < 0 || p.Position.Character < 0 {
		return nil, &fault{codeInvalidParams, "the parameters could not be read"}
	}
	d := s.open[p.Document.URI]
	if d == nil || d.lost != "" || s.live == nil {
		return nil, nil
	}
	if d.dirty {
		if err := s.check(ctx, d); err != nil {
			return nil, err
		}
	}
	if r, ok := f(d, p.Position); ok {
		return r, nil
	}
	return nil, nil
}

func (s *server) refuse(m message, f *fault) error {
	if m.Method != "" && !m.isRequest() {
		return nil
	}
	id := json.RawMessage("null")
	if m.isRequest() {
		id = m.ID
	}
	return s.put(refusal{"2.0", id, *f})
}

func (s *server) tell(method string, params any) error {
	return s.put(notice{"2.0", method, params})
}

// show tells the person at the editor something, with the weight of LSP: 1 error,
// 2 warning, 3 information.
func (s *server) show(weight int, line safe) error {
	return s.tell("window/showMessage", showMessage{weight, line})
}

func (s *server) put(v any) error {
	body, err := encode(v)
	if err != nil {
		return problem.Wrap(err, problem.Internal, "", "a message cannot be written as JSON", "")
	}
	if err := s.out.send(body); err != nil {
		return problem.Wrap(err, problem.Unavailable, "", "the editor does not read any more", "start it again")
	}
	return nil
}
