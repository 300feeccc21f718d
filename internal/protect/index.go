package protect

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

const (
	entriesVersion = 1
	hashSize       = 12 // bytes of each keyed hash that are kept
	entrySize      = hashSize + 4
	maxNames       = 200 // names, and identifiers, of one person
	maxNameBytes   = 400 // length of one of them
	maxEntries     = 100_000
)

// role says what a form is to its person.
type role byte

const (
	asSurname    role = 's' // counts alone
	asGiven      role = 'g' // never alone
	asPatronymic role = 'p' // counts after the given name
	asInitial    role = 'i' // never alone
	asLast       role = 'l' // the surname's initial: counts after the given name
	asWhole      role = 'w' // an alias: counts alone, whoever's name stands before it
	asPart       role = 'q' // of an alias of several words: counts with the others
	asNameless   role = 'n' // of a name without surname: counts beside another of them
	asNumber     role = 'd' // an identifier, letters and digits run together
	asFiller     role = 'r' // the same without words such as street, at, dot
	asHead       role = 'h' // the first letters of an identifier
	asMail       role = 'm' // an e-mail address
	asHandle     role = 'a' // a handle; strength beside: only after @ or /
)

type digest [hashSize]byte

// entry is one form of a name or identifier of one person. slot and place are of
// asPart (alias; place of n) and asNameless (name; place).
type entry struct {
	digest digest
	role   role
	seen   mask
	need   strength
	slot   byte
	place  byte // asPart: place<<4 | count
}

// hasher makes keyed hashes; it is not safe for concurrent use.
type hasher struct{ mac hash.Hash }

func newHasher(key Key) hasher { return hasher{hmac.New(sha256.New, key[:])} }

func (h hasher) digest(input string) (d digest) {
	h.mac.Reset()
	_, _ = h.mac.Write([]byte(input))
	var sum [sha256.Size]byte
	copy(d[:], h.mac.Sum(sum[:0]))
	return d
}

// Index gives the blind index of an identity: HMAC-SHA-256 under the key, cut to
// 96 bits, of every form under which a name or identifier may stand in a text
// (docs/formats/blind-index.md). The same key and identity give the same bytes.
// It fails, quoting nothing, where there are more than 200 names or identifiers
// or one is longer than 400 bytes.
func Index(key Key, id record.Identity) (Entries, error) {
	if len(id.Names) > maxNames || len(id.Identifiers) > maxNames {
		return nil, problem.New(problem.Usage, "protected", fmt.Sprintf("more than %d names or identifiers of one person", maxNames), "keep the spellings that matter; inflected and transliterated forms are found anyway")
	}
	ix := indexer{hasher: newHasher(key), entries: map[entry]bool{}}
	for i, s := range id.Names {
		if len(s.Reveal()) > maxNameBytes {
			return nil, tooLong("protected.names", i)
		}
	}
	ix.names(id.Names)
	for i, s := range id.Identifiers {
		if len(s.Reveal()) > maxNameBytes {
			return nil, tooLong("protected.identifiers", i)
		}
		ix.identifier(s.Reveal())
	}
	return ix.encode()
}

func tooLong(where string, i int) error {
	return problem.New(problem.Usage, fmt.Sprintf("%s[%d]", where, i), fmt.Sprintf("longer than %d bytes", maxNameBytes), "give each name or identifier by itself")
}

type indexer struct {
	hasher  hasher
	entries map[entry]bool
}

func (ix *indexer) add(input string, e entry) {
	e.digest = ix.hasher.digest(input)
	ix.entries[e] = true
}

// encode writes version, then the entries in the order of their hashes.
func (ix *indexer) encode() (Entries, error) {
	if len(ix.entries) > maxEntries {
		return nil, problem.New(problem.Usage, "protected", "too many forms of names", "give fewer spellings")
	}
	out := make([][]byte, 0, len(ix.entries))
	for e := range ix.entries {
		b := append(make([]byte, 0, entrySize), e.digest[:]...)
		out = append(out, append(b, byte(e.role), byte(e.seen)<<4|byte(e.need), e.slot, e.place))
	}
	slices.SortFunc(out, bytes.Compare)
	return append(Entries{entriesVersion}, bytes.Join(out, nil)...), nil
}

// check reports entries that encode did not write, such as those out of order.
func (e Entries) check() error {
	ok := len(e) > 0 && e[0] == entriesVersion && (len(e)-1)%entrySize == 0 && len(e) <= 1+maxEntries*entrySize
	for i := 1 + entrySize; ok && i < len(e); i += entrySize {
		ok = binary.BigEndian.Uint64(e[i-entrySize:]) <= binary.BigEndian.Uint64(e[i:])
	}
	if !ok {
		return problem.New(problem.Internal, "", "a blind index cannot be read", "it was written by a newer version, or damaged; verify the casefile")
	}
	return nil
}

func decodeEntry(b []byte) entry {
	return entry{digest: digest(b[:hashSize]), role: role(b[12]), seen: mask(b[13] >> 4), need: strength(b[13] & 15), slot: b[14], place: b[15]}
}

// names enters every form of all recorded names. A name of one word that is a
// surname in another of them is that surname, not an alias.
func (ix *indexer) names(names []record.Secret) {
	var all []parts
	surnames := map[string]bool{}
	for _, n := range names {
		main, aliases := splitName(n.Reveal())
		for _, ts := range append(aliases, main) {
			p := classify(ts, len(names) == 1 && len(aliases) == 0)
			all = append(all, p)
			for _, t := range p.surnames {
				for _, f := range wordForms(t, true) {
					surnames[f.input] = true
				}
			}
		}
	}
	for i, p := range all {
		if len(p.whole) == 1 && slices.ContainsFunc(wordForms(p.whole[0], false), func(f form) bool { return surnames[f.input] }) {
			p.surnames, p.whole = p.whole, nil
		}
		ix.parts(byte(i), p)
	}
}

func (ix *indexer) parts(slot byte, p parts) {
	for _, t := range p.surnames {
		ix.token(t, entry{role: asSurname})
		if len(p.givens) > 0 {
			ix.initials(t, asLast)
		}
		for _, h := range t.halves { // half of a double name counts like a name
			if utf8.RuneCountInString(h) >= 3 && !particles[h] {
				ix.token(token{word: h, script: t.script, arab: t.arab}, entry{role: asSurname})
			}
		}
	}
	for _, t := range p.lonely {
		ix.token(t, entry{role: asSurname, need: lonely})
	}
	for _, t := range p.whole {
		ix.token(t, entry{role: asWhole})
	}
	for _, t := range p.patronymics {
		ix.token(t, entry{role: asPatronymic})
		ix.initials(t, asInitial)
	}
	for i, t := range p.givens {
		ix.given(t)
		ix.initials(t, asInitial)
		if len(p.surnames) == 0 && i < 16 {
			ix.given(t, entry{role: asNameless, slot: slot, place: byte(i)})
		}
	}
	if n := len(p.sequence); n > 0 && n < 16 { // the place has four bits
		for i, t := range p.sequence {
			ix.token(t, entry{role: asPart, slot: slot, place: byte(i<<4 | n)})
		}
	}
	ix.joined(p)
}

// given enters a given name with all its cognates.
func (ix *indexer) given(t token, as ...entry) {
	e := entry{role: asGiven}
	if len(as) > 0 {
		e = as[0]
	}
	ix.token(t, e)
	for _, g := range t.given {
		e.seen, e.need = byAny, strong
		ix.add(groupInput(g.group), e)
	}
}

func groupInput(group uint16) string { return "g:" + string(binary.BigEndian.AppendUint16(nil, group)) }

// joined enters given name and surname written as one word, as in file names and
// addresses: pyotrivanov, ivanovpyotr, pivanov.
func (ix *indexer) joined(p parts) {
	for _, s := range append(slices.Clone(p.surnames), p.lonely...) {
		for _, g := range p.givens {
			if g.script != s.script || s.script == other || g.word == s.word {
				continue
			}
			words := []string{g.word + s.word, s.word + g.word}
			if first, _ := utf8.DecodeRuneInString(g.word); utf8.RuneCountInString(s.word) >= 5 && s.script != arabic {
				words = append(words, string(first)+s.word, s.word+string(first))
			}
			for _, w := range words {
				for _, f := range wordForms(token{word: w, script: s.script}, false) {
					if !coarse(f.input) {
						ix.add(f.input, entry{role: asWhole, seen: f.seen, need: f.need})
					}
				}
			}
		}
	}
}

// token enters every form of one word.
func (ix *indexer) token(t token, e entry) {
	for _, f := range wordForms(t, true) {
		e.seen = f.seen
		g := e
		g.need = stricter(e.need, f.need)
		if e.role == asPart || e.role == asGiven || e.role == asNameless {
			switch vague := strings.IndexByte("vytkh", f.input[0]) >= 0; {
			case vague && e.role != asGiven:
				continue
			case !coarse(f.input):
				g.need = strong
			case telling(f.input):
				g.need = capital
			}
		}
		ix.add(f.input, g)
	}
}
