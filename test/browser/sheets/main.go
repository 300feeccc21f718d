// Command sheets reads PDF files and writes where everything stands on their
// sheets, as a JSON array with an array of sheets for each file. It is a program of its own because the race detector, under which the
// tests run, makes the reader forty seconds slower.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// sheet is one sheet of paper; lengths are in points, from the lower left corner.
type sheet struct {
	Text          string
	Width, Height float64
	Lines         []line
}

// line is a run of text in one font.
type line struct {
	Text                     string
	Left, Bottom, Right, Top float64
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "sheets:", err)
		os.Exit(1)
	}
}

func run(files []string, out io.Writer) (err error) {
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	reader, err := pool.GetInstance(time.Minute)
	if err != nil {
		return err
	}
	all := make([][]sheet, len(files))
	for i, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if all[i], err = read(reader, data); err != nil {
			return err
		}
	}
	return json.NewEncoder(out).Encode(all)
}

func read(reader pdfium.Pdfium, data []byte) ([]sheet, error) {
	doc, err := reader.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return nil, err
	}
	count, err := reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return nil, err
	}
	all := make([]sheet, count.PageCount)
	for i := range all {
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}}
		size, err := reader.GetPageSize(&requests.GetPageSize{Page: page})
		if err != nil {
			return nil, err
		}
		text, err := reader.GetPageText(&requests.GetPageText{Page: page})
		if err != nil {
			return nil, err
		}
		where, err := reader.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeRects})
		if err != nil {
			return nil, err
		}
		all[i] = sheet{Text: text.Text, Width: size.Width, Height: size.Height}
		for _, r := range where.Rects {
			p := r.PointPosition
			all[i].Lines = append(all[i].Lines, line{r.Text, p.Left, p.Bottom, p.Right, p.Top})
		}
	}
	return all, nil
}
