package propose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// Cast knows the recorded actors by their names and descriptors.
type Cast struct {
	// Public finds public names: a guard over them, each under its actor.
	Public *protect.Guard
	// Sealed finds the names of protected actors.
	Sealed *protect.Guard
	Actors map[record.ID]*record.Actor
	same   map[record.ID]record.ID
	// descriptions are the names of bodies and the descriptors, by beginning and length.
	descriptions map[string][]description
}

type description struct {
	words []string
	actor record.ID
}

// NewCast indexes the public names of the actors. The key of that index never
// leaves the process and protects nothing: names that are public stand in it.
func NewCast(actors map[record.ID]*record.Actor, sealed *protect.Guard) (*Cast, error) {
	c := &Cast{Public: protect.NewGuard(protect.Key{}), Sealed: sealed, Actors: actors, same: map[record.ID]record.ID{}, descriptions: map[string][]description{}}
	for _, id := range record.SortedKeys(actors) {
		c.describe(id, actors[id])
		var names []record.Secret
		for _, n := range actors[id].Names {
			if len(n) <= longestName && len(names) < mostNames {
				names = append(names, record.NewSecret(n))
			}
		}
		if len(names) == 0 {
			continue
		}
		entries, err := protect.Index(protect.Key{}, record.Identity{Names: names})
		if err != nil {
			return nil, err
		}
		if err := c.Public.Add(id, entries); err != nil {
			return nil, err
		}
	}
	c.join()
	return c, nil
}

// Limits of protect.Index, in names and bytes.
const mostNames, longestName = 200, 400

// join gives actors who are the same one representative, the first by id.
func (c *Cast) join() {
	for _, id := range record.SortedKeys(c.Actors) {
		for _, other := range c.Actors[id].SameAs {
			if a, b := c.one(id), c.one(other); a != b && c.Actors[other] != nil {
				c.same[max(a, b)] = min(a, b)
			}
		}
	}
}

func (c *Cast) one(id record.ID) record.ID {
	for c.same[id] != "" { // leads to ever smaller ids
		id = c.same[id]
	}
	return id
}

// hits is where actors are named in a page.
type hits []protect.Hit

// Whom gives, for each saying, the recorded actors whom its speaker may be, in order
// of id: none where nobody fits, several where the name is that of several. A surname
// that several bear is settled by the last full name before it in the text.
func (c *Cast) Whom(pages []string, sayings []Saying) [][]record.ID {
	named := make([]hits, len(pages))
	last := end(sayings)
	for n, p := range pages[:min(last.Page+1, len(pages))] {
		p = valid(p)
		if n == last.Page {
			p = p[:min(last.To, len(p))]
		}
		named[n] = append(hits(c.Public.FindAll(p)), c.Sealed.FindAll(p)...)
		slices.SortStableFunc(named[n], func(a, b protect.Hit) int { return a.Start - b.Start })
	}
	full := newTrail(named)
	memo := map[string][]record.ID{}
	out := make([][]record.ID, len(sayings))
	for i, s := range sayings {
		found := map[record.ID]bool{}
		for _, at := range s.Names {
			if at.Page >= len(named) || at.To > len(pages[at.Page]) {
				continue
			}
			for _, id := range c.at(named[at.Page], at, full) {
				found[c.one(id)] = true
			}
			if len(found) == 0 {
				for _, id := range c.described(pages[at.Page][at.From:at.To], memo) {
					found[c.one(id)] = true
				}
			}
		}
		out[i] = record.SortedKeys(found)
	}
	return out
}

// end gives the last place at which a speaker may be named.
func end(sayings []Saying) Place {
	var last Place
	for _, s := range sayings {
		for _, at := range s.Names {
			if at.Page > last.Page || at.Page == last.Page && at.To > last.To {
				last = at
			}
		}
	}
	return last
}

// at gives the actors named in a stretch. Of several named one after another the
// last is meant: "Moscow mayor Ivan Petrov".
func (c *Cast) at(named hits, at Place, full trail) []record.ID {
	var out []record.ID
	last := -1
	first, _ := slices.BinarySearchFunc(named, at.From, func(h protect.Hit, from int) int { return h.Start - from })
	for first > 0 && named[first-1].End > at.From {
		first--
	}
	for _, h := range named[first:] {
		if h.Start >= at.To {
			break
		}
		if h.End <= at.From {
			continue
		}
		if h.Start > last {
			out, last = nil, h.Start
		}
		if !slices.Contains(out, h.Actor) {
			out = append(out, h.Actor)
		}
	}
	if len(out) > 1 {
		if id, ok := full.before(at, out); ok {
			return []record.ID{id}
		}
	}
	return out
}

// trail lists the names in a text that are one actor's alone.
type trail []struct {
	at    Place
	actor record.ID
}

func newTrail(named []hits) trail {
	var out trail
	for n, list := range named {
		for i, h := range list {
			alone := (i == 0 || list[i-1].Start != h.Start) && (i+1 == len(list) || list[i+1].Start != h.Start)
			if alone {
				out = append(out, struct {
					at    Place
					actor record.ID
				}{Place{n, h.Start, h.End}, h.Actor})
			}
		}
	}
	return out
}

// reach is how many names before it a shared surname looks back for its owner.
const reach = 200

// before gives which of the actors was named last before a place, by a name that is
// his alone.
func (t trail) before(at Place, among []record.ID) (record.ID, bool) {
	n, _ := slices.BinarySearchFunc(t, at, func(e struct {
		at    Place
		actor record.ID
	}, at Place) int {
		if e.at.Page != at.Page {
			return e.at.Page - at.Page
		}
		return e.at.From - at.From
	})
	for i := n - 1; i >= 0 && i >= n-reach; i-- {
		if slices.Contains(among, t[i].actor) {
			return t[i].actor, true
		}
	}
	return "", false
}

// described gives the actors whose descriptor or name stands in other words' place:
// all of its words, in order, articles aside and whatever their endings.
func (c *Cast) described(text string, memo map[string][]record.ID) []record.ID {
	words := stems(text)
	if len(words) == 0 || len(words) > 30 {
		return nil
	}
	key := strings.Join(words, " ")
	if got, ok := memo[key]; ok {
		return got
	}
	var out []record.ID
	for _, d := range c.descriptions[beginning(words)] {
		if alike(d.words, words) && !slices.Contains(out, d.actor) {
			out = append(out, d.actor)
		}
	}
	memo[key] = out
	return out
}

func (c *Cast) describe(id record.ID, a *record.Actor) {
	all := []string{a.Descriptor}
	if a.Type != record.Person {
		all = append(all, a.Names...)
	}
	for _, text := range all {
		if words := stems(text); len(words) > 0 {
			key := beginning(words)
			c.descriptions[key] = append(c.descriptions[key], description{words, id})
		}
	}
}

// beginning is what all forms of a description have in common.
func beginning(words []string) string {
	r := []rune(words[0])
	return string(r[:min(len(r), 3)]) + string(rune('0'+min(len(words), 60)))
}

// stems gives the words of a description without articles, lower case.
func stems(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if w != "the" && w != "a" && w != "an" {
			out = append(out, w)
		}
	}
	return out
}

// alike reports whether two descriptions are the same but for endings.
func alike(a, b []string) bool {
	if len(a) == 0 || len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && !sameStem(a[i], b[i]) {
			return false
		}
	}
	return true
}

func sameStem(a, b string) bool {
	if a[0] < 0x80 || b[0] < 0x80 {
		return false // Latin descriptions are agreed to the letter
	}
	ra, rb := []rune(a), []rune(b)
	n := 0
	for n < len(ra) && n < len(rb) && ra[n] == rb[n] {
		n++
	}
	return n >= 3 && utf8.RuneCountInString(a)-n <= 3 && utf8.RuneCountInString(b)-n <= 3
}
