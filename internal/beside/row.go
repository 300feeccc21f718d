package beside

import (
	"cmp"
	"runtime"
)

// Row works on things beside the caller, some hundred at a time, and gives them
// back one after the other, in the order in which they came. It is for one
// goroutine; call Finish at the end.
type Row[T any] struct {
	Work func(*T)      // may run in several goroutines at once, on different things
	Take func(T) error // runs where Add and Finish are called
	Size int           // of a batch; 0 is 256

	waiting []T
	running []*batch[T]
}

type batch[T any] struct {
	Group
	list []T
}

// Add hands a thing over. It takes what is done meanwhile, and fails where Take does.
func (r *Row[T]) Add(t T) error {
	r.waiting = append(r.waiting, t)
	if len(r.waiting) < cmp.Or(r.Size, 256) {
		return nil
	}
	r.start()
	return r.take(runtime.GOMAXPROCS(0))
}

// Finish takes all that is left.
func (r *Row[T]) Finish() error {
	r.start()
	return r.take(0)
}

func (r *Row[T]) start() {
	if len(r.waiting) == 0 {
		return
	}
	b := &batch[T]{list: r.waiting}
	r.waiting = nil
	b.Go(func() {
		for i := range b.list {
			r.Work(&b.list[i])
		}
	})
	r.running = append(r.running, b)
}

// take takes batches until no more than left are under way.
func (r *Row[T]) take(left int) error {
	for len(r.running) > left {
		b := r.running[0]
		r.running = r.running[1:]
		b.Wait()
		for _, t := range b.list {
			if err := r.Take(t); err != nil {
				return err
			}
		}
	}
	return nil
}
