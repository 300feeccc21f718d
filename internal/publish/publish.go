// Package publish turns a draft that passed the gate into a release: a page, a
// clean text, the evidence that may be shown, a manifest, and proofs that the
// manifest stood in the ledger. It is pure: the same state, draft and moment
// give the same bytes. Verify checks a release with neither casefile nor key.
//
// What a page says about evidence comes from the publishable view alone and
// names nobody but people on the record; see note.go and name.go.
package publish

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/redact"
)

// Input is all that a release is made from. Nothing in it is changed.
type Input struct {
	Draft   *draft.Draft
	Case    *record.Casefile
	Results map[record.ID]corroborate.Result // of every claim
	Report  check.Report                     // of the draft; its Traits are what the draft tells of each source
	Guard   *protect.Guard                   // nil where nothing is protected
	Now     time.Time                        // of publication; the only clock
	// Public holds originals of restriction none and without a running embargo
	// that may be shown if the release's own rules allow it too; see show.go.
	Public map[record.ID][]byte
	// Redacted holds pictures and documents of such items, made anew from their
	// redaction by package redact.
	Redacted map[record.ID]redact.Product
}

// Release is a release in memory, without proof/.
type Release struct {
	Slug     string
	Files    map[string][]byte // by path with forward slashes; manifest.json among them
	Manifest []byte            // the same bytes as Files["manifest.json"]
	Shown    []record.ID       // evidence in evidence/, in order of id
	Withheld []record.ID       // evidence behind the story that is not shown, in order of id

	stamps *strings.Replacer // of the day of publication; see readable.go
	pixels map[string]string // of files that package redact made of nothing but pixels, what can be read in them
}

// Paths of a release.
const (
	PagePath     = "index.html"
	StoryPath    = "story.md"
	ManifestPath = "manifest.json"
	evidenceDir  = "evidence/"
	proofDir     = "proof/"
)

// maxEvidence is how many bytes of evidence a release may hold.
const maxEvidence = 256 << 20

// Build makes the release. It does not ask whether the gate passed and does not
// search for protected strings: Guarded does, before anything is written.
func Build(in Input) (*Release, error) {
	if in.Draft == nil || in.Case == nil {
		return nil, problem.New(problem.Internal, "publish", "there is no draft or no casefile", "")
	}
	if in.Now.IsZero() {
		return nil, problem.New(problem.Internal, "publish", "the moment of publication is missing", "")
	}
	b := newBuilder(in)
	b.chooseEvidence()
	b.writeNotes()
	page, err := b.page()
	if err != nil {
		return nil, err
	}
	story, err := b.story()
	if err != nil {
		return nil, err
	}
	r := &Release{Slug: b.slug(), Files: map[string][]byte{PagePath: page, StoryPath: story}, stamps: b.stampsOf(b.published(), in.Now.UTC())}
	copies := map[string]string{}
	r.pixels = map[string]string{}
	total := 0
	for _, s := range b.shown {
		if total += len(s.bytes); total > maxEvidence {
			return nil, problem.New(problem.Usage, string(s.id), fmt.Sprintf("with it the release would hold more than %d MiB of evidence", maxEvidence>>20),
				"restrict what readers need not see (restriction: desk), or add smaller copies")
		}
		r.Files[s.path] = s.bytes
		if p, ok := in.Redacted[s.id]; ok && p.Pixels() {
			r.pixels[s.path] = p.Text
		}
		r.Shown = append(r.Shown, s.id)
		copies[s.path] = s.as
	}
	r.Withheld = slices.Clone(b.withheld)
	if r.Manifest, err = writeManifest(r.Slug, b.meta(), r.Files, copies); err != nil {
		return nil, err
	}
	r.Files[ManifestPath] = r.Manifest
	return r, nil
}

// builder holds what the parts of one release share.
type builder struct {
	in       Input
	w        words
	language string // of the story
	phrases  string // language of the fixed phrases
	prose    string // the story's words and front matter, folded, to see what it names
	shown    []shown
	withheld []record.ID
	notes    []*note
	marks    map[*draft.Sentence]mark
	clean    map[string]bool                   // texts that the guard was asked about
	sameAs   map[record.ID][]record.ID         // who names an actor as the same
	links    map[record.ID][]*record.Link      // by claim, in order of statement
	told     map[record.ID][]*record.Statement // by evidence
}

func newBuilder(in Input) *builder {
	b := &builder{in: in, marks: map[*draft.Sentence]mark{}, clean: map[string]bool{}}
	b.language = languageOf(in)
	b.w, b.phrases = speak(b.language)
	var prose strings.Builder
	for _, f := range in.Draft.Front.Fields {
		prose.WriteString(f.Text + "\n")
	}
	for _, s := range in.Draft.Sentences {
		prose.WriteString(s.Text + "\n")
	}
	b.prose = fold(prose.String())
	b.links, b.told, b.sameAs = map[record.ID][]*record.Link{}, map[record.ID][]*record.Statement{}, map[record.ID][]record.ID{}
	for key, l := range in.Case.Links {
		b.links[key.Claim] = append(b.links[key.Claim], l)
	}
	for _, ls := range b.links {
		slices.SortFunc(ls, func(x, y *record.Link) int { return cmp.Compare(x.Statement, y.Statement) })
	}
	for _, s := range in.Case.Statements {
		b.told[s.Evidence] = append(b.told[s.Evidence], s)
	}
	for id, a := range in.Case.Actors {
		for _, other := range a.SameAs {
			b.sameAs[other] = append(b.sameAs[other], id)
		}
	}
	return b
}

// languageOf gives the story's language: its own, else what its words are in,
// else the casefile's, else English.
func languageOf(in Input) string {
	for _, l := range []string{in.Draft.Front.Language, in.Draft.Language, in.Case.Case.Language} {
		if isLanguage(l) {
			return strings.ReplaceAll(l, "_", "-")
		}
	}
	return "en"
}

// isLanguage reports whether a text has the shape of a BCP 47 tag.
func isLanguage(tag string) bool {
	if len(tag) > 35 {
		return false
	}
	for i, part := range strings.FieldsFunc(tag, func(r rune) bool { return r == '-' || r == '_' }) {
		if i == 0 && (len(part) < 2 || len(part) > 3) || len(part) > 8 {
			return false
		}
	}
	return tag != "" && strings.Trim(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

func (b *builder) slug() string {
	if s := line(b.in.Draft.Name); s != "" {
		return s
	}
	return "story"
}

// harmless reports whether the guard finds nothing in a text.
func (b *builder) harmless(text string) bool {
	if b.in.Guard == nil {
		return true
	}
	known, ok := b.clean[text]
	if !ok {
		known = len(b.in.Guard.Find(text)) == 0
		b.clean[text] = known
	}
	return known
}

// sortedPaths gives the paths of a release in order.
func sortedPaths(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }
