package pipeline

import (
	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/search"
)

// found is what the search index is to hold of a record; nothing removes it.
type found struct {
	id   record.ID
	docs []search.Doc
}

// cleaning cleans documents beside the writing of those cleaned before: either
// takes about as long as the other.
func cleaning(guard *protect.Guard, write func(found) error) *beside.Row[found] {
	return &beside.Row[found]{Take: write, Work: func(f *found) {
		for i, d := range f.docs {
			f.docs[i] = cleanDoc(d, guard)
		}
	}}
}

// cleanDoc gives a document as the index may hold it: a field can hold free words
// too, and a search that is answered by one tells as much as a text does.
func cleanDoc(d search.Doc, guard *protect.Guard) search.Doc {
	d.Title, d.Body = guard.Clean(d.Title), guard.Clean(d.Body)
	fields := make(map[string]string, len(d.Fields))
	for name, value := range d.Fields {
		fields[name] = guard.Clean(value)
	}
	d.Fields = fields
	d.Sort.Actor = guard.Clean(d.Sort.Actor) // the other ways to sort are words of ours
	return d
}
