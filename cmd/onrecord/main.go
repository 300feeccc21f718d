// Command onrecord keeps what people tell and show an investigative desk, works
// out what is established, and lets a story out only when it holds.
package main

import (
	"os"

	"onrecord.dev/onrecord/internal/cli"
)

func main() { os.Exit(cli.Main()) }
