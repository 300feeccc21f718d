package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// How a shown file relates to the stored original.
const (
	asOriginal = "original" // byte for byte; the ledger's hash of it is disclosed
	asCopy     = "copy"     // cleaned text; the ledger does not vouch for it
)

// shown is one item of evidence that the release contains.
type shown struct {
	id    record.ID
	path  string
	title string // may be empty
	kind  string // in the page's language
	bytes []byte
	as    string
}

// chooseEvidence decides what of the evidence behind the story is shown. What
// is not plainly harmless is withheld: there is no second chance.
func (b *builder) chooseEvidence() {
	cited := map[record.ID]bool{}
	for _, s := range b.in.Draft.Sentences {
		for _, cite := range s.Cites {
			for _, st := range b.behind(cite.ID) {
				cited[st.Evidence] = true
			}
		}
	}
	for _, id := range record.SortedKeys(cited) {
		if !b.mayShow(id) {
			b.withheld = append(b.withheld, id)
			continue
		}
		ev, text := b.in.Case.Evidence[id], b.in.Public[id]
		s := shown{id: id, path: evidenceDir + string(id) + ".txt", bytes: bytes.Clone(text), as: asCopy, kind: b.kindWord(ev.Kind)}
		if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) == ev.Original.SHA256 {
			s.as = asOriginal
		}
		if p, ok := b.in.Redacted[id]; ok {
			s.path, s.bytes, s.as = evidenceDir+string(id)+p.Ending(), p.Bytes, asCopy
		}
		if t := line(ev.Title); b.harmless(t) && !b.tellsMore(t) {
			s.title = t
		}
		b.shown = append(b.shown, s)
	}
}

// Open reports whether an item may be shown as far as it stands by itself: of no
// restriction, no talk with the desk, active and under no embargo.
func Open(e *record.Evidence, now time.Time) bool {
	return (e.Restriction == "" || e.Restriction == record.RestrictNone) &&
		e.Kind != "interview" && e.Kind != "message" && // whoever lets himself be quoted has not given leave to print the whole talk
		e.State.IsActive() && !e.Embargo.RunsAt(now)
}

// mayShow holds the rules for one item: handed in as public, open, text that hides
// nothing or made anew by a redaction, what can be read of it without a protected string or its placeholder, told by nobody and come through
// nobody who is to stay unseen, and telling no trait of a source that the story
// itself does not tell; its id, which becomes a file's name, no more than its text.
func (b *builder) mayShow(id record.ID) bool {
	ev, text := b.in.Case.Evidence[id], b.in.Public[id]
	p, redacted := b.in.Redacted[id]
	if redacted {
		text = []byte(p.Text)
	}
	switch {
	case ev == nil, ev.Original == nil, !id.Valid(), !Open(ev, b.in.Now):
		return false
	case redacted && (ev.Redaction == nil || len(p.Bytes) == 0):
		return false
	case !redacted && (len(text) == 0 || !hidesNothing(ev.Original.MediaType) || !plainText(text)):
		return false
	case b.sheltered(record.ID(ev.AcquiredFrom)):
		return false
	case strings.Contains(string(text), record.SealedMark) || !b.harmless(string(text)) || b.tellsMore(string(text)):
		return false
	case !b.harmless(string(id)) || b.tellsMore(string(id)): // the file is named by it
		return false
	}
	for _, s := range b.told[id] { // all of them, cited or not: the whole text is shown
		if b.in.Case.TermsOf(s) != record.OnRecord || b.sheltered(s.Speaker) || slices.ContainsFunc(s.Conduit, b.sheltered) {
			return false
		}
	}
	for _, r := range b.in.Case.Rolls { // a list on which a source stands
		if r.Evidence == id && slices.ContainsFunc(r.Entries, func(e record.RollEntry) bool { return b.sheltered(e.Actor) }) {
			return false
		}
	}
	return true
}

// sheltered reports whether an actor, or one who is the same or whose account
// or spokesman he is, must not be seen: protected, or not on the record.
func (b *builder) sheltered(id record.ID) bool {
	seen := map[record.ID]bool{}
	for todo := []record.ID{id}; len(todo) > 0; todo = todo[1:] {
		a := b.in.Case.Actors[todo[0]]
		if a == nil || seen[a.ID] {
			continue
		}
		seen[a.ID] = true
		if a.Protected || record.Stricter(a.Terms, "") != record.OnRecord {
			return true
		}
		todo = append(todo, a.SameAs...)
		todo = append(todo, a.SpeaksFor)
		todo = append(todo, b.sameAs[a.ID]...)
	}
	return false
}

// tellsMore reports whether a text tells a trait of any source that the story
// does not already tell of him. The gate has counted the story's traits, not these.
func (b *builder) tellsMore(text string) bool {
	folded := ""
	for id, a := range b.in.Case.Actors {
		for _, h := range protect.TraitHits(text, a) {
			if !slices.Contains(b.in.Report.Traits[id], h.Trait) {
				return true
			}
		}
		for _, t := range a.Traits { // and whatever stands between the words
			if slices.Contains(b.in.Report.Traits[id], t.ID) {
				continue
			}
			for _, words := range append([]string{t.Text}, t.Variants...) {
				if folded == "" {
					folded = fold(text)
				}
				if w := fold(words); len(w) > 1 && strings.Contains(folded, w) {
					return true
				}
			}
		}
	}
	return false
}

// hidesNothing reports whether a file of a media type says to its reader all that
// it holds. A table of values and Markdown do; of a web page, a letter in a
// mailbox or a word processor's file the reader sees only a part.
func hidesNothing(mediaType string) bool {
	kind, _, _ := strings.Cut(mediaType, ";")
	return slices.Contains([]string{"text/plain", "text/markdown", "text/csv", "text/tab-separated-values"}, strings.ToLower(strings.TrimSpace(kind)))
}

// plainText reports whether bytes are text that a browser shows as it stands.
func plainText(text []byte) bool {
	if !utf8.Valid(text) {
		return false
	}
	for _, r := range string(text) {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return false
		}
	}
	return true
}

func (b *builder) kindWord(kind record.EvidenceKind) string {
	if w := b.w.Kinds[kind]; w != "" {
		return w
	}
	return b.w.Kinds["other"]
}
