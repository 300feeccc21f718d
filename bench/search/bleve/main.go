// Command bleve times Bleve on the corpus of bench/search. It has a module of its
// own, so that Bleve weighs nothing on the product.
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "bleve:", err)
		os.Exit(1)
	}
}

func cpu() time.Duration {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func lines(dir, name string, n int, f func([]string) error) error {
	file, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		if err := f(strings.SplitN(in.Text(), "\t", n)); err != nil {
			return err
		}
	}
	return in.Err()
}

func run(dir string) error {
	tmp, err := os.MkdirTemp("", "bleve-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = en.AnalyzerName
	path := filepath.Join(tmp, "index")
	from := cpu()
	index, err := bleve.New(path, mapping)
	if err != nil {
		return err
	}
	batch := index.NewBatch()
	if err := lines(dir, "corpus.tsv", 3, func(p []string) error {
		if err := batch.Index(p[0], map[string]string{"title": p[1], "body": p[2]}); err != nil {
			return err
		}
		if batch.Size() < 1000 {
			return nil
		}
		err := index.Batch(batch)
		batch = index.NewBatch()
		return err
	}); err != nil {
		return err
	}
	if err := index.Batch(batch); err != nil {
		return err
	}
	fmt.Printf("  bleve      indexed in %v\n", (cpu() - from).Round(100*time.Millisecond))
	time.Sleep(5 * time.Second) // its merges run on
	took := map[string][]time.Duration{}
	if err := lines(dir, "queries.tsv", 2, func(p []string) error {
		text := p[1]
		if words := strings.Fields(text); text[0] != '"' {
			text = "+" + strings.Join(words, " +")
		}
		from := cpu()
		ask := bleve.NewSearchRequestOptions(bleve.NewQueryStringQuery(text), 10, 0, false)
		ask.Highlight = bleve.NewHighlight()
		_, err := index.Search(ask)
		took[p[0]] = append(took[p[0]], cpu()-from)
		return err
	}); err != nil {
		return err
	}
	var all []time.Duration
	for _, class := range []string{"rare", "middling", "common", "two words", "phrase"} {
		all = append(all, took[class]...)
		fmt.Printf("  %-10s %-10s p50 %8v  p99 %8v\n", "bleve", class, at(took[class], 0.5), at(took[class], 0.99))
	}
	fmt.Printf("  %-10s %-10s p50 %8v  p99 %8v\n", "bleve", "all", at(all, 0.5), at(all, 0.99))
	if err := index.Close(); err != nil {
		return err
	}
	var sum int64
	err = filepath.WalkDir(path, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	fmt.Printf("  %-10s %.1f MB on disk\n", "bleve", float64(sum)/1e6)
	return err
}

func at(all []time.Duration, share float64) time.Duration {
	slices.SortFunc(all, cmp.Compare[time.Duration])
	return all[min(len(all)-1, int(share*float64(len(all))))].Round(10 * time.Microsecond)
}
