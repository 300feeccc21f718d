package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// notTried are commands that the list leaves out, and why.
var notTried = map[string]string{
	"help":  "says what the program says of itself",
	"lsp":   "a conversation of its own: editorHears",
	"demo":  "a casefile of its own, with other names: TestNothingComesOutOfTheDemo",
	"serve": "answers a browser until it is stopped: TestNoPageTells of internal/web",
}

// everyCommand asks the program for its commands, as a shell does to complete one.
func everyCommand(t *testing.T, root string, words ...string) (all []string) {
	t.Helper()
	cmd := exec.Command("onrecord", append(append([]string{"__complete"}, words...), "")...)
	cmd.Dir, cmd.Env = root, append(os.Environ(), "HOME="+root)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		name, _, named := strings.Cut(line, "\t")
		if !named || len(words) > 0 && words[len(words)-1] == "help" {
			continue
		}
		path := append(slices.Clone(words), name)
		if sub := everyCommand(t, root, path...); len(sub) > 0 {
			all = append(all, sub...)
		} else {
			all = append(all, strings.Join(path, " "))
		}
	}
	return all
}

// A new command is listed, or it is said why not.
func TestEveryCommandIsTried(t *testing.T) {
	all := everyCommand(t, t.TempDir())
	if len(all) < 40 || !slices.Contains(all, "source burn") {
		t.Fatalf("these are not all commands: %v", all)
	}
	for _, name := range all {
		tried := strings.Contains(commands, " "+name+"\n") || strings.Contains(commands, " "+name+" ")
		if _, left := notTried[name]; tried == left {
			t.Errorf("onrecord %s: tried %v, left out %v; list it in the commands that are searched for protected strings", name, tried, left)
		}
	}
}

func TestNothingComesOutOfTheDemo(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, dir := range []string{"case", "tmp"} {
		if err := os.Mkdir(filepath.Join(root, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	names := []string{"Kurmoyartsev", "Курмоярцев", "Zhikhartsov", "Жихарцов", "Bugaryonok", "Бугарёнок", "Cherepen", "Черепень", "Shevyrdov", "Шевырдов", "kurmoyartsev@example.org", "7700 900143", "7700900143"}
	for _, args := range [][]string{{"demo", "--into", "../demo"}, {"--json", "demo", "--into", "../again"}} {
		out, ok := runIn(t, root, args)
		if !ok {
			t.Fatalf("%v: %s", args, out)
		}
		nothingOf(t, names, strings.Join(args, " "), out)
	}
	nothingOnDisk(t, root, names)
}

// editorHears opens drafts in the language server as an editor does, asks at every
// place all that it answers, and gives whatever it said.
func editorHears(t *testing.T, root string, drafts ...string) []byte {
	t.Helper()
	cmd := exec.Command("onrecord", "lsp")
	cmd.Dir, cmd.Env = filepath.Join(root, "case"), environment(root)
	var said heard
	cmd.Stdout, cmd.Stderr = &said, &said
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	id := 0
	send := func(method string, params any) {
		id++
		m := map[string]any{"jsonrpc": "2.0", "method": method, "params": params}
		if !strings.Contains(method, "/did") && method != "initialized" && method != "exit" {
			m["id"] = id
		}
		body, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(in, "Content-Length: %d\r\n\r\n%s", len(body), body)
	}
	answered := func(n int) {
		for end := time.Now().Add(time.Minute); !said.holds(fmt.Sprintf(`"id":%d`, n)); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("no answer %d:\n%s", n, said.all())
			}
		}
	}
	send("initialize", map[string]any{"capabilities": map[string]any{"textDocument": map[string]any{"hover": map[string]any{"contentFormat": []string{"markdown"}}, "documentSymbol": map[string]any{"hierarchicalDocumentSymbolSupport": true}}}})
	send("initialized", map[string]any{})
	for _, path := range drafts {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		document := map[string]any{"uri": (&url.URL{Scheme: "file", Path: path}).String(), "languageId": "markdown", "version": 1, "text": string(raw)}
		send("textDocument/didOpen", map[string]any{"textDocument": document})
		var places []map[string]int
		for line, text := range strings.Split(string(raw), "\n") {
			for c := 0; c <= len([]rune(text)); c += 3 {
				places = append(places, map[string]int{"line": line, "character": c})
			}
		}
		send("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": document["uri"], "version": 2}, "contentChanges": []any{map[string]any{"range": map[string]any{"start": places[len(places)-1], "end": places[len(places)-1]}, "text": "\n# Quagmirov\n\n[@quag"}}})
		for _, at := range append(places, map[string]int{"line": places[len(places)-1]["line"] + 3, "character": 6}) {
			for _, ask := range []string{"hover", "completion"} {
				send("textDocument/"+ask, map[string]any{"textDocument": document, "position": at})
			}
			send("textDocument/codeAction", map[string]any{"textDocument": document, "range": map[string]any{"start": map[string]int{}, "end": at}, "context": map[string]any{"diagnostics": []any{}}})
			answered(id) // the server reads no faster than it answers
		}
		send("textDocument/documentSymbol", map[string]any{"textDocument": document})
		send("textDocument/quagmirov", map[string]any{"textDocument": document})
		send("textDocument/didSave", map[string]any{"textDocument": document})
		for end := time.Now().Add(time.Minute); !said.holds(`"method":"textDocument/publishDiagnostics"`) && !said.holds("window/showMessage"); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatal("no findings came")
			}
		}
		send("textDocument/didClose", map[string]any{"textDocument": document})
	}
	send("shutdown", nil)
	answered(id)
	send("exit", nil)
	if err := cmd.Wait(); err != nil {
		t.Errorf("lsp: %v", err)
	}
	return said.all()
}

// heard is what a program said so far.
type heard struct {
	mu sync.Mutex
	b  bytes.Buffer
}

var _ io.Writer = (*heard)(nil)

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.Write(p)
}

func (h *heard) all() []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	return bytes.Clone(h.b.Bytes())
}

func (h *heard) holds(what string) bool { return bytes.Contains(h.all(), []byte(what)) }
