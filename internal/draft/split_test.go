package draft

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// parse is Parse for tests that expect a draft.
func parse(t testing.TB, text string) *Draft {
	t.Helper()
	d, err := Parse("story.md", []byte(text))
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	return d
}

func sentenceTexts(d *Draft) []string {
	var out []string
	for _, s := range d.Sentences {
		out = append(out, s.Text)
	}
	return out
}

// TestSplit reads testdata/split: one block a line, ‖ where a sentence ends.
func TestSplit(t *testing.T) {
	files, _ := filepath.Glob("testdata/split/*.txt")
	cases := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(string(data), "\n") {
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			cases++
			want := strings.Split(line, " ‖ ")
			text := strings.Join(want, " ")
			// Written so that Markdown does not take "1." for a list.
			d := parse(t, strings.Replace(text, "1. They", `1\. They`, 1))
			if got := sentenceTexts(d); strings.Join(got, " ‖ ") != line {
				t.Errorf("%s:%d\n got %s\nwant %s", file, n+1, strings.Join(got, " ‖ "), line)
			}
		}
	}
	if cases < 150 {
		t.Errorf("only %d cases of splitting", cases)
	}
}

func TestSplitOverLinesAndBlocks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"soft line break", "He left the\narmy. She\nstayed.", "He left the army.|She stayed."},
		{"hard line break", "He left the  \narmy.\\\nShe stayed.", "He left the army.|She stayed."},
		{"list items without stops", "- He left\n- She stayed. They talked", "He left|She stayed.|They talked"},
		{"heading without a stop", "# He left\nShe stayed.", "He left|She stayed."},
		{"setext heading", "He left\n===\nShe stayed.", "He left|She stayed."},
		{"nested list", "1. He left.\n   - She stayed.\n\n   They talked.", "He left.|She stayed.|They talked."},
		{"quotation block", "> He left.\n> She stayed.", "He left.|She stayed."},
		{"emphasis over sentences", "He *left. She* stayed.", "He left.|She stayed."},
		{"link text", "He [left. She](https://example.org) stayed.", "He left.|She stayed."},
		{"code span", "He `left.` She stayed.", "He left.|She stayed."},
		{"entities and escapes", "Smith &amp; Sons left\\. She stayed&#46;", "Smith & Sons left.|She stayed."},
		{"no-break space", "Mr.\u00a0Smith left.\u00a0She stayed.", "Mr. Smith left.|She stayed."},
		{"table", "| a | b |\n|---|---|\n| He left. She stayed. | no |", "a|b|He left.|She stayed.|no"},
		{"rule and nothing", "***\n\n—\n\nHe left.", "He left."},
		{"image only", "![a tank](t.jpg)\n\nHe left.", "He left."},
	} {
		if got := strings.Join(sentenceTexts(parse(t, c.text)), "|"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
