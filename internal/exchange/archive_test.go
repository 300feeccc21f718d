package exchange

import (
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// archived reads an archive into a world that may hold something already.
func archived(t testing.TB, w *world, read func(Archive) (*Document, *Report, error), a Archive) *Report {
	t.Helper()
	a.Known = w.Casefile
	doc, report, err := read(a)
	if err != nil {
		t.Fatal(err)
	}
	w.take(t, doc)
	if err := doc.Refuse(Validate(w.Casefile)); err != nil {
		t.Fatal(err)
	}
	return report
}

// standing gives a claim's S and S_max as R1 has them.
func standing(w *world, id record.ID) [2]int {
	r := corroborate.All(w.Casefile, corroborate.Options{Now: time.Unix(2e9, 0)})[id]
	return [2]int{r.S, r.SMax}
}

func mapping(t testing.TB, text string) *Mapping {
	t.Helper()
	m, err := ParseMapping("map.yaml", []byte("format: onrecord.mapping/1\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// refused expects one problem of kind Usage whose line has all the words.
func refused(t testing.TB, err error, words ...string) {
	t.Helper()
	if problem.KindOf(err) != problem.Usage || err == nil {
		t.Fatalf("not refused as bad input: %v", err)
	}
	for _, w := range words {
		if !strings.Contains(problem.Line(err), w) {
			t.Errorf("%q is not in: %s", w, problem.Line(err))
		}
	}
}

const atlos = `{"results": [{"slug": "ABC123", "id": "row-1", "attr_description": "A bridge fell", "attr_date": "2031-03-07",
 "attr_geolocation": {"type": "Point", "coordinates": [37.2, 48.09]}, "attr_status": "Completed", "source_material": [
  {"id": "m1", "source_url": "https://t.me/one_example/1", "artifacts": [{"type": "media", "mime_type": "video/mp4", "file_hash_sha256": "` + hashA + `"}, {"type": "fullpage", "mime_type": "image/png", "file_hash_sha256": "` + hashC + `"}]},
  {"id": "m2", "source_url": "https://x.com/two_example/status/2", "artifacts": [{"type": "media", "mime_type": "video/mp4", "file_hash_sha256": "` + hashA + `"}]},
  {"id": "m3", "source_url": "https://x.com/three_example/status/3", "artifacts": [{"type": "media", "mime_type": "video/mp4", "file_hash_sha256": "` + hashB + `"}]},
  {"id": "m4", "source_url": "https://x.com/four_example/status/4", "visibility": "hidden", "artifacts": []}]},
 {"slug": "XYZ", "attr_description": "Out of scope", "attr_status": "Cancelled", "source_material": []}], "next": "cursor"}`

const (
	hashA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	hashB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
	hashC = "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
)

func TestAtlos(t *testing.T) {
	w := newWorld()
	r := archived(t, w, Incidents, Archive{Name: "a.json", Source: []byte(atlos)})
	c := w.Claims["inc-abc123"]
	if c == nil || c.Text != "A bridge fell" || c.Time != "2031-03-07" || c.Place != "48.09, 37.2" {
		t.Fatalf("%+v", c)
	}
	// One file posted twice and another one: nobody says that the other is no copy.
	if got := standing(w, "inc-abc123"); got != [2]int{1, 2} {
		t.Errorf("S, S_max: %v", got)
	}
	if len(w.Claims) != 1 || len(w.Statements) != 3 || !slices.ContainsFunc(r.Notes, func(n string) bool { return strings.Contains(n, "more pages") }) {
		t.Errorf("%d claims, %d statements, %q", len(w.Claims), len(w.Statements), r.Notes)
	}
	for _, why := range []string{"gave it up", "out of sight"} {
		if !slices.ContainsFunc(r.Left, func(l Left) bool { return strings.Contains(l.Why, why) && l.Count == 1 }) {
			t.Errorf("%s: not in %+v", why, r.Left)
		}
	}
	// Somebody has looked at all of it: then two files are two origins, two copies one.
	archived(t, w, Incidents, Archive{Name: "a.json", Source: []byte(atlos), Mapping: mapping(t, "distinct: true")})
	if got := standing(w, "inc-abc123"); got != [2]int{2, 2} {
		t.Errorf("distinct: %v", got)
	}
}

// TestNobodyIsAnEyewitness: no reading of an archive of incidents makes a poster one.
func TestNobodyIsAnEyewitness(t *testing.T) {
	for _, kind := range []string{"", "Video", "Photo", "eyewitness", "Testimony", "victim", "document", "Official document", "видео", "صورة"} {
		w := newWorld()
		archived(t, w, Incidents, Archive{Name: "a.json", Source: []byte(`[{"id": "I1", "description": "x", "sources": [
			{"id": "1", "path": "https://t.me/one_example/1", "type": "` + kind + `"}, {"id": "2", "path": "https://t.me/two_example/1", "type": "` + kind + `"}]}]`)})
		for id, s := range w.Statements {
			if s.Basis != record.Hearsay && s.Basis != record.Recording {
				t.Errorf("%s: %s is %s", kind, id, s.Basis)
			}
		}
		if got := standing(w, "inc-i1"); got[0] > 1 || got[1] != 2 {
			t.Errorf("%s: %v", kind, got)
		}
	}
}

const timemap = `{"events": [{"id": "E1", "description": "A school was hit", "date": "03/25/2031", "location": "Velna", "latitude": "48.1", "longitude": "37,2", "sources": ["a", "b", "c", "d", "gone"]}],
 "sources": {
  "a": {"id": "a", "paths": ["https://t.me/one_example/1?single"], "type": "Video", "date": "03/26/2031"},
  "b": {"id": "b", "paths": ["https://t.me/two_example/7"], "type": "Video", "date": "03/25/2031", "parent": "p"},
  "c": {"id": "c", "paths": ["https://t.me/s/one_example/1"], "type": "Video"},
  "d": {"id": "d", "paths": ["https://daily.example/x"], "parent": "nowhere"},
  "p": {"id": "p", "paths": ["https://vk.com/wall-44_5"], "type": "Video", "date": "03/24/2031"}},
 "associations": []}`

func TestTimeMap(t *testing.T) {
	w := newWorld()
	r := archived(t, w, Incidents, Archive{Name: "t.json", Source: []byte(timemap), Prefix: "tm"})
	if c := w.Claims["tm-e1"]; c == nil || c.Time != "2031-03-25" || c.Place != "Velna (48.1, 37.2)" {
		t.Fatalf("%+v", c)
	}
	// a and c are one page; b was copied from p, which is the earliest and counts.
	if len(w.Statements) != 4 || len(w.Links) != 3 {
		t.Errorf("%d statements, %d links", len(w.Statements), len(w.Links))
	}
	if got := standing(w, "tm-e1"); got != [2]int{1, 3} {
		t.Errorf("S, S_max: %v", got)
	}
	for _, s := range w.Statements {
		if first := w.Actors[s.Speaker].Names[0] == "-44 (VK)"; first != (s.Basis == record.Recording) {
			t.Errorf("%+v speaks on the basis of %s", w.Actors[s.Speaker], s.Basis)
		}
	}
	var left int
	for _, l := range r.Left {
		left += l.Count
	}
	if left != 3 || r.Sources != 5 { // the second address of a page, an id and a parent that the export does not have
		t.Errorf("%d left out of %d: %+v", left, r.Sources, r.Left)
	}
}

// TestSeparateFiles: TimeMap serves events and sources under two addresses.
func TestSeparateFiles(t *testing.T) {
	events := `[{"id": "E1", "description": "A school was hit", "date": "03/25/2031", "sources": ["a"]}]`
	sources := `{"a": {"id": "a", "paths": ["https://t.me/one_example/1"]}}`
	w := newWorld()
	archived(t, w, Incidents, Archive{Name: "events.json", Source: []byte(events), Others: []Part{{"sources.json", []byte(sources)}}})
	if len(w.Links) != 1 {
		t.Errorf("%d links", len(w.Links))
	}
}

// TestGrownExport: a second import updates, adds, and leaves alone what the desk decided.
func TestGrownExport(t *testing.T) {
	w := newWorld()
	first := `[{"id": "E1", "description": "A school was hit", "sources": [{"id": "a", "path": "https://t.me/one_example/1", "type": "Video"}, {"id": "b", "path": "https://t.me/two_example/2", "type": "Video"}]}]`
	archived(t, w, Incidents, Archive{Name: "t.json", Source: []byte(first)})
	before := w.export(t, true, false)
	r := archived(t, w, Incidents, Archive{Name: "t.json", Source: []byte(first)})
	if after := w.export(t, true, false); after != before || r.Statements != 2 {
		t.Fatalf("the same export changes something:\n%s\n%s", before, after)
	}
	for _, s := range w.Statements { // the desk finds out that both of them filmed it
		s.Basis = record.Eyewitness
	}
	for _, l := range w.Links {
		l.Stance = record.Disputes
	}
	grown := strings.Replace(strings.Replace(first, "was hit", "was hit twice", 1), `[{"id": "a"`, `[{"id": "c", "path": "https://t.me/three_example/3", "type": "Video", "date": "2001-01-01"}, {"id": "a"`, 1)
	archived(t, w, Incidents, Archive{Name: "t.json", Source: []byte(grown)})
	basis, stance := map[record.Basis]int{}, map[record.Stance]int{}
	for _, s := range w.Statements {
		basis[s.Basis]++
	}
	for _, l := range w.Links {
		stance[l.Stance]++
	}
	if basis[record.Eyewitness] != 2 || basis[record.Hearsay] != 1 || stance[record.Disputes] != 2 || stance[record.Supports] != 1 {
		t.Errorf("%v %v", basis, stance)
	}
	if w.Claims["inc-e1"].Text != "A school was hit twice" {
		t.Error("the text of the archive did not come in")
	}
	// Another archive under the same prefix would write over this one.
	other := `[{"id": "E1", "description": "A well was poisoned", "sources": [{"id": "z", "path": "https://t.me/zzz_example/9"}]}]`
	_, _, err := Incidents(Archive{Name: "o.json", Source: []byte(other), Known: w.Casefile})
	refused(t, err, "o.json:1: incidents[0]", "inc-e1", "--prefix")
}

// TestTwoArchives: one account and one page stay one, whichever archives list them.
func TestTwoArchives(t *testing.T) {
	w := newWorld()
	one := `[{"id": "E1", "description": "A school was hit", "sources": [{"id": "a", "path": "https://t.me/one_example/1", "type": "Video"}]}]`
	archived(t, w, Incidents, Archive{Name: "a.json", Source: []byte(one), Prefix: "first"})
	archived(t, w, Incidents, Archive{Name: "b.json", Source: []byte(strings.ReplaceAll(one, "/1", "/2")), Prefix: "second"})
	archived(t, w, Incidents, Archive{Name: "c.json", Source: []byte(one), Prefix: "third"})
	for id := range w.Statements { // somebody sees that all of them are about one thing
		w.Links[record.LinkKey{Statement: id, Claim: "first-e1"}] = &record.Link{Statement: id, Claim: "first-e1", Stance: record.Supports}
	}
	if got := standing(w, "first-e1"); got != [2]int{1, 1} || len(w.Actors) != 3 {
		t.Errorf("S, S_max: %v of %d actors", got, len(w.Actors))
	}
}
