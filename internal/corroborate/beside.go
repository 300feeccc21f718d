package corroborate

import "sync"

// beside runs work in goroutines of its own. A panic in one of them would end the
// process with a trace of every stack; Wait hands it to the caller instead, who
// has somebody above that catches it.
type beside struct {
	running  sync.WaitGroup
	first    sync.Once
	panicked any
}

// Go starts f.
func (b *beside) Go(f func()) {
	b.running.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				b.first.Do(func() { b.panicked = p })
			}
		}()
		f()
	})
}

// Wait returns when all are done, and panics where one of them did.
func (b *beside) Wait() {
	b.running.Wait()
	if b.panicked != nil {
		panic(b.panicked)
	}
}
