package sqlite

import (
	"context"
	"encoding/hex"
	"net/url"
	"path/filepath"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/ext/fts5"
	_ "github.com/ncruces/go-sqlite3/vfs/adiantum" // names the encrypting file system

	"onrecord.dev/onrecord/internal/search"
)

// defaultPatience is how long one waits for another's lock.
const defaultPatience = 5 * time.Second

// conn is one connection with its prepared statements. It serves one transaction
// at a time.
type conn struct {
	*sqlite3.Conn
	stmts  map[string]*sqlite3.Stmt // those not in use
	reader *search.Reader
}

type mode int

const (
	reading   mode = iota // never writes
	writing               // the one that writes
	immutable             // reads from a medium that nobody can write
)

// connect opens a connection to an existing database with everything set that
// must not be left to defaults.
func (db *DB) connect(m mode) (*conn, error) {
	abs, err := filepath.Abs(db.path)
	if err != nil {
		return nil, err
	}
	// The key must be there when the file is opened: given later, by a pragma, the
	// head of the file has been looked at in vain, and pages are then written
	// without checksums. The name with the key in it stays in this process.
	query := url.Values{"vfs": {"adiantum"}, "hexkey": {hex.EncodeToString(db.key[:])}, "modeof": {abs}}
	flags := sqlite3.OPEN_URI | sqlite3.OPEN_READWRITE
	if m == immutable {
		query.Del("modeof")
		query.Set("immutable", "1")
		flags = sqlite3.OPEN_URI | sqlite3.OPEN_READONLY
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: query.Encode()}
	c, err := sqlite3.OpenFlags(u.String(), flags)
	if err != nil {
		return nil, err
	}
	out := &conn{Conn: c, stmts: map[string]*sqlite3.Stmt{}, reader: search.Remembering()}
	if err := out.set(m, db.patience); err != nil {
		out.close()
		return nil, err
	}
	return out, nil
}

// set gives the connection its habits. A commit is on the disk when
// it returns (synchronous, said aloud: the default loses commits here), deleted
// content is overwritten, and nothing goes to temporary files.
func (c *conn) set(m mode, patience time.Duration) error {
	pragmas := `
PRAGMA temp_store=MEMORY;
PRAGMA synchronous=FULL;
PRAGMA fullfsync=ON;
PRAGMA checkpoint_fullfsync=ON;
PRAGMA secure_delete=ON;
PRAGMA trusted_schema=OFF;
PRAGMA cell_size_check=ON;
PRAGMA mmap_size=0;
PRAGMA journal_size_limit=67108864;
PRAGMA cache_size=-16384;`
	switch m {
	case writing:
		pragmas += `PRAGMA cache_size=-65536;`
	default:
		pragmas += `PRAGMA query_only=ON;`
	}
	if err := c.Exec(pragmas); err != nil {
		return err
	}
	if _, err := c.Config(sqlite3.DBCONFIG_DEFENSIVE, true); err != nil {
		return err
	}
	if err := c.BusyTimeout(patience); err != nil {
		return err
	}
	return fts5.RegisterCustom(c.Conn, func(api *fts5.API) error {
		return api.CreateTokenizer("onrecord", func([]string) (fts5.Tokenizer, error) { return tokenizer{c.reader}, nil })
	})
}

// tokenizer lends the tokens of package search to FTS5. The stems of a word stand
// at the same place as the word; a query asks for them by name.
type tokenizer struct{ reader *search.Reader }

func (t tokenizer) Tokenize(flags fts5.TokenizeFlag, text, _ string, emit fts5.TokenCallback) (err error) {
	t.reader.Tokens(text, func(w search.Token) bool {
		if err = emit(0, w.Text, w.Start, w.End); err != nil {
			return false
		}
		for _, s := range w.Stems {
			if s != "" && err == nil && flags&fts5.TOKENIZE_DOCUMENT != 0 {
				err = emit(fts5.TOKEN_COLOCATED, s, w.Start, w.End)
			}
		}
		return err == nil
	})
	return err
}

// use lends a prepared statement; give it back when done. A statement that is
// lent already, as within a walk over the same table, is prepared once more.
func (c *conn) use(sql string) (*sqlite3.Stmt, error) {
	if s := c.stmts[sql]; s != nil {
		delete(c.stmts, sql)
		return s, nil
	}
	s, _, err := c.PrepareFlags(sql, sqlite3.PREPARE_PERSISTENT)
	return s, err
}

func (c *conn) giveBack(sql string, s *sqlite3.Stmt) {
	s.Reset()
	s.ClearBindings()
	if c.stmts[sql] != nil {
		s.Close()
		return
	}
	c.stmts[sql] = s
}

func (c *conn) close() error {
	for _, s := range c.stmts {
		s.Close()
	}
	c.stmts = nil
	return c.Conn.Close()
}

// listen makes the connection stop when ctx ends.
func (c *conn) listen(ctx context.Context) { c.SetInterrupt(ctx) }
