// Command keystroke measures how long `onrecord lsp` takes from a keystroke to the
// findings that follow from it: over its real protocol, with the seed case and a
// long draft made of its own, sound and faulty, paragraphs.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	soldiers "onrecord.dev/onrecord/examples/soldiers-2015"
)

func main() {
	words := flag.Int("words", 5000, "of the draft")
	keys := flag.Int("keys", 2000, "keystrokes measured")
	every := flag.Duration("every", 100*time.Millisecond, "pause between the findings and the next keystroke")
	incidents := flag.Int("incidents", 0, "instead of the seed case an archive of so many incidents, three claims each")
	flag.Parse()
	if err := run(*words, *keys, *incidents, *every); err != nil {
		fmt.Fprintln(os.Stderr, "keystroke:", err)
		os.Exit(1)
	}
}

func run(words, keys, incidents int, every time.Duration) error {
	dir, err := os.MkdirTemp("", "onrecord-keystroke-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "onrecord")
	document := filepath.Join(dir, "in", "casefile.yaml")
	if err := os.CopyFS(filepath.Join(dir, "in"), soldiers.Files); err != nil {
		return err
	}
	steps := [][]string{{"go", "build", "-o", program, "./cmd/onrecord"}}
	if incidents > 0 {
		document = filepath.Join(dir, "archive.json")
		steps = append(steps, []string{"go", "run", "./bench/corroborate", "-incidents", strconv.Itoa(incidents), "-document", document})
	}
	steps = append(steps, []string{program, "init", filepath.Join(dir, "case")}, []string{program, "-C", filepath.Join(dir, "case"), "import", document})
	env := append(os.Environ(), "ONRECORD_IDENTITY_FILE="+filepath.Join(dir, "identity"))
	for _, s := range steps {
		cmd := exec.Command(s[0], s[1:]...)
		cmd.Env, cmd.Stderr = env, io.Discard
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("%s: %w", strings.Join(s[:2], " "), err)
		}
	}
	cmd := exec.Command(program, "-C", filepath.Join(dir, "case"), "lsp")
	cmd.Env = env
	e, err := start(cmd)
	if err != nil {
		return err
	}
	e.every = every
	text := draft(words, incidents > 0)
	return e.measure(text, keys)
}

// draft makes a story of so many words; no two of its paragraphs are the same.
func draft(words int, archive bool) string {
	read := func(name string) (front, body string) {
		b, err := soldiers.Files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		parts := strings.SplitN(string(b), "\n---\n", 2)
		return parts[0] + "\n---\n", parts[1]
	}
	front, sound := read("draft.md")
	_, faulty := read("draft-faulty.md")
	paragraphs := slices.Concat(strings.Split(sound, "\n\n"), strings.Split(sound, "\n\n"), strings.Split(faulty, "\n\n"))
	out, n := front, 0
	for i := 0; n < words; i++ {
		p := paragraphs[i%len(paragraphs)]
		if i >= len(paragraphs) {
			p = strings.ReplaceAll(p, " said", " then said "+strconv.Itoa(i)+" times")
		}
		if archive { // the same words, citing the claims of the archive
			for k := 0; strings.Contains(p, "[@c") || strings.Contains(p, "[@s"); k++ {
				from := strings.Index(p, "[@")
				to := from + strings.Index(p[from:], "]")
				p = p[:from] + fmt.Sprintf("[#c-%d", 1+(i*7+k)%1000) + p[to:]
			}
			p = strings.ReplaceAll(p, "[#", "[@")
		}
		out, n = out+p+"\n\n", n+len(strings.Fields(p))
	}
	return out
}

// editor is the other end of the server.
type editor struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader
	every time.Duration
}

func start(cmd *exec.Cmd) (*editor, error) {
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &editor{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 1<<20)}, cmd.Start()
}

func (e *editor) send(m map[string]any) error {
	m["jsonrpc"] = "2.0"
	b, err := json.Marshal(m)
	if err == nil {
		_, err = fmt.Fprintf(e.in, "Content-Length: %d\r\n\r\n%s", len(b), b)
	}
	return err
}

// findings waits for those of a version and gives their number.
func (e *editor) findings(version int) (int, error) {
	for {
		length := 0
		for {
			line, err := e.out.ReadString('\n')
			if err != nil {
				return 0, err
			}
			if line = strings.TrimSpace(line); line == "" {
				break
			}
			if v, ok := strings.CutPrefix(line, "Content-Length: "); ok {
				length, _ = strconv.Atoi(v)
			}
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(e.out, body); err != nil {
			return 0, err
		}
		var m struct {
			Method string
			Params struct {
				Version     int
				Diagnostics []json.RawMessage
			}
		}
		if json.Unmarshal(body, &m) == nil && m.Method == "textDocument/publishDiagnostics" && m.Params.Version == version {
			return len(m.Params.Diagnostics), nil
		}
	}
}

const uri = "file:///desk/story.md"

// measure types into the draft, here and there: a word or two, and takes them back.
func (e *editor) measure(text string, keys int) error {
	for _, m := range []map[string]any{
		{"id": 1, "method": "initialize", "params": map[string]any{"capabilities": map[string]any{}}},
		{"method": "initialized", "params": map[string]any{}},
		{"method": "textDocument/didOpen", "params": map[string]any{"textDocument": map[string]any{"uri": uri, "version": 1, "text": text}}},
	} {
		if err := e.send(m); err != nil {
			return err
		}
	}
	began := time.Now()
	n, err := e.findings(1)
	if err != nil {
		return err
	}
	fmt.Printf("draft: %d words, %d bytes, %d findings; casefile opened and first check: %v\n", len(strings.Fields(text)), len(text), n, time.Since(began).Round(time.Millisecond))
	r := rand.New(rand.NewPCG(1, 1))
	lines := strings.Split(text, "\n")
	var took, used []time.Duration
	version := 1
	for len(took) < keys {
		line := len(lines)/10 + r.IntN(len(lines)*9/10)
		if len(lines[line]) < 20 || strings.HasPrefix(lines[line], "#") {
			continue
		}
		at := strings.Index(lines[line][len(lines[line])/2:], " ")
		if at < 0 {
			continue
		}
		at += len(lines[line]) / 2
		column := len(utf16.Encode([]rune(lines[line][:at])))
		word := []string{" fourteen", " Krivenko", " солдаты", " \"no\"", " \u00adand more", " [@none]", ". They left"}[r.IntN(7)]
		typed := 0
		for _, c := range word {
			version++
			p := map[string]int{"line": line, "character": column + typed}
			if err := e.key(version, p, p, string(c), &took, &used); err != nil {
				return err
			}
			typed++
		}
		for ; typed > 0; typed-- {
			version++
			if err := e.key(version, map[string]int{"line": line, "character": column + typed - 1}, map[string]int{"line": line, "character": column + typed}, "", &took, &used); err != nil {
				return err
			}
		}
	}
	fmt.Printf("%d keystrokes  %9s %9s %9s %9s\n", len(took), "p50", "p90", "p99", "worst")
	for _, row := range []struct {
		what string
		of   []time.Duration
	}{{"to the findings", took}, {"CPU of the server", used}} {
		slices.Sort(row.of)
		fmt.Printf("%-17s", row.what)
		for _, p := range []float64{.5, .9, .99, 1} {
			fmt.Printf(" %9v", row.of[min(len(row.of)-1, int(p*float64(len(row.of))))].Round(10*time.Microsecond))
		}
		fmt.Println()
	}
	if err := errors.Join(e.send(map[string]any{"id": 2, "method": "shutdown"}), e.send(map[string]any{"method": "exit"})); err != nil {
		return err
	}
	go io.Copy(io.Discard, e.out)
	return e.cmd.Wait()
}

func (e *editor) key(version int, from, to map[string]int, c string, took, used *[]time.Duration) error {
	time.Sleep(e.every) // as people do
	before, began := cpu(e.cmd.Process.Pid), time.Now()
	if err := e.send(map[string]any{"method": "textDocument/didChange", "params": map[string]any{
		"textDocument": map[string]any{"uri": uri, "version": version}, "contentChanges": []any{map[string]any{"range": map[string]any{"start": from, "end": to}, "text": c}}}}); err != nil {
		return err
	}
	_, err := e.findings(version)
	*took, *used = append(*took, time.Since(began)), append(*used, cpu(e.cmd.Process.Pid)-before)
	return err
}

// cpu gives the time that a process has used, all its threads together, from Linux'
// /proc, which counts nanoseconds; else 0.
func cpu(pid int) (sum time.Duration) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil {
		return 0
	}
	for _, name := range threads {
		b, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		first, _, _ := strings.Cut(string(b), " ")
		n, _ := strconv.ParseInt(first, 10, 64)
		sum += time.Duration(n)
	}
	return sum
}
