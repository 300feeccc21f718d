package worker

import (
	"context"
	"time"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/redact"
)

// sheetsTime and sheetsMemory are what drawing pages may take beside what reading
// them takes: a page in full colour is 50 times the size of its file.
const (
	sheetsTime   = 2 * time.Minute
	sheetsMemory = 2 << 30
)

// Sheets draws the pages of a document, or a picture, as redact.Read does, in a
// worker. What comes back may be a lie about the file, for package redact to
// survive. A file that cannot be drawn is a problem of kind Usage; Unavailable: ctx
// ended, or no worker could be started.
func Sheets(ctx context.Context, name string, data []byte) ([]redact.Sheet, error) {
	limits := intake.DefaultLimits()
	if int64(len(data)) > limits.Bytes {
		return nil, redact.TooLarge.Problem(name)
	}
	j := job{command: Command, wall: sheetsTime + timeFor(len(data)), memory: sheetsMemory + memoryFor(len(data)), sheets: true}
	out, err := j.run(ctx, name, data, limits)
	switch {
	case err != nil && problem.KindOf(err) == problem.Usage:
		return nil, undrawn(name)
	case err != nil:
		return nil, err
	case out.Refused.Known():
		return nil, out.Refused.Problem(name)
	case len(out.Sheets) == 0 || len(out.Sheets) > redact.MaxPages:
		return nil, undrawn(name)
	}
	return out.Sheets, nil
}

func undrawn(name string) error {
	return problem.New(problem.Usage, name, "it cannot be redacted: drawing it takes too long or too much memory, or crashed the reader",
		"add the pages that matter, printed to a new file")
}
