package pipeline

import (
	"context"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/intake"
)

// texts reads pages, some beside each other: the reader of pixels uses one
// processor each. Where the context ends those count that were read.
func (p *pixels) texts(ctx context.Context, drawn []intake.Drawn) error {
	type work struct {
		intake.Drawn
		seen seenPage
		err  error
	}
	row := beside.Row[work]{
		Size: 1,
		Work: func(w *work) {
			w.seen.page = w.Page
			if w.Blank {
				return
			}
			if len(w.PNG) == 0 {
				w.seen.reason = "it could not be drawn"
				return
			}
			w.seen.text, w.err = p.Text(ctx, w.PNG)
			if w.err != nil && ctx.Err() == nil {
				w.seen.reason = "tesseract could not read it"
			}
		},
		Take: func(w work) error {
			if ctx.Err() != nil && w.err != nil {
				return w.err
			}
			if p.take(w.seen); p.due() {
				return p.store(ctx)
			}
			return nil
		},
	}
	var err error
	for _, d := range drawn {
		if err = row.Add(work{Drawn: d}); err != nil {
			break
		}
	}
	if done := row.Finish(); err == nil {
		err = done
	}
	return err
}
