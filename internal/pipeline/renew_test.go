package pipeline

import (
	"slices"
	"testing"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// age seals the names of s1 with a blind index that knows less, as an earlier
// version would have made it.
func (d *desk) age() {
	d.t.Helper()
	who, err := d.Unseal(ctx, "s1", "to age the index")
	d.must(err)
	d.must(d.edit(ctx, func() ([]event.Event, *effects, error) {
		fx := &effects{}
		e, err := sealer{d.Casefile, fx}.seal("s1", view.PartNames, who.Names)
		d.must(err)
		entries, err := protect.Index(protect.Key(d.ring.BlindKey()), record.Identity{Names: []record.Secret{record.NewSecret("Rare Sapsanchik")}})
		d.must(err)
		digest := d.digestOf("s1", view.PartNames, who.Names)
		var key []byte
		key, e.Guard, err = d.ring.SealGuard("s1", view.PartNames, append(digest[:], entries...))
		fx.keys[e.GuardKey] = key
		return []event.Event{e}, fx, err
	}))
}

func TestRenew(t *testing.T) {
	d := newCase(t)
	d.age()
	if len(d.guard.Find("Zebulon Quagmirov left")) > 0 {
		t.Fatal("the index is not old")
	}
	size := d.cursor
	renewed, looked, err := d.Renew(ctx, nil, "a new version")
	d.must(err)
	if !slices.Equal(renewed, []record.ID{"s1"}) || looked != 1 {
		t.Fatalf("renewed %v of %d", renewed, looked)
	}
	if d.guard.Clean("Zebulon Quagmirov") != record.SealedMark {
		t.Error("renewed, and not protected")
	}
	if d.cursor != size+2 {
		t.Errorf("%d events, not an opening and a sealing", d.cursor-size)
	}
	if who, err := d.Unseal(ctx, "s1", "to see"); err != nil || len(who.Names) != 1 || len(who.Identifiers) != 1 || who.Names[0].Reveal() != "Zebulon Quagmirov" {
		t.Error("the identity is another after renewal", err)
	}
	if renewed, looked, err = d.Renew(ctx, []record.ID{"s1"}, "again"); err != nil || len(renewed) != 0 || looked != 1 {
		t.Errorf("renewed %v of %d, %v", renewed, looked, err)
	}
	d.me.Role = record.Reporter
	if _, _, err := d.Renew(ctx, nil, "curious"); problem.KindOf(err) != problem.Refused {
		t.Error("a reporter renewed:", err)
	}
	d.me.Role = record.Custodian
	d.must(d.Burn(ctx, "s1", "as agreed", false))
	if _, _, err := d.Renew(ctx, []record.ID{"s1"}, "burned"); problem.KindOf(err) != problem.Refused {
		t.Error("a burned identity was opened:", err)
	}
	if renewed, looked, err := d.Renew(ctx, nil, "all"); err != nil || len(renewed)+looked != 0 {
		t.Error(renewed, looked, err)
	}
	if d.guard.Clean("Zebulon Quagmirov") != record.SealedMark {
		t.Error("burned, and no longer protected")
	}
}
