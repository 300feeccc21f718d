// Package browser looks at released pages as a reader's browser does: what they
// load, how they look at every size, how they are walked through by keyboard,
// what is on paper. It needs Chromium; npm's checkers are used where they are.
package browser

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

var shots = flag.String("shots", "", "write a picture of every state that is tested into this `directory`")

// lab is what the tests share: one browser, and the released pages.
type lab struct {
	browser context.Context
	dir     string            // releases and the browser's own files
	release map[string]string // directory of a release, by name
	why     string            // why there is no lab: the word of a skipped test
	err     error
	stop    []func()
}

var (
	shared lab
	once   sync.Once
)

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	for _, stop := range shared.stop {
		stop()
	}
	os.Exit(code)
}

// start gives the lab; without Chromium the test is skipped.
func start(t *testing.T) *lab {
	t.Helper()
	once.Do(shared.open)
	if shared.why != "" {
		t.Skip("skipped: " + shared.why)
	}
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return &shared
}

func (l *lab) open() {
	path, err := exec.LookPath("chromium")
	if err != nil {
		l.why = "there is no chromium here"
		return
	}
	if l.dir, l.err = os.MkdirTemp("", "onrecord-browser-"); l.err != nil {
		return
	}
	l.stop = append(l.stop, func() { _ = os.RemoveAll(l.dir) })
	if l.release, l.err = releases(l.dir); l.err != nil {
		return
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(path),
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("font-render-hinting", "none"),
		// Nobody else is ever reached: a page that tries is seen trying.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.UserDataDir(filepath.Join(l.dir, "profile")),
	)
	browser, done := chromedp.NewContext(allocator)
	l.stop = append([]func(){func() { _ = chromedp.Cancel(browser); done(); cancel() }}, l.stop...)
	if l.err = chromedp.Do(browser, chromedp.Navigate("about:blank")); l.err != nil {
		l.err = fmt.Errorf("chromium does not start: %w", l.err)
	}
	l.browser = browser
}
