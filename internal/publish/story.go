package publish

import (
	"bytes"
	"time"

	"go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/problem"
)

// story makes story.md: the story's Markdown without citations under a front
// matter of the public fields alone. Whatever else the draft's front matter
// holds is the desk's own.
func (b *builder) story() ([]byte, error) {
	m := b.meta()
	front := struct {
		Title    string   `yaml:"title"`
		Dateline string   `yaml:"dateline,omitempty"`
		Byline   string   `yaml:"byline,omitempty"`
		Date     string   `yaml:"date"`
		Topics   []string `yaml:"topics,omitempty"`
		Licence  string   `yaml:"licence,omitempty"`
		Caption  string   `yaml:"caption,omitempty"`
		Slug     string   `yaml:"slug"`
		Language string   `yaml:"language"`
	}{m.Title, m.Dateline, m.Byline, m.Published.Format(time.DateOnly), m.Topics, m.Licence, m.Caption, b.slug(), m.Language}
	var out bytes.Buffer
	out.WriteString("---\n")
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(front); err != nil {
		return nil, problem.Wrap(err, problem.Internal, StoryPath, "the front matter cannot be written", "")
	}
	out.WriteString("---\n\n")
	out.Write(bytes.TrimSpace(stripFront(b.in.Draft.CleanMarkdown())))
	out.WriteString("\n")
	return out.Bytes(), nil
}

// stripFront takes the front matter off a Markdown text, if it has one.
func stripFront(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	first, rest, ok := bytes.Cut(text, []byte("\n"))
	if !ok || string(bytes.TrimRight(first, " \t\r")) != "---" {
		return text
	}
	for len(rest) > 0 {
		var l []byte
		l, rest, _ = bytes.Cut(rest, []byte("\n"))
		if s := string(bytes.TrimRight(l, " \t\r")); s == "---" || s == "..." {
			return rest
		}
	}
	return text
}
