package recent

import "testing"

func TestTwoRounds(t *testing.T) {
	var c Cache[string, int]
	worked := 0
	get := func(k string, v int) {
		t.Helper()
		if got := c.Get(k, func() int { worked++; return v }); got != v {
			t.Errorf("%s: %d, want %d", k, got, v)
		}
	}
	get("a", 1)
	get("a", 1)
	get("b", 2)
	c.Turn()
	get("a", 1) // of the last round
	if worked != 2 {
		t.Errorf("worked %d times, want 2", worked)
	}
	c.Turn()
	get("b", 3) // nobody asked for it in the last round
	get("a", 1)
	if worked != 3 || c.Len() != 2 {
		t.Errorf("worked %d times, want 3; %d kept, want 2", worked, c.Len())
	}
}

func TestNothingKept(t *testing.T) {
	var c *Cache[string, int]
	c.Turn()
	if c.Get("a", func() int { return 1 }) != 1 || c.Get("a", func() int { return 2 }) != 2 || c.Len() != 0 {
		t.Error("a nil cache remembers")
	}
}
