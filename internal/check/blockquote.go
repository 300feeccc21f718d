package check

import (
	"slices"

	"onrecord.dev/onrecord/internal/draft"
)

// blockQuoteEnds gives, per block quotation, the last sentence of it that cites:
// what stands behind a quotation's end stands behind all of it.
func (st *story) blockQuoteEnds() map[int]*sentence {
	out := map[int]*sentence{}
	for _, s := range st.sentences {
		if st.inBlockQuote(s) && len(s.Cites) > 0 {
			out[s.Block] = s
		}
	}
	return out
}

// firstOfBlockQuote reports whether a sentence begins a block quotation of
// recorded words: one that cites something, or something else than the desk.
func (st *story) firstOfBlockQuote(s *sentence) bool {
	if !st.inBlockQuote(s) || s.Block > 0 && st.in.Draft.Blocks[s.Block-1].Kind == draft.Quoted && adjoins(st.in.Draft.Blocks, s.Block) {
		return false
	}
	return len(st.quotable(s)) > 0 && st.in.Draft.Blocks[s.Block].Sentences[0] == s.Sentence
}

// adjoins reports whether a block quotation goes on from the one before: no line
// between them but the mark's own.
func adjoins(blocks []draft.Block, i int) bool {
	return blocks[i].Span.Start.Line-blocks[i-1].Span.End.Line <= 2
}

// blockHasSpeaker reports whether a block quotation's speaker stands in it, or in
// the sentence before it.
func (st *story) blockHasSpeaker(s *sentence) bool {
	if st.hasSpeaker(s) || st.signed(s) {
		return true
	}
	behind := st.voicesBehind(s, true)
	for i := slices.Index(st.sentences, s); i < len(st.sentences) && st.sentences[i].Block == s.Block; i++ {
		if other := st.sentences[i]; len(other.voices) > 0 || namesOne(other, behind) {
			return true
		}
	}
	return false
}
