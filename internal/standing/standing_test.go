package standing

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

func TestOrigins(t *testing.T) {
	for want, got := range map[string]string{
		"2":            Origins(2, 2, nil),
		"0, at most 3": Origins(0, 3, []string{corroborate.HearsayOnly}),
		"5 or more":    Origins(5, 7, []string{corroborate.Bound}),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWord(t *testing.T) {
	if got := Word(corroborate.Denied, corroborate.Corroborated); got != "denied, corroborated" {
		t.Error(got)
	}
	if got := Word(corroborate.Unverified, corroborate.Unverified); got != "unverified" {
		t.Error(got)
	}
}

func TestCleanMissesNothing(t *testing.T) {
	c := record.NewCasefile()
	c.Actors["lantern-a"] = &record.Actor{ID: "lantern-a", Names: []string{"Old Lantern"}}
	c.Claims["lantern-c"] = &record.Claim{ID: "lantern-c", Text: "the lantern burned"}
	c.Evidence["lantern-e"] = &record.Evidence{ID: "lantern-e", Embargo: "2030"}
	c.Statements["lantern-s"] = &record.Statement{ID: "lantern-s", Speaker: "lantern-a", Evidence: "lantern-e", Conduit: []record.ID{"lantern-a"}}
	r := corroborate.Result{ID: "lantern-c", DeniedBy: []record.ID{"lantern-a"}}
	r.Certificate, r.Flags, r.S = [][]record.ID{{"lantern-s"}}, []string{corroborate.ViaOneConduit}, 1
	l := Of(c, r, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if l.Through == "" || len(l.DeniedBy) == 0 || len(l.Withheld) == 0 {
		t.Fatalf("the line says too little: %+v", l)
	}
	l.Clean(func(s string) string { return regexp.MustCompile("(?i)lantern").ReplaceAllString(s, "x") })
	shown, err := json.Marshal(l)
	if err != nil || strings.Contains(strings.ToLower(string(shown)), "lantern") {
		t.Errorf("%s %v", shown, err)
	}
}
