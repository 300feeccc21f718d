package publish

import (
	"bytes"
	"regexp"
	"time"

	"go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/problem"
)

// citation is a citation as drafts write it, citeStart the beginning of one.
var (
	citation  = regexp.MustCompile(`\s*\[\s*@[a-z0-9][^\[\]]*\]`)
	citeStart = regexp.MustCompile(`\[\s*@[a-z0-9]`)
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
	out.Write(bytes.TrimSpace(b.in.Draft.CleanMarkdown()))
	out.WriteString("\n")
	if citeStart.Match(out.Bytes()) { // malformed, so that the parser took it for text
		return nil, problem.New(problem.Usage, b.in.Draft.FileName, "a citation would be printed as it stands", "close its bracket, or take it out of the code")
	}
	return out.Bytes(), nil
}
