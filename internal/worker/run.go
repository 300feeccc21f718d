package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/redact"
)

// job is one run of a worker.
type job struct {
	command string        // its first argument
	wall    time.Duration // after which it is killed
	memory  int64         // bytes
	sheets  bool          // what is asked for are sheets, not a text
	draw    []int         // what is asked for are these pages as pictures
}

// inWorker is set in a worker's environment, so that a program that does not
// know Command and starts over cannot start workers without end.
const inWorker = "ONRECORD_WORKER"

// maxComplaint is how much of a worker's dying words is looked at, in bytes.
const maxComplaint = 4096

// run starts a worker with as much isolation as the system grants and waits for
// its answer. The parent's clock decides: nothing that runs in the worker can
// keep it alive.
func (j job) run(ctx context.Context, name string, data []byte, limits intake.Limits) (answer, error) {
	if os.Getenv(inWorker) != "" {
		return answer{}, notStarted(nil)
	}
	timed, cancel := context.WithTimeout(ctx, j.wall)
	defer cancel()
	head := request{
		Name: name, Size: int64(len(data)), Limits: limits,
		Memory: j.memory, CPU: 2*int64(j.wall/time.Second) + 1, // two threads compute
		Sheets: j.sheets, Draw: j.draw,
	}
	most := maxAnswer(limits)
	if j.sheets {
		most = redact.MaxAnswer
	}
	if len(j.draw) > 0 {
		most = maxDrawn
	}
	said := &capped{left: most, full: cancel}
	complaint := &capped{left: maxComplaint}
	err := j.start(timed, head, data, said, complaint)
	switch {
	case ctx.Err() != nil:
		return answer{}, stopped(name, ctx.Err())
	case said.over:
		return answer{}, crashed(name)
	case timed.Err() != nil:
		return answer{}, tooLong(name)
	case errors.Is(err, errNotStarted):
		return answer{}, err
	case err != nil && outOfMemory(complaint.kept.String()):
		return answer{}, tooHungry(name)
	case err != nil:
		return answer{}, crashed(name)
	}
	out, err := readAnswer(&said.kept)
	if err != nil {
		return answer{}, crashed(name)
	}
	return out, nil
}

var errNotStarted = errors.New("worker: not started")

// start tries one degree of isolation after the other, strictest first, and
// runs the first that the system lets begin.
func (j job) start(ctx context.Context, head request, data []byte, stdout, stderr io.Writer) error {
	var last error
	for _, iso := range isolations() {
		head.Namespaces = iso.namespaces
		line, err := json.Marshal(head)
		if err != nil {
			return notStarted(err)
		}
		cmd := exec.CommandContext(ctx, self())
		cmd.Args = []string{os.Args[0], j.command}
		cmd.Dir = "/"
		cmd.Env = []string{inWorker + "=1", "GOTRACEBACK=none", "GOMAXPROCS=2"}
		cmd.Stdin = io.MultiReader(bytes.NewReader(append(line, '\n')), bytes.NewReader(data))
		cmd.Stdout, cmd.Stderr = stdout, stderr
		cmd.SysProcAttr = iso.attr
		cmd.Cancel = func() error { return kill(cmd.Process) }
		cmd.WaitDelay = 2 * time.Second
		if last = cmd.Start(); last != nil {
			continue
		}
		return cmd.Wait()
	}
	return errors.Join(errNotStarted, notStarted(last))
}

// outOfMemory knows the words with which the runtime dies of its limit.
func outOfMemory(complaint string) bool {
	for _, words := range []string{"out of memory", "cannot allocate memory", "failed to reserve", "failed to create new OS thread"} {
		if strings.Contains(complaint, words) {
			return true
		}
	}
	return false
}

// capped keeps what comes up to a limit; what comes then ends the worker.
type capped struct {
	kept bytes.Buffer // not embedded: its ReadFrom would go round the limit
	left int64
	over bool
	full func() // nil: throw the rest away
}

func (c *capped) Write(b []byte) (int, error) {
	n := min(int64(len(b)), c.left)
	c.left -= n
	c.kept.Write(b[:n])
	if n < int64(len(b)) && c.full != nil {
		c.over = true
		c.full()
	}
	return len(b), nil
}
