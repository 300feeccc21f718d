package disk

import (
	"path/filepath"
	"strings"
)

// Own reports whether a path is part of a casefile, its own store for one,
// rather than a file that somebody keeps beside it.
func Own(path string) bool {
	path, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	dir, err := Find(filepath.Dir(path))
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(dir, path)
	if err != nil {
		return false
	}
	first, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	switch first {
	case markerName, keysName, originalsName, checkpointName:
		return true
	}
	return strings.HasPrefix(first, storeName)
}
