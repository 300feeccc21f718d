package draft

import (
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Parse reads a story. fileName is used for its name and in errors, which are
// problems of kind Usage: a file that is not UTF-8 or has NUL bytes, that is larger
// than 1 MiB, or whose front matter is no YAML or has values of the wrong kind.
// An empty file and a file without front matter are drafts.
func Parse(fileName string, raw []byte) (*Draft, error) {
	return parseWith(fileName, raw, nil)
}

// ParseFigures does the same for who needs no words of saying: that takes half the time.
func ParseFigures(fileName string, raw []byte) (*Draft, error) {
	return parseWith(fileName, raw, &Memory{figures: true})
}

func parseWith(fileName string, raw []byte, m *Memory) (*Draft, error) {
	base := baseName(fileName)
	if err := readable(base, raw); err != nil {
		return nil, err
	}
	d := &Draft{FileName: base, Source: raw, text: newSource(raw)}
	body, err := readFront(base, d)
	if err != nil {
		return nil, err
	}
	if err := shallow(base, d.text, body); err != nil {
		return nil, err
	}
	d.body = body
	d.Name = d.Front.Slug
	if d.Name == "" {
		d.Name = strings.TrimSuffix(base, filepath.Ext(base))
	}
	readBody(d)
	d.Language = languageOf(d)
	splitBlocks(d, m)
	for _, s := range d.Sentences {
		annotate(s, d.Language, m)
	}
	return d, nil
}

// baseName drops directories, of whichever system, and what would not print.
func baseName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	if !utf8.ValidString(name) {
		name = strings.ToValidUTF8(name, "\uFFFD")
	}
	return name
}
