package exchange

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

func TestBoard(t *testing.T) {
	c := record.NewCasefile()
	c.Claims["c-1"] = &record.Claim{ID: "c-1", Text: "=HYPERLINK(\"https://evil.example\",\"Міст\")"}
	c.Claims["c-2"] = &record.Claim{ID: "c-2", Text: "Zebulon, «он»\nсказал"}
	results := []corroborate.Result{
		{ID: "c-1", Outcome: corroborate.Outcome{Status: corroborate.Denied, Base: corroborate.SingleSource, S: 1, SMax: 3, D: 1, Flags: []string{"conceded", "via-one-conduit"}}, DeniedBy: []record.ID{"mod"}},
		{ID: "c-2", Outcome: corroborate.Outcome{Status: corroborate.Unverified, Base: corroborate.Unverified}},
	}
	clean := func(s string) string { return strings.ReplaceAll(s, "Zebulon", record.SealedMark) }
	out, err := Board(c, results, clean, func(id string) string { return id })
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(out, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) != 3 || len(rows[0]) != len(rows[1]) {
		t.Fatalf("%v %v", rows, err)
	}
	if got := strings.Join(rows[1], "|"); got != `c-1|'=HYPERLINK("https://evil.example","Міст")|denied|single-source|1|3|0|1|conceded via-one-conduit|mod||0|0` {
		t.Error(got)
	}
	if got := rows[2][1]; got != "[sealed], «он»\nсказал" {
		t.Error(got)
	}
}

// TestInertCell: no cell can begin a formula, and the reader here gets it back.
func TestInertCell(t *testing.T) {
	for _, cell := range []string{"=1", "+1", "-1", "@a", "\t=1", " =1", "\u200b=1", "\ufeff@x", "＝1", "−1", "\n=1", "\r=1"} {
		if got := inertCell(cell); got[0] != '\'' && got[0] != "\ufffd"[0] {
			t.Errorf("%q stays %q", cell, got)
		}
	}
	for _, cell := range []string{"", "Міст", "a=b", "12", "сказал -", "'quoted'"} {
		if got := inertCell(cell); got != cell {
			t.Errorf("%q becomes %q", cell, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[=+@-][a-z0-9(),]{1,10}`).Draw(t, "cell")
		if got := unguarded(inertCell(cell)); got != cell {
			t.Errorf("%q comes back as %q", cell, got)
		}
	})
}
