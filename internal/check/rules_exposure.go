package check

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// exposure is a protected string found in the file.
type exposure struct {
	actor      record.ID
	identifier bool
	s          *sentence
	span       draft.Span
}

func findSourceExposed(st *story) (out []found) {
	for _, e := range st.exposures() {
		what := "a protected name"
		if e.identifier {
			what = "a protected identifier"
		}
		out = append(out, found{s: e.s, span: e.span, ids: []record.ID{e.actor},
			message: fmt.Sprintf("line %d exposes source %s: %s stands here", e.span.Start.Line, e.actor, what),
			hint:    "take it out of the text, the front matter and the file's name"})
	}
	return out
}

// exposures looks for protected strings in the file as it is, in its text as a
// reader will see it, in the front matter's values and in the file's name.
// Of one string seen in several ways one is reported.
func (st *story) exposures() (out []exposure) {
	d := st.in.Draft
	type bucket struct {
		actor record.ID
		n     int
	}
	near := map[bucket][]int{} // by actor and stretch of the file
	const stretch = 512
	add := func(e exposure) {
		at := bucket{e.actor, e.span.Start.Offset / stretch}
		for d := -1; d <= 1; d++ {
			for _, i := range near[bucket{e.actor, at.n + d}] {
				o := out[i]
				if o.span.Start.Offset < e.span.End.Offset && e.span.Start.Offset < o.span.End.Offset {
					if o.s == nil {
						out[i].s = e.s
					}
					return
				}
			}
		}
		near[at] = append(near[at], len(out))
		out = append(out, e)
	}
	for _, s := range st.sentences {
		for _, h := range st.hits(s.Text) {
			in := draft.TextSpan{Start: h.Start, End: h.End}
			if s.n >= 0 && !st.publicNamesake(s.Text[h.Start:h.End], h.Identifier) {
				add(exposure{h.Actor, h.Identifier, s, s.at(in)})
			}
		}
	}
	src := newLines(d.Source)
	for _, h := range st.fileHits(string(d.Source)) {
		if !st.publicNamesake(string(d.Source[h.Start:h.End]), h.Identifier) {
			span := draft.Span{Start: src.place(h.Start), End: src.place(h.End)}
			add(exposure{h.Actor, h.Identifier, st.sentenceAt(h.Start), span})
		}
	}
	for _, b := range d.Blocks {
		for _, h := range st.hits(b.Text) {
			if !st.publicNamesake(b.Text[h.Start:h.End], h.Identifier) {
				add(exposure{h.Actor, h.Identifier, nil, b.Span})
			}
		}
	}
	for _, f := range slices.Concat(d.Front.Fields, d.Hidden) {
		for _, h := range st.hits(f.Text) {
			if !st.publicNamesake(f.Text[h.Start:h.End], h.Identifier) {
				add(exposure{h.Actor, h.Identifier, nil, f.Span})
			}
		}
	}
	for _, f := range d.Front.Fields {
		if f.Key == "slug" {
			for _, h := range st.hits(fileWords(f.Text)) {
				add(exposure{h.Actor, h.Identifier, nil, f.Span})
			}
		}
	}
	seen := map[record.ID]bool{}
	for _, name := range []string{d.FileName, fileWords(d.FileName)} {
		for _, h := range st.hits(name) {
			if !seen[h.Actor] {
				seen[h.Actor] = true
				out = append(out, exposure{h.Actor, h.Identifier, nil, topOfFile()})
			}
		}
	}
	return out
}

func (st *story) sentenceAt(offset int) *sentence {
	for _, s := range st.sentences {
		if s.n >= 0 && offset >= s.Span.Start.Offset && offset < s.Span.End.Offset {
			return s
		}
	}
	return nil
}

// publicNamesake reports whether a lone surname belongs to somebody public whom
// the story names in full: then a reader takes it for him.
func (st *story) publicNamesake(text string, identifier bool) bool {
	ws := wordsOf(text)
	if identifier || len(ws) != 1 {
		return false
	}
	for _, n := range st.names {
		if n.whole && len(n.words) > 1 && st.c.Actors[n.actor].Type == record.Person &&
			sameWord(n.words[len(n.words)-1], ws[0].folded) && st.namedInFull(n) {
			return true
		}
	}
	return false
}

func (st *story) namedInFull(n name) bool {
	for _, s := range st.sentences {
		for i := range s.words {
			if matchAt(s.words, i, n.words) {
				return true
			}
		}
	}
	return false
}

func findSourceNarrowed(st *story) (out []found) {
	earlier := st.earlier()
	for _, id := range record.SortedKeys(st.c.Actors) {
		a := st.c.Actors[id]
		if !st.hides(id) || len(a.Traits) == 0 {
			continue
		}
		here := st.traitsHere(a)
		_, before := earlier[id]
		if usedHere := slices.Contains(st.used, id); !usedHere && (!before || len(here) == 0) {
			continue
		}
		published := union(keys(here), earlier[id])
		size, known, by := protect.GroupSize(a, published)
		if !known || size >= st.policy.MinGroup {
			continue
		}
		drop, then := protect.Drop(a, published)
		f := found{ids: append([]record.ID{id}, published...)}
		f.message = fmt.Sprintf("what is published of source %s fits a group of %d, fewer than min_group %d (traits: %s)%s",
			id, size, st.policy.MinGroup, list(by, published), st.rollsAgainst())
		f.hint = st.dropHint(drop, then, here)
		f.s, f.span = st.placeOfTrait(id, drop, by, here)
		out = append(out, f)
	}
	return out
}

// hides reports whether a source is to stay unknown.
func (st *story) hides(id record.ID) bool {
	a := st.c.Actors[id]
	return a.Protected || (a.Terms != "" && a.Terms != record.OnRecord)
}

// earlier gives the sources used in earlier releases with the traits that those told.
func (st *story) earlier() map[record.ID][]record.ID {
	out := map[record.ID][]record.ID{}
	for _, r := range st.in.Earlier {
		for _, id := range r.Used {
			out[id] = union(out[id], nil)
		}
		for id, traits := range r.Traits {
			out[id] = union(out[id], traits)
		}
	}
	return out
}

// traitPlace is where the draft tells a trait first.
type traitPlace struct {
	s    *sentence
	span draft.Span
}

func (st *story) traitsHere(a *record.Actor) map[record.ID]traitPlace {
	if out, ok := st.traitCache[a.ID]; ok {
		return out
	}
	out := map[record.ID]traitPlace{}
	st.traitCache[a.ID] = out
	add := func(text string, s *sentence, at func(draft.TextSpan) draft.Span) {
		for _, h := range st.tells(text, a) {
			if _, seen := out[h.Trait]; !seen {
				out[h.Trait] = traitPlace{s, at(draft.TextSpan{Start: h.Start, End: h.End})}
			}
		}
	}
	for _, p := range st.passages() {
		add(p.text, p.s, p.at)
	}
	for _, b := range st.in.Draft.Blocks { // a trait told across two sentences
		add(b.Text, nil, func(draft.TextSpan) draft.Span { return b.Span })
	}
	return out
}

// tells gives the places of a text that tell a source's traits.
func (st *story) tells(text string, a *record.Actor) []protect.TraitHit {
	if text == "" {
		return nil
	}
	return st.m.traits.Get(textOf{a.ID, text}, func() []protect.TraitHit { return protect.TraitHits(text, a) })
}

func (st *story) placeOfTrait(id, drop record.ID, by []record.ID, here map[record.ID]traitPlace) (*sentence, draft.Span) {
	for _, t := range append([]record.ID{drop}, by...) {
		if p, ok := here[t]; ok {
			return p.s, p.span
		}
	}
	for _, t := range keys(here) {
		return here[t].s, here[t].span
	}
	u, _ := st.firstUse(id)
	return u.s, u.span
}

func (st *story) dropHint(drop record.ID, then int, here map[record.ID]traitPlace) string {
	if _, ok := here[drop]; !ok {
		return "tell less: earlier releases told the rest"
	}
	if then <= 0 {
		return fmt.Sprintf("take trait %s out: that widens the group most", drop)
	}
	return fmt.Sprintf("take trait %s out: that widens the group most, to %d", drop, then)
}

// rollsAgainst names the rolls that somebody holds to whom a claim is adverse.
func (st *story) rollsAgainst() string {
	adverse := map[record.ID]bool{}
	for _, c := range st.c.Claims {
		for _, id := range c.AdverseTo {
			adverse[st.self.of(id)] = true
		}
	}
	var told []string
	for _, id := range record.SortedKeys(st.c.Rolls) {
		r := st.c.Rolls[id]
		for _, holder := range r.HeldBy {
			if adverse[st.self.of(holder)] {
				told = append(told, fmt.Sprintf("%s holds roll %s with %d names", holder, id, len(r.Entries)))
				break
			}
		}
	}
	if len(told) == 0 {
		return ""
	}
	return "; " + strings.Join(told, "; ")
}

func union(a, b []record.ID) []record.ID {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

func keys(m map[record.ID]traitPlace) []record.ID { return record.SortedKeys(m) }

func list(by, all []record.ID) string {
	if len(by) == 0 {
		by = all
	}
	var out []string
	for _, id := range by {
		out = append(out, string(id))
	}
	return strings.Join(out, ", ")
}
