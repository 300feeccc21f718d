// Command redact measures redaction on documents that others redacted badly, such
// as the test files of x-ray (github.com/freelawproject/x-ray, tests/assets): how
// many words lie in each as text, how many of those a reader of its pixels cannot
// see, and how many of either can be got out of the file that comes out, as text
// and as bytes. It needs pdftotext and tesseract.
//
//	go run ./bench/redact DIR
package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unicode/utf16"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/redact"
	"onrecord.dev/onrecord/internal/worker"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == worker.Command {
		os.Exit(worker.Main(os.Stdin, os.Stdout))
	}
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./bench/redact DIR")
		os.Exit(2)
	}
	files, err := filepath.Glob(filepath.Join(os.Args[1], "*.pdf"))
	if err != nil || len(files) == 0 {
		fmt.Fprintln(os.Stderr, "no PDFs there")
		os.Exit(2)
	}
	fmt.Println("| file | pages | KB in | KB out | words as text | of them unseen | seen | as text after | as bytes after | CPU s |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|")
	var all row
	for _, f := range files {
		r, err := measure(context.Background(), f)
		if err != nil {
			fmt.Printf("| %s | refused: %s |\n", filepath.Base(f), problem.Line(err))
			continue
		}
		r.print(filepath.Base(f))
		all.add(r)
	}
	all.print("all")
}

type row struct {
	pages, in, out                           int
	words, unseen, seen, textAfter, rawAfter int
	cpu                                      time.Duration
}

func (r *row) add(o row) {
	r.pages, r.in, r.out = r.pages+o.pages, r.in+o.in, r.out+o.out
	r.words, r.unseen, r.seen = r.words+o.words, r.unseen+o.unseen, r.seen+o.seen
	r.textAfter, r.rawAfter, r.cpu = r.textAfter+o.textAfter, r.rawAfter+o.rawAfter, r.cpu+o.cpu
}

func (r row) print(name string) {
	fmt.Printf("| %s | %d | %d | %d | %d | %d | %d | %d | %d | %.1f |\n", name, r.pages, r.in>>10, r.out>>10,
		r.words, r.unseen, r.seen, r.textAfter, r.rawAfter, r.cpu.Seconds())
}

// measure redacts a document without covering anything: what was hidden by a box
// over text must be gone all the same.
func measure(ctx context.Context, file string) (row, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return row{}, err
	}
	begin := children()
	sheets, err := worker.Sheets(ctx, filepath.Base(file), data)
	if err != nil {
		return row{}, err
	}
	reader := worker.FindReader(ctx)
	inPixels := map[string]bool{}
	var pages []image.Image
	out, err := redact.Make("application/pdf", sheets, nil, func(_ int, img image.Image) error { pages = append(pages, img); return nil })
	if err != nil {
		return row{}, err
	}
	r := row{pages: len(sheets), in: len(data), out: len(out.Bytes), cpu: children() - begin}
	for _, img := range pages {
		packed, _, err := redact.ToRead(img)
		if err != nil {
			return row{}, err
		}
		words, err := reader.Letters(ctx, packed, false)
		if err != nil {
			return row{}, err
		}
		for _, w := range long(words.Text) {
			inPixels[w] = true
		}
	}
	own, err := grammar()
	if err != nil {
		return row{}, err
	}
	before, err := text(data)
	if err != nil {
		return row{}, err
	}
	after, err := text(out.Bytes)
	if err != nil {
		return row{}, err
	}
	for w := range before {
		r.words++
		if !inPixels[w] {
			r.unseen++
		} else {
			r.seen++
		}
		if after[w] {
			r.textAfter++
		}
		if raw(out.Bytes, w) && !raw(own, w) {
			r.rawAfter++
		}
	}
	return r, nil
}

// long gives the words of five letters and more, in lower case: shorter ones occur
// in compressed pixels by chance.
func long(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if len(w) >= 5 {
			out = append(out, w)
		}
	}
	return out
}

func text(pdf []byte) (map[string]bool, error) {
	cmd := exec.Command("pdftotext", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	said, err := cmd.Output()
	out := map[string]bool{}
	for _, w := range long(string(said)) {
		out[w] = true
	}
	return out, err
}

// grammar gives a document of an empty page: its words are in every document.
func grammar() ([]byte, error) {
	var empty bytes.Buffer
	if err := png.Encode(&empty, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
		return nil, err
	}
	out, err := redact.Make("application/pdf", []redact.Sheet{{Width: 9, Height: 9, PNG: empty.Bytes()}}, nil, nil)
	return append(out.Bytes, "dctdecode devicergb"...), err
}

// raw looks for a word in bytes, in UTF-8 and UTF-16, hexadecimal and base64.
func raw(data []byte, w string) bool {
	low := bytes.ToLower(data)
	var wide []byte
	for _, u := range utf16.Encode([]rune(w)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	b64 := base64.RawStdEncoding.EncodeToString([]byte(w))
	return bytes.Contains(low, []byte(w)) || bytes.Contains(low, wide) || bytes.Contains(low, []byte(hex.EncodeToString([]byte(w)))) ||
		bytes.Contains(data, []byte(b64[:len(b64)-1]))
}

// children gives the CPU time of this process and of those that it waited for.
func children() time.Duration {
	var total time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if syscall.Getrusage(who, &u) == nil {
			total += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
	}
	return total
}
