package cli

import (
	"fmt"
	"io"
	"net"
	"time"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/web"
)

func (a *app) serveCommand() *cobra.Command {
	var listen string
	cmd := &cobra.Command{
		Use: "serve", Short: "The workbench: the casefile in your browser, on this machine",
		Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.serve(cmd, listen, a.now)
		},
	}
	cmd.Flags().StringVar(&listen, "listen", defaultListen, "answer on that `address` of this machine; port 0 chooses one")
	return cmd
}

const defaultListen = "127.0.0.1:7070"

// serve opens the workbench on the open casefile, until it is interrupted.
func (a *app) serve(cmd *cobra.Command, listen string, now func() time.Time) error {
	if err := web.Loopback(listen); err != nil {
		return err
	}
	on, err := net.Listen("tcp", listen)
	if err != nil {
		return problem.Wrap(err, problem.Unavailable, "--listen", "nothing can answer on this address", "is a workbench open there already? choose another port")
	}
	first := true
	link := func(url string) {
		if !first {
			a.note("That link was used, or tried too often. The next one: %s", url)
			return
		}
		first = false
		_ = a.emit(map[string]string{"url": url}, func(w io.Writer) {
			fmt.Fprintf(w, "The workbench is open. Follow this link, which works once:\n\n  %s\n\nIt locks after %s without use. Ctrl-C ends it.\n", url, "15 minutes")
		})
	}
	return web.Serve(cmd.Context(), on, web.Options{Casefile: a.casefile, Now: now, Clock: a.now, Link: link})
}
