package search

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// How the best matches are put in order. They come from the index by its own BM25,
// which knows nothing of where in a text the words stand; these are ordered anew by
// what is in them: BM25 (Robertson and Zaragoza 2009) over a word's stem, with the
// exact form, titles and nearness on top, and for questions in many words with
// feedback from the best of them (RM3; Abdul-Jaleel and others 2004). The numbers
// were chosen on half of the Cranfield topics, see bench/RESULTS.md.
const (
	// Ranked is how many of the index's best are ordered anew.
	Ranked = 100
	// RankedStrict is how many where all words had to occur: then they differ less.
	RankedStrict = 50

	saturation  = 1.2  // k1: how fast more of a word stops to matter
	lengthNorm  = 0.5  // b: how much a long text is held against itself
	titleWeight = 3    // what an occurrence in a title counts
	exactWeight = 0.25 // what the exact form counts above another form
	nearWeight  = 0.15 // what two words of the query close together count, as part of their own weights
	nearWords   = 5    // words between

	feedbackDocs  = 10  // texts taken for good ones
	feedbackTerms = 20  // words taken from them
	ownWeight     = 0.5 // what is left for the words of the query itself
)

// rankBytes bounds what is read of the texts that are ordered anew, all together.
const rankBytes = 2 << 20

// Text is a document that is to be ranked.
type Text struct{ Title, Body string }

// Statistics tell how common words are.
type Statistics interface {
	Docs() (n int, err error)                 // all documents
	DocsWith(token string) (n int, err error) // those with a token, as the index spells it
}

// wanted is a word of a query for ranking.
type wanted struct {
	text   string
	stems  Stems
	prefix bool
	any    map[string]bool // of a name: any of these
	weight float64         // its share of the query times how rare it is
}

// Rank gives the score of each text, higher is better and none below 0; the texts
// are those that the index thinks best, the best first. With feedback the words that
// the best of them share count as well. It is nil where the query has no words.
func (q Query) Rank(rd *Reader, texts []Text, stats Statistics, feedback bool) ([]float64, error) {
	var words []wanted
	for _, p := range patterns(q.root, nil) {
		for i, t := range p.tokens {
			words = append(words, wanted{text: t.Text, stems: t.Stems, any: p.spellings, prefix: p.prefix && i == len(p.tokens)-1, weight: 1})
		}
	}
	if len(words) == 0 || len(texts) == 0 {
		return nil, nil
	}
	all, err := stats.Docs()
	if err != nil {
		return nil, err
	}
	r := ranking{docs: make([]profile, len(texts)), stats: stats, all: all}
	for i, t := range texts {
		r.docs[i] = r.profile(rd, t, words, rankBytes/len(texts), feedback && i < feedbackDocs)
		r.mean += r.docs[i].length / float64(len(texts))
	}
	for i := range words {
		if err := r.weigh(&words[i]); err != nil {
			return nil, err
		}
	}
	scores := r.score(words)
	if !feedback {
		return scores, nil
	}
	return r.again(rd, texts, words, scores)
}

type ranking struct {
	docs  []profile
	stats Statistics
	all   int     // documents
	mean  float64 // length
}

// profile is what ranking needs of one text.
type profile struct {
	length float64
	counts []float64          // of each wanted word, weighted
	near   [][2]int           // pairs of wanted words that stand close together, each once
	words  map[string]float64 // by stem, of the texts that feed back
}

// profile reads one text.
func (r *ranking) profile(rd *Reader, t Text, words []wanted, room int, keep bool) profile {
	p := profile{counts: make([]float64, len(words))}
	if keep {
		p.words = map[string]float64{}
	}
	last := make([]int, len(words)) // where each word was met last, counted from 1
	met := map[[2]int]bool{}
	at := 0
	read := func(text string, weight float64) {
		rd.Tokens(text, func(tok Token) bool {
			at++
			p.length += weight
			if keep && tok.Stems[0] != "" && !stopWords()[tok.Text] && utf8.RuneCountInString(tok.Text) > 2 {
				p.words[tok.Stems[0]] += weight
			}
			for i := range words {
				n := words[i].counts(tok)
				if n == 0 {
					continue
				}
				p.counts[i] += weight * n
				for k := range words {
					if k != i && last[k] > 0 && last[k] < at && at-last[k] <= nearWords {
						met[[2]int{min(i, k), max(i, k)}] = true
					}
				}
				last[i] = at
			}
			return true
		})
	}
	read(clip(t.Body, room), 1)
	clear(last)
	read(clip(t.Title, room), titleWeight)
	for pair := range met {
		p.near = append(p.near, pair)
	}
	slices.SortFunc(p.near, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	return p
}

func clip(text string, room int) string {
	if len(text) <= room {
		return text
	}
	return strings.ToValidUTF8(text[:room], "")
}

// counts says how much a token counts as the word: 0 if it is not.
func (w *wanted) counts(t Token) float64 {
	switch {
	case w.text == t.Text, w.prefix && strings.HasPrefix(t.Text, w.text):
		return 1 + exactWeight
	case w.any[t.Text], w.stems.meet(t.Stems):
		return 1
	}
	return 0
}

// weigh makes a word's weight that of how rare it is.
func (r *ranking) weigh(w *wanted) error {
	token := w.text
	if w.stems[0] != "" {
		token = w.stems[0]
	}
	n, err := r.stats.DocsWith(token)
	if err != nil {
		return err
	}
	all := float64(max(r.all, n))
	w.weight *= math.Log(1 + (all-float64(n)+0.5)/(float64(n)+0.5))
	return nil
}

func (r *ranking) score(words []wanted) []float64 {
	out := make([]float64, len(r.docs))
	for i, d := range r.docs {
		for k, w := range words {
			out[i] += w.weight * r.gain(d.counts[k], d.length)
		}
		for _, pair := range d.near {
			out[i] += nearWeight * min(words[pair[0]].weight, words[pair[1]].weight)
		}
	}
	return out
}

func (r *ranking) gain(count, length float64) float64 {
	return count * (saturation + 1) / (count + saturation*(1-lengthNorm+lengthNorm*length/max(r.mean, 1)))
}

// again scores with the words that the best texts share beside those of the query.
func (r *ranking) again(rd *Reader, texts []Text, words []wanted, scores []float64) ([]float64, error) {
	shared := map[string]float64{}
	for _, i := range best(scores, feedbackDocs) {
		d := r.docs[i]
		if d.words == nil { // not among the first of the index
			d = r.profile(rd, texts[i], nil, rankBytes/len(texts), true)
		}
		for stem, n := range d.words {
			shared[stem] += scores[i] * n / max(d.length, 1)
		}
	}
	stems := make([]string, 0, len(shared))
	for s := range shared {
		stems = append(stems, s)
	}
	slices.SortFunc(stems, func(a, b string) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), strings.Compare(a, b)) })
	stems = stems[:min(len(stems), feedbackTerms)]
	sum := 0.0
	for _, s := range stems {
		sum += shared[s]
	}
	more := make([]wanted, 0, len(stems))
	for _, s := range stems {
		w := wanted{text: s, stems: Stems{s}, weight: (1 - ownWeight) * shared[s] / max(sum, 1e-12)}
		if err := r.weigh(&w); err != nil {
			return nil, err
		}
		more = append(more, w)
	}
	second := ranking{docs: make([]profile, len(texts)), stats: r.stats, all: r.all, mean: r.mean}
	for i, t := range texts {
		second.docs[i] = second.profile(rd, t, more, rankBytes/len(texts), false)
		second.docs[i].near = nil
	}
	out := second.score(more)
	for i := range out {
		out[i] += ownWeight * scores[i] / float64(len(words))
	}
	return out, nil
}

// best gives the places of the n highest scores, the highest first.
func best(scores []float64, n int) []int {
	at := make([]int, len(scores))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return at[:min(n, len(at))]
}
