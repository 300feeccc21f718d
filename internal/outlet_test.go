package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// outlets are all places of the product that write to a stream or a file, with what
// keeps protected text out of it. Whatever else wants to write goes through one of
// these, or is added here with its reason.
var outlets = map[string]string{
	// Streams. Results go through app.emit, app.emitJSON and app.stream, notes through
	// app.note, errors through app.complain: each asks the blind index first.
	"internal/cli/output.go":   "asks the blind index of all text and JSON",
	"internal/cli/app.go":      "errors in one line, cleaned; hands the streams over; the worker's own end of its pipe",
	"internal/cli/status.go":   "results that were cleaned when they were kept",
	"internal/cli/open.go":     "a prompt of fixed words; the member's own identity file",
	"internal/cli/progress.go": "a bar with numbers",
	"internal/cli/fold.go":     "asks how wide the terminal is",
	"internal/cli/lsp.go":      "hands stdout to the language server",
	"internal/cli/explain.go":  "a drawing whose labels and ids were cleaned",
	"internal/cli/source.go":   "an identity that a custodian opened, after it was logged",
	"internal/cli/desk.go":     "a member's card: his public keys",
	"internal/cli/check.go":    "SARIF, cleaned as JSON",
	"internal/cli/import.go":   "an export, cleaned by the pipeline, or with identities after it was logged; the schema",
	"internal/cli/redact.go":   "a redacted copy for the member who asked, drawn anew and searched",
	"internal/cli/propose.go":  "a document of proposals, cleaned as a whole",
	"internal/cli/demo.go":     "the drafts of the shipped example",
	"internal/lsp":             "JSON-RPC, cleaned before it is framed",
	"internal/web/page.go":     "pages, whose data is cleaned as JSON and which are searched once more when they are done",
	"internal/web/claim.go":    "a drawing whose labels and ids were cleaned",
	"internal/web/draft.go":    "a release that was searched whole, from a directory that is removed",
	"internal/web/door.go":     "a log that keeps nothing",
	"internal/web/enter.go":    "the locked door: fixed words",
	"internal/web/shield.go":   "refusals in fixed words",
	// Files.
	"internal/pipeline/publish.go": "a release that was searched whole",
	"internal/disk":                "the casefile: ciphertext under names that tell nothing; releases and backups put in their place",
	"internal/sqlite":              "the encrypted store and its lock",
	"internal/worker":              "a pipe to the confined reader; what an office program reads and writes, in a directory in memory that it alone sees",
}

// writers are what makes or fills a stream or a file.
var writers = map[string][]string{
	"os":     {"Stdout", "Stderr", "Create", "CreateTemp", "WriteFile", "OpenFile", "Rename", "Mkdir", "MkdirAll", "MkdirTemp", "Link", "Symlink", "NewFile", "Pipe"},
	"fmt":    {"Print", "Printf", "Println"},
	"log":    {"Print", "Printf", "Println", "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln", "New", "Default", "SetOutput"},
	"slog":   {"Debug", "Info", "Warn", "Error", "New", "Default"},
	"disk":   {"WriteFileAtomic"},
	"a":      {"stdout", "stderr", "write"}, // of cli's app
	"unix":   {"Open", "Openat", "Write", "Renameat2", "MemfdCreate"},
	"answer": {"Write", "WriteString"}, // of web
	"http":   {"Error", "ServeContent", "ServeFile"},
	"cmd":    {"Print", "Printf", "Println", "PrintErr", "PrintErrf", "PrintErrln", "OutOrStdout", "ErrOrStderr"},
}

func TestWhoWrites(t *testing.T) {
	used := map[string]bool{}
	for _, path := range productFiles(t) {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", path), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		entry := path
		if _, ok := outlets[entry]; !ok {
			entry = filepath.ToSlash(filepath.Dir(path))
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if name, ok := call.Fun.(*ast.Ident); ok && (name.Name == "print" || name.Name == "println") {
					t.Errorf("%s writes by %s, past everything", path, name.Name)
				}
			}
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			of := ""
			switch x := sel.X.(type) {
			case *ast.Ident:
				of = x.Name
			case *ast.SelectorExpr:
				of = x.Sel.Name
			}
			if !slices.Contains(writers[of], sel.Sel.Name) {
				return true
			}
			if _, ok := outlets[entry]; !ok {
				t.Errorf("%s writes by %s.%s: let it go through app.emit, app.note or a release, or say in outlets why it is safe", path, of, sel.Sel.Name)
			}
			used[entry] = true
			return true
		})
	}
	for entry := range outlets {
		if !used[entry] && !strings.HasPrefix(entry, "internal/lsp") && !strings.HasPrefix(entry, "internal/worker") {
			t.Errorf("%s writes nothing any more: take it out of outlets", entry)
		}
	}
}

// productFiles lists the Go files of the product, tests aside, from the module's root.
func productFiles(t *testing.T) (out []string) {
	t.Helper()
	for _, root := range []string{"internal", "cmd"} {
		if err := filepath.WalkDir(filepath.Join("..", root), func(path string, d os.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				out = append(out, filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator))))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	return out
}
