package cli

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
)

// boardOf makes a board of claims whose statuses are given as words.
func boardOf(short bool, plain bool, status ...corroborate.Status) board {
	var lines []standing.Line
	for i, s := range status {
		lines = append(lines, standing.Line{
			ID: record.ID(fmt.Sprintf("c-%02d", i)), Shown: fmt.Sprintf("c-%02d", i), Text: fmt.Sprintf("claim number %d", i),
			Status: s, Base: s, Publishable: standing.Publishable{Status: s, Base: s},
		})
	}
	return board{&app{plain: plain}, lines, short}
}

func boardText(b board) string {
	var out strings.Builder
	for p := range b.blocks() {
		out.WriteString(p)
	}
	return out.String()
}

// inOrder tests that the parts stand in a text one after the other.
func inOrder(t *testing.T, text string, parts ...string) {
	t.Helper()
	at := 0
	for _, p := range parts {
		i := strings.Index(text[at:], p)
		if i < 0 {
			t.Fatalf("%q is not there, or not in its place:\n%s", p, text)
		}
		at += i + len(p)
	}
}

func TestBoardBeginsWithWhatNeedsAttention(t *testing.T) {
	b := boardOf(false, false, corroborate.Corroborated, corroborate.SingleSource, corroborate.Denied, corroborate.Unverified, corroborate.Contradicted, corroborate.Corroborated)
	b.lines[5].Publishable.Base = corroborate.SingleSource
	b.lines[5].Publishable.Status = corroborate.SingleSource
	inOrder(t, boardText(b), "6 claims, rule set R1:", "✖ 1 contradicted", "1 corroborated for the desk alone", "● 1 corroborated\n",
		"may say less than the desk knows of 1 of them",
		"✖ CONTRADICTED (1)", "✖ contradicted  c-04", "⊘ DENIED (1)", "⊘ denied  c-02", "· UNVERIFIED (1)", "○ SINGLE-SOURCE (1)",
		"● CORROBORATED FOR THE DESK ALONE (1)", "c-05", "publishable: single-source", "● CORROBORATED (1)", "c-00")
}

func TestBoardIsPlainWhereAsked(t *testing.T) {
	text := boardText(boardOf(false, true, corroborate.Denied, corroborate.Contradicted))
	if strings.ContainsAny(text, "✖⊘·○◐●\x1b") {
		t.Errorf("symbols or colour:\n%s", text)
	}
	inOrder(t, text, "- CONTRADICTED (1)", "- contradicted  c-01", "- DENIED (1)", "- denied  c-00")
}

func TestBoardOfManyClaims(t *testing.T) {
	many := make([]corroborate.Status, 3000)
	for i := range many {
		many[i] = corroborate.SingleSource
	}
	b := boardOf(true, false, many...)
	text := boardText(b)
	if n := strings.Count(text, "\n"); n > 3*mostOfGroup {
		t.Errorf("%d lines on a terminal", n)
	}
	inOrder(t, text, "3000 claims", "SINGLE-SOURCE (3000)", "… and 2980 more: onrecord status --all --only single-source")
	b.short = false
	if n := strings.Count(boardText(b), "claim number"); n != len(many) {
		t.Errorf("%d claims in a file", n)
	}
}

func TestBoardSaysWhatHinders(t *testing.T) {
	b := boardOf(false, false, corroborate.SingleSource)
	c := record.NewCasefile()
	c.Actors["nurse"] = &record.Actor{ID: "nurse", Protected: true, Descriptor: "a nurse at the clinic"}
	c.Actors["group"] = &record.Actor{ID: "group", Names: []string{"لجنة الأمهات"}}
	c.Evidence["talk"] = &record.Evidence{ID: "talk"}
	c.Statements["st"] = &record.Statement{ID: "st", Speaker: "nurse", Conduit: []record.ID{"group"}, Evidence: "talk"}
	r := corroborate.Result{ID: "c-00", DeniedBy: []record.ID{"group"}}
	r.Status, r.Base = corroborate.SingleSource, corroborate.SingleSource
	r.S, r.O, r.D, r.Certificate = 1, 1, 1, [][]record.ID{{"st"}}
	r.Flags = []string{corroborate.AnonymousOnly, corroborate.ViaOneConduit}
	r.Publishable = corroborate.Outcome{Status: corroborate.Unverified, Base: corroborate.Unverified}
	b.lines[0] = standing.Of(c, r, time.Time{})
	inOrder(t, boardText(b), "publishable: unverified, 0 (its speaker is protected and has not consented to publication)",
		"denied by \u2068لجنة الأمهات\u2069", "1 independent origin against it", "every origin is anonymous", "all of it came through \u2068لجنة الأمهات\u2069")
}
