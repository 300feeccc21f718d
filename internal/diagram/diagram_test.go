package diagram

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// sample has every shape, tone and line, a cycle, a long edge, a tie, and labels
// of three scripts.
func sample() Diagram {
	d := Diagram{Title: "Колонна пересекла границу, قالت اللجنة", Description: `"two" <origins> & one denial`}
	label := []string{"Сергей Кривенко", "لجنة أمهات الجنود", `back\slash "quoted" <b>&amp;`, strings.Repeat("long ", 40), "兵士たちは国境を越えた", "st-1"}
	for i := range 12 {
		d.Nodes = append(d.Nodes, Node{ID: fmt.Sprint("n", i), Label: []string{label[i%len(label)], "eyewitness"}, Shape: Shape(i % 6), Tone: Tone(i % 4), Line: Line(i % 4), Strong: i%3 == 0, Group: i % 2})
	}
	for i := range 11 {
		d.Edges = append(d.Edges, Edge{From: fmt.Sprint("n", i), To: fmt.Sprint("n", (i*5+3)%12), Tone: Tone(i % 4), Line: Line(i % 4), Label: []string{"", "disputes"}[i%2], Strong: i%4 == 0})
	}
	d.Edges = append(d.Edges, Edge{From: "n0", To: "n11"}, Edge{From: "n1", To: "n2", Loose: true}, Edge{From: "n1", To: "nobody"}, Edge{From: "n1", To: "n1"})
	d.Key = []Node{{Label: []string{"Key of", "forms"}, Shape: Stack}}
	return d
}

// tags reads an SVG strictly and gives its elements and all of its text.
func tags(t *testing.T, svg []byte) (elements []xml.StartElement, text string) {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(svg))
	var b strings.Builder
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return elements, b.String()
		}
		if err != nil {
			t.Fatalf("no XML: %v\n%s", err, svg)
		}
		switch x := tok.(type) {
		case xml.StartElement:
			elements = append(elements, x.Copy())
		case xml.CharData:
			b.Write(x)
			b.WriteByte('\n')
		}
	}
}

// harmless fails on whatever could run, load or hide something.
func harmless(t *testing.T, svg []byte) {
	t.Helper()
	allowed := []string{"svg", "title", "desc", "rect", "text", "g", "path"}
	elements, _ := tags(t, svg)
	for _, e := range elements {
		if !slices.Contains(allowed, e.Name.Local) {
			t.Errorf("element %s", e.Name.Local)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || strings.Contains(a.Name.Local, "href") || a.Name.Local == "style" ||
				strings.Contains(a.Value, "url(") || (strings.Contains(a.Value, "//") && a.Name.Local != "xmlns") {
				t.Errorf("attribute %s=%q", a.Name.Local, a.Value)
			}
		}
	}
}

func TestSVGStandsAlone(t *testing.T) {
	svg := sample().SVG()
	harmless(t, svg)
	elements, text := tags(t, svg)
	if elements[0].Name.Local != "svg" || elements[1].Name.Local != "title" || elements[2].Name.Local != "desc" {
		t.Errorf("it does not begin with title and description: %v", elements[:3])
	}
	for _, want := range []string{"Сергей Кривенко", "لجنة أمهات الجنود", `"two" <origins> & one denial`, `back\slash "quoted" <b>&amp;`, "disputes"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not there", want)
		}
	}
	if !bytes.Contains(svg, []byte(`direction="rtl"`)) || !bytes.Contains(svg, []byte(`direction="ltr"`)) {
		t.Error("not every line has its own direction")
	}
	if !bytes.Equal(svg, sample().SVG()) || !bytes.Equal(sample().DOT(), sample().DOT()) {
		t.Error("the same diagram gives other bytes")
	}
}

// TestBoxesLieApart: no two boxes overlap, whatever the graph, every edge but
// loose ones leads from left to right, and lower groups stand above higher ones.
func TestBoxesLieApart(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 5))
		d := Diagram{}
		n := 1 + r.IntN(40)
		for i := range n {
			d.Nodes = append(d.Nodes, Node{ID: fmt.Sprint(i), Label: []string{strings.Repeat("word ", r.IntN(30))}, Group: r.IntN(2)})
		}
		for range r.IntN(80) {
			d.Edges = append(d.Edges, Edge{From: fmt.Sprint(r.IntN(n)), To: fmt.Sprint(r.IntN(n)), Loose: r.IntN(9) == 0})
		}
		d = d.bounded()
		sizes := make([][2]float64, len(d.Nodes))
		for i, n := range d.Nodes {
			_, sizes[i] = set(n)
		}
		l := newLayout(d, sizes)
		for i, a := range l.v[:n] {
			for _, b := range l.v[:i] {
				if abs(a.x-b.x) < (a.width+b.width)/2 && abs(a.y-b.y) < (a.height+b.height)/2+gapNodes-0.01 {
					t.Fatalf("seed %d: two boxes lie on each other: %+v %+v", seed, a, b)
				}
				if a.layer == b.layer && a.group != b.group && (a.group < b.group) != (a.y < b.y) {
					t.Fatalf("seed %d: the groups are mixed: %+v %+v", seed, a, b)
				}
			}
		}
		for i, way := range l.ways {
			for j := range max(0, len(way)-1) {
				if l.v[way[j]].x >= l.v[way[j+1]].x || l.v[way[j]].layer != l.v[way[j+1]].layer+1 {
					t.Fatalf("seed %d: edge %d does not lead from left to right, layer by layer", seed, i)
				}
			}
			if way == nil != d.Edges[i].Loose {
				t.Fatalf("seed %d: edge %d has no way", seed, i)
			}
		}
		harmless(t, d.SVG())
	}
}

func abs(f float64) float64 { return max(f, -f) }

func TestFewCrossings(t *testing.T) {
	d := Diagram{}
	for i := range 10 {
		d.Nodes = append(d.Nodes, Node{ID: fmt.Sprint("a", i)}, Node{ID: fmt.Sprint("b", (i*7)%10)})
		d.Edges = append(d.Edges, Edge{From: fmt.Sprint("a", i), To: fmt.Sprint("b", i)})
	}
	if l := newLayout(d, make([][2]float64, len(d.Nodes))); l.crossings() != 0 {
		t.Errorf("%d crossings where none is needed", l.crossings())
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		most  int
		want  string
	}{
		{"a former soldier of a tank division", 12, 9, "a former soldier of a|tank division"},
		{"murmansk-soldier-number-twenty", 11, 9, "murmansk-soldier-|number-twenty"},
		{"one two three four", 4, 2, "one|two …"},
		{"兵士たちは国境", 4, 9, "兵士た|ちは国|境"},
		{"", 10, 9, ""},
		{"a\u202eb\x00c\nd", 10, 9, "abc d"},
	} {
		if got := strings.Join(wrap(c.text, c.width, c.most), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestDOTIsDOT asks Graphviz, where it is there.
func TestDOTIsDOT(t *testing.T) {
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("Graphviz is not installed")
	}
	d := sample()
	cmd := exec.Command(dot, "-Tplain")
	cmd.Stdin = bytes.NewReader(d.DOT())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := strings.Count(string(out), "\nnode "); n != len(d.Nodes)+len(d.Key) {
		t.Errorf("Graphviz sees %d nodes", n)
	}
	if n := strings.Count(string(out), "\nedge "); n != len(d.Edges)-2 {
		t.Errorf("Graphviz sees %d edges", n)
	}
	if !strings.Contains(string(out), `back\\slash`) && !strings.Contains(string(out), `back\slash`) {
		t.Errorf("a label is not what it was:\n%s", out)
	}
}

func TestHugeDiagramsAreBounded(t *testing.T) {
	d := Diagram{Title: strings.Repeat("т", 5000)}
	for i := range 5000 {
		d.Nodes = append(d.Nodes, Node{ID: fmt.Sprint(i), Label: []string{strings.Repeat("x", 300)}})
		d.Edges = append(d.Edges, Edge{From: fmt.Sprint(i), To: "0"}, Edge{From: fmt.Sprint(i), To: fmt.Sprint(i + 1)}, Edge{From: fmt.Sprint(i), To: fmt.Sprint(i / 2)})
	}
	if n := len(d.bounded().Nodes); n > mostNodes {
		t.Errorf("%d nodes", n)
	}
	d.Nodes = d.Nodes[:300]
	if n := len(d.SVG()); n > 40<<20 {
		t.Errorf("%d bytes", n)
	}
	if (Diagram{}).SVG() == nil || (Diagram{}).DOT() == nil {
		t.Error("nothing at all")
	}
}

// FuzzLabels: no label breaks out of the page.
func FuzzLabels(f *testing.F) {
	for _, s := range []string{"<script>", `"]; evil [label="`, `\`, "\x00\x1b[31m", "\u202e\u2066", "]]>", "&#0;", "\xff\xfe", "🏴\u200d☠️", "ب", strings.Repeat("ا", 500), "\ufffe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := Diagram{Title: s, Description: s, Nodes: []Node{{ID: s, Label: []string{s, s}}, {ID: s + "2", Label: []string{"x"}}}, Edges: []Edge{{From: s, To: s + "2", Label: s}}}
		svg := d.SVG()
		harmless(t, svg)
		if elements, _ := tags(t, svg); len(elements) < 8 {
			t.Errorf("%d elements", len(elements))
		}
		if n := strings.Count(strings.ReplaceAll(strings.ReplaceAll(string(d.DOT()), `\\`, ""), `\"`, ""), `"`); n%2 != 0 {
			t.Errorf("an open string:\n%s", d.DOT())
		}
	})
}
