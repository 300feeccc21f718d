package record

import (
	"encoding/json"
	"fmt"
	"math"
)

// Value is the number, or the range of numbers, that a statement gives for a
// claim's quantity. An absent bound is open: "at least n" is [n, null].
type Value struct{ Low, High *float64 }

// MarshalJSON writes a single number where both bounds are equal, else [low, high].
func (v Value) MarshalJSON() ([]byte, error) {
	if v.Low != nil && v.High != nil && *v.Low == *v.High {
		return json.Marshal(*v.Low)
	}
	return json.Marshal([2]*float64{v.Low, v.High})
}

// UnmarshalJSON reads a number or [low, high] with null for an open bound.
func (v *Value) UnmarshalJSON(data []byte) error {
	var n float64
	if string(data) != "null" && json.Unmarshal(data, &n) == nil {
		*v = Value{&n, &n}
		return nil
	}
	var r []*float64
	if err := json.Unmarshal(data, &r); err != nil || len(r) != 2 || (r[0] == nil && r[1] == nil) {
		return fmt.Errorf("a value is a number or [low, high] with null for an open end")
	}
	if r[0] != nil && r[1] != nil && *r[0] > *r[1] {
		return fmt.Errorf("a value's low end lies above its high end")
	}
	*v = Value{r[0], r[1]}
	return nil
}

// Within reports whether the whole of v lies inside the quantity.
func (v Value) Within(q Quantity) bool {
	lo, hi := bounds(v.Low, v.High)
	qlo, qhi := bounds(q.Low, q.High)
	return qlo <= lo && hi <= qhi
}

// Disjoint reports whether v and the quantity share no number.
func (v Value) Disjoint(q Quantity) bool {
	lo, hi := bounds(v.Low, v.High)
	qlo, qhi := bounds(q.Low, q.High)
	return hi < qlo || qhi < lo
}

func bounds(low, high *float64) (float64, float64) {
	lo, hi := math.Inf(-1), math.Inf(1)
	if low != nil {
		lo = *low
	}
	if high != nil {
		hi = *high
	}
	return lo, hi
}
