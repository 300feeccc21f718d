package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/pipeline"
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use: "init [DIR]", Short: "Make a new casefile and, where needed, an identity",
		Args: args(0, 1, "one directory at most"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			switch {
			case len(args) == 1:
				dir = args[0]
			case a.dir != "":
				dir = a.dir
			}
			if err := a.initCasefile(cmd.Context(), dir); err != nil {
				return err
			}
			out := struct {
				Casefile string `json:"casefile"`
				Member   string `json:"member"`
			}{a.casefile.Path(), string(a.casefile.Me().ID)}
			return a.emit(out, func(w io.Writer) {
				fmt.Fprintf(w, "A new casefile: %s\nYou are its owner. Next: onrecord -C %s import FILE, or add PATH.\n", out.Casefile, dir)
			})
		},
	}
}

func (a *app) initCasefile(ctx context.Context, dir string) error {
	if err := pipeline.CanInit(dir); err != nil {
		return err
	}
	id, err := a.makeIdentity()
	if err != nil {
		return err
	}
	env := pipeline.System(id)
	env.Clock = a.now
	a.casefile, err = pipeline.Init(ctx, dir, env)
	return err
}
