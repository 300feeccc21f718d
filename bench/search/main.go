// Command search measures the search of a casefile: how well it ranks (nDCG@10 on
// Cranfield), and how long it takes and how much it keeps beside plain FTS5, Bleve
// and Xapian on one corpus in one run.
//
//	go run ./bench/search -cranfield DIR
//	go run ./bench/search -corpus DIR
//	cd bench/search/bleve && go run . DIR
//	/usr/bin/python3 bench/search/xapian_peer.py DIR
//
// DIR of the corpus has corpus.tsv and queries.tsv; bench/search/passages.py cuts them
// out of any directory with books.
//
// Nothing fetched is kept in the repository.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"onrecord.dev/onrecord/internal/search"
	"onrecord.dev/onrecord/internal/sqlite"
)

func main() {
	topics := flag.String("cranfield", "", "the collection's `directory`")
	docs := flag.String("corpus", "", "`directory` with corpus.tsv and queries.tsv")
	flag.Parse()
	if err := run(*topics, *docs); err != nil {
		fmt.Fprintln(os.Stderr, "search:", err)
		os.Exit(1)
	}
}

func run(topics, docs string) error {
	if topics == "" && docs == "" {
		return errors.New("give -cranfield DIR or -corpus DIR")
	}
	if topics != "" {
		if err := quality(topics); err != nil {
			return err
		}
	}
	if docs != "" {
		return scale(docs)
	}
	return nil
}

// stored is a database that knows where it lies.
type stored struct {
	*sqlite.DB
	path string
}

// store makes an encrypted database of documents; done removes it.
func store(docs []search.Doc) (db *stored, done func(), err error) {
	dir, err := os.MkdirTemp("", "onrecord-search-")
	if err != nil {
		return nil, nil, err
	}
	var key [32]byte
	if _, err := rand.Read(key[:]); err != nil {
		return nil, nil, err
	}
	db = &stored{path: filepath.Join(dir, "store.db")}
	if db.DB, err = sqlite.Create(db.path, key); err != nil {
		return nil, nil, err
	}
	err = db.Write(context.Background(), func(tx *sqlite.Tx) error {
		for _, d := range docs {
			if err := tx.IndexDoc(d); err != nil {
				return err
			}
		}
		return nil
	})
	return db, func() { db.Close(); os.RemoveAll(dir) }, err
}
