package exchange

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// The keys under which the exports give the same thing, the best first.
var (
	incidentID    = []string{"civId", "id", "slug"}
	incidentText  = []string{"description", "attr_description", "title"}
	incidentDate  = []string{"date", "attr_date"}
	incidentPlace = []string{"location", "place_desc", "attr_general_location", "place"}
	incidentKnown = slices.Concat(incidentID, incidentText, incidentDate, incidentPlace, sourceLists, []string{
		"latitude", "longitude", "attr_geolocation", "versions", "links", "deleted", "attr_status", "attr_sensitive", "inserted_at", "updated_at", "project",
	})
	sourceURL = []string{"url", "source_url", "path", "link"}
)

// incident reads an incident as any of the exports gives it.
func (in *incidentReader) incident(e element) {
	i := incident{line: e.line, path: e.path}
	i.id = oneLine(in.firstText(e, incidentID...))
	i.row = in.firstText(e, "id")
	if slug := in.firstText(e, "slug"); slug != "" {
		i.id = oneLine(slug) // Atlos's id is the slug; "id" is of its database
	}
	i.text = tidy(in.firstText(e, incidentText...))
	i.date = in.firstText(e, incidentDate...)
	lat, lon := in.firstText(e, "latitude"), in.firstText(e, "longitude")
	if point := point(e.keys["attr_geolocation"]); lat == "" && len(point) == 2 {
		lon, lat = point[0], point[1] // GeoJSON has the longitude first
	}
	i.place = readPlace(in.firstText(e, incidentPlace...), lat, lon)
	switch {
	case in.firstText(e, "deleted") == "true":
		i.dropped = "the archive deleted it"
	case in.firstText(e, "attr_status") == "Cancelled":
		i.dropped = "the archive gave it up (status Cancelled)"
	}
	sensitive := textsOf(e.keys["attr_sensitive"])
	i.restricted = slices.Contains(sensitive, "Personal Information Visible")
	i.doubtful = slices.Contains(sensitive, "Deceptive or Misleading")
	for _, key := range []string{"sources", "source_material", "versions", "links"} {
		if raw := e.keys[key]; raw != nil && string(raw) != "null" && string(raw) != "[]" {
			in.sourcesOf(&i, e, key, raw)
			break // Atlos gives the same sources under two keys
		}
	}
	for _, key := range slices.Sorted(maps.Keys(e.keys)) {
		if v := string(e.keys[key]); !slices.Contains(incidentKnown, key) && v != "null" && v != `""` && v != "[]" && v != "{}" {
			in.leave("key "+shownKey(key)+" of incidents", "claims have no place for it", in.where(e.line, e.path))
		}
	}
	if len(in.incidents) >= mostEntries {
		in.r.add(e.line, e.path, "the archive has more than 500000 incidents", "split it; the same prefix keeps the parts together")
		return
	}
	in.incidents = append(in.incidents, i)
	in.out.Incidents++
}

// sourcesOf reads an incident's list of sources: ids, addresses or objects.
func (in *incidentReader) sourcesOf(i *incident, e element, key string, raw json.RawMessage) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		for _, t := range addressesIn(textOf(raw)) {
			i.refs = append(i.refs, t)
			in.out.Sources++
		}
		return
	}
	if len(list) > maxOfOne {
		in.r.add(e.line, e.path, "an incident has more than 5000 sources", "split it")
		return
	}
	for n, item := range list {
		path := fmt.Sprintf("%s.%s[%d]", e.path, key, n)
		var keys map[string]json.RawMessage
		if json.Unmarshal(item, &keys) == nil && keys != nil {
			s := in.source(element{keys, e.line, path}, "")
			i.sources = append(i.sources, s)
			if old := in.sources[s.id]; s.id != "" && old == nil {
				in.sources[s.id] = s
			}
		} else if t := strings.TrimSpace(textOf(item)); t != "" {
			i.refs = append(i.refs, t)
		} else {
			continue
		}
		in.out.Sources++
	}
}

// listed reads a source that stands in a list of its own.
func (in *incidentReader) listed(e element, id string) {
	s := in.source(e, id)
	if s.id == "" {
		in.leave("source", "it has no id, so that no incident can name it", in.where(e.line, e.path))
		return
	}
	if len(in.sources) >= mostEntries {
		in.r.add(e.line, e.path, "the archive has more than 500000 sources", "split it; the same prefix keeps the parts together")
		return
	}
	if in.sources[s.id] == nil {
		in.sources[s.id] = s
		in.listing = append(in.listing, s)
	}
}

// source reads a source as any of the exports gives it.
func (in *incidentReader) source(e element, id string) *source {
	s := &source{line: e.line, path: e.path, id: oneLine(in.firstText(e, "id"))}
	if id != "" {
		s.id = oneLine(id)
	}
	paths := textsOf(e.keys["paths"])
	s.url = oneLine(in.firstText(e, sourceURL...))
	for _, p := range paths {
		if _, web := readAddress(s.url); !web {
			s.url = oneLine(p)
		}
	}
	s.title, s.text = oneLine(in.firstText(e, "title")), tidy(in.firstText(e, "description"))
	s.author = oneLine(in.firstText(e, "author"))
	s.date = in.firstText(e, "date", "published", "posted_at")
	s.kind = in.firstText(e, "type", "kind", "media_type", "mime_type")
	s.stance, s.of = in.firstText(e, "stance"), in.firstText(e, "incident_id")
	for _, key := range []string{"parent", "parents"} {
		for _, t := range textsOf(e.keys[key]) {
			if t = oneLine(t); t != "" {
				s.parents = append(s.parents, t)
			}
		}
	}
	for _, key := range []string{"sha256", "hash", "file_hash_sha256"} {
		s.hashed(in.firstText(e, key))
	}
	if v := in.firstText(e, "visibility"); v == "hidden" || v == "removed" {
		s.hidden = "the archive took it out of sight (" + v + ")"
	}
	in.artifacts(s, e.keys["artifacts"])
	return s
}

var sha256Hex = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (s *source) hashed(hash string) {
	if hash = strings.ToLower(strings.TrimSpace(hash)); sha256Hex.MatchString(hash) {
		s.hashes = append(s.hashes, hash)
	}
}

// artifacts reads what Atlos archived of a source. Captures of the page (PDF,
// screenshots, WACZ) are no footage and never equal; media and uploads are.
func (in *incidentReader) artifacts(s *source, raw json.RawMessage) {
	var list []struct {
		Hash string `json:"file_hash_sha256"`
		Mime string `json:"mime_type"`
		Type string `json:"type"`
	}
	if raw == nil || json.Unmarshal(raw, &list) != nil {
		return
	}
	for _, a := range list {
		switch a.Type {
		case "media", "upload", "direct_file":
			s.hashed(a.Hash)
			if s.kind == "" || strings.HasPrefix(a.Mime, "video/") {
				s.kind = a.Mime
			}
		}
	}
}

// firstText gives the first of the keys that holds a text or a number, and refuses a
// text beyond measure.
func (in *incidentReader) firstText(e element, keys ...string) string {
	for _, key := range keys {
		t := textOf(e.keys[key])
		if len(t) > maxCell {
			in.r.add(e.line, e.path+"."+key, "a text is longer than 1 MiB", "shorten it, or give it as a file of its own with onrecord add")
			return ""
		}
		if strings.ContainsRune(t, 0) {
			in.r.add(e.line, e.path+"."+key, "a text holds a zero character", "take it out")
			return ""
		}
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}

// text gives a JSON string, number or flag as a text.
func textOf(raw json.RawMessage) string {
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) == nil {
			return s
		}
	case '{', '[', 'n':
	default:
		return string(raw)
	}
	return ""
}

// texts gives a list of texts, or a single one as a list.
func textsOf(raw json.RawMessage) []string {
	var list []json.RawMessage
	if len(raw) == 0 || raw[0] != '[' || json.Unmarshal(raw, &list) != nil {
		if t := textOf(raw); t != "" {
			return []string{t}
		}
		return nil
	}
	var out []string
	for _, item := range list {
		if t := textOf(item); t != "" && len(out) < maxOfOne {
			out = append(out, t)
		}
	}
	return out
}

// point gives the coordinates of a GeoJSON point.
func point(raw json.RawMessage) []string {
	var p struct {
		Coordinates []json.Number `json:"coordinates"`
	}
	if len(raw) == 0 || json.Unmarshal(raw, &p) != nil {
		return nil
	}
	out := make([]string, len(p.Coordinates))
	for i, c := range p.Coordinates {
		out[i] = string(c)
	}
	return out
}

var nextAddress = regexp.MustCompile(`[\s,;|]+(?:https?://)`)

// addressesIn takes a cell apart that holds addresses one after the other.
func addressesIn(cell string) []string {
	var out []string
	for cell = strings.TrimSpace(cell); cell != ""; {
		at := nextAddress.FindStringIndex(cell)
		if at == nil || len(out) >= maxOfOne {
			return append(out, strings.Trim(cell, " \t\r\n,;|"))
		}
		out = append(out, cell[:at[0]])
		cell = strings.TrimLeft(cell[at[0]:], " \t\r\n,;|")
	}
	return out
}
