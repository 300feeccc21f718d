package draft

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// citeNode stands in the syntax tree where a citation stands in the text.
type citeNode struct {
	ast.BaseInline
	start, end int
}

var kindCite = ast.NewNodeKind("Cite")

func (n *citeNode) Kind() ast.NodeKind         { return kindCite }
func (n *citeNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// citeParser reads [@id; @id2] before the parser of links can take it for one.
type citeParser struct{}

const maxCite = 4000 // bytes of one citation

func (citeParser) Trigger() []byte { return []byte{'['} }

func (citeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	if len(line) < 2 || line[1] != '@' {
		return nil
	}
	start, length := at.Start, 0
	for line != nil && length < maxCite {
		from := 0
		if length == 0 {
			from = 1
		}
		stop := bytes.IndexAny(line[from:], "[]")
		if stop >= 0 && line[from+stop] == '[' {
			return nil
		}
		if stop >= 0 {
			block.Advance(from + stop + 1)
			return &citeNode{start: start, end: at.Start - at.Padding + from + stop + 1}
		}
		length += len(line)
		block.AdvanceLine()
		line, at = block.PeekLine()
	}
	return nil
}

// maxDefinitionLines bounds a paragraph of definitions: reading them takes time that
// grows with the square of their number.
const maxDefinitionLines = 2000

// definitions reads link definitions, except where a paragraph starts with a citation.
type definitions struct{}

func (definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := node.Lines(); lines.Len() > 0 {
		if lines.Len() > maxDefinitionLines {
			return // then they are text, and the reader sees them
		}
		first := lines.At(0)
		if bytes.HasPrefix(bytes.TrimLeft(first.Value(reader.Source()), " \t"), []byte("[@")) {
			return
		}
	}
	parser.LinkReferenceParagraphTransformer.Transform(node, reader, pc)
}

// parseMarkdown gives the syntax tree of the text: CommonMark, tables and citations.
func parseMarkdown(src []byte) ast.Node {
	p := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(citeParser{}, 150))...),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{}, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
	return p.Parse(text.NewReader(src))
}
