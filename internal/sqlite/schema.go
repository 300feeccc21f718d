package sqlite

// applicationID marks the database as Onrecord's; schemaVersion rises with every
// change of the schema that an older program could not read.
const (
	applicationID = 0x4f6e5265 // "OnRe"
	schemaVersion = 4
)

// schema makes the tables. Ledger (entry, hash), keys (wrapped) and originals
// (blob) are what a casefile is; all else can be rebuilt from the ledger and the
// originals.
const schema = `
CREATE TABLE entry   (seq INTEGER PRIMARY KEY, header BLOB NOT NULL, body BLOB NOT NULL, salt BLOB NOT NULL) STRICT;
CREATE TABLE hash    (idx INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT;
CREATE TABLE wrapped (name TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE blob    (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, data BLOB NOT NULL) STRICT;
CREATE TABLE record  (kind TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
CREATE TABLE cursor  (view TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE page    (id INTEGER PRIMARY KEY, evidence TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (evidence, page)) STRICT;
` + since2 + since3

// since2 came with version 2.
const since2 = `
CREATE TABLE IF NOT EXISTS likeness (evidence TEXT PRIMARY KEY, gradient INTEGER NOT NULL, frequency INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE standing (part TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (part, id)) STRICT, WITHOUT ROWID;
`

// since3 makes the search index anew: what it holds differs, and rows of another
// tokenizer cannot be taken out by this one. The pipeline fills it again, since the
// cursor of the index is gone. Table word is the index seen by its words; it keeps
// nothing of its own.
const since3 = `
DROP TABLE IF EXISTS word;
DROP TABLE IF EXISTS idx;
DROP TABLE IF EXISTS doc;
DELETE FROM cursor WHERE view = 'index';
CREATE TABLE doc (id INTEGER PRIMARY KEY, name TEXT NOT NULL, page INTEGER NOT NULL, type TEXT NOT NULL, title TEXT NOT NULL,
	kind TEXT NOT NULL DEFAULT '', lang TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL DEFAULT '', year TEXT NOT NULL DEFAULT '', restriction TEXT NOT NULL DEFAULT '', UNIQUE (name, page)) STRICT;
CREATE VIRTUAL TABLE idx USING fts5(title, body, field, tokenize = 'onrecord');
INSERT INTO idx(idx, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE word USING fts5vocab(idx, 'row');
`

// upgrade brings the tables of an older version up to this one, by its number. With
// version 4 came rows of the read model that an older program does not know.
var upgrade = map[int64]string{1: since2, 2: since3, 3: ""}
