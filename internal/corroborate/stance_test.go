package corroborate

import (
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// TestStanceOf holds the one reading of a link that engine, gate and release share.
func TestStanceOf(t *testing.T) {
	n := func(v float64) *float64 { return &v }
	men := &record.Quantity{Unit: "men", Low: n(9)}
	for _, c := range []struct {
		name     string
		quantity *record.Quantity
		stance   record.Stance
		value    *record.Value
		want     record.Stance
	}{
		{"within", men, record.Disputes, &record.Value{Low: n(14), High: n(14)}, record.Supports},
		{"disjoint", men, record.Supports, &record.Value{Low: n(3), High: n(3)}, record.Disputes},
		{"overlapping", men, record.Supports, &record.Value{Low: n(5), High: n(12)}, record.Context},
		{"a denial stays one", men, record.Denies, &record.Value{Low: n(14), High: n(14)}, record.Denies},
		{"no value", men, record.Disputes, nil, record.Disputes},
		{"no quantity", nil, record.Disputes, &record.Value{Low: n(14), High: n(14)}, record.Disputes},
		{"a unit alone", &record.Quantity{Unit: "men"}, record.Disputes, &record.Value{Low: n(14), High: n(14)}, record.Disputes},
	} {
		got := StanceOf(&record.Claim{Quantity: c.quantity}, &record.Link{Stance: c.stance, Value: c.value})
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
