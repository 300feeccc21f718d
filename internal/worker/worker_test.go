package worker

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
)

// TestMain lets the test binary be the worker, and the workers that misbehave.
func TestMain(m *testing.M) {
	if len(os.Args) >= 2 {
		switch os.Args[1] {
		case Command:
			os.Exit(Main(os.Stdin, os.Stdout))
		case "__loop", "__hog", "__flood", "__panic", "__lie", "__roam":
			os.Exit(misbehave(os.Args[1]))
		}
	}
	os.Exit(m.Run())
}

// misbehave is what a parser that was taken over might do.
func misbehave(how string) int {
	req, err := readRequest(bufio.NewReaderSize(os.Stdin, maxHeader))
	if err != nil {
		return 1
	}
	held := confine(req)
	switch how {
	case "__loop":
		for i := 0; ; i++ {
			runtime.KeepAlive(i)
		}
	case "__hog":
		var all [][]byte
		for {
			all = append(all, bytes.Repeat([]byte("x"), 16<<20))
			runtime.KeepAlive(all)
		}
	case "__flood":
		for {
			if _, err := os.Stdout.Write(bytes.Repeat([]byte("x"), 1<<20)); err != nil {
				return 1
			}
		}
	case "__panic":
		panic("Иван Петров was here")
	case "__lie":
		fmt.Printf(`{"confined":[],"result":{"media_type":"x\u0000","pages":["a","b"],"chars":-1,"title":"two\nlines"}}`)
	case "__roam":
		roam(held)
	}
	return 0
}

// roam answers with what it could reach as its pages.
func roam(held []string) {
	got := []string{"held " + strings.Join(held, " ")}
	try := func(what string, err error) {
		if err == nil {
			got = append(got, what)
		}
	}
	_, err := os.ReadFile("/etc/passwd")
	try("read a file", err)
	_, err = os.ReadDir("/")
	try("list a directory", err)
	try("write a file", os.WriteFile(filepath.Join(os.TempDir(), "onrecord-roam"), []byte("x"), 0o600))
	_, err = net.DialTimeout("tcp", "127.0.0.1:1", time.Second)
	if err == nil || strings.Contains(err.Error(), "refused") {
		got = append(got, "use the network")
	}
	_, err = net.ListenPacket("udp", "127.0.0.1:0")
	try("open a socket", err)
	try("start a program", exec.Command("/bin/true").Run())
	fmt.Printf(`{"confined":[],"result":{"media_type":"x","pages":["%s"],"chars":0}}`, strings.Join(got, `","`))
}

func misbehaving(t *testing.T, how string, wall time.Duration) (answer, error) {
	t.Helper()
	j := job{command: how, wall: wall, memory: 256 << 20}
	return j.run(t.Context(), "letter.pdf", []byte("data"), intake.Limits{Bytes: 1 << 20, Pages: 10, Chars: 1000})
}

func wantLine(t *testing.T, err error, says string) {
	t.Helper()
	if err == nil || problem.KindOf(err) != problem.Usage || !strings.Contains(problem.Line(err), "could not be read: "+says) {
		t.Errorf("%v, wanted %q", err, says)
	}
}

func TestLoopIsKilled(t *testing.T) {
	begin := time.Now()
	_, err := misbehaving(t, "__loop", 700*time.Millisecond)
	wantLine(t, err, "it takes too long")
	if d := time.Since(begin); d > 4*time.Second {
		t.Errorf("took %v", d)
	}
}

func TestHogIsStopped(t *testing.T) {
	if raceDetector || runtime.GOOS != "linux" {
		t.Skip("no memory limit here")
	}
	_, err := misbehaving(t, "__hog", 30*time.Second)
	wantLine(t, err, "it needs too much memory")
}

func TestFloodIsStopped(t *testing.T) {
	begin := time.Now()
	_, err := misbehaving(t, "__flood", 30*time.Second)
	wantLine(t, err, "the reader crashed")
	if d := time.Since(begin); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
}

func TestCrashTellsNothing(t *testing.T) {
	_, err := misbehaving(t, "__panic", 30*time.Second)
	wantLine(t, err, "the reader crashed")
	if strings.Contains(fmt.Sprintf("%v %+v", err, err), "Петров") {
		t.Errorf("content in %v", err)
	}
}

func TestWhatAWorkerSaysIsChecked(t *testing.T) {
	a, err := misbehaving(t, "__lie", 30*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	got, err := checked("letter.txt", []byte("words"), intake.DefaultLimits(), a.Result)
	if err != nil || got.MediaType != "text/plain" || got.Chars != 2 || got.Title != "two lines" {
		t.Errorf("%+v %v", got, err)
	}
	for name, l := range map[string]intake.Limits{"pages": {Pages: 1, Chars: 10}, "chars": {Pages: 5, Chars: 1}} {
		if _, err := checked("x", nil, l, a.Result); err == nil {
			t.Errorf("%s: over the limit", name)
		}
	}
	for _, s := range []string{"", "{", `{"x":1}`, `{} {}`, `[]`, `{"fault":3}`} {
		if _, err := readAnswer(strings.NewReader(s)); err == nil {
			t.Errorf("%q is an answer", s)
		}
	}
}

func TestWorkerReachesNothing(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system has no such walls")
	}
	a, err := misbehaving(t, "__roam", 30*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	held := a.Result.Pages[0]
	if !strings.Contains(held, "seccomp") {
		t.Skipf("no seccomp here: %s", held)
	}
	if len(a.Result.Pages) > 1 {
		t.Errorf("%s, and yet it could %v", held, a.Result.Pages[1:])
	}
}

func TestConfinement(t *testing.T) {
	held, err := Confinement(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("a worker is held by: %v", held)
	if runtime.GOOS == "linux" && !slices.Contains(held, "rlimits") {
		t.Error("no limits on resources")
	}
}

func TestEveryDegreeOfIsolationWorks(t *testing.T) {
	for i, iso := range isolations() {
		cmd := exec.Command(self(), Command)
		cmd.SysProcAttr = iso.attr
		cmd.Env = []string{inWorker + "=1"}
		head := `{"name":"a.html","size":9,"limits":{"bytes":100,"pages":1,"chars":100,"depth":1},"memory":1073741824,"cpu":10}`
		cmd.Stdin = strings.NewReader(head + "\n<p>words\n")
		out, err := cmd.Output()
		if errors.Is(err, os.ErrPermission) {
			t.Logf("degree %d is refused here", i)
			continue
		}
		a, decodeErr := readAnswer(bytes.NewReader(out))
		if err != nil || decodeErr != nil || len(a.Result.Pages) != 1 || a.Result.Pages[0] != "words" {
			t.Errorf("degree %d: %q %v", i, out, err)
		}
	}
}

func TestStopping(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	j := job{command: "__loop", wall: time.Minute, memory: 256 << 20}
	_, err := j.run(ctx, "a.pdf", nil, intake.DefaultLimits())
	if problem.KindOf(err) != problem.Unavailable || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

func TestNoWorkerWithinAWorker(t *testing.T) {
	t.Setenv(inWorker, "1")
	_, err := Extract(t.Context(), "a.html", []byte("<p>x"), intake.DefaultLimits())
	if problem.KindOf(err) != problem.Unavailable || err == nil {
		t.Errorf("%v", err)
	}
}

func TestMalformedRequests(t *testing.T) {
	for _, text := range []string{"", "\n", "{}\n", "null\n{", `{"size":-1,"memory":1,"cpu":1}` + "\n", `{"size":5,"memory":1,"cpu":1}` + "\n",
		"{}", strings.Repeat("x", 2*maxHeader)} {
		if _, err := readRequest(bufio.NewReaderSize(strings.NewReader(text), maxHeader)); err == nil {
			t.Errorf("%.20q was taken", text)
		}
	}
	if code := Main(strings.NewReader("nonsense\n"), &bytes.Buffer{}); code == 0 {
		t.Error("nonsense was answered")
	}
}
