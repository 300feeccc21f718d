package lsp

import (
	"context"
	"encoding/json"
	"net/url"
	"path/filepath"
	"slices"
)

// initialize agrees with the client on what both can do.
func (s *server) initialize(params json.RawMessage) (any, error) {
	var p initializeParams
	if json.Unmarshal(params, &p) != nil {
		return nil, &fault{codeInvalidParams, "the parameters could not be read"}
	}
	for _, e := range p.Capabilities.General.Encodings { // in the order that the client likes
		if e == utf8s || e == utf16s || e == utf32s {
			s.enc = e
			break
		}
	}
	if slices.Contains(p.Capabilities.General.Encodings, utf8s) {
		s.enc = utf8s // what we count in anyway
	}
	formats := p.Capabilities.Document.Hover.Formats
	s.plain = len(formats) > 0 && !slices.Contains(formats, "markdown")
	s.related, s.nested = p.Capabilities.Document.Diagnostics.Related, p.Capabilities.Document.Symbols.Nested
	s.root = p.RootPath
	for _, f := range slices.Backward(p.Folders) {
		s.root = pathOf(f.URI)
	}
	if dir := pathOf(p.RootURI); dir != "" {
		s.root = dir
	}
	s.state = running
	return initializeResult{
		Server: serverInfo{"onrecord", s.options.Version},
		Capabilities: capabilities{
			Encoding: s.enc, Hover: true, Symbols: true,
			Sync:       syncOptions{OpenClose: true, Change: 2},
			Completion: completionOptions{[]string{"@"}},
			Actions:    actionOptions{[]string{"quickfix"}},
		},
	}, nil
}

// begin opens the casefile as soon as the client is ready for what may be said of it.
func (s *server) begin(ctx context.Context) error { return s.reach(ctx, s.root) }

// pathOf gives the path that a file URI names, or nothing.
func pathOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return ""
	}
	return filepath.FromSlash(u.Path)
}

// nameOf gives the name of the file that a URI names.
func nameOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil {
		return "draft.md"
	}
	path := u.Path
	if path == "" {
		path = u.Opaque // untitled:Untitled-1
	}
	if name := filepath.Base(filepath.FromSlash(path)); name != "." && name != string(filepath.Separator) {
		return name
	}
	return "draft.md"
}
