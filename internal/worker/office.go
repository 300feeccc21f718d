package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/redact"
)

const (
	// officeTime is how long an office program may take for one document.
	officeTime = 2 * time.Minute
	// officeMost is how large a document, or the pages made of it, may be, in bytes.
	officeMost = 128 << 20
	// officeWord is the second argument of a worker that keeps an office program.
	officeWord = "office"
	// officeRoom is how many bytes the private directory holds.
	officeRoom = 1 << 30
)

// Pages are an office file as its pages stand, in PDF, and what is in none of them.
type Pages struct {
	PDF  []byte
	Left redact.LeftOut
}

// officeRequest goes to the child as one line of JSON; the file's bytes follow.
type officeRequest struct {
	Program    string        `json:"program"` // soffice.bin
	Kind       redact.Office `json:"kind"`
	Size       int64         `json:"size"`
	Dir        string        `json:"dir"`        // private and empty, or to be made so
	Namespaces bool          `json:"namespaces"` // the process was started in its own, and may mount
}

// officeAnswer comes back as one JSON document.
type officeAnswer struct {
	PDF     []byte         `json:"pdf,omitempty"`
	Left    redact.LeftOut `json:"left"`
	Refused redact.Fault   `json:"refused,omitempty"`
	Failed  bool           `json:"failed,omitempty"` // LibreOffice made nothing of it
	Loose   bool           `json:"loose,omitempty"`  // the walls did not hold, and nothing was opened
}

// findOffice looks for LibreOffice; "" where there is none.
func findOffice() string {
	for _, name := range []string{"soffice", "libreoffice"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if path, err = filepath.EvalSymlinks(path); err != nil {
			continue
		}
		program := filepath.Join(filepath.Dir(path), "soffice.bin") // the program itself: the others are scripts around it
		if info, err := os.Stat(program); err == nil && info.Mode().IsRegular() {
			return program
		}
	}
	return ""
}

// Flatten turns an office file into pages with LibreOffice, in a cage of its own: no
// network, no files but its own and the system's, a private directory in memory, a
// limit of time and memory, and all of its processes are killed together. Of kind
// Usage: the file cannot be turned into pages; Unavailable: LibreOffice is missing, or
// this system has no walls to keep it in. Then nothing was opened.
func Flatten(ctx context.Context, name string, kind redact.Office, data []byte) (Pages, error) {
	program := findOffice()
	switch {
	case len(data) > officeMost:
		return Pages{}, redact.TooLarge.Problem(name)
	case program == "":
		return Pages{}, problem.New(problem.Unavailable, name, "LibreOffice is needed to make pages of it, and is not here",
			"install it (Debian, Ubuntu: libreoffice-writer-nogui, libreoffice-calc-nogui, libreoffice-impress-nogui), or print the file to a PDF and add that")
	case os.Getenv(inWorker) != "":
		return Pages{}, notStarted(nil)
	}
	timed, cancel := context.WithTimeout(ctx, officeTime)
	defer cancel()
	said := &capped{left: officeMost/3*4 + 1<<20, full: cancel}
	err := startOffice(timed, officeRequest{Program: program, Kind: kind, Size: int64(len(data))}, data, said)
	var out officeAnswer
	switch {
	case ctx.Err() != nil:
		return Pages{}, stopped(name, ctx.Err())
	case errors.Is(err, errNotStarted):
		return Pages{}, err
	case err != nil || said.over || json.Unmarshal(said.kept.Bytes(), &out) != nil:
		return Pages{}, unpaged(name)
	case out.Loose:
		return Pages{}, problem.New(problem.Unavailable, name, "LibreOffice was not started: this system cannot keep it from the network and from your files",
			"it takes Linux with landlock or user namespaces; or print the file to a PDF elsewhere and add that")
	case out.Refused.Known():
		return Pages{}, out.Refused.Problem(name)
	case !bytes.HasPrefix(out.PDF, []byte("%PDF-")):
		return Pages{}, unpaged(name)
	}
	return Pages{out.PDF, out.Left}, nil
}

// startOffice runs the child in the strictest isolation that the system grants.
func startOffice(ctx context.Context, head officeRequest, data []byte, said io.Writer) error {
	var last error
	for _, iso := range officeIsolations() {
		var begun bool
		if begun, last = inOffice(ctx, iso, head, data, said); begun {
			return last
		}
	}
	return errors.Join(errNotStarted, notStarted(last))
}

// inOffice runs it in one of them, and tells whether the system let it begin.
func inOffice(ctx context.Context, iso isolation, head officeRequest, data []byte, said io.Writer) (begun bool, err error) {
	head.Namespaces, head.Dir = iso.namespaces, pipesDir // over which it puts a directory that is gone when it ends
	if !iso.namespaces {
		if head.Dir, err = privateDir(); err != nil {
			return false, err
		}
		defer os.RemoveAll(head.Dir)
	}
	line, err := json.Marshal(head)
	if err != nil {
		return false, err
	}
	cmd := exec.CommandContext(ctx, self())
	cmd.Args = []string{os.Args[0], Command, officeWord}
	cmd.Dir = "/"
	cmd.Env = []string{inWorker + "=1", "GOTRACEBACK=none", "GOMAXPROCS=1"}
	cmd.Stdin = io.MultiReader(bytes.NewReader(append(line, '\n')), bytes.NewReader(data))
	cmd.Stdout = said
	cmd.SysProcAttr = iso.attr
	cmd.Cancel = func() error { return kill(cmd.Process) }
	cmd.WaitDelay = 2 * time.Second
	if err := cmd.Start(); err != nil {
		return false, err
	}
	err = cmd.Wait()
	killGroup(cmd.Process.Pid) // what it started, where there is no namespace to die with it
	return true, err
}

func unpaged(name string) error {
	return problem.New(problem.Usage, name, "it cannot be redacted: LibreOffice makes no pages of it, takes too long or needs too much memory",
		"print it to a PDF in the program that it comes from, and add that")
}
