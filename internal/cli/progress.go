package cli

import (
	"github.com/schollz/progressbar/v3"
)

// bar is a progress bar on stderr, or nothing where stderr is no terminal.
type bar struct{ p *progressbar.ProgressBar }

func (a *app) progress(what string) *bar {
	if !a.terminal || a.plain || a.json {
		return &bar{}
	}
	return &bar{progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetDescription(what), progressbar.OptionSetWidth(30),
		progressbar.OptionClearOnFinish(), progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true))}
}

func (b *bar) set(done, of int) {
	if b.p == nil {
		return
	}
	b.p.ChangeMax(of)
	_ = b.p.Set(done)
}

func (b *bar) done() {
	if b.p != nil {
		_ = b.p.Finish()
	}
}
