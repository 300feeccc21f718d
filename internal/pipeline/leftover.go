package pipeline

import (
	"slices"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/search"
	"onrecord.dev/onrecord/internal/sqlite"
)

// verifyRest finds what the ledger does not account for: a key kept after a burn
// under another name, a copy of an original that was restricted, the text of
// nothing, an entry of the search index that hides or invents, a key file of nobody.
func (c *Casefile) verifyRest(tx *sqlite.Tx, out *Verified) error {
	if n, err := tx.Cursor(recordsView); err != nil {
		return err
	} else if n != out.TreeSize {
		out.add("record", "cursor", "the stored records say that they are of another state of the ledger; run onrecord rebuild")
	}
	if err := c.verifyKept(tx, out); err != nil {
		return err
	}
	guard, _, err := c.openGuard(tx, c.state)
	if err == nil { // else verifySeal has said so
		if err := c.verifyIndex(tx, guard, out); err != nil {
			return err
		}
		if err := c.verifyStanding(tx, guard, out); err != nil {
			return err
		}
	}
	return c.verifyWraps(out)
}

// verifyKept compares keys, originals and texts with those that the ledger names.
func (c *Casefile) verifyKept(tx *sqlite.Tx, out *Verified) error {
	keys, blobs := map[string]bool{}, map[string]bool{}
	for _, s := range c.state.Seals {
		keys[s.GuardKey] = true
		keys[s.Key] = keys[s.Key] || c.state.Burn(s.Actor, s.Part) == nil
	}
	for _, e := range c.state.Evidence {
		if e.Original != nil {
			blobs[c.blobName(e.Original, e.Restriction)] = true
		}
	}
	strays := 0
	if err := tx.Keys(func(name string, _ []byte) error { return count(&strays, !keys[name]) }); err != nil {
		return err
	}
	if strays > 0 {
		out.add("identity", "keys", "%d keys of identities are kept that nothing in the ledger names: a burned identity could be opened with one", strays)
	}
	strays = 0
	if err := tx.Blobs(func(name string, _ int64) error { return count(&strays, !blobs[name]) }); err != nil {
		return err
	}
	if strays > 0 {
		out.add("evidence", "originals", "%d originals are kept that no evidence names", strays)
	}
	likeness, err := tx.Likenesses()
	if err != nil {
		return err
	}
	for id := range likeness {
		if !c.mayHaveLikeness(c.state.Evidence[id]) {
			out.add("text", "pictures", "the likeness of a picture is kept that belongs to none, or to one for custodians; run onrecord rebuild")
			break
		}
	}
	return tx.Texts(func(id string) error {
		if e := c.state.Evidence[record.ID(id)]; e == nil || e.Original == nil {
			out.add("text", "texts", "a text is kept that belongs to no evidence; run onrecord rebuild")
		}
		return nil
	})
}

func count(n *int, yes bool) error {
	if yes {
		*n++
	}
	return nil
}

// verifyIndex compares the search index with what it would be if made anew.
func (c *Casefile) verifyIndex(tx *sqlite.Tx, guard *protect.Guard, out *Verified) error {
	if form, err := tx.Cursor(indexView); err != nil {
		return err
	} else if size, err := tx.Size(); err != nil {
		return err
	} else if form != search.Form && size > 0 {
		out.Notes = append(out.Notes, "the search index was made by another version; the next search makes it anew")
		return nil
	}
	held := map[record.ID][]sqlite.Indexed{}
	if err := tx.Docs(func(page int, d sqlite.Indexed) error {
		held[record.ID(d.ID)] = append(held[record.ID(d.ID)], d)
		return nil
	}); err != nil {
		return err
	}
	wrong, err := tx.Unlisted()
	if err != nil {
		return err
	}
	ix := newIndexer(tx, c.state, guard)
	for _, id := range ix.ids() {
		docs, err := ix.docs(id)
		if err != nil {
			return err
		}
		want := make([]sqlite.Indexed, len(docs))
		for i, d := range docs {
			want[i] = sqlite.AsIndexed(cleanDoc(d, guard))
		}
		if !slices.Equal(want, held[id]) {
			wrong++
		}
		delete(held, id)
	}
	if wrong += len(held); wrong > 0 {
		out.add("index", "search", "the search index is not what the records make it, in %d places; run onrecord rebuild", wrong)
	}
	return nil
}

// verifyWraps compares the key files with the members to whom a key was given. A
// missing one is no fault of the casefile's: its member is locked out.
func (c *Casefile) verifyWraps(out *Verified) error {
	wraps, err := c.dir.Wraps()
	if err != nil {
		return err
	}
	members := map[string]record.ID{}
	for id := range c.state.Keys {
		members[c.ring.WrapName(id)] = id
	}
	for _, w := range wraps {
		id, known := members[w.Name]
		switch {
		case !known:
			out.add("keys", "keys", "a key file belongs to no member: somebody may open this casefile whom the ledger does not know")
		case len(w.Custody) > 0 && !command.Custody(c.state.Keys[id].Role):
			out.add("keys", string(id), "this member's key file holds the custodians' key, and the member is none")
		}
		delete(members, w.Name)
	}
	for _, id := range record.SortedKeys(c.state.Keys) {
		if _, gone := members[c.ring.WrapName(id)]; gone {
			out.Notes = append(out.Notes, string(id)+": has no key file here; member add with the same card makes it again")
		}
	}
	return nil
}
