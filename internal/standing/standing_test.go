package standing

import (
	"testing"

	"onrecord.dev/onrecord/internal/corroborate"
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
