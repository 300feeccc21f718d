package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// Ids of records made from an archive are made of the archive's own ids where it
// has them and of hashes where it has not, never of an order: a second, longer
// export gives the same ids again. They begin with the prefix, then a letter for the
// kind: a actor, e evidence, s statement; claims have none.

// name makes an id of a text of the archive. Two texts that would make one id are a
// fault: they might be two records.
func (a *reading) name(kind, raw string, line int, path string) record.ID {
	lead := a.prefix + "-"
	if kind != "" {
		lead += kind + "-"
	}
	id := record.ID(lead + slug(raw))
	if old, there := a.raw[id]; there && old != raw {
		a.r.add(line, path, "two different ids of the archive would both become "+string(id), "make them differ in more than capitals and signs")
	}
	a.raw[id] = raw
	return id
}

// page names the group of all items of one page, whichever archive lists it.
func page(at address) string { return "page-" + digest(16, at.same) }

// sameElsewhere ties a new actor, made of an address, to the one that another archive
// made of the same account or site: under two prefixes it is still one speaker.
func (a *reading) sameElsewhere(e *entry) {
	if a.others == nil {
		a.others = map[string]record.ID{}
		for id := range a.Known.Actors {
			if _, rest, made := strings.Cut(string(id), "-a-"); made && (a.others[rest] == "" || id < a.others[rest]) {
				a.others[rest] = id
			}
		}
	}
	_, rest, _ := strings.Cut(string(e.id), "-a-")
	if other := a.others[rest]; other != "" && other != e.id {
		e.supposed.say("same_as", []string{string(other)})
	}
}

// hashed makes an id that shows nothing of what it is made of.
func (a *reading) hashed(kind string, parts ...string) record.ID {
	return record.ID(a.prefix + "-" + kind + "-" + digest(16, parts...))
}

func digest(n int, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))[:n]
}

// slug makes part of an id of any text. What it cannot show it replaces by a hash
// of the whole, so that what differs goes on differing: small and capital letters
// are the same only where the text has one of the two.
func slug(raw string) string {
	var b strings.Builder
	exact, lower, upper := true, false, false
	for _, c := range raw {
		switch {
		case c >= 'a' && c <= 'z':
			lower = true
			b.WriteRune(c)
		case c >= '0' && c <= '9', c == '-' && b.Len() > 0:
			b.WriteRune(c)
		case c >= 'A' && c <= 'Z':
			upper = true
			b.WriteRune(c + 'a' - 'A')
		default:
			exact = false
			if s := b.String(); s != "" && s[len(s)-1] != '-' {
				b.WriteByte('-')
			}
		}
		if b.Len() > maxFallback {
			exact = false
			break
		}
	}
	s := strings.Trim(b.String(), "-")
	if exact && !(lower && upper) && s == b.String() && s != "" {
		return s
	}
	if s == "" {
		return digest(12, raw)
	}
	return s + "-" + digest(8, raw)
}

// keysWith gives the ids of a map that begin with a prefix.
func keysWith[V any](m map[record.ID]V, prefix string) iter.Seq[record.ID] {
	return func(yield func(record.ID) bool) {
		for id := range m {
			if strings.HasPrefix(string(id), prefix) && !yield(id) {
				return
			}
		}
	}
}
