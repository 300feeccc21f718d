package lsp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	soldiers "onrecord.dev/onrecord/examples/soldiers-2015"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/vault"
	"onrecord.dev/onrecord/internal/worker"
)

// TestMain lets the test program serve as a reader of files.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == worker.Command {
		os.Exit(worker.Main(os.Stdin, os.Stdout))
	}
	code := m.Run()
	if seed.dir != "" {
		_ = os.RemoveAll(seed.dir)
	}
	os.Exit(code)
}

var (
	ctx  = context.Background()
	noon = time.Date(2015, 5, 10, 12, 0, 0, 0, time.UTC)
)

// canaries are protected strings of the seed case.
var canaries = []string{"Курмоярцев", "Kurmoyartsev", "kurmoyartsev@example.org", "Zhikhartsov", "Bugaryonok", "Cherepen", "Шевырдов", "7700 900143", "7700%20900143", "7700900143"}

// seed is the seed case, made once for the tests that only read it.
var seed struct {
	once sync.Once
	dir  string
	env  pipeline.Env
	err  error
}

func seedCase(t testing.TB) (dir string, env pipeline.Env) {
	t.Helper()
	seed.once.Do(func() {
		if seed.dir, seed.err = os.MkdirTemp("", "onrecord-lsp"); seed.err != nil {
			return
		}
		seed.env, seed.err = makeCase(filepath.Join(seed.dir, "case"), readSeed("casefile.yaml"))
	})
	if seed.err != nil {
		t.Fatal(seed.err)
	}
	return filepath.Join(seed.dir, "case"), seed.env
}

func makeCase(dir, doc string) (pipeline.Env, error) {
	id, _, err := vault.NewIdentity()
	if err != nil {
		return pipeline.Env{}, err
	}
	env := pipeline.System(id)
	c, err := pipeline.Init(ctx, dir, env)
	if err != nil {
		return env, err
	}
	defer c.Close()
	_, err = c.Import(ctx, "casefile.yaml", []byte(doc), soldiers.Files.ReadFile, nil)
	return env, err
}

func readSeed(name string) string {
	b, err := soldiers.Files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// client is the editor's side of a session.
type client struct {
	t       testing.TB
	in      *io.PipeWriter
	replies chan reply
	notices chan reply
	ended   chan bool // as Serve said
	mu      sync.Mutex
	all     bytes.Buffer // all that the server sent
	id      int
	banned  []string
}

type reply struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func begin(t testing.TB, dir string, env pipeline.Env) *client {
	return beginWith(t, Options{Now: func() time.Time { return noon }, LookEvery: 20 * time.Millisecond,
		Open: func(ctx context.Context, _ string) (*pipeline.Casefile, error) { return pipeline.Open(ctx, dir, env) }})
}

func beginWith(t testing.TB, o Options) *client {
	t.Helper()
	r, w := io.Pipe()
	back, out := io.Pipe()
	c := &client{t: t, in: w, replies: make(chan reply, 1000), notices: make(chan reply, 1000), ended: make(chan bool, 1), banned: canaries}
	go func() {
		clean, err := Serve(ctx, r, out, o)
		if err != nil {
			clean = false
		}
		_ = r.CloseWithError(io.EOF)
		_ = out.Close()
		c.ended <- clean
		close(c.ended)
	}()
	go func() {
		f := newFrames(back)
		for {
			body, err := f.next()
			if err != nil {
				close(c.replies)
				close(c.notices)
				return
			}
			c.mu.Lock()
			c.all.Write(body)
			c.mu.Unlock()
			var m reply
			if err := json.Unmarshal(body, &m); err != nil {
				t.Errorf("the server sent no JSON: %v", err)
			}
			if m.Method != "" {
				c.notices <- m
			} else {
				c.replies <- m
			}
		}
	}()
	t.Cleanup(c.clean)
	return c
}

// clean closes the session and looks for canaries in all that was said.
func (c *client) clean() {
	_ = c.in.Close()
	for range c.ended { // the casefile is closed before another test opens it
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, secret := range c.banned {
		if bytes.Contains(bytes.ToLower(c.all.Bytes()), bytes.ToLower([]byte(secret))) {
			c.t.Errorf("a protected string left the server: %s", secret)
		}
	}
}

func (c *client) raw(s string) {
	c.t.Helper()
	if _, err := io.WriteString(c.in, s); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) send(m map[string]any) {
	c.t.Helper()
	m["jsonrpc"] = "2.0"
	b, err := json.Marshal(m)
	if err != nil {
		c.t.Fatal(err)
	}
	c.raw(fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(b), b))
}

func (c *client) notify(method string, params any) {
	c.t.Helper()
	c.send(map[string]any{"method": method, "params": params})
}

// ask sends a request and gives the answer to it.
func (c *client) ask(method string, params any) reply {
	c.t.Helper()
	c.id++
	c.send(map[string]any{"id": c.id, "method": method, "params": params})
	r := c.next(c.replies)
	if string(r.ID) != fmt.Sprint(c.id) {
		c.t.Fatalf("%s: answer %s, want %d", method, r.ID, c.id)
	}
	return r
}

func (c *client) next(from chan reply) reply {
	c.t.Helper()
	select {
	case r, ok := <-from:
		if !ok {
			c.t.Fatal("the server is gone")
		}
		return r
	case <-time.After(30 * time.Second):
		c.t.Fatal("the server says nothing")
	}
	return reply{}
}

func as[T any](t testing.TB, raw json.RawMessage) (out T) {
	t.Helper()
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatalf("%v: %s", err, raw)
	}
	return out
}

type object = map[string]any

// start does the handshake. More goes into the capabilities.
func (c *client) start(encodings ...string) *client {
	c.t.Helper()
	r := c.ask("initialize", object{"processId": nil, "rootUri": nil, "capabilities": object{
		"general": object{"positionEncodings": encodings},
		"textDocument": object{"publishDiagnostics": object{"relatedInformation": true},
			"documentSymbol": object{"hierarchicalDocumentSymbolSupport": true}}}})
	if r.Error != nil {
		c.t.Fatal(r.Error.Message)
	}
	c.notify("initialized", object{})
	return c
}

func (c *client) open(uri, text string) {
	c.t.Helper()
	c.notify("textDocument/didOpen", object{"textDocument": object{"uri": uri, "languageId": "markdown", "version": 1, "text": text}})
}

func (c *client) change(uri string, version int, changes ...object) {
	c.t.Helper()
	c.notify("textDocument/didChange", object{"textDocument": object{"uri": uri, "version": version}, "contentChanges": changes})
}

func (c *client) put(uri string, version, line, char int, text string) {
	c.t.Helper()
	at := object{"line": line, "character": char}
	c.change(uri, version, object{"range": object{"start": at, "end": at}, "text": text})
}

// shown is a diagnostic as the client reads it.
type shown struct {
	Range    span
	Severity int
	Code     string
	Message  string
	Related  []struct {
		Location struct{ Range span }
		Message  string
	} `json:"relatedInformation"`
}

// findings waits for the diagnostics of a version of a document.
func (c *client) findings(uri string, version int) []shown {
	c.t.Helper()
	for {
		n := c.next(c.notices)
		if n.Method != "textDocument/publishDiagnostics" {
			continue
		}
		p := as[struct {
			URI         string
			Version     int
			Diagnostics []shown
		}](c.t, n.Params)
		if p.URI == uri && p.Version == version {
			return p.Diagnostics
		}
	}
}

// message waits for a line to the person at the editor.
func (c *client) message() string {
	c.t.Helper()
	for {
		if n := c.next(c.notices); n.Method == "window/showMessage" {
			return as[struct{ Message string }](c.t, n.Params).Message
		}
	}
}

func codes(list []shown) (out []string) {
	for _, d := range list {
		out = append(out, d.Code)
	}
	return out
}

func at(uri string, line, char int) object {
	return object{"textDocument": object{"uri": uri}, "position": object{"line": line, "character": char}}
}

// lineOf finds a text in a draft: its line and column in UTF-16, right behind its first letter.
func lineOf(t testing.TB, draft, text string) (line, char int) {
	t.Helper()
	i := strings.Index(draft, text)
	if i < 0 {
		t.Fatalf("%q is not in the draft", text)
	}
	p := newText(draft).position(i, utf16s)
	return p.Line, p.Character
}
