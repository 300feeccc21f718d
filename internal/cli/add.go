package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

const (
	// mostMaterial is the largest original in bytes.
	mostMaterial = 512 << 20
	// mostMemory is what this process tries to stay below, in bytes, so that with the
	// one that reads for it the command stays below 1 GiB. What needs more gets more.
	mostMemory = 512 << 20
)

func (a *app) addCommand() *cobra.Command {
	var from, restriction, kind, show string
	var noOCR bool
	cmd := &cobra.Command{
		Use: "add PATH|URL…", Short: "Take material in: hash, seal, extract, index, custody",
		Args: args(1, -1, "a file, a directory or a URL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			origin := pipeline.Origin{From: record.ID(from), Restriction: record.Restriction(restriction), Kind: record.EvidenceKind(kind)}
			if err := oneOf("--restriction", "restriction", restriction); err != nil {
				return err
			}
			if err := oneOf("--kind", "evidence.kind", kind); err != nil {
				return err
			}
			if show != "" && show != "json" && show != "none" {
				return problem.New(problem.Usage, "--progress", "not one of the words allowed here", "use json or none")
			}
			c, err := a.open(cmd.Context()) // first, so that a complaint about a path is clean
			if err != nil {
				return err
			}
			all, err := gather(cmd.Context(), args)
			if err != nil {
				return err
			}
			bar, n, known := a.progress("taking in"), 0, len(all)
			switch show {
			case "json":
				bar = a.progressLines()
			case "none":
				bar = noBar()
			}
			origin.Known = func(items int) { known = items; bar.set(n, known) }
			debug.SetMemoryLimit(mostMemory)
			out, err := c.Add(cmd.Context(), origin, all, func(pipeline.Item) { n++; bar.set(n, known) })
			bar.done()
			if err != nil {
				if out.Found > 0 {
					a.note("before that: %s", equation(out))
				}
				return err
			}
			if err := a.emitAdded(cmd.Context(), c, out, noOCR); err != nil {
				return err
			}
			if out.Failed > 0 && out.Failed == out.Found {
				return problem.New(problem.Usage, out.Items[0].Path, out.Items[0].Reason, "nothing was changed")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&from, "from", "", "the `actor` from whom the desk has it")
	f.StringVar(&restriction, "restriction", "none", "who may open it: none, desk or custodian")
	f.StringVar(&kind, "kind", "other", "what `kind` of evidence it is")
	f.BoolVar(&noOCR, "no-ocr", false, "leave pixels for a later onrecord ocr")
	f.StringVar(&show, "progress", "", "`how` to show progress: json, one line after the other on stderr, or none (default: a bar on a terminal)")
	return cmd
}

// emitAdded gives the account, and then reads pixels: by then all that was stored
// can be found already.
func (a *app) emitAdded(ctx context.Context, c *pipeline.Casefile, out pipeline.Account, noOCR bool) error {
	told := struct {
		pipeline.Account
		OCR *pipeline.Pixeled `json:"ocr,omitempty"`
	}{Account: out}
	if !a.json {
		if err := a.emit(told, func(w io.Writer) { writeAccount(w, out) }); err != nil {
			return err
		}
	}
	if !noOCR {
		read, err := a.readPixels(ctx, c, pipeline.PixelChoice{})
		if err != nil {
			return err
		}
		if read.Found > 0 {
			told.OCR = &read
		}
	}
	if !a.json && told.OCR == nil {
		return nil
	}
	return a.emit(told, func(w io.Writer) { writePixeled(w, *told.OCR) })
}

func oneOf(flag, vocabulary, word string) error {
	if slices.Contains(record.Vocabulary[vocabulary], word) {
		return nil
	}
	return problem.New(problem.Usage, flag, "not one of the words allowed here", "use "+strings.Join(record.Vocabulary[vocabulary], ", "))
}

// gather lists what the arguments stand for. A path that does not exist is an
// error before anything is taken in.
func gather(ctx context.Context, args []string) ([]pipeline.Material, error) {
	var out []pipeline.Material
	for _, arg := range args {
		if u, err := url.Parse(arg); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
			out = append(out, pipeline.Material{Path: arg, Name: pageName(u), URL: arg, Method: "fetched from its address", Read: func() ([]byte, error) { return fetch(ctx, arg) }})
			continue
		}
		if _, err := os.Lstat(arg); errors.Is(err, fs.ErrNotExist) {
			return nil, problem.New(problem.Usage, arg, "there is no such file or directory", "nothing was taken in")
		}
		root := arg
		switch info, err := os.Stat(arg); { // a link that somebody names is meant; one met on the way is not
		case err == nil && info.Mode().IsRegular():
			out = append(out, material(arg, fs.FileInfoToDirEntry(info)))
			continue
		case err == nil && info.IsDir():
			root = arg + string(filepath.Separator)
		}
		if err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				out = append(out, pipeline.Material{Path: path, Read: func() ([]byte, error) {
					return nil, problem.New(problem.Usage, "", "cannot be read; check its rights", "")
				}})
				return nil
			case d.IsDir():
				return nil
			}
			out = append(out, material(path, d))
			return nil
		}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func material(path string, d fs.DirEntry) pipeline.Material {
	m := pipeline.Material{Path: path, Name: filepath.Base(path), Method: "taken in from a file"}
	info, err := d.Info()
	switch {
	case d.Type()&fs.ModeSymlink != 0:
		m.Skip = "a link; name what it points to"
	case err == nil && !info.Mode().IsRegular():
		m.Skip = "not a regular file"
	case disk.Own(path):
		m.Skip = "part of a casefile itself"
	case err == nil && info.Size() > mostMaterial:
		m.Skip = fmt.Sprintf("larger than %d MiB", mostMaterial>>20)
	}
	if err == nil {
		m.Size = info.Size()
	}
	m.Read = func() ([]byte, error) {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, problem.New(problem.Usage, "", "cannot be read; check its rights", "")
		}
		return data, nil
	}
	return m
}

func pageName(u *url.URL) string {
	if base := filepath.Base(u.Path); base != "." && base != "/" {
		return base
	}
	return u.Host + ".html"
}

func fetch(ctx context.Context, address string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, problem.New(problem.Usage, "", "not an address that can be fetched", "")
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, problem.New(problem.Usage, "", "could not be fetched; is there a network?", "")
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, problem.New(problem.Usage, "", fmt.Sprintf("the server answered %d", res.StatusCode), "")
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, mostMaterial+1))
	if err != nil || len(data) > mostMaterial {
		return nil, problem.New(problem.Usage, "", "the answer broke off or is too large", "")
	}
	return data, nil
}
