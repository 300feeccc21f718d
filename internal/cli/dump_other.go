//go:build !unix

package cli

func noDumps() {}
