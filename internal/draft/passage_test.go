package draft

import "testing"

func TestPassages(t *testing.T) {
	got := Passages([]string{
		"“We left\nat night. It rained,” Anna Bell said. “Nobody\u00a0saw us.",
		"“Nobody asked,” she added.",
		"A 12\" gun and the '90s.",
	})
	first := got[0]
	if len(first.Sentences) != 2 || len(first.Quotes) != 2 || len(first.Sayings) != 1 {
		t.Fatalf("first: %+v", first)
	}
	if q := first.Quotes[1]; !q.Continues || q.Unclosed || first.Text[q.Words.Start:q.Words.End] != "Nobody  saw us." {
		t.Errorf("second quotation: %+v", q)
	}
	if q := got[1].Quotes[0]; !q.Resumes || got[1].Text[q.Words.Start:q.Words.End] != "Nobody asked," {
		t.Errorf("resumed: %+v", q)
	}
	if len(got[2].Quotes) != 0 {
		t.Errorf("inches and decades: %+v", got[2].Quotes)
	}
	if tok := first.Tokens[len(first.Tokens)-2]; tok.Low != "us" || !tok.Word || tok.Capital {
		t.Errorf("token: %+v", tok)
	}
}
