package check

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

func findSourceNarrowed(st *story) (out []found) {
	for _, id := range record.SortedKeys(st.c.Actors) {
		a := st.c.Actors[id]
		if !st.hides(id) || len(a.Traits) == 0 {
			continue
		}
		earlier, before := st.earlier(a)
		here := st.traitsHere(a)
		if !st.usedHere(id) && (!before || len(here) == 0) {
			continue
		}
		n := protect.Narrow(a, toldIn(here), earlier, st.policy.MinGroup)
		if !n.Known || n.Size >= st.policy.MinGroup {
			continue
		}
		published := union(traitsOf(here), earlier)
		f := found{ids: append([]record.ID{id}, published...), mark: fmt.Sprint("group ", n.Size)}
		f.message = fmt.Sprintf("what is published of source %s fits a group of %d, fewer than min_group %d (traits: %s)%s%s",
			id, n.Size, st.policy.MinGroup, list(n.By), st.rollsAgainst(a), bestDrop(n, here))
		f.hint = dropHint(n, here, st.policy.MinGroup)
		f.s, f.span = st.placeOfTrait(id, n, here)
		out = append(out, f)
	}
	return out
}

// bestDrop says which words alone widen the group most.
func bestDrop(n protect.Narrowing, here []traitPlace) string {
	if n.Best == "" {
		return ""
	}
	return fmt.Sprintf("; without %s the group is %s instead of %d", quoted(n.Best, here), size(n.BestThen), n.Size)
}

// dropHint says what to drop so that the group is large enough, or that nothing in this
// draft helps and what can still be done.
func dropHint(n protect.Narrowing, here []traitPlace, least int) string {
	var words []string
	for _, t := range n.Drop {
		words = append(words, quoted(t, here))
	}
	drop := strings.Join(words, " and ")
	if n.Before > 0 && n.Before < least {
		hint := fmt.Sprintf("earlier releases alone narrow the source to %d, and no word left out of this draft takes that back", n.Before)
		if drop != "" {
			hint += fmt.Sprintf("; take %s out, so that it stays at %d", drop, n.DropThen)
		}
		return hint + "; use the source no more beside what was told, or let two members, one of them a custodian, waive this after talking to the source"
	}
	if drop == "" { // cannot be, for what is told here can be dropped
		return "tell less of the source"
	}
	return fmt.Sprintf("take out %s, or say it wider: the group is then %s", drop, size(n.DropThen))
}

// size writes the size of a group, of which 0 says that nothing known narrows.
func size(n int) string {
	if n == 0 {
		return "no longer known to be small"
	}
	return fmt.Sprint(n)
}

// quoted gives the words of the draft that tell a trait, with the lines on which it is told.
func quoted(trait record.ID, here []traitPlace) string {
	const most = 3 // wordings, and lines
	var words []string
	var lines []string
	for _, p := range here {
		if p.trait != trait {
			continue
		}
		if w := "“" + short(p.words) + "”"; len(words) < most && !slices.ContainsFunc(words, func(o string) bool { return strings.EqualFold(o, w) }) {
			words = append(words, w)
		}
		if l := fmt.Sprint(max(1, p.span.Start.Line)); !slices.Contains(lines, l) {
			lines = append(lines, l)
		}
	}
	noun := "line "
	if len(lines) > 1 {
		noun = "lines "
	}
	if len(lines) > most {
		lines = append(lines[:most], "…")
	}
	return strings.Join(words, " / ") + " (" + noun + strings.Join(lines, ", ") + ")"
}

// short makes one line of at most 60 characters of a text.
func short(text string) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	if len(r) > 60 {
		r = append(r[:59], '…')
	}
	return string(r)
}

// rollsAgainst names the rolls that somebody holds to whom a claim is adverse, and how
// many of the names on each can be the source's: all but those of people who are
// recorded as others and need not stay unknown. Whether the source's own is among
// them it does not tell.
func (st *story) rollsAgainst(a *record.Actor) string {
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
				told = append(told, fmt.Sprintf("%s holds roll %s with %d names, %d of which fit", holder, id, len(r.Entries), st.fitting(r, a)))
				break
			}
		}
	}
	if len(told) == 0 {
		return ""
	}
	return "; " + strings.Join(told, "; ")
}

func (st *story) fitting(r *record.Roll, a *record.Actor) (n int) {
	for _, e := range r.Entries {
		other := st.c.Actors[e.Actor]
		if other == nil || other.Type == record.Unnamed || st.hides(e.Actor) || st.sameOnes(a.ID)[e.Actor] {
			n++
		}
	}
	return n
}

func union(a, b []record.ID) []record.ID {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

func list(ids []record.ID) string {
	var out []string
	for _, id := range ids {
		out = append(out, string(id))
	}
	return strings.Join(out, ", ")
}
