package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/ext/fts5"

	"onrecord.dev/onrecord/internal/search"
	"onrecord.dev/onrecord/internal/sqlite"
)

// question is one query with its class.
type question struct{ class, text string }

// corpus reads documents (id, title, text) and questions (class, query), one a
// line, parted by tabs.
func corpus(dir string) (docs []search.Doc, questions []question, err error) {
	lines := func(name string, n int, f func([]string)) error {
		file, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		defer file.Close()
		in := bufio.NewScanner(file)
		in.Buffer(nil, 1<<24)
		for in.Scan() {
			if parts := strings.SplitN(in.Text(), "\t", n); len(parts) == n {
				f(parts)
			}
		}
		return in.Err()
	}
	if err := lines("corpus.tsv", 3, func(p []string) {
		docs = append(docs, search.Doc{ID: p[0], Type: "evidence", Title: p[1], Page: 1, Body: p[2], Sort: search.Sort{Kind: "letter", Lang: "en", Restriction: "none"}})
	}); err != nil {
		return nil, nil, err
	}
	err = lines("queries.tsv", 2, func(p []string) { questions = append(questions, question{p[0], p[1]}) })
	return docs, questions, err
}

// cpu gives the processor time of this process so far.
func cpu() time.Duration {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// report prints the median and the 99th percentile of each class and of all.
func report(name string, took map[string][]time.Duration) {
	var all []time.Duration
	for _, class := range []string{"rare", "middling", "common", "two words", "phrase"} {
		all = append(all, took[class]...)
		fmt.Printf("  %-10s %-10s p50 %8v  p99 %8v\n", name, class, at(took[class], 0.5), at(took[class], 0.99))
	}
	fmt.Printf("  %-10s %-10s p50 %8v  p99 %8v\n", name, "all", at(all, 0.5), at(all, 0.99))
}

func at(all []time.Duration, share float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.SortFunc(all, cmp.Compare[time.Duration])
	return all[min(len(all)-1, int(share*float64(len(all))))].Round(10 * time.Microsecond)
}

// scale times queries over a corpus, ours and plain FTS5.
func scale(dir string) error {
	docs, questions, err := corpus(dir)
	if err != nil {
		return err
	}
	text := 0
	for _, d := range docs {
		text += len(d.Title) + len(d.Body)
	}
	fmt.Printf("%d documents, %.1f MB of text, %d queries; processor time\n", len(docs), float64(text)/1e6, len(questions))
	if err := ours(docs, questions); err != nil {
		return err
	}
	return plain(docs, questions)
}

func ours(docs []search.Doc, questions []question) error {
	from := cpu()
	db, done, err := store(docs)
	if err != nil {
		return err
	}
	defer done()
	fmt.Printf("  onrecord   indexed in %v\n", (cpu() - from).Round(100*time.Millisecond))
	took := map[string][]time.Duration{}
	for _, q := range questions {
		parsed, err := search.Parse(q.text)
		if err != nil {
			return err
		}
		from := cpu()
		if err := db.Read(context.Background(), func(tx *sqlite.Tx) error {
			_, err := tx.Search(parsed, search.Ask{Limit: 10})
			return err
		}); err != nil {
			return err
		}
		took[q.class] = append(took[q.class], cpu()-from)
	}
	report("onrecord", took)
	from = cpu()
	faceted, _ := search.Parse(questions[len(questions)/2].text)
	if err := db.Read(context.Background(), func(tx *sqlite.Tx) error {
		a, err := tx.Search(faceted, search.Ask{Limit: 10, Facets: true})
		fmt.Printf("  onrecord   facets of %d matches in %v\n", a.Total, (cpu() - from).Round(time.Millisecond))
		return err
	}); err != nil {
		return err
	}
	for _, name := range []string{"~Johnson", "~Шевченко", "~Shevchenko", "name:Petrov"} {
		from := cpu()
		parsed, err := search.Parse(name)
		if err != nil {
			return err
		}
		if err := db.Read(context.Background(), func(tx *sqlite.Tx) error {
			named, err := parsed.Names(tx.Spellings)
			if err != nil {
				return err
			}
			a, err := tx.Search(named, search.Ask{Limit: 10})
			fmt.Printf("  onrecord   %s: %d matches in %v\n", name, a.Total, (cpu() - from).Round(time.Millisecond))
			return err
		}); err != nil {
			return err
		}
	}
	if err := db.Checkpoint(); err != nil {
		return err
	}
	return size("onrecord", db.path)
}

func size(name, path string) error {
	var sum int64
	err := filepath.WalkDir(filepath.Dir(path), func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	fmt.Printf("  %-10s %.1f MB on disk\n", name, float64(sum)/1e6)
	return err
}

// plain is FTS5 with its porter stemmer, in a database that is not encrypted.
func plain(docs []search.Doc, questions []question) error {
	dir, err := os.MkdirTemp("", "fts5-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "fts5.db")
	c, err := sqlite3.Open(path)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := fts5.Register(c); err != nil {
		return err
	}
	from := cpu()
	if err := c.Exec("CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, title, body, tokenize='porter unicode61'); BEGIN"); err != nil {
		return err
	}
	put, _, err := c.Prepare("INSERT INTO t VALUES (?, ?, ?)")
	if err != nil {
		return err
	}
	for _, d := range docs {
		_ = put.BindText(1, d.ID)
		_ = put.BindText(2, d.Title)
		_ = put.BindText(3, d.Body)
		if err := put.Exec(); err != nil {
			return err
		}
	}
	put.Close()
	if err := c.Exec("COMMIT"); err != nil {
		return err
	}
	fmt.Printf("  fts5       indexed in %v\n", (cpu() - from).Round(100*time.Millisecond))
	count, _, err := c.Prepare("SELECT count(*) FROM t WHERE t MATCH ?")
	if err != nil {
		return err
	}
	defer count.Close()
	rank, _, err := c.Prepare("SELECT id, snippet(t, 2, '', '', '…', 24) FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10")
	if err != nil {
		return err
	}
	defer rank.Close()
	took := map[string][]time.Duration{}
	for _, q := range questions {
		from := cpu()
		for _, s := range []*sqlite3.Stmt{count, rank} {
			_ = s.Reset()
			_ = s.BindText(1, q.text)
			for s.Step() {
				_ = s.ColumnText(0)
			}
			if err := s.Err(); err != nil {
				return err
			}
		}
		took[q.class] = append(took[q.class], cpu()-from)
	}
	report("fts5", took)
	return size("fts5", path)
}
