package publish

import (
	"bytes"
	"io/fs"
	"time"
)

// memory is a release that is not on a disk yet.
type memory map[string][]byte

func (m memory) sizes() map[string]int64 {
	out := map[string]int64{}
	for p, b := range m {
		out[p] = int64(len(b))
	}
	return out
}

func (m memory) open(p string) (fs.File, error) {
	b, ok := m[p]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return &memoryFile{bytes.NewReader(b), p, int64(len(b))}, nil
}

// memoryFile is an open file of a release in memory.
type memoryFile struct {
	*bytes.Reader
	name string
	size int64
}

func (f *memoryFile) Close() error               { return nil }
func (f *memoryFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *memoryFile) Name() string               { return f.name }
func (f *memoryFile) Size() int64                { return f.size }
func (f *memoryFile) Mode() fs.FileMode          { return 0o444 }
func (f *memoryFile) ModTime() time.Time         { return time.Time{} }
func (f *memoryFile) IsDir() bool                { return false }
func (f *memoryFile) Sys() any                   { return nil }
