package check

import "strings"

// staged finds the speaker of a quotation beside which no verb of saying stands:
// "Moreno has no doubt: “…”", «…», — Зимин отворачивается. The colon or the dash
// says that the words are those of the one whom the clause is about.
func (st *story) staged(s *sentence) []voice {
	for i, q := range s.Quotes {
		if s.titles[i] || q.In.End-q.In.Start < 4 {
			continue
		}
		before := strings.TrimRight(s.Text[:q.In.Start], " ")
		after := strings.TrimLeft(s.Text[q.In.End:], " ,.")
		from, to := -1, -1
		switch {
		case strings.HasSuffix(before, ":"):
			to = s.wordAt(q.In.Start)
			from = s.stageStart(to)
		case strings.HasPrefix(after, "—") || strings.HasPrefix(after, "–") || strings.HasPrefix(s.Text[q.In.End:], ":"):
			from = s.wordAt(q.In.End)
			to = min(from+6, len(s.words))
		}
		if from < 0 {
			continue
		}
		for _, m := range s.mentionsIn(from, to) {
			if m.kind != named && !m.full && !m.short && (m.kind != pronoun || neuter[s.words[m.from].folded]) {
				continue
			}
			return []voice{{who: []mention{m}, from: min(m.to, len(s.words)-1), to: min(m.to+1, len(s.words))}}
		}
	}
	return nil
}

var neuter = wordSet(`it оно воно`)

// wordAt gives the first word that begins at or behind a place.
func (s *sentence) wordAt(at int) int {
	for i, w := range s.words {
		if w.in.Start >= at {
			return i
		}
	}
	return len(s.words)
}

// stageStart gives where the sentence's own words before a quotation begin, a
// quotation before them aside.
func (s *sentence) stageStart(to int) int {
	from := to
	for from > 0 && to-from < longestClause && !s.quoted[from-1] {
		from--
	}
	return from
}
