package publish

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzVerify damages one file of a sound release; only the same bytes may pass.
func FuzzVerify(f *testing.F) {
	in := storyInput(f, "en.md")
	s := seal(f, build(f, in), in.Case, 1)
	var paths []string
	for p := range s.dir() {
		paths = append(paths, p)
	}
	paths = sortedPaths(func() map[string][]byte {
		m := map[string][]byte{}
		for _, p := range paths {
			m[p] = nil
		}
		return m
	}())
	for i, p := range paths {
		f.Add(i, s.dir()[p].Data)
	}
	f.Fuzz(func(t *testing.T, which int, data []byte) {
		d := s.dir()
		p := paths[uint(which)%uint(len(paths))]
		same := string(d[p].Data) == string(data)
		d[p].Data = data
		v, err := Verify(d, VerifyOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if same && !v.OK {
			t.Fatalf("%+v", v.Problems)
		}
		// The key, the checkpoint and the proofs may be written in other ways and
		// mean the same; what the manifest lists may not.
		if !same && v.OK && !strings.HasPrefix(p, proofDir) {
			t.Fatalf("%s was changed, and nobody saw it", p)
		}
	})
}

func FuzzManifest(f *testing.F) {
	f.Add(build(f, storyInput(f, "en.md")).Manifest)
	f.Add([]byte(`{"format":"onrecord.release/1","files":[{"path":"../x"}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, wrong := parseManifest(text)
		if wrong != "" {
			return
		}
		for _, file := range m.Files {
			if strings.Contains(file.Path, "..") && !releasePath(file.Path) || strings.HasPrefix(file.Path, "/") {
				t.Fatalf("path %q", file.Path)
			}
		}
	})
}

func FuzzReduce(f *testing.F) {
	for _, evil := range hostile {
		f.Add(evil)
	}
	f.Fuzz(func(t *testing.T, text string) {
		root, err := reduce([]byte(text))
		if err != nil {
			return
		}
		once, err := render(root)
		if err != nil {
			t.Fatal(err)
		}
		low := strings.ToLower(once)
		for _, harm := range []string{"<script", "<img", "<iframe", "<style", "<svg", "<base", "<meta", "<link", "<form"} {
			if strings.Contains(low, harm) {
				t.Fatalf("%s is left in %q", harm, once)
			}
		}
	})
}

func FuzzDisguise(f *testing.F) {
	for _, evil := range hostile {
		f.Add(evil)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		found := anyView(text, func(view string) bool {
			if !utf8.ValidString(view) {
				t.Fatal("a view is not UTF-8")
			}
			return strings.Contains(view, "\U000F1234")
		})
		if strings.Contains(text, "\U000F1234") && !found {
			t.Fatal("the text itself was not looked at")
		}
	})
}
