package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	soldiers "onrecord.dev/onrecord/examples/soldiers-2015"
	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/publish"
	"onrecord.dev/onrecord/internal/reckon"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
	"onrecord.dev/onrecord/internal/view"
)

// demoNow is the evening before the seed case's story ran: every deadline has passed.
var demoNow = time.Date(2015, 5, 10, 12, 0, 0, 0, time.UTC)

func (a *app) demoCommand() *cobra.Command {
	var into string
	var serve bool
	cmd := &cobra.Command{
		Use: "demo", Short: "The whole path on the shipped seed case, from sealed sources to a verified release",
		Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := demoDir(into)
			if err != nil {
				return err
			}
			d := &demo{app: a, ctx: cmd.Context(), dir: dir}
			if err := d.run(); err != nil {
				return err
			}
			if a.json && !serve {
				return a.emitJSON(d.summary())
			}
			if serve {
				return a.serve(cmd, defaultListen, func() time.Time { return demoNow })
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&serve, "serve", false, "open the workbench on it when it is done")
	cmd.Flags().StringVar(&into, "into", "", "work in `DIR`, new or empty (default: onrecord-demo, or the next free name)")
	return cmd
}

// demoDir chooses where the demo works; it never touches what is there.
func demoDir(into string) (string, error) {
	if into != "" {
		entries, err := os.ReadDir(into)
		if (err == nil && len(entries) == 0) || errors.Is(err, fs.ErrNotExist) {
			return into, nil
		}
		return "", problem.New(problem.Usage, into, "the demo needs a new or an empty directory", "choose another with --into")
	}
	for n := 1; ; n++ {
		dir := "onrecord-demo"
		if n > 1 {
			dir = fmt.Sprintf("%s-%d", dir, n)
		}
		if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
			return dir, nil
		}
	}
}

// demo is one run of the demo.
type demo struct {
	*app
	ctx      context.Context
	dir      string
	step     int
	results  []corroborate.Result
	refused  []record.Finding
	clash    []record.Finding
	released publish.Verification
	verified pipeline.Verified
}

func (d *demo) run() error {
	for _, step := range []func() error{d.takeIn, d.board, d.why, d.points, d.reckoning, d.faulty, d.mended, d.release, d.seals} {
		if err := step(); err != nil {
			return err
		}
	}
	return d.say("\nLook around:\n  the page      %s\n  the casefile  onrecord -C %s status\n  why           onrecord -C %s explain c-sent\n  the drafts    %s\n",
		d.path("release", "index.html"), d.path("case"), d.path("case"), d.path("draft-faulty.md")+", "+d.path("draft.md"))
}

func (d *demo) path(parts ...string) string {
	return filepath.Join(append([]string{d.dir}, parts...)...)
}

// say writes a part of the story, through the blind index like everything else.
func (d *demo) say(format string, args ...any) error {
	if d.json {
		return nil
	}
	return d.write([]byte(fold(d.guard().Clean(fmt.Sprintf(format, args...)), d.width())))
}

func (d *demo) head(title string) error {
	d.step++
	return d.say("\n%s\n", d.paint("1", fmt.Sprintf("%d. %s", d.step, title)))
}

// takeIn makes the casefile and imports the seed case. Beside the casefile only
// the drafts are laid out as files: what is sealed in it stands nowhere in clear.
func (d *demo) takeIn() error {
	if err := d.layOut("draft-faulty.md", "draft.md"); err != nil {
		return err
	}
	if err := d.initCasefile(d.ctx, d.path("case")); err != nil {
		return err
	}
	source, err := soldiers.Files.ReadFile("casefile.yaml")
	if err != nil {
		return err
	}
	if _, err := d.casefile.Import(d.ctx, "casefile.yaml", source, soldiers.Files.ReadFile, nil); err != nil {
		return err
	}
	s := d.casefile.State()
	protected := 0
	for _, ac := range s.Actors {
		if ac.Protected {
			protected++
		}
	}
	if err := d.head("A casefile: what people told and showed, sealed"); err != nil {
		return err
	}
	return d.say("   %d actors, %d of them protected; %d items of evidence, %d statements, %d claims, %d requests for comment.\n",
		len(s.Actors), protected, len(s.Evidence), len(s.Statements), len(s.Claims), len(s.Requests))
}

func (d *demo) layOut(names ...string) error {
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		return problem.Wrap(err, problem.Unavailable, d.dir, "cannot be made", "choose another directory with --into")
	}
	for _, name := range names {
		source, err := soldiers.Files.ReadFile(name)
		if err != nil {
			return err
		}
		if err := disk.WriteFileAtomic(d.path(name), source, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func (d *demo) board() error {
	c := d.casefile.State().Casefile
	results := corroborate.All(c, corroborate.Options{Now: demoNow})
	for _, id := range record.SortedKeys(results) {
		d.results = append(d.results, results[id])
	}
	if err := d.head("What is established, by independent origin and not by counting"); err != nil {
		return err
	}
	var b strings.Builder
	for piece := range (board{d.app, standing.All(c, results, demoNow), false}).blocks() {
		b.WriteString(piece)
	}
	return d.say("%s", indent(b.String()))
}

func (d *demo) why() error {
	ex, err := corroborate.Explain(d.casefile.State().Casefile, corroborate.Options{Now: demoNow}, "c-sent")
	if err != nil {
		return err
	}
	if err := d.head("Why: the claim that the story stands on"); err != nil {
		return err
	}
	return d.say("%s", indent(ex.String()))
}

// reckoning shows that the numbers and dates agree, and what is said where one
// record is changed.
func (d *demo) reckoning() error {
	found, err := d.casefile.Findings(d.ctx)
	if err != nil {
		return err
	}
	if err := d.head("Numbers and dates against each other"); err != nil {
		return err
	}
	if err := d.say("   As recorded: %s.\n", count(len(found), "finding")); err != nil {
		return err
	}
	d.clash = clashAfter(d.casefile.State(), "c-left-day", "2014-08")
	if err := d.say("   Were the men to have left in August rather than on 12 December:\n"); err != nil {
		return err
	}
	return d.list(d.clash)
}

// clashAfter gives the findings that a changed date would raise; it writes nothing.
func clashAfter(s *view.State, claim record.ID, date record.Time) []record.Finding {
	fork := s.Fork()
	if c := fork.Claims[claim]; c != nil {
		changed := *c
		changed.Time = date
		fork.Claims[claim] = &changed
	}
	return reckon.Findings(fork.Casefile)
}

func (d *demo) list(findings []record.Finding) error {
	for _, f := range findings {
		if err := d.say("   %s %s: %s\n", f.Level, f.Rule, f.Message); err != nil {
			return err
		}
	}
	return nil
}

func (d *demo) check(name string) (pipeline.Checked, error) {
	source, err := soldiers.Files.ReadFile(name)
	if err != nil {
		return pipeline.Checked{}, err
	}
	return d.casefile.Check(d.ctx, name, source, demoNow, record.LevelError)
}

func (d *demo) suppose(s *view.State, name string) (pipeline.Checked, error) {
	source, err := soldiers.Files.ReadFile(name)
	if err != nil {
		return pipeline.Checked{}, err
	}
	return d.casefile.Suppose(d.ctx, s, name, source, demoNow)
}

func (d *demo) faulty() error {
	got, err := d.check("draft-faulty.md")
	if err != nil {
		return err
	}
	d.refused = got.Findings
	if err := d.head("The draft gate, given a draft with the particulars of the published report"); err != nil {
		return err
	}
	if got.Passes() {
		return problem.New(problem.Internal, "demo", "the gate let the faulty draft pass", "please report it")
	}
	var b bytes.Buffer
	if err := check.Text(&b, "draft-faulty.md", got.Report); err != nil {
		return err
	}
	return d.say("%s", indent(b.String()))
}

func (d *demo) mended() error {
	got, err := d.check("draft.md")
	if err != nil {
		return err
	}
	if err := d.head("The mended draft"); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := check.Text(&b, "draft.md", got.Report); err != nil {
		return err
	}
	return d.say("%s", indent(b.String()))
}

func (d *demo) release() error {
	source, err := soldiers.Files.ReadFile("draft.md")
	if err != nil {
		return err
	}
	done, err := d.casefile.Publish(d.ctx, "draft.md", source, demoNow, d.path("release"))
	if err != nil {
		return err
	}
	if err := d.head("The release"); err != nil {
		return err
	}
	if done.Release == nil {
		return problem.New(problem.Internal, "demo", "the gate refused the mended draft", "please report it")
	}
	for _, path := range record.SortedKeys(done.Release.Files) {
		if err := d.say("   %8d bytes  %s\n", len(done.Release.Files[path]), path); err != nil {
			return err
		}
	}
	return nil
}

// seals verifies what was made: the release as any reader could, then the casefile.
func (d *demo) seals() error {
	var err error
	if d.released, err = publish.Verify(os.DirFS(d.path("release")), publish.VerifyOptions{}); err != nil {
		return err
	}
	env, err := d.env()
	if err != nil {
		return err
	}
	if d.verified, err = pipeline.Verify(d.ctx, d.path("case"), env); err != nil {
		return err
	}
	if err := d.head("Verified: the release as any reader can, without casefile or key; then the casefile"); err != nil {
		return err
	}
	var b strings.Builder
	writeRelease(&b, d.released)
	writeVerified(&b, d.verified)
	if err := d.say("%s", indent(b.String())); err != nil {
		return err
	}
	d.found = !d.released.OK || !d.verified.OK
	return nil
}

func (d *demo) summary() any {
	rules := map[string]int{}
	for _, f := range d.refused {
		rules[f.Rule]++
	}
	return struct {
		Case     string               `json:"case"`
		Release  string               `json:"release"`
		Claims   []corroborate.Result `json:"claims"`
		Refused  map[string]int       `json:"refused"` // findings of the faulty draft by rule
		Clash    []record.Finding     `json:"clash"`
		Released publish.Verification `json:"released"`
		Verified pipeline.Verified    `json:"verified"`
	}{d.path("case"), d.path("release"), d.results, rules, slices.Clip(d.clash), d.released, d.verified}
}

func indent(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, l := range lines {
		if l != "" {
			lines[i] = "   " + l
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func writeRelease(w io.Writer, got publish.Verification) {
	fmt.Fprintln(w, verdict(got.OK, "This release holds.", "This release does not hold."))
	for _, p := range got.Problems {
		fmt.Fprintf(w, "  %s: %s: %s\n", p.Kind, p.Where, p.Message)
	}
	for _, s := range got.Proven {
		fmt.Fprintln(w, "  "+s)
	}
}
