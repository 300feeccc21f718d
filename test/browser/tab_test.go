package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is one page in the browser and everything that it was heard to do.
type tab struct {
	t        *testing.T
	ctx      context.Context
	mu       sync.Mutex
	requests []string // addresses, in order
	noise    []string // messages on the console, exceptions, reports of the policy
}

// patience bounds everything that one tab does.
const patience = 90 * time.Second

// tab opens a blank page.
func (l *lab) tab(t *testing.T) *tab {
	t.Helper()
	b := &tab{t: t}
	ctx, cancel := chromedp.NewContext(l.browser, chromedp.WithListener(b.hear))
	t.Cleanup(func() { _ = chromedp.Cancel(ctx); cancel() })
	b.ctx = ctx
	b.must(chromedp.Do(ctx, chromedp.Navigate("about:blank")))
	limited, stop := context.WithTimeout(ctx, patience)
	t.Cleanup(stop)
	b.ctx = limited
	call(b, network.Enable, network.EnableParams{})
	call(b, audits.Enable, cdp.Empty{})
	call(b, log.Enable, cdp.Empty{})
	b.size(1280, 900, 1)
	return b
}

func call[P, R any](b *tab, cmd cdp.Command[P, R], params P) R {
	b.t.Helper()
	out, err := chromedp.Call(b.ctx, cmd, params)
	b.must(err)
	return out
}

func (b *tab) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) hear(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, ev.Request.URL)
	case *network.EventWebSocketCreated:
		b.requests = append(b.requests, ev.URL)
	case *runtime.EventConsoleAPICalled:
		b.noise = append(b.noise, fmt.Sprintf("console.%s", ev.Type))
	case *runtime.EventExceptionThrown:
		b.noise = append(b.noise, "exception: "+ev.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		b.noise = append(b.noise, fmt.Sprintf("log %s %s: %s", ev.Entry.Source, ev.Entry.Level, ev.Entry.Text))
	case *audits.EventIssueAdded:
		b.noise = append(b.noise, fmt.Sprintf("issue %s", ev.Issue.Code)+issueKind(ev.Issue))
	}
}

// quiet fails the test unless the tab asked for exactly these addresses and
// nothing was said on its console, nor reported against the page's policy.
func (b *tab) quiet(addresses ...string) {
	b.t.Helper()
	eval[bool](b, `new Promise(done => setTimeout(() => done(true), 150))`) // what comes late
	b.mu.Lock()
	defer b.mu.Unlock()
	got := slices.DeleteFunc(slices.Clone(b.requests), func(a string) bool { return a == "about:blank" })
	if !slices.Equal(got, addresses) {
		b.t.Errorf("requests: %q, want %q", got, addresses)
	}
	if len(b.noise) > 0 {
		b.t.Errorf("the browser complains:\n%s", strings.Join(b.noise, "\n"))
	}
}

func (b *tab) open(address string) {
	b.t.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.Navigate(address)))
}

// size sets the window in CSS pixels and the zoom with which it is drawn.
func (b *tab) size(width, height int64, zoom float64) {
	b.t.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: zoom})
}

// prefers sets what the reader's system asks of pages: name and value in turn.
func (b *tab) prefers(features ...string) {
	b.t.Helper()
	p := emulation.SetEmulatedMediaParams{}
	for pair := range slices.Chunk(features, 2) {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: pair[0], Value: pair[1]})
	}
	call(b, emulation.SetEmulatedMedia, p)
}

// eval runs an expression as the developer tools do, whatever the page's policy
// says, and waits for what it promises.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	out, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	b.must(err)
	return out
}

func (b *tab) press(keys string, options ...chromedp.KeyOption) {
	b.t.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(keys, options...)))
}

// shoot takes a picture of the window; tall takes one of the whole page.
func (b *tab) shoot(name string) { b.t.Helper(); b.keep(name, chromedp.CaptureScreenshot()) }
func (b *tab) tall(name string)  { b.t.Helper(); b.keep(name, chromedp.FullScreenshot(100)) }

func (b *tab) keep(name string, take chromedp.Action[[]byte]) {
	b.t.Helper()
	if *shots == "" {
		return
	}
	picture, err := chromedp.Run(b.ctx, take)
	b.must(err)
	save(b.t, name+".png", picture)
}

func save(t *testing.T, name string, data []byte) {
	t.Helper()
	if *shots == "" {
		return
	}
	if err := os.MkdirAll(*shots, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*shots, name), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// issueKind tells more of an issue that the browser calls generic.
func issueKind(i *audits.InspectorIssue) string {
	if i.Details == nil || i.Details.GenericIssueDetails == nil {
		return ""
	}
	return fmt.Sprintf(" %s %s", i.Details.GenericIssueDetails.ErrorType, i.Details.GenericIssueDetails.ViolatingNodeAttribute)
}
