package worker

import (
	"bytes"
	"context"
	"image/png"
	"time"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/redact"
)

const (
	// PagesAtOnce is how many pages a worker is asked to draw: to start it takes
	// seconds, to keep what it drew takes memory.
	PagesAtOnce = 16
	// pageTime is how long a page may take to be drawn.
	pageTime = 10 * time.Second
	// maxDrawn bounds what a worker says of pages: the last one may go over DrawBytes.
	maxDrawn = (intake.DrawBytes + 32<<20) / 3 * 4
)

// Pictures gives pages of a document, or a picture, as PNGs in which letters can be
// read. Fewer pages than asked for may come; ask again for the rest. A page that
// cannot be drawn comes without a PNG. A file that cannot be drawn at all is a
// problem of kind Usage; Unavailable: ctx ended, or no worker could be started.
func Pictures(ctx context.Context, name string, data []byte, pages []int) ([]intake.Drawn, error) {
	if !intake.Paged(intake.MediaType(name, data)) {
		return picture(ctx, name, data)
	}
	pages = pages[:min(len(pages), PagesAtOnce)]
	j := job{command: Command, wall: timeFor(len(data)) + time.Duration(len(pages))*pageTime, memory: sheetsMemory + memoryFor(len(data)), draw: pages}
	out, err := j.run(ctx, name, data, intake.DefaultLimits())
	switch {
	case err != nil:
		return nil, err
	case out.Fault.Known():
		return nil, out.Fault.Problem(name)
	case len(out.Drawn) == 0 || len(out.Drawn) > len(pages):
		return nil, crashed(name)
	}
	for i, d := range out.Drawn {
		if d.Page != pages[i] {
			return nil, crashed(name)
		}
		if d.Blank {
			out.Drawn[i].PNG = nil
		} else if !sound(d.PNG) {
			out.Drawn[i].PNG = nil
		}
	}
	return out.Drawn, nil
}

// mostDrawn is how many pixels a page may have that comes from a worker.
const mostDrawn = 32 << 20

// sound reports whether a worker's PNG says that it is of a size that a page has;
// what it holds only the reader of its pixels looks at, in a cage of its own.
func sound(b []byte) bool {
	c, err := png.DecodeConfig(bytes.NewReader(b))
	return err == nil && c.Width > 0 && c.Height > 0 && c.Width*c.Height <= mostDrawn
}

// picture gives a picture the right way up and in the size in which it is read.
func picture(ctx context.Context, name string, data []byte) ([]intake.Drawn, error) {
	sheets, err := Sheets(ctx, name, data)
	if err != nil && problem.KindOf(err) == problem.Usage {
		return nil, crashed(name)
	}
	if err != nil {
		return nil, err
	}
	img, err := sheets[0].Pixels()
	if err != nil {
		return nil, crashed(name)
	}
	ready, _, err := redact.ToRead(img)
	if err != nil {
		return nil, crashed(name)
	}
	return []intake.Drawn{{Page: 1, PNG: ready}}, nil
}
