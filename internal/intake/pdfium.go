package intake

import (
	"context"
	"io"
	"runtime"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// pdfMemory bounds the memory of the reader, in pages of 64 KiB: 1 GiB.
const pdfMemory = 1 << 14

// StartPDFium starts PDFium for others who read PDFs in a worker: compiled, which
// takes seconds, or interpreted, which starts in a fraction of one and draws ten
// times slower. Close the pool to end it.
func StartPDFium(compiled bool) (pdfium.Pool, error) { return newPDFium(compiled) }

// newPDFium starts PDFium inside a WebAssembly machine without a file system,
// without arguments or environment, its output thrown away. Nothing of the
// machine is cached anywhere: a cache would have to lie on a disk.
func newPDFium(compiled bool) (pdfium.Pool, error) {
	ctx := context.Background()
	config := wazero.NewRuntimeConfigInterpreter()
	if compiled {
		config = wazero.NewRuntimeConfig() // compiles where it can
		ctx = experimental.WithCompilationWorkers(ctx, max(1, runtime.GOMAXPROCS(0)))
	}
	config = config.
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(pdfMemory).
		WithCloseOnContextDone(false) // six times slower; the worker is killed instead
	return webassembly.Init(webassembly.Config{
		Context: ctx,
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1,
		FSConfig:      wazero.NewFSConfig(), // empty: the default shows the whole disk
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}
