package check

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

func findQuoteAltered(st *story) (out []found) {
	for _, s := range st.sentences {
		if len(s.quotations()) == 0 {
			continue
		}
		sources := st.quotable(s)
		if s.desk && len(sources) == 0 {
			continue // the desk read or heard it itself
		}
		for _, q := range s.quotations() {
			p := parts(q.Text)
			if st.translated(s, q.Text, sources) {
				continue
			}
			if len(p) == 0 || slices.ContainsFunc(sources, func(x *record.Statement) bool { return says(x, p) }) {
				continue
			}
			f := found{s: s, span: s.at(q.In), message: "the words in quotation marks are in no cited statement",
				hint: "quote the statement's own words, mark what is left out with … and what is put in with [brackets], or take the marks away"}
			for _, x := range st.direct(s) {
				f.ids = append(f.ids, x.ID)
			}
			out = append(out, f)
		}
	}
	return out
}

func findAttributionMissing(st *story) (out []found) {
	for _, s := range st.sentences {
		if !s.prose() || s.desk {
			continue
		}
		quotations := s.quotations()
		if st.firstOfBlockQuote(s) && !st.blockHasSpeaker(s) {
			out = append(out, found{s: s, span: s.whole(),
				message: "neither this block quotation nor the sentence before it says whose words these are",
				hint:    "name or describe the speaker before the quotation, or sign it: “— Name”"})
			continue
		}
		if len(quotations) == 0 || st.inBlockQuote(s) || st.hasSpeaker(s) {
			continue
		}
		for _, q := range quotations {
			out = append(out, found{s: s, span: s.at(q.In),
				message: "neither this sentence nor the one before says whose words these are",
				hint:    "name or describe the speaker beside the quotation"})
		}
	}
	return out
}

// hasSpeaker reports whether a quotation's speaker stands in its sentence, or in
// the one before, or, where the quotation runs on, where it ends.
func (st *story) hasSpeaker(s *sentence) bool {
	behind := st.voicesBehind(s, true)
	if len(s.voices) > 0 || namesOne(s, behind) {
		return true
	}
	if b := st.before(s); b != nil && (namesOne(b, behind) || openVoice(b) || len(behind) == 0 && len(b.voices) > 0) {
		return true
	}
	for i := slices.Index(st.sentences, s); opens(st.sentences[i]) && i+1 < len(st.sentences); i++ {
		next := st.sentences[i+1]
		if next.Block == s.Block && (len(next.voices) > 0 || namesOne(next, behind)) {
			return true
		}
	}
	return false
}

// namesOne reports whether a sentence names or describes one of the actors.
func namesOne(s *sentence, actors map[record.ID]bool) bool {
	return slices.ContainsFunc(s.mentions, func(m mention) bool { return !s.quoted[m.from] && anyOf(m.actors, actors) })
}

// openVoice reports whether somebody whom the casefile cannot tell speaks in a sentence.
func openVoice(s *sentence) bool {
	for _, v := range s.voices {
		for _, m := range v.who {
			if len(m.actors) == 0 {
				return true
			}
		}
	}
	return false
}

func anyOf(ids []record.ID, set map[record.ID]bool) bool {
	return slices.ContainsFunc(ids, func(id record.ID) bool { return set[id] })
}
