// Command search measures the search of a casefile: how well it ranks (nDCG@10 on
// Cranfield), and how long it takes and how much it keeps beside plain FTS5, Bleve
// and Xapian on one corpus in one run.
//
//	go run ./bench/search -cranfield DIR
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
	dir := flag.String("cranfield", "", "the collection's `directory`")
	flag.Parse()
	if err := run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "search:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	if dir == "" {
		return errors.New("give -cranfield DIR")
	}
	return quality(dir)
}

// store makes an encrypted database of documents; done removes it.
func store(docs []search.Doc) (db *sqlite.DB, done func(), err error) {
	dir, err := os.MkdirTemp("", "onrecord-search-")
	if err != nil {
		return nil, nil, err
	}
	var key [32]byte
	if _, err := rand.Read(key[:]); err != nil {
		return nil, nil, err
	}
	if db, err = sqlite.Create(filepath.Join(dir, "store.db"), key); err != nil {
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
