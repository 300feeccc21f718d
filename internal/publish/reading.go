package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

const (
	maxFolders = 8        // nesting of folders
	maxProof   = 64 << 20 // bytes of a file of proof/
)

// list finds the regular files of a release with their sizes. Whatever else lies
// there, links above all, is a problem and is never opened.
func (v *verification) list(dir fs.FS) (map[string]int64, error) {
	sizes := map[string]int64{}
	entries := 0
	err := fs.WalkDir(dir, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			if p == "." {
				return err
			}
			v.found("missing", p, "it cannot be read")
			return fs.SkipDir
		}
		if entries++; entries > 2*maxFiles {
			v.found("stopped", "release", "there are too many files")
			return fs.SkipAll
		}
		switch {
		case d.IsDir():
			if strings.Count(p, "/") >= maxFolders {
				v.found("extra", p, "folders are nested too deeply")
				return fs.SkipDir
			}
		case d.Type()&fs.ModeSymlink != 0:
			v.found("link", p, "it is a link; a release has none")
		case !d.Type().IsRegular():
			v.found("extra", p, "it is not a regular file")
		case !releasePath(p):
			v.found("extra", p, "no file of a release has such a name")
		default:
			info, err := d.Info()
			if err != nil {
				v.found("missing", p, "it cannot be read")
				return nil
			}
			sizes[p] = info.Size()
		}
		return nil
	})
	return sizes, err
}

// read reads a small file whole.
func (v *verification) read(sizes map[string]int64, p string, most int64) ([]byte, bool) {
	size, ok := sizes[p]
	if !ok {
		v.found("missing", p, "the file is missing")
		return nil, false
	}
	if size > most {
		v.found("changed", p, "it is larger than any such file")
		return nil, false
	}
	f, err := v.regular(p)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil || int64(len(text)) > most {
		v.found("missing", p, "it cannot be read")
		return nil, false
	}
	return text, true
}

// regular opens a file and makes sure that it has not become something else
// since it was listed.
func (v *verification) regular(p string) (fs.File, error) {
	f, err := v.open(p)
	if err == nil {
		if info, statErr := f.Stat(); statErr != nil || !info.Mode().IsRegular() {
			f.Close()
			err = fs.ErrInvalid
		}
	}
	if err != nil {
		v.found("missing", p, "it cannot be read")
	}
	return f, err
}

// compare holds the files against the manifest, both ways.
func (v *verification) compare(m Manifest, sizes map[string]int64) {
	listed := map[string]bool{
		ManifestPath: true, CheckpointPath: true, KeyPath: true, ManifestProofPath: true, EvidenceProofPath: true,
	}
	for _, f := range m.Files {
		listed[f.Path] = true
		size, ok := sizes[f.Path]
		switch {
		case !ok:
			v.found("missing", f.Path, "the manifest lists it, but it is not there")
		case size != f.Size:
			v.found("changed", f.Path, "its size is not that of the manifest")
		default:
			v.compareHash(f)
		}
	}
	for _, p := range record.SortedKeys(sizes) {
		if !listed[p] {
			v.found("extra", p, "the manifest does not list it")
		}
	}
}

func (v *verification) compareHash(f ManifestFile) {
	file, err := v.regular(f.Path)
	if err != nil {
		return
	}
	defer file.Close()
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(file, f.Size+1))
	switch {
	case err != nil:
		v.found("missing", f.Path, "it cannot be read")
	case n != f.Size || hex.EncodeToString(h.Sum(nil)) != f.SHA256:
		v.found("changed", f.Path, "its content is not that of the manifest")
	}
}

// evidenceID gives the id of the item that stands at a path of evidence/.
func evidenceID(p string) record.ID {
	return record.ID(strings.TrimSuffix(path.Base(p), path.Ext(p)))
}
