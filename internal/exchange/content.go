package exchange

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/record"
)

// identity reads `protected`. Nothing of what stands in it enters a fault.
func (p *parser) identity(n *yaml.Node, s *shape, at string) *IdentityPatch {
	if isNull(n) {
		return &IdentityPatch{Clear: true}
	}
	if n.Kind == yaml.ScalarNode {
		if n.Value == "sealed" {
			return &IdentityPatch{Keep: true}
		}
		p.r.add(n.Line, at, "this is neither an identity nor the word sealed", "give names and identifiers as lists")
		return nil
	}
	out := &IdentityPatch{}
	p.each(n, s, at, func(f *field, c *yaml.Node, at string) {
		secrets := []record.Secret{}
		if !isNull(c) {
			v, _ := p.value(c, f.shape, at)
			list, _ := v.([]any)
			for i, item := range list {
				t, _ := item.(string)
				if strings.TrimSpace(t) == "" {
					p.r.add(c.Content[i].Line, at, "an entry is empty", "leave it out")
					break
				}
				secrets = append(secrets, record.NewSecret(t))
			}
		}
		if f.key == "names" {
			out.Names = &secrets
		} else {
			out.Identifiers = &secrets
		}
	})
	return out
}

// content reads the original that an item of evidence brings. An original never
// changes, so null is no more than leaving the key out.
func (p *parser) content(out *Patch, f *field, n *yaml.Node, at string) {
	if isNull(n) {
		return
	}
	t, ok := p.value(n, f.shape, at)
	if !ok {
		return
	}
	if out.Content != nil {
		p.r.add(n.Line, at, "file and text are both given", "keep one of them")
		return
	}
	body, _ := t.(string)
	if f.shape.form == formInline {
		out.Content = &Content{Bytes: []byte(body), Inline: true}
		return
	}
	rel := path.Clean(body)
	switch {
	case body == "" || rel == "." || !fs.ValidPath(rel) || strings.ContainsAny(body, "\\\x00") || hasDrive(body):
		p.r.add(n.Line, at, "the file is not below the document's directory", "give a relative path with slashes, without ..")
		return
	case p.open == nil:
		p.r.add(n.Line, at, "files cannot be read here", "give the text itself under text")
		return
	}
	data, err := p.open(rel)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.r.add(n.Line, at, "the file is not there", "paths are relative to the document")
		return
	case err != nil:
		p.r.add(n.Line, at, "the file cannot be read", "it must be a plain file that you may open")
		return
	}
	out.Content = &Content{Bytes: data, FileName: path.Base(rel)}
}

// hasDrive reports a Windows drive letter, which would leave the directory.
func hasDrive(p string) bool {
	return len(p) >= 2 && p[1] == ':'
}
