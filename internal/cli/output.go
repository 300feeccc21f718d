package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"regexp"
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
)

// guard is the blind index of the open casefile; nil, which finds nothing, before.
func (a *app) guard() *protect.Guard {
	if a.casefile == nil {
		return nil
	}
	return a.casefile.Guard()
}

// guarded says why nothing can be shown of the open casefile, if so.
func (a *app) guarded() error {
	if a.casefile == nil {
		return nil
	}
	return a.casefile.Guarded()
}

// emit writes a result: as JSON, or as the text that render writes. All of it
// goes through the blind index first, whatever it is.
func (a *app) emit(v any, render func(w io.Writer)) error {
	if a.json {
		return a.emitJSON(v)
	}
	if err := a.guarded(); err != nil {
		return err
	}
	var b bytes.Buffer
	render(&b)
	return a.write([]byte(fold(visible(a.guard().Clean(b.String()), a.colour()), a.width())))
}

// stream writes a long text in pieces, none of which waits for the next, folded to
// the terminal. They must be clean: of what is kept, each part went through the
// blind index when it was stored.
func (a *app) stream(pieces iter.Seq[string]) error {
	w := bufio.NewWriterSize(a.stdout, 1<<16)
	for p := range pieces {
		if _, err := w.WriteString(fold(visible(p, a.colour()), a.width())); err != nil {
			return unwritten(err)
		}
	}
	return unwritten(w.Flush())
}

// style is what paint writes, and all that may change how a terminal shows text.
var style = regexp.MustCompile(`^\x1b\[[0-9;]*m`)

// visible takes the power over a terminal from a text: names and evidence come
// from anybody, and an escape sequence in one could hide or forge a line.
func visible(text string, styled bool) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '\n', r == '\t', r == 0x1b && styled && style.MatchString(text[i:]):
			b.WriteRune(r)
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e':
			b.WriteRune(unicode.ReplacementChar)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (a *app) emitJSON(v any) error {
	if err := a.guarded(); err != nil {
		return err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	clean, err := a.guard().CleanJSON(b.Bytes())
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, bytes.TrimSpace(clean), "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	return a.write(out.Bytes())
}

func (a *app) write(b []byte) error {
	_, err := a.stdout.Write(b)
	return unwritten(err)
}

func unwritten(err error) error {
	if err == nil {
		return nil
	}
	return problem.Wrap(err, problem.Unavailable, "", "the output cannot be written", "is the disk full, or the reader gone?")
}

// note writes a line for a person beside the result.
func (a *app) note(format string, args ...any) {
	fmt.Fprintln(a.stderr, visible(a.guard().Clean(fmt.Sprintf(format, args...)), false))
}

// colour reports whether stdout may be coloured.
func (a *app) colour() bool {
	f, ok := a.stdout.(*os.File)
	if !ok || a.plain || a.json || a.getenv("NO_COLOR") != "" || a.getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// paint wraps a text in an ANSI style where colour is on.
func (a *app) paint(code, text string) string {
	if !a.colour() {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
