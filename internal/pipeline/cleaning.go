package pipeline

import (
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/search"
)

// cleanAtOnce is how many records are cleaned together, while those before them
// are written: either takes about as long as the other.
const cleanAtOnce = 256

// found is what the search index is to hold of a record; nothing removes it.
type found struct {
	id   record.ID
	docs []search.Doc
}

// cleaning cleans documents beside the writing of those cleaned before, in order.
type cleaning struct {
	guard   *protect.Guard
	write   func(found) error
	waiting []found
	ready   chan cleaned
}

type cleaned struct {
	list     []found
	panicked any
}

func (c *cleaning) add(f found) error {
	if c.waiting = append(c.waiting, f); len(c.waiting) < cleanAtOnce {
		return nil
	}
	return c.turn()
}

func (c *cleaning) finish() error {
	if err := c.turn(); err != nil {
		return err
	}
	return c.turn()
}

// turn has what waits cleaned, and writes what was cleaned meanwhile.
func (c *cleaning) turn() error {
	list, ready := c.waiting, c.ready
	c.waiting, c.ready = nil, nil
	if len(list) > 0 {
		done := make(chan cleaned, 1) // so that it ends even if nobody asks any more
		c.ready = done
		go func() {
			defer func() {
				if p := recover(); p != nil { // for whoever catches it, not for the terminal
					done <- cleaned{panicked: p}
				}
			}()
			for i := range list {
				for k, d := range list[i].docs {
					list[i].docs[k] = cleanDoc(d, c.guard)
				}
			}
			done <- cleaned{list: list}
		}()
	}
	if ready == nil {
		return nil
	}
	got := <-ready
	if got.panicked != nil {
		panic(got.panicked)
	}
	for _, f := range got.list {
		if err := c.write(f); err != nil {
			return err
		}
	}
	return nil
}

// cleanDoc gives a document as the index may hold it: a field can hold free words
// too, and a search that is answered by one tells as much as a text does.
func cleanDoc(d search.Doc, guard *protect.Guard) search.Doc {
	d.Title, d.Body = guard.Clean(d.Title), guard.Clean(d.Body)
	fields := make(map[string]string, len(d.Fields))
	for name, value := range d.Fields {
		fields[name] = guard.Clean(value)
	}
	d.Fields = fields
	return d
}
