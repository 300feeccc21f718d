package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/ncruces/go-sqlite3"
	"lukechampine.com/adiantum"

	"onrecord.dev/onrecord/internal/problem"
)

const pageSize = 4096

// setVersions marks a database as ours.
var setVersions = fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d;", applicationID, schemaVersion)

// tryKey says whether the key fits, reading the file alone. SQLite itself must
// not find that out: with a wrong key it takes the write-ahead log for empty and
// removes it, and with it the last commits.
func (db *DB) tryKey() error {
	for attempt := 0; ; attempt++ {
		fits, pages, err := db.keyFits()
		switch {
		case err != nil:
			return problem.Wrap(err, problem.Unavailable, db.path, "the database cannot be read", "check the disk and the rights of the file")
		case fits:
			return nil
		case pages == 0:
			return problem.New(problem.Unavailable, db.path, "the database is damaged: it is empty", "restore a backup")
		case attempt == 2: // somebody may have been writing the very pages
			return problem.New(problem.Refused, db.path, "the key does not open this casefile", "use the identity of one of its members")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// keyFits reports whether any of a few pages, decrypted, has a good checksum.
// One damaged page is thus not taken for a wrong key.
func (db *DB) keyFits() (fits bool, pages int64, err error) {
	f, err := os.Open(db.path)
	if err != nil {
		return false, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false, 0, err
	}
	pages = info.Size() / pageSize
	block := make([]byte, pageSize)
	for i := range min(pages, 64) {
		if _, err := f.ReadAt(block, i*pageSize); err != nil {
			return false, pages, err
		}
		if soundPage(db.decrypt(block, i*pageSize)) {
			return true, pages, nil
		}
	}
	return false, pages, nil
}

func (db *DB) decrypt(block []byte, offset int64) []byte {
	var tweak [8]byte
	binary.LittleEndian.PutUint64(tweak[:], uint64(offset))
	return adiantum.New(db.key[:]).Decrypt(block, tweak[:])
}

// soundPage verifies the checksum at the end of a page (sqlite.org/cksumvfs.html).
func soundPage(p []byte) bool {
	var s1, s2 uint32
	for a := p[:pageSize-8]; len(a) > 0; a = a[8:] {
		s1 += binary.LittleEndian.Uint32(a) + s2
		s2 += binary.LittleEndian.Uint32(a[4:]) + s1
	}
	return binary.LittleEndian.Uint32(p[pageSize-8:]) == s1 && binary.LittleEndian.Uint32(p[pageSize-4:]) == s2
}

// medium finds out whether the database can be written at all. Where it cannot,
// it is read as it lies; that is sound only if nothing waits in the log.
func (db *DB) medium() (mode, error) {
	f, err := os.OpenFile(db.path, os.O_RDWR, 0)
	if err == nil {
		f.Close()
		return writing, nil
	}
	if !errors.Is(err, syscall.EROFS) && !errors.Is(err, fs.ErrPermission) {
		return 0, db.unreadable(err)
	}
	if info, err := os.Stat(db.path + "-wal"); err == nil && info.Size() > 0 {
		return 0, problem.New(problem.Unavailable, db.path, "the casefile was not closed and cannot be finished on a disk that cannot be written", "copy it to another disk")
	}
	return immutable, nil
}

// renew brings an older database up to this version's schema.
func (db *DB) renew(c *conn) error {
	version, err := c.number("PRAGMA user_version")
	if err != nil || version >= schemaVersion {
		return err
	}
	sql := "BEGIN IMMEDIATE;"
	for ; version < schemaVersion; version++ {
		sql += upgrade[version]
	}
	if err := c.Exec(sql + setVersions + "COMMIT"); err != nil {
		_ = c.Exec("ROLLBACK")
		// Another process may have done it meanwhile.
		if again, e := c.number("PRAGMA user_version"); e == nil && again >= schemaVersion {
			return nil
		}
		return err
	}
	return nil
}

// inspect makes sure that the connection serves a database of ours, that this
// program can read it, and that its pages carry checksums.
func (db *DB) inspect(c *conn) error {
	app, err := c.number("PRAGMA application_id")
	if err != nil {
		return err
	}
	version, err := c.number("PRAGMA user_version")
	if err != nil {
		return err
	}
	switch {
	case app != applicationID:
		return sqlite3.CORRUPT
	case version > schemaVersion:
		return problem.New(problem.Unavailable, db.path, "the casefile was written by a newer version of onrecord", "use that version")
	}
	for pragma, want := range map[string]int64{"checksum_verification": 1, "synchronous": 2, "secure_delete": 1, "temp_store": 2} {
		if got, err := c.number("PRAGMA " + pragma); err != nil {
			return err
		} else if got != want && pragma == "checksum_verification" {
			return broken("no checksums")
		} else if got != want {
			return fmt.Errorf("sqlite: %s is %d, want %d", pragma, got, want)
		}
	}
	if err := os.Chmod(db.path+"-shm", 0o600); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // it tells page numbers only, but nobody else need know them
	}
	return nil
}

func (c *conn) number(sql string) (n int64, err error) {
	s, _, err := c.Prepare(sql)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	if s.Step() {
		n = s.ColumnInt64(0)
	}
	return n, s.Err()
}

// mendLog makes a write-ahead log readable that a power cut has torn. The
// cipher works on blocks of 4096 bytes and cannot read a last block that is
// shorter; what stood there was never acknowledged. A log whose head cannot be
// read is left to SQLite, which passes over it. Either way a copy is kept.
func (db *DB) mendLog() error {
	log := db.path + "-wal"
	info, err := os.Stat(log)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil
	}
	if err != nil {
		return db.unreadable(err)
	}
	torn := info.Size()%pageSize != 0
	if !torn && db.logHeadFits(log) {
		return nil
	}
	free, alone := lockAlone(db.path)
	if !alone { // somebody has it open, and so has mended it
		return nil
	}
	defer free()
	if info, err = os.Stat(log); err != nil || info.Size() == 0 {
		return nil
	}
	if err := keepCopy(log); err != nil {
		return db.unreadable(err)
	}
	if err := os.Truncate(log, info.Size()/pageSize*pageSize); err != nil {
		return db.unreadable(err)
	}
	return nil
}

// logHeadFits reports whether the log begins as one does.
func (db *DB) logHeadFits(log string) bool {
	f, err := os.Open(log)
	if err != nil {
		return true // SQLite will say it better
	}
	defer f.Close()
	block := make([]byte, pageSize)
	if _, err := io.ReadFull(f, block); err != nil {
		return false
	}
	magic := binary.BigEndian.Uint32(db.decrypt(block, 0))
	return magic&^1 == 0x377f0682
}

// keepCopy copies a log beside itself under the first free name.
func keepCopy(log string) error {
	in, err := os.Open(log)
	if err != nil {
		return err
	}
	defer in.Close()
	for n := 1; n < 100; n++ {
		out, err := os.OpenFile(fmt.Sprintf("%s.kept-%d", strings.TrimSuffix(log, "-wal"), n), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return err
		}
		_, err = io.Copy(out, in)
		return errors.Join(err, out.Sync(), out.Close(), syncDir(filepath.Dir(log)))
	}
	return errors.New("too many kept logs")
}

func (db *DB) unreadable(err error) error {
	return problem.Wrap(err, problem.Unavailable, db.path, "the database cannot be read", "check the disk and the rights of the files")
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
