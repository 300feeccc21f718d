package corroborate

import (
	"reflect"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// TestManyClaimsAtOnce: an edit that bears on so many claims that they are shared
// out among workers leaves what a computation from scratch gives, and so does what
// takes it back.
func TestManyClaimsAtOnce(t *testing.T) {
	c := large(600)
	before := all(c)
	g := New(c, Options{Now: noon})
	if !reflect.DeepEqual(g.Results(), before) {
		t.Fatal("the results of an engine are not those of All")
	}
	var out, back []Edit
	for i, id := range record.SortedKeys(c.Statements) {
		if i%5 == 0 {
			gone := *c.Statements[id]
			gone.State = record.Withdrawn
			out, back = append(out, Edit{"statement", string(id), &gone}), append(back, Edit{"statement", string(id), c.Statements[id]})
		}
	}
	supposed := g.WhatIf(out...)
	if !reflect.DeepEqual(g.Results(), before) {
		t.Error("a supposition left something behind")
	}
	changes := g.Apply(out...)
	for _, e := range out {
		c.Statements[record.ID(e.ID)] = e.Value.(*record.Statement)
	}
	after := all(c)
	if !reflect.DeepEqual(g.Results(), after) {
		t.Error("after the edits the results are not those of All")
	}
	if len(changes) < 2*alongside || !reflect.DeepEqual(changes, supposed) {
		t.Errorf("%d changes, %d supposed", len(changes), len(supposed))
	}
	tellsChanges(t, before, after, changes)
	if g.Apply(back...); !reflect.DeepEqual(g.Results(), before) {
		t.Error("after they were taken back the results are not those from before")
	}
}
