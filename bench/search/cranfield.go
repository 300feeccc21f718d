package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/search"
	"onrecord.dev/onrecord/internal/sqlite"
)

// The Cranfield collection (Cleverdon 1967): 1,400 abstracts, 225 questions, and
// which abstracts answer which. Files cran.all.1400, cran.qry and cranqrel, as
// Glasgow's archive of test collections has them and many public repositories, for
// one github.com/hamza-mughees/Apache-Lucene-Cranfield, folder cran.

// topic is one question with what answers it.
type topic struct {
	n        int
	text     string
	relevant map[string]bool
}

// develop says whether a topic is of the half on which numbers were chosen.
func (t topic) develop() bool { return sha256.Sum256([]byte(strconv.Itoa(t.n)))[0]%2 == 0 }

var section = regexp.MustCompile(`(?m)^\.([TABW])$`)

func cranfield(dir string) (docs []search.Doc, topics []topic, err error) {
	all, err1 := os.ReadFile(filepath.Join(dir, "cran.all.1400"))
	questions, err2 := os.ReadFile(filepath.Join(dir, "cran.qry"))
	judged, err3 := os.ReadFile(filepath.Join(dir, "cranqrel"))
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, nil, err
	}
	unix := func(b []byte) string { return strings.ReplaceAll(string(b), "\r\n", "\n") }
	for part := range strings.SplitSeq("\n"+unix(all), "\n.I ") {
		number, rest, ok := strings.Cut(part, "\n")
		if !ok || strings.TrimSpace(number) == "" {
			continue
		}
		d := search.Doc{ID: strings.TrimSpace(number), Type: "evidence", Page: 1}
		at := section.FindAllStringSubmatchIndex(rest, -1)
		for i, m := range at {
			end := len(rest)
			if i+1 < len(at) {
				end = at[i+1][0]
			}
			text := strings.TrimSpace(rest[m[1]:end])
			switch rest[m[2]:m[3]] {
			case "T":
				d.Title = text
			case "W":
				d.Body = text
			}
		}
		docs = append(docs, d)
	}
	for part := range strings.SplitSeq(unix(questions), ".I ") {
		if _, text, ok := strings.Cut(part, ".W\n"); ok {
			topics = append(topics, topic{n: len(topics) + 1, text: text, relevant: map[string]bool{}})
		}
	}
	for line := range strings.Lines(string(judged)) {
		f := strings.Fields(line)
		if len(f) != 3 {
			continue
		}
		n, _ := strconv.Atoi(f[0])
		if grade, _ := strconv.Atoi(f[2]); grade > 0 && n >= 1 && n <= len(topics) {
			topics[n-1].relevant[f[1]] = true
		}
	}
	return docs, topics, nil
}

// ndcg is nDCG@10 with every relevant document alike (Järvelin and Kekäläinen 2002).
func ndcg(t topic, ids []string) float64 {
	got, ideal := 0.0, 0.0
	for i, id := range ids[:min(10, len(ids))] {
		if t.relevant[id] {
			got += 1 / math.Log2(float64(i)+2)
		}
	}
	for i := range min(10, len(t.relevant)) {
		ideal += 1 / math.Log2(float64(i)+2)
	}
	if ideal == 0 {
		return 0
	}
	return got / ideal
}

// plainQuestion takes what the query language reads otherwise out of a question.
var plainQuestion = strings.NewReplacer("-", " ", ":", " ", "(", " ", ")", " ", `"`, " ", "*", " ", "/", " ")

// quality reports nDCG@10 on the half for development, the other half and all.
func quality(dir string) error {
	docs, topics, err := cranfield(dir)
	if err != nil {
		return err
	}
	db, done, err := store(docs)
	if err != nil {
		return err
	}
	defer done()
	var dev, rest []float64
	for _, t := range topics {
		q, err := search.Parse(plainQuestion.Replace(strings.Join(strings.Fields(t.text), " ")))
		if err != nil {
			return err
		}
		var ids []string
		if err := db.Read(context.Background(), func(tx *sqlite.Tx) error {
			a, err := tx.Search(q, search.Ask{Limit: 10, Any: true})
			if err != nil {
				return err
			}
			for _, h := range a.Hits {
				ids = append(ids, h.ID)
			}
			return nil
		}); err != nil {
			return err
		}
		if t.develop() {
			dev = append(dev, ndcg(t, ids))
		} else {
			rest = append(rest, ndcg(t, ids))
		}
	}
	fmt.Printf("Cranfield nDCG@10: develop %.4f (%d topics), held out %.4f (%d), all %.4f (%d)\n",
		mean(dev), len(dev), mean(rest), len(rest), mean(slices.Concat(dev, rest)), len(topics))
	return nil
}

func mean(all []float64) float64 {
	sum := 0.0
	for _, x := range all {
		sum += x
	}
	return sum / float64(max(len(all), 1))
}
