package publish

import (
	"fmt"
	"maps"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
)

// Guarded searches every file of the release, and the files' names, for
// protected strings: as they stand and behind every disguise that views knows.
// The first hit is refused with the file's name, never with the string.
func (r *Release) Guarded(g *protect.Guard) error {
	files := maps.Clone(r.Files)
	for path, text := range r.pixels { // compressed pixels look like any text to a search
		files[path] = []byte(text)
	}
	return GuardFiles(g, files)
}

// GuardFiles is Guarded for any set of files, as proof/ is one.
func GuardFiles(g *protect.Guard, files map[string][]byte) error {
	if g == nil {
		return nil
	}
	hit := func(text string) bool { return len(g.Find(text)) > 0 }
	return guardFiles(hit, files)
}

func guardFiles(hit func(string) bool, files map[string][]byte) error {
	const hint = "nothing was written; take it out of the draft or withhold the evidence"
	for i, path := range sortedPaths(files) {
		if anyView(path, hit) {
			return problem.New(problem.Refused, "release", fmt.Sprintf("the name of its file %d of %d holds a protected string", i+1, len(files)), hint)
		}
		if anyView(string(files[path]), hit) {
			return problem.New(problem.Refused, path, "it holds a protected string", hint)
		}
	}
	return nil
}
