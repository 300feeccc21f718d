package browser

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	soldiers "onrecord.dev/onrecord/examples/soldiers-2015"
)

// multitool is Microsoft's validator of SARIF, a program for each system.
const multitool = "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"

// accepted are the validator's warnings and notes that stand, with the reason.
var accepted = map[string]string{
	"SARIF2002": "a finding's text depends on the casefile: it is no template with arguments",
	"SARIF2003": "a draft need not lie in a repository",
	"SARIF2005": "the program has no page of its own that a link could lead to",
	"SARIF2006": "the schema's address is asked for over the network",
	"SARIF2010": "a snippet would take text of the draft along",
	"SARIF2011": "so would a context region",
	"SARIF2012": "the rules have no pages on the web; some have names of one word",
	"SARIF2009": "the rules' names are words, and people script against them",
}

// TestSARIF holds that the validator finds no fault in what check gives of a draft
// with many findings, of one with none, and of a path with spaces.
func TestSARIF(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("skipped: the validator is installed for Linux alone")
	}
	tool := installed(t, multitool)
	if err := os.Chmod(tool, 0o755); err != nil { // npm ci --ignore-scripts leaves it as it is
		t.Skip("skipped: the validator cannot be made executable")
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "onrecord")
	if out, err := exec.Command("go", "build", "-o", bin, "../../cmd/onrecord").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	run := func(args ...string) ([]byte, error) {
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, bin, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "ONRECORD_IDENTITY_FILE="+filepath.Join(dir, "identity"))
		return cmd.Output()
	}
	if err := os.CopyFS(filepath.Join(dir, "in"), soldiers.Files); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"init", "case"}, {"-C", "case", "import", "in/casefile.yaml"}} {
		if _, err := run(args...); err != nil {
			t.Fatalf("%v: %v", args, err)
		}
	}
	if err := os.Rename(filepath.Join(dir, "in", "draft.md"), filepath.Join(dir, "in", "mended draft, чистовик.md")); err != nil {
		t.Fatal(err)
	}
	for name, draft := range map[string]string{"faulty": "in/draft-faulty.md", "sound": "in/mended draft, чистовик.md"} {
		log := filepath.Join(dir, name+".sarif")
		got, _ := run("-C", "case", "check", draft, "--format", "sarif") // exit code 1 where anything is found
		if err := os.WriteFile(log, got, 0o600); err != nil {
			t.Fatal(err)
		}
		verdict := filepath.Join(dir, name+"-verdict.sarif")
		cmd := exec.Command(tool, "validate", log, "--level", "Error;Warning;Note", "--kind", "Fail", "--output", verdict, "--log", "ForceOverwrite")
		cmd.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1", "DOTNET_BUNDLE_EXTRACT_BASE_DIR="+dir)
		out, err := cmd.CombinedOutput()
		b, rerr := os.ReadFile(verdict)
		if rerr != nil {
			t.Skipf("skipped: the validator does not run here: %v\n%.500s", err, out)
		}
		var v struct {
			Runs []struct {
				Invocations []struct {
					ToolExecutionNotifications []any
				}
				Results []struct {
					RuleID, Level string
					Message       struct {
						Text      string
						Arguments []string
					}
				}
			}
		}
		if err := json.Unmarshal(b, &v); err != nil || len(v.Runs) != 1 {
			t.Fatalf("the validator's verdict cannot be read: %v", err)
		}
		if len(v.Runs[0].Results) == 0 {
			t.Errorf("%s: the validator found not even what is accepted: did it look?", name)
		}
		for _, r := range v.Runs[0].Results {
			if accepted[r.RuleID] == "" {
				t.Errorf("%s: %s %s: %s %q", name, r.Level, r.RuleID, r.Message.Text, r.Message.Arguments)
			}
		}
	}
}
