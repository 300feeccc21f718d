package publish

import (
	"fmt"
	"io/fs"
	"strings"

	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
)

// VerifyOptions narrow down what Verify accepts.
type VerifyOptions struct {
	// Key pins the signing key: its fingerprint, or the whole verifier key.
	// Empty: the key that came with the release is believed and shown.
	Key string
}

// Verification is what Verify found out about a release.
type Verification struct {
	OK       bool             `json:"ok"`
	Events   int64            `json:"events"`   // that the ledger had; the same as TreeSize
	Evidence int              `json:"evidence"` // shown items
	TreeSize int64            `json:"tree_size"`
	Root     string           `json:"root"` // base64, as the checkpoint has it; "" without a good one
	Problems []ReleaseProblem `json:"problems"`
	Key      string           `json:"key"`    // fingerprint of the signing key; "" where it cannot be read
	Proven   []string         `json:"proven"` // what was proven, and what was not, in plain words
}

// ReleaseProblem is one thing that is wrong. Kind is one of missing, changed,
// extra, link, manifest, proof, checkpoint, key, stopped.
type ReleaseProblem struct {
	Kind    string `json:"kind"`
	Where   string `json:"where"`
	Message string `json:"message"`
}

// Verify checks a release with neither casefile nor key: every file against the
// manifest, nothing missing and nothing added, the manifest against the ledger's
// signed checkpoint, and each shown original against the ledger. What it reads
// may be hostile: sizes, depth and numbers are bounded, links are not followed.
// Give it os.Root's file system where the directory is not one's own. The error
// tells only that the directory could not be read at all.
func Verify(dir fs.FS, o VerifyOptions) (Verification, error) {
	v := verification{open: func(path string) (fs.File, error) { return dir.Open(path) }}
	sizes, err := v.list(dir)
	if err != nil {
		return Verification{Problems: []ReleaseProblem{}, Proven: []string{}},
			problem.Wrap(err, problem.Unavailable, "release", "the directory cannot be read", "give the directory that holds "+ManifestPath)
	}
	return v.run(sizes, o.Key), nil
}

// verification is one run.
type verification struct {
	open     func(path string) (fs.File, error)
	problems []ReleaseProblem
}

// maxProblems bounds the report.
const maxProblems = 1000

func (v *verification) found(kind, where, message string) {
	switch {
	case len(v.problems) < maxProblems-1:
		v.problems = append(v.problems, ReleaseProblem{kind, printable(where), message})
	case len(v.problems) == maxProblems-1:
		v.problems = append(v.problems, ReleaseProblem{"stopped", "release", "there are more problems than are listed here"})
	}
}

// run verifies the regular files that were found, by path with their sizes.
func (v *verification) run(sizes map[string]int64, pinned string) Verification {
	text, ok := v.read(sizes, ManifestPath, maxManifest)
	var m Manifest
	listed := false
	if ok {
		var wrong string
		if m, wrong = parseManifest(text); wrong != "" {
			v.found("manifest", ManifestPath, wrong)
		} else {
			listed = true
		}
	}
	if listed {
		v.compare(m, sizes)
	}
	var out Verification
	key := v.key(sizes, pinned)
	if key != "" {
		out.Key, _ = ledger.Fingerprint(key) // v.key has read it
	}
	signed, head := v.checkpoint(sizes, key)
	if head != nil {
		out.TreeSize, out.Events, out.Root = head.Size, head.Size, head.Root.String()
		if ok {
			v.manifestProof(sizes, signed, key, text)
		}
		if listed {
			v.evidenceProofs(sizes, signed, key, *head, m)
		}
	}
	for _, f := range m.Files {
		if listed && f.Shown != "" {
			out.Evidence++
		}
	}
	out.OK = len(v.problems) == 0
	out.Problems = append([]ReleaseProblem{}, v.problems...)
	out.Proven = proven(out, m, pinned != "")
	return out
}

// proven puts into plain words what holds, and what nobody should take it for.
func proven(out Verification, m Manifest, pinned bool) []string {
	if !out.OK {
		return []string{"This proves nothing: the release is not as it was sealed."}
	}
	originals := 0
	for _, f := range m.Files {
		if f.Shown == asOriginal {
			originals++
		}
	}
	words := []string{
		fmt.Sprintf("The %d files of this release are those whose list stood in the ledger when it had %d entries, and the holder of the key %s signed that.", len(m.Files), out.TreeSize, out.Key),
	}
	if originals > 0 {
		words = append(words, fmt.Sprintf("%d of the shown items are the very originals whose hashes stand in the same ledger.", originals))
	}
	if copies := out.Evidence - originals; copies > 0 {
		words = append(words, fmt.Sprintf("%d of the shown items are cleaned copies; the ledger does not vouch that they equal their originals.", copies))
	}
	if pinned {
		words = append(words, "The key is the one that you gave.")
	} else {
		words = append(words, "It does not prove whose key that is: compare its fingerprint with the one that the publisher gives in another place, or give it with --key.")
	}
	return append(words,
		"It does not prove when: compare the checkpoint with one that somebody else kept from that time.",
		"It does not prove that what the story says is true; the notes of the page say what each sentence rests on.")
}

// printable makes a path from outside safe to show.
func printable(path string) string {
	const most = 200
	path = line(strings.ToValidUTF8(path, "?"))
	if r := []rune(path); len(r) > most {
		path = string(r[:most]) + "…"
	}
	return path
}
