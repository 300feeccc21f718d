package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// The releases that are looked at, by name: the seed case; a story written from
// right to left; and one in which everything is meant to break the page.
const (
	seed    = "seed"
	arabic  = "arabic"
	hostile = "hostile"
)

var every = []string{seed, arabic, hostile}

// releases makes them as a desk does, with the program itself.
func releases(dir string) (map[string]string, error) {
	program := filepath.Join(dir, "onrecord")
	if out, err := exec.Command("go", "build", "-o", dir, "../../cmd/onrecord", "./sheets").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("the programs cannot be built: %w\n%s", err, out)
	}
	run := func(args ...string) error {
		cmd := exec.Command(program, args...)
		cmd.Env = append(os.Environ(), "ONRECORD_IDENTITY_FILE="+filepath.Join(dir, "identity"))
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("onrecord %v: %w\n%s", args, err, out)
		}
		return nil
	}
	made := map[string]string{seed: filepath.Join(dir, seed, "release")}
	if err := run("demo", "--into", filepath.Join(dir, seed)); err != nil {
		return nil, err
	}
	for _, name := range []string{arabic, hostile} {
		casefile := filepath.Join(dir, name+"-case")
		made[name] = filepath.Join(dir, name)
		for _, args := range [][]string{
			{"init", casefile},
			{"-C", casefile, "import", filepath.Join("testdata", name, "casefile.yaml")},
			{"-C", casefile, "publish", filepath.Join("testdata", name, "story.md"), "--now", "2026-03-22T09:00:00Z", "--out", made[name]},
		} {
			if err := run(args...); err != nil {
				return nil, err
			}
		}
	}
	return made, nil
}

// site serves a directory on loopback and remembers what it was asked for.
type site struct {
	address string
	mu      sync.Mutex
	asked   []string
}

func serve(t *testing.T, dir string) *site {
	t.Helper()
	s := &site{}
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		s.mu.Unlock()
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	s.address = server.URL + "/"
	return s
}

func (s *site) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

// file gives the address of a release's page on the disk.
func file(dir string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, "index.html"))}).String()
}
