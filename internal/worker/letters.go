package worker

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/redact"
)

const (
	// lettersTime is how long the letters of one page may take.
	lettersTime = 2 * time.Minute
	// lettersMost is what a page's letters may take in the program's own form, in bytes.
	lettersMost = 32 << 20
	// pixelsWord is the second argument of a worker that becomes the reader of pixels.
	pixelsWord = "pixels"
)

// alphabets are the languages in which pixels are read, all at once: read in the
// wrong script, a word comes out as nonsense.
var alphabets = []string{"eng", "rus", "ukr", "ara"}

// Reader reads letters from pixels with tesseract, an outside program in a cage of
// its own. The zero Reader reads nothing.
type Reader struct{ program, languages string }

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
	return Reader{path, strings.Join(have, "+")}
}

// Can reports whether there is a program to read with.
func (r Reader) Can() bool { return r.program != "" }

// Letters reads a picture in PNG; places are in its pixels. Sparse is for pictures
// whose writing is no page. It fails where the program does.
func (r Reader) Letters(ctx context.Context, png []byte, sparse bool) (redact.Words, error) {
	layout := "3" // tesseract's numbers: a page, and as much text as can be found
	if sparse {
		layout = "11"
	}
	if os.Getenv(inWorker) != "" {
		return redact.Words{}, notStarted(nil)
	}
	timed, cancel := context.WithTimeout(ctx, lettersTime)
	defer cancel()
	said := &capped{left: lettersMost, full: cancel}
	var last error
	for _, iso := range isolations() {
		cmd := exec.CommandContext(timed, self())
		cmd.Args = []string{os.Args[0], Command, pixelsWord, r.program, r.languages, layout}
		cmd.Dir = "/"
		cmd.Env = []string{inWorker + "=1", "GOTRACEBACK=none", "OMP_THREAD_LIMIT=1", "LC_ALL=C"}
		cmd.Stdin = bytes.NewReader(png)
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
			return redact.Words{}, stopped("", ctx.Err())
		case last != nil || said.over:
			return redact.Words{}, errors.Join(errUnread, last)
		}
		return redact.ReadTable(said.kept.Bytes())
	}
	return redact.Words{}, notStarted(last)
}

var errUnread = problem.New(problem.Unavailable, "", "tesseract could not read a page", "try tesseract by itself; is one of its languages damaged?")
