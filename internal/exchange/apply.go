package exchange

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Apply gives the record as it stands after the document: old with the given keys
// set, the null ones cleared and all others untouched. Old is nil, a nil pointer, or
// a pointer to the record of the patch's kind (*record.Actor, *record.Case, …); it
// is not changed. The answer is a new pointer of the same type. Links, dependence
// notes, answers to hints and containers are replaced as a whole, whatever old is. Defaults are not filled in.
//
// Of an identity only the mark Actor.Protected is set here; sealing what is in it is
// the caller's. An original is the caller's too. A required key that is missing, or
// an old record of another kind, is a problem of kind Usage.
func (p Patch) Apply(old any) (any, error) {
	switch p.Kind {
	case "case":
		return merge[record.Case](p, old)
	case "policy":
		return merge[record.Policy](p, old)
	case "actor":
		return p.actor(old)
	case "evidence":
		return merge[record.Evidence](p, old)
	case "statement":
		return merge[record.Statement](p, old)
	case "claim":
		return merge[record.Claim](p, old)
	case "link":
		return merge[record.Link](p, nil)
	case "dependence":
		return merge[record.Dependence](p, nil)
	case "hint":
		return merge[record.HintAnswer](p, nil)
	case "container":
		return merge[record.Container](p, nil)
	case "request":
		return merge[record.Request](p, old)
	case "roll":
		return merge[record.Roll](p, old)
	case "matter":
		return merge[record.Matter](p, old)
	case "member":
		return merge[record.Member](p, old)
	}
	return nil, problem.New(problem.Internal, p.Where, "a patch of an unknown kind", "")
}

func (p Patch) actor(old any) (any, error) {
	merged, err := merge[record.Actor](p, old)
	if err != nil {
		return nil, err
	}
	if p.Identity != nil {
		merged.(*record.Actor).Protected = !p.Identity.Clear
	}
	return merged, nil
}

// merge overlays the patch on the old record's JSON, so that one rule serves every
// type: a key is either the document's or the old record's, never a mixture.
func merge[T any](p Patch, old any) (any, error) {
	keys, err := keysOf[T](p, old)
	if err != nil {
		return nil, err
	}
	for key, raw := range p.Set {
		if empty(raw) {
			delete(keys, key)
		} else {
			keys[key] = raw
		}
	}
	for _, key := range required(p.Kind) {
		if keys[key] == nil {
			return nil, problem.New(problem.Usage, p.Where, "the key "+key+" is missing", "a new record needs it")
		}
	}
	whole, err := json.Marshal(keys)
	if err != nil {
		return nil, problem.Wrap(err, problem.Internal, p.Where, "this entry cannot be merged", "")
	}
	out := new(T)
	dec := json.NewDecoder(bytes.NewReader(whole))
	dec.DisallowUnknownFields()
	if err := dec.Decode(out); err != nil {
		return nil, problem.Wrap(err, problem.Usage, p.Where, "this entry does not fit its kind of record", "")
	}
	return out, nil
}

func keysOf[T any](p Patch, old any) (map[string]json.RawMessage, error) {
	keys := map[string]json.RawMessage{}
	if old == nil {
		return keys, nil
	}
	before, ok := old.(*T)
	if !ok {
		return nil, problem.New(problem.Usage, p.At("id"), "this id belongs to a record of another kind", "all records share one namespace; rename one")
	}
	if before == nil {
		return keys, nil
	}
	raw, err := json.Marshal(before)
	if err != nil {
		return nil, problem.Wrap(err, problem.Internal, p.Where, "the record cannot be read", "")
	}
	if err := json.Unmarshal(raw, &keys); err != nil {
		return nil, problem.Wrap(err, problem.Internal, p.Where, "the record cannot be read", "")
	}
	return keys, nil
}

// empty reports a value that records do not keep: null, "", or an empty list.
func empty(raw json.RawMessage) bool {
	switch string(raw) {
	case "null", `""`, "[]":
		return true
	}
	return false
}

// required lists the keys that a record of the kind cannot do without.
func required(kind string) []string {
	var out []string
	for _, f := range shapeOf(kind).fields {
		if f.need {
			out = append(out, f.key)
		}
	}
	return out
}

func shapeOf(kind string) *shape {
	if i := slices.IndexFunc(layout, func(s section) bool { return s.kind == kind }); i >= 0 {
		return layout[i].shape
	}
	return object()
}

// KeepSealed gives the patch without the texts that only repeat what is recorded as
// an export shows it, with [sealed] where protected strings stand: importing an
// export again must not put the placeholder in place of the words. Old is as for
// Apply; clean is what the export was made with.
func (p Patch) KeepSealed(old any, clean func(string) string) Patch {
	raw, err := json.Marshal(old)
	if err != nil || old == nil {
		return p
	}
	was := map[string]any{}
	if json.Unmarshal(raw, &was) != nil || was == nil {
		return p
	}
	out := p
	out.Set = maps.Clone(p.Set)
	for key, set := range p.Set {
		if !bytes.Contains(set, []byte(record.SealedMark)) {
			continue
		}
		var now any
		dec := json.NewDecoder(bytes.NewReader(set))
		dec.UseNumber()
		if dec.Decode(&now) != nil {
			continue
		}
		if kept, err := json.Marshal(unsealed(was[key], now, clean)); err == nil {
			out.Set[key] = kept
		}
	}
	return out
}

// unsealed walks old and new side by side and takes back the old text wherever the
// new one is its cleaned form.
func unsealed(was, now any, clean func(string) string) any {
	switch now := now.(type) {
	case string:
		if w, ok := was.(string); ok && w != now && clean(w) == now {
			return w
		}
	case []any:
		w, _ := was.([]any)
		for i := range min(len(now), len(w)) {
			now[i] = unsealed(w[i], now[i], clean)
		}
	case map[string]any:
		w, _ := was.(map[string]any)
		for key := range now {
			now[key] = unsealed(w[key], now[key], clean)
		}
	}
	return now
}
