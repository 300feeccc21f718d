package intake

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"
)

// Bounds of documents that are packed as ZIP archives: word processors', tables,
// slides. Their XML packs to a twentieth; what unpacks to far more is a bomb.
const (
	maxDirectory = 8 << 20  // bytes of the list of members
	maxMembers   = 50_000   // of a document
	leastUnpack  = 64 << 20 // bytes that any document may unpack to
	maxUnpack    = 1 << 30  // and the largest one
	unpackRatio  = 100      // and between the two, times the size of the file
	maxXMLDepth  = 1000     // elements inside elements
)

// parts are the members of such a document.
type parts struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked
}

// openParts reads the list of members. The error is a Fault.
func openParts(data []byte) (*parts, error) {
	if !smallDirectory(data) {
		return nil, Damaged
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) > maxMembers {
		return nil, Damaged
	}
	p := &parts{files: make(map[string]*zip.File, len(z.File)), left: min(max(leastUnpack, unpackRatio*int64(len(data))), maxUnpack)}
	for _, f := range z.File {
		if name := partName(f.Name); p.files[name] == nil { // the first of a name, as office programs take it
			p.files[name] = f
		}
	}
	return p, nil
}

// partName makes names of members comparable: they are not told apart by case.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// smallDirectory reports whether the list of members is short enough to be read
// before anything else is known of the file. Its length is told at the end of the
// archive (PKWARE APPNOTE 4.3.16), and may be a lie, so both ways to find its
// beginning are held against the bound.
func smallDirectory(data []byte) bool {
	tail := data[max(0, len(data)-22-1<<16):]
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || len(tail)-i < 22 {
		return false
	}
	size, offset := int64(binary.LittleEndian.Uint32(tail[i+12:])), int64(binary.LittleEndian.Uint32(tail[i+16:]))
	return size <= maxDirectory && int64(len(data))-offset <= maxDirectory+1<<17
}

func (p *parts) has(name string) bool { return p.files[partName(name)] != nil }

// open unpacks a member within what may still be unpacked.
func (p *parts) open(name string) (io.ReadCloser, error) {
	f := p.files[partName(name)]
	switch {
	case f == nil:
		return nil, errNoPart
	case f.Flags&1 != 0:
		return nil, Encrypted
	}
	r, err := f.Open()
	if err != nil {
		return nil, Damaged
	}
	return &metered{ReadCloser: r, left: &p.left}, nil
}

// errNoPart says that a member is not there; most need not be.
var errNoPart = errors.New("intake: no such part")

// metered ends with a Fault where more comes than may.
type metered struct {
	io.ReadCloser
	left *int64
}

func (m *metered) Read(b []byte) (int, error) {
	n, err := m.ReadCloser.Read(b)
	if *m.left -= int64(n); *m.left < 0 {
		return 0, Bomb
	}
	return n, err
}

// node is the beginning of an element: its name and attributes without prefixes,
// which every program chooses for itself.
type node struct {
	name  string
	attrs []xml.Attr
}

// attr gives an attribute by its local name, or "".
func (n node) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// reader is what takes the XML of a part, piece by piece.
type reader interface {
	open(n node)
	shut(name string)
	text(s string)
}

// walk streams a part through a reader. A part that is missing is no error.
// Entities that a document defines itself and documents that it refers to are
// never resolved: to use one is damage.
func (p *parts) walk(name string, to reader) error {
	r, err := p.open(name)
	if errors.Is(err, errNoPart) {
		return nil
	}
	if err != nil {
		return err
	}
	defer r.Close()
	return walkXML(r, to)
}

func walkXML(r io.Reader, to reader) error {
	dec := xml.NewDecoder(r)
	dec.CharsetReader = charset.NewReaderLabel
	for depth := 0; ; {
		tok, err := dec.RawToken()
		switch {
		case err == io.EOF:
			return nil
		case errors.Is(err, Bomb):
			return Bomb
		case err != nil:
			return Damaged
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; depth > maxXMLDepth {
				return Damaged
			}
			to.open(node{t.Name.Local, t.Attr})
		case xml.EndElement:
			depth--
			to.shut(t.Name.Local)
		case xml.CharData:
			to.text(string(t))
		case xml.Directive:
			if bytes.Contains(t, []byte("ENTITY")) {
				return Damaged
			}
		}
	}
}

// links gives the relations of a part (ECMA-376 part 2, 9): target by id, and ids
// in order by the last word of their type.
func (p *parts) links(of string) (map[string]string, map[string][]string, error) {
	dir, base := path.Split(partName(of))
	l := linkReader{dir: dir, target: map[string]string{}, typed: map[string][]string{}}
	err := p.walk(dir+"_rels/"+base+".rels", &l)
	return l.target, l.typed, err
}

type linkReader struct {
	dir    string
	target map[string]string
	typed  map[string][]string
}

func (l *linkReader) open(n node) {
	if n.name != "Relationship" || n.attr("TargetMode") == "External" || len(l.target) >= maxMembers {
		return
	}
	to := n.attr("Target")
	if !strings.HasPrefix(to, "/") {
		to = l.dir + to
	}
	id, kind := n.attr("Id"), path.Base(n.attr("Type"))
	l.target[id] = partName(to)
	l.typed[kind] = append(l.typed[kind], partName(to))
}
func (l *linkReader) shut(string) {}
func (l *linkReader) text(string) {}
