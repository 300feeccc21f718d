package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// The keys under which exports keep their lists.
var (
	incidentLists = []string{"events", "incidents", "results", "data"}
	sourceLists   = []string{"sources", "source_material"}
	silentLists   = []string{"associations", "export_info", "summary", "updates", "next", "previous", "sites", "shapes", "regions", "notifications", "project"}
)

// element is one object of the export with its place.
type element struct {
	keys map[string]json.RawMessage
	line int
	path string
}

// read reads one file of the export, as JSON or as the CSV that the tools export.
func (in *incidentReader) read(p Part) {
	in.r.name = p.Name
	defer func() { in.r.name = in.Name }()
	source := bytes.TrimPrefix(p.Source, []byte("\ufeff"))
	first := bytes.TrimLeft(source, " \t\r\n")
	if len(first) == 0 {
		in.r.add(1, "", "the file is empty", "")
		return
	}
	if first[0] != '{' && first[0] != '[' {
		in.readTable(p)
		return
	}
	if line := badText(source); line > 0 {
		in.r.add(line, "", "the file is not plain UTF-8 text", "export it again as UTF-8; no byte may be zero")
		return
	}
	s := &scan{dec: json.NewDecoder(bytes.NewReader(source)), source: source, line: 1}
	if err := in.top(s); err != nil {
		s.fault(in.r, err)
	}
}

// badText gives the line of the first byte that no text has, or 0.
func badText(source []byte) int {
	at := bytes.IndexByte(source, 0)
	if at < 0 && utf8.Valid(source) {
		return 0
	}
	line := 1
	for i := 0; i < len(source); {
		c, n := utf8.DecodeRune(source[i:])
		if c == 0 || c == utf8.RuneError && n == 1 {
			break
		}
		if c == '\n' {
			line++
		}
		i += n
	}
	return line
}

// scan walks through a JSON file one element at a time, knowing its line.
type scan struct {
	dec      *json.Decoder
	source   []byte
	at, line int
}

var errMany = errors.New("too many entries")

func (s *scan) here() int {
	to := min(int(s.dec.InputOffset()), len(s.source))
	for to < len(s.source) && strings.IndexByte(" \t\r\n,:", s.source[to]) >= 0 {
		to++ // the next token begins here
	}
	if to > s.at {
		s.line += bytes.Count(s.source[s.at:to], []byte("\n"))
		s.at = to
	}
	return s.line
}

func (s *scan) fault(r *report, err error) {
	var syntax *json.SyntaxError
	line := s.here()
	what, hint := "this is not valid JSON", "look for a missing comma, quote or bracket; was the download cut off?"
	switch {
	case errors.Is(err, errMany):
		what, hint = "the archive has more than 500000 entries", "split it; the same prefix keeps the parts together"
	case errors.As(err, &syntax):
		if strings.Contains(err.Error(), "max depth") {
			what, hint = "the archive is nested too deeply", ""
		} else if off := int(syntax.Offset); off > s.at && off <= len(s.source) {
			line += bytes.Count(s.source[s.at:off-1], []byte("\n"))
		}
	}
	r.add(line, "", what, hint)
}

// top reads the whole file: a list of incidents, or an object with lists.
func (in *incidentReader) top(s *scan) error {
	open, err := s.dec.Token()
	if err != nil {
		return err
	}
	if open == json.Delim('[') {
		err = in.list(s, "incidents", func(e element) { in.incident(e) })
	} else {
		err = in.object(s)
	}
	if err != nil {
		return err
	}
	if _, err := s.dec.Token(); !errors.Is(err, io.EOF) {
		in.r.add(s.here(), "", "something follows the end of the JSON document", "give one document per file; --with names further files")
	}
	return nil
}

// object reads an object's lists. One that has none of them is TimeMap's file of
// sources by id, or a single incident.
func (in *incidentReader) object(s *scan) error {
	whole := element{keys: map[string]json.RawMessage{}, line: s.here()}
	lists, before := false, len(in.listing)
	for s.dec.More() {
		token, err := s.dec.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string)
		line := s.here()
		switch {
		case slices.Contains(incidentLists, key) && s.opens('['):
			lists = true
			_, _ = s.dec.Token()
			err = in.list(s, key, func(e element) { in.incident(e) })
		case slices.Contains(sourceLists, key) && s.opens('['):
			_, _ = s.dec.Token()
			err = in.list(s, key, func(e element) { in.listed(e, "") })
		case slices.Contains(sourceLists, key) && s.opens('{'):
			_, _ = s.dec.Token()
			err = in.byKey(s, key)
		default:
			var raw json.RawMessage
			if err = s.dec.Decode(&raw); err != nil {
				break
			}
			if key == "next" && textOf(raw) != "" {
				in.note("%s is one page of an export, and more pages follow: give them with --with, or export the whole", in.r.name)
			}
			whole.keys[key] = raw
			in.loose(key, raw, line)
		}
		if err != nil {
			return err
		}
	}
	if _, err := s.dec.Token(); err != nil {
		return err
	}
	if lists {
		for _, key := range slices.Sorted(maps.Keys(whole.keys)) {
			if !slices.Contains(silentLists, key) {
				in.leave("key of the export", "it is not known here", fmt.Sprintf("%s: %s", in.r.name, shownKey(key)))
			}
		}
	} else if in.firstText(whole, incidentID...) != "" && in.firstText(whole, incidentText...) != "" {
		whole.path = "incident"
		in.incident(whole) // as in the folders of Atlos's whole export
		last := &in.incidents[len(in.incidents)-1]
		last.sources = append(last.sources, in.listing[before:]...)
		in.out.Sources += len(in.listing) - before
	} else if len(in.sources) == 0 {
		in.r.add(whole.line, "", "this is no list of incidents", "TimeMap's and Atlos's exports have a list at the top, or under events, incidents or results")
	}
	return nil
}

// loose takes a value of an object that may be TimeMap's file of sources by id.
func (in *incidentReader) loose(key string, raw json.RawMessage, line int) {
	var keys map[string]json.RawMessage
	if !bytes.HasPrefix(raw, []byte("{")) || json.Unmarshal(raw, &keys) != nil {
		return
	}
	if e := (element{keys, line, "sources." + shownKey(key)}); keys["paths"] != nil || keys["path"] != nil || keys["url"] != nil || keys["source_url"] != nil {
		in.listed(e, key)
	}
}

// opens reports whether the next value begins so.
func (s *scan) opens(with byte) bool {
	s.here()
	return s.at < len(s.source) && s.source[s.at] == with
}

func (in *incidentReader) list(s *scan, name string, take func(element)) error {
	for i := 0; s.dec.More(); i++ {
		if i >= mostEntries {
			return errMany
		}
		if err := in.element(s, fmt.Sprintf("%s[%d]", name, i), take); err != nil {
			return err
		}
	}
	_, err := s.dec.Token()
	return err
}

func (in *incidentReader) byKey(s *scan, name string) error {
	for i := 0; s.dec.More(); i++ {
		token, err := s.dec.Token()
		if err != nil {
			return err
		}
		if i >= mostEntries {
			return errMany
		}
		key, _ := token.(string)
		if err := in.element(s, name+"."+shownKey(key), func(e element) { in.listed(e, key) }); err != nil {
			return err
		}
	}
	_, err := s.dec.Token()
	return err
}

func (in *incidentReader) element(s *scan, path string, take func(element)) error {
	line := s.here()
	if in.r.name != in.Name {
		path = "in " + in.r.name + ", " + path
	}
	if !s.opens('{') {
		var skipped json.RawMessage
		if err := s.dec.Decode(&skipped); err != nil {
			return err
		}
		if string(skipped) == "null" {
			return nil
		}
		in.r.add(line, path, "an object is expected here", "is this an export of incidents?")
		return nil
	}
	e := element{line: line, path: path}
	if err := s.dec.Decode(&e.keys); err != nil {
		return err
	}
	take(e)
	return nil
}

// shownKey shows a key of an archive in a message only where it looks like an id.
func shownKey(key string) string {
	if len(key) <= 60 && plainKey(key) {
		return key
	}
	return "…"
}

func plainKey(key string) bool {
	for _, c := range key {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-' && c != '.' {
			return false
		}
	}
	return key != ""
}
