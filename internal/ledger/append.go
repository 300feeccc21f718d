package ledger

import (
	"errors"
	"fmt"
	"io"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// ErrHead is in the chain of Append's error when the ledger has grown, or is
// shorter, than the caller thought.
var ErrHead = errors.New("the ledger's head is not the expected one")

// flushHashes is how many new tree hashes are held back before they are stored.
const flushHashes = 4096

// Append writes events at the end of the ledger and gives the order of the
// first. It fails with ErrHead when the ledger does not have exactly head
// entries, so that nobody decides on a state that is gone. Salts come from
// rand. On an error the transaction around tx must be rolled back.
func Append(tx Store, head int64, at time.Time, by record.ID, events []event.Event, rand io.Reader) (first int64, err error) {
	size, err := tx.Size()
	if err != nil {
		return 0, err
	}
	if size != head {
		return 0, problem.Wrap(ErrHead, problem.Unavailable, "", "somebody else changed the casefile at the same moment", "try again")
	}
	if size+int64(len(events)) > MaxSize {
		return 0, problem.New(problem.Usage, "", "the ledger is full", "")
	}
	if !by.Valid() {
		return 0, fmt.Errorf("ledger: invalid member id")
	}
	p := pending{store: tx, base: tlog.StoredHashCount(size)}
	type entry struct {
		header Header
		event  event.Event
		sealed Entry
		err    error
	}
	sealing := beside.Row[entry]{
		Work: func(e *entry) { e.sealed, e.err = seal(e.header, e.event) },
		Take: func(e entry) error {
			if e.err != nil {
				return e.err
			}
			return p.append(e.header.Seq, e.sealed, rand)
		},
	}
	for i, ev := range events {
		h := Header{Seq: size + int64(i), At: at, By: by, Kind: ev.Kind(), Version: ev.Version()}
		if err := sealing.Add(entry{header: h, event: ev}); err != nil {
			return 0, err
		}
	}
	if err := sealing.Finish(); err != nil {
		return 0, err
	}
	return size, p.flush()
}

// seal gives an entry, all but its salt.
func seal(h Header, ev event.Event) (e Entry, err error) {
	if e.Body, err = event.Marshal(ev); err != nil {
		return Entry{}, err
	}
	if len(e.Body) > MaxBody {
		return Entry{}, problem.New(problem.Usage, "", "one record is larger than the ledger takes", "split it")
	}
	if e.Header, err = h.Marshal(); err != nil {
		return Entry{}, err
	}
	// What cannot be read back must not be written: the ledger is for ever.
	if _, _, err := e.Parse(); err != nil {
		return Entry{}, fmt.Errorf("ledger: refuse to append: %w", err)
	}
	return e, nil
}

// append salts an entry, stores it and grows the tree by it.
func (p *pending) append(seq int64, e Entry, rand io.Reader) error {
	if _, err := io.ReadFull(rand, e.Salt[:]); err != nil {
		return fmt.Errorf("ledger: salt: %w", err)
	}
	if err := p.store.AppendEntry(seq, e); err != nil {
		return err
	}
	hashes, err := tlog.StoredHashesForRecordHash(seq, e.Leaf(), p)
	if err != nil {
		return fmt.Errorf("ledger: grow tree: %w", err)
	}
	return p.add(hashes)
}

// pending holds new tree hashes back so that a large import reads none of them
// from the store again and writes them in few calls.
type pending struct {
	store Store
	base  int64 // index of the first hash held back
	held  []tlog.Hash
}

// ReadHashes serves tlog from what is held back and from the store.
func (p *pending) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	var ask []int64
	var where []int
	for i, index := range indexes {
		if index >= p.base {
			out[i] = p.held[index-p.base]
			continue
		}
		ask, where = append(ask, index), append(where, i)
	}
	if len(ask) == 0 {
		return out, nil
	}
	got, err := p.store.ReadHashes(ask)
	if err != nil {
		return nil, err
	}
	if len(got) != len(ask) {
		return nil, fmt.Errorf("ledger: store gave %d of %d hashes", len(got), len(ask))
	}
	for i, h := range got {
		out[where[i]] = h
	}
	return out, nil
}

func (p *pending) add(h []tlog.Hash) error {
	p.held = append(p.held, h...)
	if len(p.held) < flushHashes {
		return nil
	}
	return p.flush()
}

func (p *pending) flush() error {
	if len(p.held) == 0 {
		return nil
	}
	if err := p.store.PutHashes(p.base, p.held); err != nil {
		return err
	}
	p.base += int64(len(p.held))
	p.held = p.held[:0]
	return nil
}
