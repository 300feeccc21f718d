package worker

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/redact"
)

const (
	// lettersTime is how long the letters of one page may take.
	lettersTime = 2 * time.Minute
	// lettersMost is what a page's letters may take in the program's own form, in bytes.
	lettersMost = 32 << 20
	// cageWord is the second argument of a worker that becomes an outside program.
	cageWord = "cage"
)

// alphabets are the languages in which pixels are read, all at once: read in the
// wrong script, a word comes out as nonsense.
var alphabets = []string{"eng", "rus", "ukr", "ara"}

// Reader reads letters from pixels with tesseract, an outside program in a cage of
// its own. The zero Reader reads nothing.
type Reader struct {
	program, languages string
	version            string // as the program tells it: "5.3.0"
}

// FindReader looks for tesseract and its languages; the zero Reader where there is
// none or it knows none of ours.
func FindReader(ctx context.Context) Reader {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return Reader{}
	}
	ctx, cancel := context.WithTimeout(ctx, baseTime)
	defer cancel()
	said, err := exec.CommandContext(ctx, path, "--list-langs").Output()
	if err != nil {
		return Reader{}
	}
	known := strings.Fields(string(said))
	var have []string
	for _, l := range alphabets {
		if slices.Contains(known, l) {
			have = append(have, l)
		}
	}
	if len(have) == 0 {
		return Reader{}
	}
	return Reader{path, strings.Join(have, "+"), version(ctx, path)}
}

// version asks the program for its version; "" where it does not say.
func version(ctx context.Context, path string) string {
	said, err := exec.CommandContext(ctx, path, "--version").Output()
	words := strings.Fields(string(said))
	if err != nil || len(words) < 2 || len(words[1]) > 40 {
		return ""
	}
	return words[1]
}

// Tool names the program with its version.
func (r Reader) Tool() string { return strings.TrimSpace("tesseract " + r.version) }

// Languages are those that it reads, in tesseract's words, all at once.
func (r Reader) Languages() []string { return strings.Split(r.languages, "+") }

// Can reports whether there is a program to read with.
func (r Reader) Can() bool { return r.program != "" }

// Letters reads a picture in PNG; places are in its pixels. Sparse is for pictures
// whose writing is no page. It fails where the program does.
func (r Reader) Letters(ctx context.Context, png []byte, sparse bool) (redact.Words, error) {
	layout := asPage
	if sparse {
		layout = asSparse
	}
	said, err := r.table(ctx, png, layout)
	if err != nil {
		return redact.Words{}, err
	}
	return redact.ReadTable(said)
}

// Text reads the text of a picture in PNG in the order in which a person would; as
// a page, and where that gives none, wherever there is writing.
func (r Reader) Text(ctx context.Context, png []byte) (string, error) {
	for _, layout := range []string{asPage, asSparse} {
		said, err := r.table(ctx, png, layout)
		if text := intake.TableText(said); err != nil || text != "" {
			return text, err
		}
	}
	return "", nil
}

// Tesseract's numbers for a page, and for as much text as can be found.
const (
	asPage   = "3"
	asSparse = "11"
)

// table gives what the program writes of a picture.
func (r Reader) table(ctx context.Context, png []byte, layout string) ([]byte, error) {
	return caged(ctx, bytes.NewReader(png), lettersMost, errUnread, r.program, "stdin", "stdout", "-l", r.languages, "--psm", layout, "--dpi", "300", "tsv")
}

// caged runs an outside program in a cage of its own on what stands on stdin, and
// gives what it says, most bytes of it. Its failure is the error failed.
func caged(ctx context.Context, stdin io.Reader, most int64, failed error, program string, args ...string) ([]byte, error) {
	if os.Getenv(inWorker) != "" {
		return nil, notStarted(nil)
	}
	timed, cancel := context.WithTimeout(ctx, lettersTime)
	defer cancel()
	said := &capped{left: most, full: cancel}
	var last error
	for _, iso := range isolations() {
		cmd := exec.CommandContext(timed, self())
		cmd.Args = append([]string{os.Args[0], Command, cageWord, program}, args...)
		cmd.Dir = "/"
		cmd.Env = []string{inWorker + "=1", "GOTRACEBACK=none", "OMP_THREAD_LIMIT=1", "LC_ALL=C"}
		cmd.Stdin = stdin
		cmd.Stdout = said
		cmd.SysProcAttr = iso.attr
		cmd.Cancel = func() error { return kill(cmd.Process) }
		cmd.WaitDelay = 2 * time.Second
		if last = cmd.Start(); last != nil {
			continue
		}
		last = cmd.Wait()
		switch {
		case ctx.Err() != nil:
			return nil, stopped("", ctx.Err())
		case last != nil || said.over:
			return nil, errors.Join(failed, last)
		}
		return said.kept.Bytes(), nil
	}
	return nil, notStarted(last)
}

var errUnread = problem.New(problem.Unavailable, "", "tesseract could not read a page", "try tesseract by itself; is one of its languages damaged?")
