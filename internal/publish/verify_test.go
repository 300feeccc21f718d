package publish

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"onrecord.dev/onrecord/internal/problem"
)

func TestVerifySound(t *testing.T) {
	in := storyInput(t, "en.md")
	s := seal(t, build(t, in), in.Case, 1)
	v, err := Verify(s.dir(), VerifyOptions{})
	if err != nil || !v.OK {
		t.Fatalf("%v %+v", err, v.Problems)
	}
	if v.Evidence != 2 || v.TreeSize != 12 || v.Events != 12 || len(v.Root) != 44 || v.Key == "" {
		t.Errorf("%+v", v)
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{`"ok":true`, `"events":12`, `"evidence":2`, `"tree_size":12`, `"root":"`, `"problems":[]`, `"key":"`, `"proven":["`} {
		if !strings.Contains(string(text), key) {
			t.Errorf("no %s in %s", key, text)
		}
	}
	words := strings.Join(v.Proven, " ")
	if !strings.Contains(words, v.Key) || !strings.Contains(words, "does not prove when") || !strings.Contains(words, "--key") {
		t.Errorf("the words leave out what matters: %s", words)
	}
	for _, pin := range []string{v.Key, strings.ToUpper(strings.ReplaceAll(v.Key, " ", "")), s.sealed.Key, s.sealed.Key + "\n"} {
		if v, _ := Verify(s.dir(), VerifyOptions{Key: pin}); !v.OK {
			t.Errorf("pinned with %q: %+v", pin, v.Problems)
		}
	}
}

// TestTampers changes a sealed release in every way and expects each to be found.
func TestTampers(t *testing.T) {
	in := storyInput(t, "en.md")
	s := seal(t, build(t, in), in.Case, 1)
	other := storyInput(t, "ru.md")
	foreign := seal(t, build(t, other), other.Case, 2) // another release, ledger and key
	manifest := func(change func(*Manifest)) func(fstest.MapFS) {
		return func(d fstest.MapFS) {
			var m Manifest
			if err := json.Unmarshal(d[ManifestPath].Data, &m); err != nil {
				t.Fatal(err)
			}
			change(&m)
			d[ManifestPath].Data, _ = json.MarshalIndent(m, "", "  ")
		}
	}
	take := func(path string) func(fstest.MapFS) {
		return func(d fstest.MapFS) { d[path].Data = foreign.dir()[path].Data }
	}
	tests := []struct {
		name   string
		kind   string // of a problem that must be among those found
		tamper func(fstest.MapFS)
	}{
		{"one byte of the page", "changed", func(d fstest.MapFS) { d[PagePath].Data[100] ^= 1 }},
		{"page longer", "changed", func(d fstest.MapFS) { d[PagePath].Data = append(d[PagePath].Data, ' ') }},
		{"page empty", "changed", func(d fstest.MapFS) { d[PagePath].Data = nil }},
		{"story gone", "missing", func(d fstest.MapFS) { delete(d, StoryPath) }},
		{"evidence gone", "missing", func(d fstest.MapFS) { delete(d, "evidence/letter-1.txt") }},
		{"evidence renamed", "extra", func(d fstest.MapFS) {
			d["evidence/letter-2.txt"] = d["evidence/letter-1.txt"]
			delete(d, "evidence/letter-1.txt")
		}},
		{"two files swapped", "changed", func(d fstest.MapFS) {
			d["evidence/letter-1.txt"], d["evidence/the-law.txt"] = d["evidence/the-law.txt"], d["evidence/letter-1.txt"]
		}},
		{"file added", "extra", func(d fstest.MapFS) { d["evidence/more.txt"] = &fstest.MapFile{Data: []byte("x")} }},
		{"file added beside", "extra", func(d fstest.MapFS) { d["script.js"] = &fstest.MapFile{Data: []byte("x")} }},
		{"file added in proof", "extra", func(d fstest.MapFS) { d["proof/more"] = &fstest.MapFile{Data: []byte("x")} }},
		{"hidden file", "extra", func(d fstest.MapFS) { d[".x"] = &fstest.MapFile{} }},
		{"link", "link", func(d fstest.MapFS) {
			d["evidence/l.txt"] = &fstest.MapFile{Data: []byte("/etc/passwd"), Mode: fs.ModeSymlink | 0o777}
		}},
		{"page as a link", "link", func(d fstest.MapFS) { d[PagePath].Mode = fs.ModeSymlink | 0o777 }},
		{"device", "extra", func(d fstest.MapFS) { d["evidence/d"] = &fstest.MapFile{Mode: fs.ModeDevice} }},
		{"no manifest", "missing", func(d fstest.MapFS) { delete(d, ManifestPath) }},
		{"manifest empty", "manifest", func(d fstest.MapFS) { d[ManifestPath].Data = nil }},
		{"manifest of another release", "manifest", take(ManifestPath)},
		{"manifest twice", "manifest", func(d fstest.MapFS) { d[ManifestPath].Data = append(d[ManifestPath].Data, d[ManifestPath].Data...) }},
		{"manifest with a space", "manifest", func(d fstest.MapFS) { d[ManifestPath].Data = append(d[ManifestPath].Data, ' ') }},
		{"manifest fits a changed page", "manifest", func(d fstest.MapFS) {
			d[PagePath].Data = append(d[PagePath].Data, '!')
			manifest(func(m *Manifest) {
				for i := range m.Files {
					if m.Files[i].Path == PagePath {
						m.Files[i].Size++
						m.Files[i].SHA256 = manifestHash(d[PagePath].Data)
					}
				}
			})(d)
		}},
		{"manifest drops a file", "manifest", func(d fstest.MapFS) {
			delete(d, StoryPath)
			manifest(func(m *Manifest) { m.Files = m.Files[:len(m.Files)-1] })(d)
		}},
		{"manifest leads outside", "manifest", manifest(func(m *Manifest) { m.Files[0].Path = "../../etc/passwd" })},
		{"manifest lists proofs", "manifest", manifest(func(m *Manifest) { m.Files[0].Path = KeyPath })},
		{"manifest calls a copy an original", "manifest", manifest(func(m *Manifest) { m.Files[0].Shown = asCopy })},
		{"no checkpoint", "missing", func(d fstest.MapFS) { delete(d, CheckpointPath) }},
		{"checkpoint cut", "checkpoint", func(d fstest.MapFS) { d[CheckpointPath].Data = d[CheckpointPath].Data[:40] }},
		{"checkpoint of another ledger", "checkpoint", take(CheckpointPath)},
		{"checkpoint of another size", "checkpoint", func(d fstest.MapFS) {
			d[CheckpointPath].Data = bytes.Replace(d[CheckpointPath].Data, []byte("\n12\n"), []byte("\n13\n"), 1)
		}},
		{"no key", "missing", func(d fstest.MapFS) { delete(d, KeyPath) }},
		{"key of another ledger", "checkpoint", take(KeyPath)},
		{"key cut", "key", func(d fstest.MapFS) { d[KeyPath].Data = d[KeyPath].Data[:20] }},
		{"no proof of the manifest", "missing", func(d fstest.MapFS) { delete(d, ManifestProofPath) }},
		{"proof of the manifest cut", "proof", func(d fstest.MapFS) { d[ManifestProofPath].Data = d[ManifestProofPath].Data[:99] }},
		{"proof of another manifest", "proof", take(ManifestProofPath)},
		{"proof of something else", "proof", func(d fstest.MapFS) {
			var ev evidenceProof
			if err := json.Unmarshal(d[EvidenceProofPath].Data, &ev); err != nil {
				t.Fatal(err)
			}
			d[ManifestProofPath].Data, _ = json.Marshal(ev.Shown[0].Disclosure)
		}},
		{"no proof of evidence", "missing", func(d fstest.MapFS) { delete(d, EvidenceProofPath) }},
		{"proofs of evidence swapped", "proof", func(d fstest.MapFS) {
			swap := strings.NewReplacer("letter-1", "the-law", "the-law", "letter-1")
			d[EvidenceProofPath].Data = []byte(swap.Replace(string(d[EvidenceProofPath].Data)))
		}},
		{"proof of one item dropped", "proof", func(d fstest.MapFS) { changeEvidence(t, d, func(e *evidenceProof) { e.Shown = e.Shown[1:] }) }},
		{"proof of one item twice", "proof", func(d fstest.MapFS) {
			changeEvidence(t, d, func(e *evidenceProof) { e.Shown = append(e.Shown, e.Shown[0]) })
		}},
		{"withheld leaf changed", "proof", func(d fstest.MapFS) {
			changeEvidence(t, d, func(e *evidenceProof) { e.Withheld[0].Leaf = strings.Repeat("0", 64) })
		}},
		{"withheld place changed", "proof", func(d fstest.MapFS) { changeEvidence(t, d, func(e *evidenceProof) { e.Withheld[0].Index++ }) }},
		{"all proofs of another release", "manifest", func(d fstest.MapFS) {
			for _, p := range []string{CheckpointPath, KeyPath, ManifestProofPath, EvidenceProofPath} {
				take(p)(d)
			}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := s.dir()
			tt.tamper(d)
			v, err := Verify(d, VerifyOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if v.OK || len(v.Problems) == 0 || !strings.Contains(v.Proven[0], "proves nothing") {
				t.Fatal("not found")
			}
			for _, p := range v.Problems {
				if p.Kind == tt.kind {
					return
				}
			}
			t.Errorf("no problem of kind %q in %+v", tt.kind, v.Problems)
		})
	}
}

func changeEvidence(t *testing.T, d fstest.MapFS, change func(*evidenceProof)) {
	t.Helper()
	var ev evidenceProof
	if err := json.Unmarshal(d[EvidenceProofPath].Data, &ev); err != nil {
		t.Fatal(err)
	}
	change(&ev)
	var err error
	if d[EvidenceProofPath].Data, err = json.Marshal(ev); err != nil {
		t.Fatal(err)
	}
}

// A release that somebody else made and signed whole is sound in itself; the
// pinned key alone tells it from the true one.
func TestPinnedKey(t *testing.T) {
	in := storyInput(t, "en.md")
	r := build(t, in)
	mine, forged := seal(t, r, in.Case, 1), seal(t, r, in.Case, 7)
	v, _ := Verify(mine.dir(), VerifyOptions{})
	if f, _ := Verify(forged.dir(), VerifyOptions{}); !f.OK || f.Key == v.Key {
		t.Fatalf("%+v", f)
	}
	for _, pin := range []string{v.Key, mine.sealed.Key, " ", "0000", v.Key[:4]} {
		f, _ := Verify(forged.dir(), VerifyOptions{Key: pin})
		if f.OK || f.Problems[0].Kind != "key" {
			t.Errorf("pinned with %q: %+v", pin, f)
		}
	}
}

// A link on a disk leads nowhere, whatever it points at.
func TestVerifyOnDisk(t *testing.T) {
	in := storyInput(t, "en.md")
	s := seal(t, build(t, in), in.Case, 1)
	root := t.TempDir()
	for p, f := range s.dir() {
		full := filepath.Join(root, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if v, err := Verify(os.DirFS(root), VerifyOptions{}); err != nil || !v.OK {
		t.Fatalf("%v %+v", err, v.Problems)
	}
	copied := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.Rename(filepath.Join(root, "evidence"), copied); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(copied, filepath.Join(root, "evidence")); err != nil {
		t.Skip("no links here")
	}
	if v, err := Verify(os.DirFS(root), VerifyOptions{}); err != nil || v.OK {
		t.Errorf("a linked folder was followed: %v", err)
	}
	if _, err := Verify(os.DirFS(filepath.Join(root, "nowhere")), VerifyOptions{}); problem.KindOf(err) != problem.Unavailable {
		t.Errorf("a directory that is not there: %v", err)
	}
}

func TestProofRefusesWrongPlaces(t *testing.T) {
	in := storyInput(t, "en.md")
	s := seal(t, build(t, in), in.Case, 1)
	for name, change := range map[string]func(*Sealed){
		"manifest elsewhere": func(x *Sealed) { x.Manifest-- },
		"manifest nowhere":   func(x *Sealed) { x.Manifest = 99 },
		"original elsewhere": func(x *Sealed) { x.Originals["letter-1"] = 0 },
		"original nowhere":   func(x *Sealed) { delete(x.Originals, "letter-1") },
		"other key":          func(x *Sealed) { x.Key = "onrecord.example/z+00000000+AAAA" },
		"no checkpoint":      func(x *Sealed) { x.Checkpoint = nil },
	} {
		fresh := seal(t, s.release, in.Case, 1).sealed
		change(&fresh)
		if _, err := Proof(s.release, fresh); err == nil {
			t.Errorf("%s: made a proof", name)
		}
	}
}
