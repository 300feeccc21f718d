package pipeline

import (
	"context"
	"strings"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/publish"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// earlier gives what the releases so far put before readers: the sources used, the
// traits that were known to be told, the page's text, and the text of the evidence
// shown with it.
func (c *Casefile) earlier(ctx context.Context) ([]check.Release, error) {
	var out []check.Release
	texts := map[record.ID][]string{} // of evidence
	for _, r := range c.state.Releases() {
		e := check.Release{Slug: r.Slug, Used: r.Used, Traits: r.Traits}
		if r.Text != "" {
			e.Texts = append(e.Texts, r.Text)
		}
		out = append(out, e)
		for _, id := range r.Shown {
			texts[id] = nil
		}
	}
	if len(texts) == 0 {
		return out, nil
	}
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		for id := range texts {
			pages, err := tx.Text(string(id))
			if err != nil {
				return err
			}
			texts[id] = pages
		}
		return nil
	})
	for i, r := range c.state.Releases() {
		for _, id := range r.Shown {
			out[i].Texts = append(out[i].Texts, texts[id]...)
		}
	}
	return out, err
}

// mostText is how much of a release's text the ledger keeps, in bytes: some thirty
// times a long story.
const mostText = 1 << 20

// told gives the traits that a release tells, its draft and all its files together,
// and what of its text to keep. It refuses a release whose files tell more of a source
// than its draft does and so narrow him further than the gate has seen.
func told(checked Checked, rel *publish.Release) (traits map[record.ID][]record.ID, text string, err error) {
	readable := rel.Readable()
	traits, err = check.Told(checked.in, checked.Report, readable)
	text = readable[publish.PagePath]
	return traits, strings.ToValidUTF8(text[:min(len(text), mostText)], ""), err
}
