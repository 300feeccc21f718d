package cli

import (
	"context"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/lsp"
	"onrecord.dev/onrecord/internal/pipeline"
)

func (a *app) lspCommand() *cobra.Command {
	return &cobra.Command{
		Use: "lsp", Short: "The draft gate in your editor: a language server on stdin and stdout",
		Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			a.terminal = false // stdin is the editor's: nobody can be asked for a passphrase
			clean, err := lsp.Serve(cmd.Context(), a.stdin, a.stdout, lsp.Options{Version: Version, Open: a.openFor, Now: a.now})
			a.found = !clean && err == nil
			return err
		},
	}
}

// openFor opens the casefile for an editor: the one that -C names, else the one at
// or above the directory where the editor works, or where it was started.
func (a *app) openFor(ctx context.Context, dir string) (*pipeline.Casefile, error) {
	var err error
	switch {
	case a.dir != "":
		dir = a.dir
	case dir == "":
		dir, err = a.casefileDir()
	default:
		if found, ferr := disk.Find(dir); ferr == nil {
			dir = found
		} else {
			dir, err = a.casefileDir()
		}
	}
	if err != nil {
		return nil, err
	}
	env, err := a.env()
	if err != nil {
		return nil, err
	}
	c, err := pipeline.Open(ctx, dir, env)
	if err == nil {
		spare()
	}
	return c, err
}

// spare lets some memory fill up between collections of what is no longer used: a
// keystroke leaves megabytes behind, and should not wait for them to be taken away.
func spare() {
	const room = 128 << 20
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetGCPercent(max(100, int(room*100/max(m.HeapAlloc, 1))))
}
