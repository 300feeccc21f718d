package publish

import (
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/record"
)

// publicName gives the words by which the page may speak of an actor, "" where
// it may speak of him in none. An actor on the record goes by his public name,
// in the spelling that the story uses where it uses one. Everybody else goes by
// the agreed descriptor, and by that only where the story itself prints it:
// a note must not tell more of a source than the story does.
func (b *builder) publicName(id record.ID) string {
	if id == record.Desk {
		return b.w.Desk
	}
	a := b.in.Case.Actors[id]
	if a == nil {
		return ""
	}
	if !a.Protected && record.Stricter(a.Terms, "") == record.OnRecord {
		best, fits := "", -1
		for _, n := range a.Names {
			if n = line(n); n == "" || !b.harmless(n) {
				continue
			}
			if f := b.fit(n); f > fits {
				best, fits = n, f
			}
		}
		if best != "" {
			return best
		}
	}
	if d := line(a.Descriptor); d != "" && strings.Contains(b.prose, fold(d)) && b.harmless(d) {
		return d
	}
	return ""
}

// fit ranks spellings of one name: as the story has it, as the story inflects it,
// in the script of the story's language, any other.
func (b *builder) fit(name string) int {
	script := unicode.Latin
	switch primary(b.language) {
	case "ru", "uk", "be", "bg", "sr", "mk", "kk":
		script = unicode.Cyrillic
	case "ar", "fa", "ur", "ps":
		script = unicode.Arabic
	}
	switch {
	case strings.Contains(b.prose, fold(name)):
		return 3
	case b.mentions(name):
		return 2
	case strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(script, r) }):
		return 1
	}
	return 0
}

// toldName is publicName for people who stand between a source and the desk:
// they are named only where the story names them, since to name a go-between
// may be to point at whom he goes between.
func (b *builder) toldName(id record.ID) string {
	if n := b.publicName(id); n != "" && b.mentions(n) {
		return n
	}
	return ""
}

// mentions reports whether the story speaks of a name, inflected or not: the
// name's longest word is looked for without its last two letters.
func (b *builder) mentions(name string) bool {
	var long []rune
	for _, word := range strings.Fields(fold(name)) {
		if r := []rune(word); len(r) > len(long) {
			long = r
		}
	}
	if len(long) > 5 {
		long = long[:len(long)-2]
	}
	return len(long) > 0 && strings.Contains(b.prose, " "+string(long))
}

// speakerName names who made a statement, as far as the statement's terms allow.
// A spokesman who cannot be named, or who speaks for a body, goes by the body's name.
func (b *builder) speakerName(s *record.Statement) string {
	a := b.in.Case.Actors[s.Speaker]
	if a == nil {
		return b.publicName(s.Speaker)
	}
	if b.in.Case.TermsOf(s) != record.OnRecord {
		if d := line(a.Descriptor); d != "" && strings.Contains(b.prose, fold(d)) && b.harmless(d) {
			return d
		}
		return ""
	}
	if !a.Protected && a.SpeaksFor != "" {
		if n := b.publicName(a.SpeaksFor); n != "" {
			return n
		}
	}
	return b.publicName(s.Speaker)
}

// fold makes texts comparable: lower case, letters and digits only, one space
// between words and one at either end.
func fold(text string) string {
	var out strings.Builder
	out.WriteByte(' ')
	gap := true
	for _, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			if unicode.IsMark(r) && gap {
				continue
			}
			out.WriteRune(unicode.ToLower(r))
			gap = false
		case unicode.Is(unicode.Cf, r): // joiners and direction marks separate nothing
		case !gap:
			out.WriteByte(' ')
			gap = true
		}
	}
	if !gap {
		out.WriteByte(' ')
	}
	return out.String()
}

// line makes one harmless line of a text: no control characters, no marks that
// turn the direction of what follows, white space folded.
func line(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case turns(r):
			return -1
		case unicode.IsControl(r), unicode.IsSpace(r), r == unicode.ReplacementChar:
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// turns reports whether a character embeds, overrides or isolates direction.
// Such a mark, left open in a title, scrambles what stands behind it.
func turns(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }
