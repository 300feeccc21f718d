// Package beside runs work in goroutines of its own. A panic in one of them would
// end the process with a trace of every stack, texts and all; here it comes back to
// the caller, who has somebody above that catches it.
package beside

import "sync"

// Group is work that is under way. Its zero value is ready.
type Group struct {
	running  sync.WaitGroup
	first    sync.Once
	panicked any
}

// Go starts f.
func (g *Group) Go(f func()) {
	g.running.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				g.first.Do(func() { g.panicked = p })
			}
		}()
		f()
	})
}

// Wait returns when all are done, and panics where one of them did.
func (g *Group) Wait() {
	g.running.Wait()
	if g.panicked != nil {
		panic(g.panicked)
	}
}
