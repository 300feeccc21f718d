// Package worker reads outside files in a child process that can be killed:
// this program again, with limits of time, memory and output, without network,
// files or further processes, as far as the system allows (see Confinement). A
// parser that is taken over, runs for ever or eats memory costs one file its
// text and nothing else.
package worker

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
)

// Command is the hidden first argument with which the program is a worker: who
// sees it calls Main and exits with what it returns, before anything else.
const Command = "__worker"

const (
	// baseTime is how long any file may take, and maxTime the largest one; between
	// them a second more for every bytesASecond. A court file of 20,000 scanned
	// pages gets by with it, a bomb of some kilobytes dies soon.
	baseTime     = 30 * time.Second
	maxTime      = 10 * time.Minute
	bytesASecond = 200 << 10
	// baseMemory is what a worker may use, in bytes, before the file counts.
	baseMemory = 1 << 30
	// maxMemory is what it may use for the largest file.
	maxMemory = 3 << 30
)

// Extract reads the text of a file as intake.Extract does. Small plain text is
// read right here, everything that needs a parser in a worker. A file that
// cannot be read is a problem of kind Usage, "could not be read: …", that tells
// nothing of its content; Unavailable: ctx ended, or no worker could be started.
func Extract(ctx context.Context, name string, data []byte, limits intake.Limits) (intake.Result, error) {
	kind := intake.MediaType(name, data)
	switch {
	case int64(len(data)) > limits.Bytes: // no need to look further
	case intake.Locked(kind, data):
		return intake.Result{}, intake.Encrypted.Problem(name)
	case intake.OldOffice(kind):
		return oldOffice(ctx, name, kind, data, limits)
	}
	if intake.InProcess(name, data, limits) {
		return intake.Extract(name, data, limits)
	}
	j := job{command: Command, wall: timeFor(len(data)), memory: memoryFor(len(data))}
	answer, err := j.run(ctx, name, data, limits)
	if err != nil && intake.Picture(kind) && problem.KindOf(err) == problem.Usage {
		return intake.Result{MediaType: kind}, nil // it holds no text that could be missed, and goes without a likeness
	}
	if err != nil {
		return intake.Result{}, err
	}
	if answer.Fault != "" {
		if !answer.Fault.Known() {
			return intake.Result{}, crashed(name)
		}
		return intake.Result{}, answer.Fault.Problem(name)
	}
	return checked(name, data, limits, answer.Result)
}

func memoryFor(size int) int64 { return min(baseMemory+8*int64(size), maxMemory) }

func timeFor(size int) time.Duration {
	return min(baseTime+time.Duration(size/bytesASecond)*time.Second, maxTime)
}

// checked takes over from the worker only what this side can vouch for: it may
// have been made to say anything.
func checked(name string, data []byte, limits intake.Limits, r intake.Result) (intake.Result, error) {
	out := intake.Result{MediaType: intake.MediaType(name, data), Pages: r.Pages}
	if intake.Picture(out.MediaType) {
		out.Pages, out.Likeness = nil, r.Likeness
	}
	if slices.Contains(intake.Extractors(), r.Extractor) {
		out.Extractor = r.Extractor
	}
	out.Particulars = particulars(r.Particulars)
	out.Holds = r.Holds && intake.Message(out.MediaType)
	for _, p := range out.Pages {
		out.Chars += utf8.RuneCountInString(p)
	}
	if len(r.Pages) > max(limits.Pages, 1) || out.Chars > limits.Chars {
		return intake.Result{}, crashed(name)
	}
	title := []rune(strings.Join(strings.Fields(r.Title), " "))
	out.Title = string(title[:min(len(title), 500)])
	return out, nil
}

// Confinement starts a worker, and says what it is held by on this system, of:
// namespaces, rlimits, landlock, seccomp. What the system refuses is missing;
// process and time limits always hold.
func Confinement(ctx context.Context) ([]string, error) {
	j := job{command: Command, wall: baseTime, memory: baseMemory}
	answer, err := j.run(ctx, "", nil, intake.DefaultLimits())
	if err != nil {
		return nil, err
	}
	slices.Sort(answer.Confined)
	return answer.Confined, nil
}

func crashed(name string) error {
	return problem.New(problem.Usage, name, "could not be read: the reader crashed on it",
		"open it in another program and save it anew")
}

func tooLong(name string) error {
	return problem.New(problem.Usage, name, "could not be read: it takes too long", "split it, or save it anew")
}

func tooHungry(name string) error {
	return problem.New(problem.Usage, name, "could not be read: it needs too much memory", "split it, or save it anew")
}

func stopped(name string, err error) error {
	return problem.Wrap(err, problem.Unavailable, name, "reading was stopped before it was done", "run it again")
}

func notStarted(err error) error {
	if err == nil {
		err = errors.New("a worker within a worker")
	}
	return problem.Wrap(err, problem.Unavailable, "", "no process could be started to read files in", "check the limits on processes and memory")
}
