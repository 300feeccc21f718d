package check

import (
	"slices"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// traitPlace is one place where the draft tells a trait.
type traitPlace struct {
	trait   record.ID
	words   string // of the draft
	s       *sentence
	span    draft.Span
	passage int // places of one passage may overlap
	in      draft.TextSpan
}

// traitsHere gives every place where the draft tells a trait of an actor: sentences,
// headings, front matter, code, links, the file's name, and what is told across two
// sentences of one paragraph.
func (st *story) traitsHere(a *record.Actor) []traitPlace {
	if out, ok := st.traitCache[a.ID]; ok {
		return out
	}
	var out []traitPlace
	type inBlock struct {
		block int
		trait record.ID
	}
	inSentences := map[inBlock]int{}
	passages := st.passages()
	for i, p := range passages {
		for _, h := range st.tells(p.text, a) {
			in := draft.TextSpan{Start: h.Start, End: h.End}
			out = append(out, traitPlace{h.Trait, p.text[h.Start:h.End], p.s, p.at(in), i, in})
			if p.s != nil {
				inSentences[inBlock{p.s.Block, h.Trait}]++
			}
		}
	}
	for i, b := range st.in.Draft.Blocks {
		if b.Kind == draft.Code { // a passage already
			continue
		}
		for _, h := range st.tells(b.Text, a) {
			if at := (inBlock{i, h.Trait}); inSentences[at] > 0 {
				inSentences[at]--
				continue
			}
			out = append(out, traitPlace{h.Trait, b.Text[h.Start:h.End], nil, b.Span, len(passages) + i, draft.TextSpan{Start: h.Start, End: h.End}})
		}
	}
	st.traitCache[a.ID] = out
	return out
}

// tells gives the places of a text that tell a source's traits.
func (st *story) tells(text string, a *record.Actor) []protect.TraitHit {
	if text == "" {
		return nil
	}
	return st.m.traits.Get(textOf{a.ID, text}, func() []protect.TraitHit {
		return remember(st.finders, a.ID, func() *protect.TraitFinder { return protect.NewTraitFinder(a) }).Hits(text)
	})
}

// toldIn gives the places as the arithmetic of traits reads them.
func toldIn(here []traitPlace) []protect.Told {
	out := make([]protect.Told, len(here))
	for i, p := range here {
		out[i] = protect.Told{Trait: p.trait, Passage: p.passage, Start: p.in.Start, End: p.in.End}
	}
	return out
}

// traitsOf gives the traits told, in order of id.
func traitsOf(here []traitPlace) []record.ID {
	told := map[record.ID]bool{}
	for _, p := range here {
		told[p.trait] = true
	}
	return record.SortedKeys(told)
}

// placeOfTrait gives the place in the draft to point at: the first of what should be
// dropped, else of what narrows, else of any trait, else where the source is used.
func (st *story) placeOfTrait(id record.ID, n protect.Narrowing, here []traitPlace) (*sentence, draft.Span) {
	for _, t := range slices.Concat([]record.ID{n.Best}, n.Drop, n.By, traitsOf(here)) {
		for _, p := range here {
			if p.trait == t {
				return p.s, p.span
			}
		}
	}
	for _, u := range st.uses {
		if st.sameOnes(id)[u.source] {
			return u.s, u.span
		}
	}
	return nil, topOfFile()
}

// hides reports whether a source is to stay unknown.
func (st *story) hides(id record.ID) bool { return st.c.Actors[id].Hidden() }

// usedHere reports whether the draft uses a source, under whichever of his records.
func (st *story) usedHere(id record.ID) bool {
	same := st.sameOnes(id)
	return slices.ContainsFunc(st.used, func(u record.ID) bool { return same[u] })
}

// earlier gives the traits of a source that earlier releases told, and whether one of
// them used him. What a release was recorded to tell counts, and what its text is now
// seen to tell: a trait may have been recorded after it.
func (st *story) earlier(a *record.Actor) (traits []record.ID, used bool) {
	same := st.sameOnes(a.ID)
	told := map[record.ID]bool{}
	for _, r := range st.in.Earlier {
		used = used || slices.ContainsFunc(r.Used, func(u record.ID) bool { return same[u] })
		for _, t := range r.Traits[a.ID] {
			told[t] = true
		}
		for _, text := range r.Texts {
			for _, h := range st.tells(text, a) {
				told[h.Trait] = true
			}
		}
	}
	return record.SortedKeys(told), used
}

// sameOnes gives the records of one person: those that say that they are the same.
func (st *story) sameOnes(id record.ID) map[record.ID]bool {
	if out, ok := st.sameCache[id]; ok {
		return out
	}
	out := map[record.ID]bool{id: true}
	for grown := true; grown; {
		grown = false
		for _, other := range record.SortedKeys(st.c.Actors) {
			for _, to := range st.c.Actors[other].SameAs {
				if out[other] != out[to] {
					out[other], out[to], grown = true, true, true
				}
			}
		}
	}
	st.sameCache[id] = out
	return out
}
