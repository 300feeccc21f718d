package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
)

// ManifestFormat names the form of manifest.json; docs/formats/release.md describes it.
const ManifestFormat = "onrecord.release/1"

// Manifest lists every file of a release but itself and proof/.
type Manifest struct {
	Format    string         `json:"format"`
	Slug      string         `json:"slug"`
	Title     string         `json:"title"`
	Language  string         `json:"language"`
	Published string         `json:"published"` // a day
	Files     []ManifestFile `json:"files"`     // in order of path
}

// ManifestFile is one file with its size in bytes and its hash in lower-case hexadecimal.
type ManifestFile struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Shown  string `json:"shown,omitempty"` // evidence only: original | copy
}

const (
	maxManifest = 16 << 20
	maxFiles    = 20000
)

func writeManifest(slug string, m meta, files map[string][]byte, shown map[string]string) ([]byte, error) {
	out := Manifest{Format: ManifestFormat, Slug: slug, Title: m.Title, Language: m.Language, Published: m.Published.Format("2006-01-02")}
	for _, path := range sortedPaths(files) {
		sum := sha256.Sum256(files[path])
		out.Files = append(out.Files, ManifestFile{path, int64(len(files[path])), hex.EncodeToString(sum[:]), shown[path]})
	}
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		return nil, problem.Wrap(err, problem.Internal, ManifestPath, "the list of files cannot be written", "")
	}
	return text.Bytes(), nil
}

// parseManifest reads somebody else's manifest. It refuses what could make two
// readers see two lists: unknown or repeated paths, paths that lead elsewhere,
// a second document behind the first.
func parseManifest(text []byte) (Manifest, string) {
	var m Manifest
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return m, "it is malformed"
	}
	if _, err := dec.Token(); err != io.EOF {
		return m, "something follows the list"
	}
	if m.Format != ManifestFormat {
		return m, "its format is not " + ManifestFormat
	}
	if len(m.Files) > maxFiles {
		return m, "it lists too many files"
	}
	last := ""
	for _, f := range m.Files {
		switch {
		case !releasePath(f.Path) || f.Path == ManifestPath || strings.HasPrefix(f.Path, proofDir):
			return m, "it lists a path that no release has"
		case f.Path <= last:
			return m, "its files are not in order, or one is listed twice"
		case f.Size < 0 || !isHash(f.SHA256):
			return m, "a size or a hash in it is malformed"
		case strings.HasPrefix(f.Path, evidenceDir) != (f.Shown != ""), f.Shown != "" && f.Shown != asOriginal && f.Shown != asCopy:
			return m, "it does not say rightly which files are evidence"
		}
		last = f.Path
	}
	return m, ""
}

// releasePath reports whether a path may stand in a release: inside it on every
// system, and printable.
func releasePath(path string) bool {
	if !fs.ValidPath(path) || path == "." || len(path) > 500 || strings.Count(path, "/") > maxFolders {
		return false
	}
	return !strings.ContainsFunc(path, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == '\\' || r == ':' || r == '�' || turns(r)
	})
}

func isHash(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size && s == strings.ToLower(s)
}
