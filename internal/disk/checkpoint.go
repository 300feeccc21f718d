package disk

import (
	"errors"
	"io/fs"
	"path/filepath"
)

// maxCheckpoint bounds the checkpoint file, in bytes; a signed note has some hundred.
const maxCheckpoint = 1 << 20

// Checkpoint gives the last signed tree head, or nil where none was written yet.
// A ledger with events and no checkpoint file is one whose file was taken away.
func (d *Dir) Checkpoint() ([]byte, error) {
	path := filepath.Join(d.path, checkpointName)
	b, err := readBounded(path, maxCheckpoint)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fault(path, err)
	}
	return b, nil
}

// PutCheckpoint replaces the last signed tree head, after the transaction that
// it vouches for was committed.
func (d *Dir) PutCheckpoint(note []byte) error {
	return WriteFileAtomic(filepath.Join(d.path, checkpointName), note, fileMode)
}
