package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"time"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/standing"
	"onrecord.dev/onrecord/internal/view"
)

// What R1 says of every claim is kept like a view: it commits with the events that
// change it, and can be thrown away. So the board of a large casefile is read, not
// worked out. Results depend on the moment through embargoes alone; what is kept
// says between which moments it holds.
const (
	keptMeta    = "kept"    // one row: kept
	keptLines   = "line"    // standing.Line of every claim: the hash of it, then JSON of it clean
	keptResults = "result"  // corroborate.Result of every claim, as JSON set in for output
	keptTelling = "telling" // ids and labels in results that hold a protected string
)

// keptVersion rises whenever the same records may give other rows.
const keptVersion = corroborate.Ruleset + "/3"

type kept struct {
	Version string `json:"version"`
	Seq     int64  `json:"seq"` // events that it knows
	standing.Window
}

func readKept(tx *sqlite.Tx) (k kept, err error) {
	body, err := tx.OneStanding(keptMeta, keptMeta)
	if err == nil && body != nil && json.Unmarshal(body, &k) != nil {
		k = kept{} // then it is worked out anew
	}
	return k, err
}

func (k kept) write(tx *sqlite.Tx) error {
	body, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return tx.PutStanding(keptMeta, keptMeta, body)
}

// keepStanding brings what is kept up to the state after the events, of which
// there were first before.
func keepStanding(tx *sqlite.Tx, s *view.State, first int64, at time.Time, events []event.Event, guard *protect.Guard) error {
	k, err := readKept(tx)
	if err != nil {
		return err
	}
	next := first + int64(len(events))
	if k.Version == keptVersion && k.Seq == first && k.Holds(at) && !bear(s, events) && !protects(events) {
		k.Seq = next
		return k.write(tx)
	}
	w := &keeper{tx: tx, guard: guard, anew: protects(events) || k.Version != keptVersion || k.Seq != first, looked: map[string]bool{}}
	if err := w.keep(s.Casefile, at); err != nil {
		return err
	}
	return kept{keptVersion, next, standing.WindowAt(s.Casefile, at)}.write(tx)
}

// bear reports whether events can change a result or its line.
func bear(s *view.State, events []event.Event) bool {
	for _, e := range events {
		switch e := e.(type) {
		case *event.EvidenceAdded:
			// Nothing rests on it yet; but it may be a copy of something.
			if e.Evidence.NearDupGroup != "" || e.Evidence.Original != nil && len(s.Holders(e.Evidence.Original.SHA256)) > 1 {
				return true
			}
		case *event.ActorRecorded, *event.EvidenceAmended, *event.StatementRecorded, *event.ClaimRecorded,
			*event.LinkRecorded, *event.DependenceNoted, *event.PolicySet:
			return true
		}
	}
	return false
}

// keeper stores the results that are not stored just so already.
type keeper struct {
	tx     *sqlite.Tx
	guard  *protect.Guard
	anew   bool // look at every id again
	looked map[string]bool
}

func (w *keeper) keep(c *record.Casefile, at time.Time) error {
	results, lines, whole, err := workOut(c, at)
	if err != nil {
		return err
	}
	if w.anew {
		for _, part := range []string{keptTelling, keptLines} {
			if err := w.replace(part, nil, nil); err != nil {
				return err
			}
		}
		for _, r := range results {
			if err := w.look(r); err != nil {
				return err
			}
		}
	}
	if err := w.replaceLines(lines); err != nil {
		return err
	}
	return w.replace(keptResults, whole, func(id string) error { return w.look(results[record.ID(id)]) })
}

// replaceLines makes the lines be just these. Cleaning takes longest, so that only
// those that are not the same as before are cleaned, side by side.
func (w *keeper) replaceLines(lines map[string]standing.Line) error {
	type row struct {
		id   string
		line standing.Line
		body []byte
		err  error
	}
	ids, err := changed(w.tx, keptLines, lines, func(l standing.Line, body []byte) bool { return bytes.HasPrefix(body, sumOf(l)) })
	if err != nil {
		return err
	}
	clean := beside.Row[row]{
		Work: func(r *row) { r.body, r.err = keptLine(r.line, w.guard) },
		Take: func(r row) error {
			if r.err != nil {
				return r.err
			}
			return w.tx.PutStanding(keptLines, r.id, r.body)
		},
	}
	for _, id := range ids {
		if err := clean.Add(row{id: id, line: lines[id]}); err != nil {
			return err
		}
	}
	return clean.Finish()
}

// sumOf is the hash of a line, uncleaned, that its row begins with.
func sumOf(l standing.Line) []byte {
	body, _ := json.Marshal(l) // words, numbers and lists of them: it cannot fail
	sum := sha256.Sum256(body)
	return sum[:]
}

func keptLine(l standing.Line, guard *protect.Guard) ([]byte, error) {
	sum := sumOf(l)
	l.Clean(guard.Clean)
	body, err := json.Marshal(l)
	return append(sum, body...), err
}

// workOut gives the results with what is kept of them.
func workOut(c *record.Casefile, at time.Time) (results map[record.ID]corroborate.Result, lines map[string]standing.Line, whole map[string][]byte, err error) {
	results = corroborate.All(c, corroborate.Options{Now: at})
	lines, whole = make(map[string]standing.Line, len(results)), make(map[string][]byte, len(results))
	for id, r := range results {
		lines[string(id)] = standing.Of(c, r, at)
		if whole[string(id)], err = json.MarshalIndent(r, "    ", "  "); err != nil {
			return nil, nil, nil, err
		}
	}
	return results, lines, whole, nil
}

// changed deletes the rows of a part that are not wanted any more, and gives the
// ids of those wanted that are new or not the same as what is stored, in order.
func changed[T any](tx *sqlite.Tx, part string, want map[string]T, same func(want T, stored []byte) bool) (ids []string, err error) {
	var gone []string
	stored := make(map[string]bool, len(want))
	if err := tx.Standing(part, func(id string, body []byte) error {
		if w, ok := want[id]; !ok {
			gone = append(gone, id)
		} else if same(w, body) {
			stored[id] = true
		}
		return nil
	}); err != nil {
		return nil, err
	}
	for _, id := range gone {
		if err := tx.DeleteStanding(part, id); err != nil {
			return nil, err
		}
	}
	for _, id := range record.SortedKeys(want) {
		if !stored[id] {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// replace makes a part hold just these rows; told hears of those that are new or
// different.
func (w *keeper) replace(part string, rows map[string][]byte, told func(id string) error) error {
	ids, err := changed(w.tx, part, rows, func(want, body []byte) bool { return bytes.Equal(want, body) })
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := w.tx.PutStanding(part, id, rows[id]); err != nil {
			return err
		}
		if told != nil {
			if err := told(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// look notes which ids and labels of a result the guard would not let through, so
// that results can be shown without looking at each of them again.
func (w *keeper) look(r corroborate.Result) error {
	for _, s := range wordsOf(r) {
		if w.looked[s] {
			continue
		}
		w.looked[s] = true
		if w.guard.Clean(s) == s {
			continue
		}
		if err := w.tx.PutStanding(keptTelling, s, []byte("{}")); err != nil {
			return err
		}
	}
	return nil
}

// wordsOf gives every string of a result that comes from the records.
func wordsOf(r corroborate.Result) []string {
	out := []string{string(r.ID)}
	for _, id := range r.DeniedBy {
		out = append(out, string(id))
	}
	for _, chains := range [][][]record.ID{r.Certificate, r.Opposing, r.Publishable.Certificate} {
		for _, chain := range chains {
			for _, id := range chain {
				out = append(out, string(id))
			}
		}
	}
	for _, cut := range [][]string{r.Cut, r.OpposingCut, r.Publishable.Cut} {
		out = append(out, cut...)
	}
	return out
}

// Lines gives where every claim stands, clean, in the order of ids, from what is
// kept. ok is false where that does not hold at the moment: then Fill, and work it
// out.
func (c *Casefile) Lines(ctx context.Context, now time.Time) (lines []standing.Line, ok bool, err error) {
	ok, err = c.fromKept(ctx, now, func(tx *sqlite.Tx) error {
		return tx.Standing(keptLines, func(id string, body []byte) error {
			l := standing.Line{ID: record.ID(id)}
			err := json.Unmarshal(body[min(sha256.Size, len(body)):], &l)
			lines = append(lines, l)
			return err
		})
	})
	return lines, ok, err
}

// Results calls write with the result of each claim that is wanted as JSON, in the
// order of ids, from what is kept. They are clean. ok is as of Lines.
func (c *Casefile) Results(ctx context.Context, now time.Time, want func(id string) bool, write func(result []byte) error) (ok bool, err error) {
	return c.fromKept(ctx, now, func(tx *sqlite.Tx) error {
		var telling [][]byte
		if err := tx.Standing(keptTelling, func(s string, _ []byte) error {
			telling = append(telling, []byte(s))
			return nil
		}); err != nil {
			return err
		}
		return tx.Standing(keptResults, func(id string, body []byte) error {
			if !want(id) {
				return nil
			}
			for _, t := range telling {
				if bytes.Contains(body, t) {
					return c.writeClean(body, write)
				}
			}
			return write(body)
		})
	})
}

func (c *Casefile) writeClean(body []byte, write func([]byte) error) error {
	if err := c.Guarded(); err != nil {
		return err
	}
	clean, err := c.guard.CleanJSON(body)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, clean, "    ", "  "); err != nil {
		return err
	}
	return write(out.Bytes())
}

func (c *Casefile) fromKept(ctx context.Context, now time.Time, read func(*sqlite.Tx) error) (ok bool, err error) {
	err = c.db.Read(ctx, func(tx *sqlite.Tx) error {
		k, err := readKept(tx)
		if err != nil {
			return err
		}
		size, err := tx.Size()
		if err != nil || k.Version != keptVersion || k.Seq != size || size != c.cursor || !k.Holds(now) {
			return err
		}
		ok = true
		return read(tx)
	})
	return ok, err
}

// verifyStanding compares what is kept with what the records make it.
func (c *Casefile) verifyStanding(tx *sqlite.Tx, guard *protect.Guard, out *Verified) error {
	k, err := readKept(tx)
	if err != nil || k.Version != keptVersion {
		return err // nothing is kept that anybody would read
	}
	at := c.clock().UTC()
	if !k.Holds(at) {
		at = k.From
	}
	results, lines, whole, err := workOut(c.state.Casefile, at)
	if err != nil {
		return err
	}
	telling := map[string][]byte{}
	for _, r := range results {
		for _, s := range wordsOf(r) {
			if guard.Clean(s) != s {
				telling[s] = []byte("{}")
			}
		}
	}
	clean := map[string][]byte{}
	for id, l := range lines {
		if clean[id], err = keptLine(l, guard); err != nil {
			return err
		}
	}
	wrong := 0
	for part, want := range map[string]map[string][]byte{keptLines: clean, keptResults: whole, keptTelling: telling} {
		if err := tx.Standing(part, func(id string, body []byte) error {
			// What was told once and is gone from the results may stay noted.
			if b, ok := want[id]; (!ok && part != keptTelling) || ok && !bytes.Equal(b, body) {
				wrong++
			}
			delete(want, id)
			return nil
		}); err != nil {
			return err
		}
		wrong += len(want)
	}
	if size, err := tx.Size(); err != nil || k.Seq != size {
		wrong++
	}
	if wrong > 0 {
		out.add("standing", "status", "what is kept of the claims' results is not what the records make it, in %d places; run onrecord rebuild", wrong)
	}
	return nil
}
