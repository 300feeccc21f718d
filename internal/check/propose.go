package check

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

// Bounds on proposals: how many stand in a hint, how many sentences of a draft
// get any, how many words of a sentence are looked up, and how like a record's
// text a sentence must be (0 to 1).
const (
	mostProposed    = 3
	mostProposals   = 500
	longestQuestion = 80
	likeEnough      = 0.2
)

// proposals finds the records that a sentence may rest on, by the words, numbers
// and dates that they share: an inverted index over the texts of claims and
// statements, with weights by rarity and the cosine as likeness.
type proposals struct {
	ids   []record.ID
	norm  []float64
	posts map[string][]posting
}

type posting struct {
	doc   int32
	times float32
}

// proposalsOf builds the index. What may not be shown is left out when it is
// asked, for that depends on the time; nothing of the texts leaves it.
func (st *story) proposalsOf() *proposals {
	if st.desk.proposed != nil {
		return st.desk.proposed
	}
	p := &proposals{posts: map[string][]posting{}}
	add := func(id record.ID, text string) {
		doc := int32(len(p.ids))
		p.ids = append(p.ids, id)
		for f, n := range features(text, st.factsOf(text).numbers) {
			p.posts[f] = append(p.posts[f], posting{doc, n})
		}
	}
	for _, id := range record.SortedKeys(st.c.Claims) {
		add(id, st.c.Claims[id].Text)
	}
	for _, id := range record.SortedKeys(st.c.Statements) {
		add(id, st.c.Statements[id].Text)
	}
	p.norm = make([]float64, len(p.ids))
	for _, f := range record.SortedKeys(p.posts) {
		w := p.rarity(f)
		for _, o := range p.posts[f] {
			p.norm[o.doc] += float64(o.times) * float64(o.times) * w * w
		}
	}
	st.desk.proposed = p
	return p
}

// rarity weighs a feature: the fewer records have it, the more it tells.
func (p *proposals) rarity(feature string) float64 {
	return math.Log(1 + float64(len(p.ids))/float64(len(p.posts[feature])))
}

// features are a text's words, cut to their stems, and its numbers, with how much
// each counts. Words in which every text abounds are left out.
func features(text string, numbers []figure) map[string]float32 {
	out := map[string]float32{}
	for _, w := range wordsOf(text) {
		if stem := stemOf(w.folded); stem != "" {
			out[stem] = 1
		}
	}
	for _, n := range numbers {
		for _, v := range []float64{n.low, n.high} {
			if !math.IsInf(v, 0) {
				out["#"+strconv.FormatFloat(v, 'g', 6, 64)] = 1.5
			}
		}
	}
	return out
}

// stemOf cuts a word to what its forms share, roughly; "" for words that tell nothing.
func stemOf(w string) string {
	if n := utf8.RuneCountInString(w); n < 3 || commonWords[w] || digits(w) {
		return ""
	}
	if arabic(w) {
		return arabicStem(w)
	}
	keep := 5
	if !cyrillic(w) {
		w = singular(w)
		for _, end := range []string{"ing", "ed", "er", "e"} {
			if cut, ok := strings.CutSuffix(w, end); ok && len(cut) > 3 {
				w = cut
				break
			}
		}
		keep = 7
	}
	r := []rune(w)
	return string(r[:min(len(r), keep)])
}

var commonWords = wordSet(`the and for that with was were had has have been not but from they them their there his her she him its are is
	who which what when where while after before than then also said says say told into over out all any one two more most such some
	would could should will did does about according because
	что это как его она они был была было были для при или все еще уже так там тут где когда если чтобы который которая которые
	сказал сказала говорит словам данным после перед более чем
	що це як його вона вони був була було були для при або все ще вже так там тут де коли якщо щоб який яка які
	сказав сказала каже словами даними після перед більше ніж`)

// propose gives the claims and statements that a sentence may rest on, the
// likeliest first. What may not be used is never among them.
func (st *story) propose(s *sentence) []record.ID {
	p := st.proposalsOf()
	var numbers []figure
	for _, n := range s.Numbers {
		if !n.Ordinal {
			numbers = append(numbers, figureOf(n))
		}
	}
	question := features(st.clean(s.Text), numbers)
	type hit struct {
		id    record.ID
		score float64
	}
	scores := map[int32]float64{}
	length := 0.0
	looked := 0
	for _, f := range record.SortedKeys(question) {
		if looked++; looked > longestQuestion {
			break
		}
		posts := p.posts[f]
		if len(posts) == 0 {
			w := math.Log(1 + float64(len(p.ids)))
			length += w * w / 2 // a word that no record has speaks against all of them
			continue
		}
		w := p.rarity(f) * float64(question[f])
		length += w * w
		for _, o := range posts {
			scores[o.doc] += w * p.rarity(f) * float64(o.times)
		}
	}
	voices := map[record.ID]bool{}
	for _, m := range s.mentions {
		if len(m.actors) > 0 {
			for id := range st.cast(m.actors...) {
				voices[id] = true
			}
		}
	}
	var hits []hit
	for doc, sum := range scores {
		id := p.ids[doc]
		score := sum / math.Sqrt(max(p.norm[doc], 1e-9)*max(length, 1e-9))
		if score < likeEnough/2 || !st.citable(id) {
			continue
		}
		if st.voicedBy(id, voices) {
			score += 0.2
		}
		if quoted := len(s.Quotes) > 0; quoted == (st.c.Claims[id] == nil) {
			score += 0.1 // a quotation rests on a statement, all else rather on a claim
		}
		if score >= likeEnough {
			hits = append(hits, hit{id, score})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(b.score, a.score), compareIDs(a.id, b.id)) })
	var out []record.ID
	for _, h := range hits[:min(len(hits), mostProposed)] {
		out = append(out, h.id)
	}
	return out
}

// citable reports whether a sentence may cite a claim or a statement: a statement
// that the publishable view admits and whose evidence anybody may open, a claim
// that such statements support.
func (st *story) citable(id record.ID) bool {
	if x := st.c.Statements[id]; x != nil {
		e := st.c.Evidence[x.Evidence]
		return st.publishable(x) && (e == nil || e.Restriction == "" || e.Restriction == record.RestrictNone)
	}
	c := st.c.Claims[id]
	if c == nil {
		return false
	}
	return c.Established != nil || st.result(id).SMax > 0 &&
		slices.ContainsFunc(st.supporters(id), func(x *record.Statement) bool { return st.citable(x.ID) })
}

// voicedBy reports whether one of the actors speaks in the statement, or in one
// that supports the claim.
func (st *story) voicedBy(id record.ID, actors map[record.ID]bool) bool {
	if len(actors) == 0 {
		return false
	}
	if x := st.c.Statements[id]; x != nil {
		return actors[x.Speaker]
	}
	return slices.ContainsFunc(st.supporters(id), func(x *record.Statement) bool { return actors[x.Speaker] })
}

// proposal words what a sentence without a citation may rest on; "" where nothing is like it.
func proposal(ids []record.ID) string {
	var cites []string
	for _, id := range ids {
		cites = append(cites, "[@"+string(id)+"]")
	}
	switch n := len(cites); n {
	case 0:
		return ""
	case 1:
		return "cite " + cites[0] + "? Else "
	default:
		return "cite " + strings.Join(cites[:n-1], ", ") + " or " + cites[n-1] + "? Else "
	}
}
