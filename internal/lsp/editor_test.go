package lsp

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/vault"
)

// A real editor, where there is one: Neovim without a screen (0.7 or later).
func TestNeovim(t *testing.T) {
	nvim, err := exec.LookPath("nvim")
	if err != nil {
		t.Skip("skipped: there is no Neovim here (Debian: apt-get install neovim)")
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "onrecord")
	if out, err := exec.Command("go", "build", "-o", bin, "onrecord.dev/onrecord/cmd/onrecord").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	_, key, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	env := append(os.Environ(), "ONRECORD_IDENTITY_FILE="+write("identity", string(key)), "ONRECORD="+bin, "CASE="+filepath.Join(dir, "case"),
		"DRAFT="+write("draft.md", "# Head\n\nThey left [@c-1].\n\nNobody wanted it.\n"), "XDG_CONFIG_HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_STATE_HOME="+dir, "XDG_CACHE_HOME="+dir)
	for _, args := range [][]string{{"init", "case"}, {"-C", "case", "import", write("case.yaml", small)}} {
		cmd := exec.Command(bin, args...)
		cmd.Dir, cmd.Env = dir, env
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	script, err := filepath.Abs("testdata/editor.lua")
	if err != nil {
		t.Fatal(err)
	}
	within, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(within, nvim, "--headless", "--clean", "-n", "-c", "luafile "+script)
	cmd.Dir, cmd.Env = dir, env
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("nvim: %v\n%s", err, out)
	}
	got := map[string]string{}
	for line := range strings.Lines(string(out)) {
		key, value, _ := strings.Cut(strings.TrimRight(line, "\r\n"), "=")
		got[key] = value
	}
	for key, want := range map[string]string{
		"first":    "3:1:overstated 5:1:uncited",
		"complete": "c-1",
		"line":     "Nobody wanted it [@none].",
		"mended":   "3:1:overstated",
		"typed":    "3:1:overstated 5:1:uncited",
	} {
		if got[key] != want {
			t.Errorf("%s: %q, want %q", key, got[key], want)
		}
	}
	if h := got["hover"]; !strings.Contains(h, "**claim c-1** The men left") || !strings.Contains(h, "single-source") {
		t.Errorf("hover: %q", h)
	}
}
