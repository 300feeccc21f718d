// Package web is the workbench: what the command line does for reporters, checkers,
// lawyers and documenters, in a browser. Every page has one shape: read the request,
// call the pipeline, render. It works without scripts; nothing on a page asks another
// server for anything; and all that leaves goes through the blind index.
package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
)

// Options is what a workbench needs of the world outside.
type Options struct {
	Casefile *pipeline.Casefile // in the hands of the member who works
	Now      func() time.Time   // decides embargoes and deadlines
	Clock    func() time.Time   // decides when a session locks
	Link     func(url string)   // shows the member a link that opens the workbench once
	Idle     time.Duration      // without a request, after which a session locks; 0: DefaultIdle
}

// DefaultIdle is how long a workbench that nobody touches stays open.
const DefaultIdle = 15 * time.Minute

// Workbench serves one casefile to the one member who opened it.
type Workbench struct {
	opt   Options
	doors *doors
	host  string // what a browser must have asked for: host and port

	mu sync.RWMutex // readers of the casefile, or one who changes it

	keeping sync.Mutex // holds kept, and is taken after mu
	kept    kept
}

// Serve answers on the listener until ctx ends. Listener must be of this machine:
// what goes over it is not encrypted. (See Loopback.)
func Serve(ctx context.Context, on net.Listener, opt Options) error {
	if opt.Idle == 0 {
		opt.Idle = DefaultIdle
	}
	w := &Workbench{opt: opt, host: on.Addr().String()}
	w.doors = newDoors(w.host, opt)
	server := &http.Server{
		Handler:           w.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          silent(), // what goes wrong is told to who asked; a log could hold what he asked for
	}
	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = server.Shutdown(last)
	})
	defer stop()
	w.doors.invite()
	locking := make(chan struct{})
	defer close(locking)
	go w.doors.watch(locking)
	if err := server.Serve(on); !errors.Is(err, http.ErrServerClosed) {
		return problem.Wrap(err, problem.Unavailable, "", "the workbench cannot answer any more", "start it again")
	}
	return nil
}

// Loopback refuses an address that other machines can reach.
func Loopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return problem.New(problem.Usage, "--listen", "this is no address", "write 127.0.0.1:7070")
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return problem.New(problem.Usage, "--listen", "the workbench answers on this machine alone, because its connection is not encrypted",
		"use 127.0.0.1 and reach it from elsewhere through ssh -L or an onion service")
}
