// Package recent keeps what was worked out in the last round for the next one,
// where most of a text stays as it was.
package recent

// Cache remembers values of two rounds: the one that runs and the one before. So
// it holds no more than two rounds ask for, however long it lives. Values are
// shared between rounds: who gets one must not change it. A nil Cache remembers
// nothing. It is not safe for concurrent use.
type Cache[K comparable, V any] struct {
	now, before map[K]V
}

// Turn begins a round: what the last one did not ask for is forgotten.
func (c *Cache[K, V]) Turn() {
	if c == nil {
		return
	}
	c.now, c.before = make(map[K]V, len(c.now)), c.now
}

// Get gives the value of a key; work makes one that neither round has.
func (c *Cache[K, V]) Get(key K, work func() V) V {
	if c == nil {
		return work()
	}
	if v, ok := c.now[key]; ok {
		return v
	}
	v, ok := c.before[key]
	if !ok {
		v = work()
	}
	if c.now == nil {
		c.now = map[K]V{}
	}
	c.now[key] = v
	return v
}

// Len is the number of values that are kept.
func (c *Cache[K, V]) Len() int {
	if c == nil {
		return 0
	}
	n := len(c.now)
	for k := range c.before {
		if _, twice := c.now[k]; !twice {
			n++
		}
	}
	return n
}
