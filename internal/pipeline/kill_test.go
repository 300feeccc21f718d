package pipeline

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/vault"
)

// child takes things in until it is killed, and says what is done.
func child(what, dir string) int {
	file, err := os.ReadFile(filepath.Join(dir, "identity"))
	if err != nil {
		return 1
	}
	id, err := vault.ParseIdentity(file, nil)
	if err != nil {
		return 1
	}
	c, err := Open(ctx, filepath.Join(dir, "case"), System(id))
	if err != nil {
		fmt.Println("open:", err)
		return 1
	}
	fmt.Println("open")
	if what == "nest" {
		if _, err := c.Add(ctx, Origin{Kind: "other"}, nest(), func(i Item) { fmt.Println(i.ID) }); err != nil {
			fmt.Println("failed:", err)
			return 1
		}
		fmt.Println("done")
		return 0
	}
	for n := 0; ; n++ {
		name := fmt.Sprintf("%d-%d", os.Getpid(), n)
		if err := take(c, what, name, n); err != nil {
			fmt.Println("failed:", err)
			return 1
		}
		fmt.Println(name)
	}
}

func take(c *Casefile, what, name string, n int) error {
	text := "words of " + name
	if n%3 == 2 {
		text = large(text)
	}
	if what == "add" {
		got, err := c.Add(ctx, Origin{Kind: "other"}, []Material{{Name: name + ".txt", Read: func() ([]byte, error) { return []byte(text), nil }}}, nil)
		if err == nil && got.Stored != 1 {
			return fmt.Errorf("%+v", got)
		}
		return err
	}
	doc := fmt.Sprintf(`format: onrecord.casefile/1
actors: [{id: a-%[1]s, type: person, protected: {names: [Zebulon Quagmirov %[2]d]}}]
evidence: [{id: e-%[1]s, kind: letter, file: f.txt, restriction: %[3]s}]
statements: [{id: s-%[1]s, speaker: a-%[1]s, evidence: e-%[1]s, basis: victim, text: it happened}]
`, name, n, []string{"none", "custodian"}[n%2])
	_, err := c.Import(ctx, "case.yaml", []byte(doc), files{"f.txt": text}.open, nil)
	return err
}

// A process that takes things in is killed at any moment, again and again. What
// it acknowledged is there, what is there is whole, and the casefile opens and
// verifies.
func TestKill(t *testing.T) {
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	dir := t.TempDir()
	id, file, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "identity"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Init(ctx, filepath.Join(dir, "case"), System(id))
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	acknowledged := map[string]string{}
	for round := range rounds {
		what := []string{"add", "import"}[round%2]
		for _, name := range killed(t, what, dir, time.Duration(round*17%90)*time.Millisecond) {
			acknowledged[name] = what
		}
		afterKill(t, filepath.Join(dir, "case"), id, acknowledged)
	}
	if len(acknowledged) < rounds {
		t.Errorf("only %d commands were done in %d rounds", len(acknowledged), rounds)
	}
}

// killed starts a child, kills it some time after its first command and gives
// what it acknowledged.
func killed(t *testing.T, what, dir string, after time.Duration) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "ONRECORD_TEST_CHILD="+what, "ONRECORD_TEST_DIR="+dir)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		switch line := lines.Text(); {
		case strings.Contains(line, ":"):
			t.Error(line)
		case line == "open":
		default:
			if names = append(names, line); len(names) == 1 {
				time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
			}
		}
	}
	_ = cmd.Wait()
	return names
}

func afterKill(t *testing.T, path string, id *vault.Identity, acknowledged map[string]string) {
	t.Helper()
	v, err := Verify(ctx, path, System(id))
	if err != nil || !v.OK {
		t.Fatalf("after a kill: %v %v", err, v.Problems)
	}
	c, err := Open(ctx, path, System(id))
	if err != nil {
		t.Fatal("after a kill:", err)
	}
	defer c.Close()
	titles := map[string]bool{}
	for eid, e := range c.state.Evidence {
		titles[e.Title] = true
		name, imported := strings.CutPrefix(string(eid), "e-")
		if imported && (c.state.Statements[record.ID("s-"+name)] == nil || c.state.Seal(record.ID("a-"+name), "names") == nil) {
			t.Errorf("%s came without the rest of its document", eid)
		}
	}
	for name, what := range acknowledged {
		if what == "add" && !titles[name+".txt"] || what == "import" && c.state.Evidence[record.ID("e-"+name)] == nil {
			t.Errorf("%s was acknowledged and is lost", name)
		}
	}
	checkpoint, err := c.dir.Checkpoint()
	if err != nil || !bytes.Contains(checkpoint, fmt.Appendf(nil, "\n%d\n", c.cursor)) {
		t.Errorf("the checkpoint lags behind %d events after opening: %v", c.cursor, err)
	}
}
