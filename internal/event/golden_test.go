package event

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

var update = flag.Bool("update", false, "write the goldens that are missing or lack a field; never deletes one")

// TestGoldens holds one golden of every kind and version, with every field of
// the type in it. What a casefile has in its ledger is read for ever, so a golden
// is never deleted: its kind would be one that can be read no longer.
func TestGoldens(t *testing.T) {
	known := map[string]bool{}
	for kind, versions := range Kinds() {
		for _, version := range versions {
			name := fmt.Sprintf("%s.v%d.json", kind, version)
			known[name] = true
			t.Run(name, func(t *testing.T) { golden(t, kind, version, filepath.Join("testdata", name)) })
		}
	}
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, f := range files {
		if !known[filepath.Base(f)] {
			t.Errorf("%s: the kind or version of this golden is gone; ledgers that have it can be read no longer", f)
		}
	}
}

func golden(t *testing.T, kind string, version int, path string) {
	full := kinds[key{kind, version}]()
	fill(reflect.ValueOf(full).Elem(), "")
	want, err := Marshal(full)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if *update && (err != nil || !bytes.Equal(got, append(want, '\n'))) {
		if err := os.WriteFile(path, append(want, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err != nil {
		t.Fatalf("kind %s version %d has no golden; run go test ./internal/event -update", kind, version)
	}
	body := bytes.TrimSuffix(got, []byte("\n"))
	e, err := Unmarshal(kind, version, body)
	if err != nil {
		t.Fatalf("what was once written can be read no longer: %v", err)
	}
	again, err := Marshal(e)
	if err != nil || !bytes.Equal(again, body) {
		t.Fatalf("the canonical form has changed (%v)\nwas %s\nis  %s", err, body, again)
	}
	if e.Kind() != kind || e.Version() != version {
		t.Errorf("%T calls itself %s version %d", e, e.Kind(), e.Version())
	}
	if !bytes.Equal(body, want) {
		t.Errorf("the golden lacks a field of the type\nhas  %s\nwant %s", body, want)
	}
}

// fill sets every field of a value to something that is not empty, the same each
// time. Names of fields make the texts, so that a golden can be read.
func fill(v reflect.Value, name string) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), name)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), strings.ToLower(v.Type().Field(i).Name))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), name)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(k, name)
		fill(e, name)
		v.SetMapIndex(k, e)
	case reflect.String:
		v.SetString(sample(v.Type(), name))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Uint8:
		v.SetUint(0xfe)
	case reflect.Float64:
		v.SetFloat(61.5)
	default:
		panic("fill: a " + v.Kind().String())
	}
}

func sample(t reflect.Type, name string) string {
	if t == reflect.TypeFor[record.Time]() {
		return "2014-12-12"
	}
	if t.Kind() == reflect.String && t != reflect.TypeFor[string]() {
		return "a-" + name
	}
	return "a " + name + ` <&> "имя" اسم ` + "\u2028"
}

// An event has one form: whatever is decoded is encoded to the same bytes, and
// no other bytes are decoded.
func FuzzUnmarshal(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.json")
	for _, path := range files {
		body, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		kind, version, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".json"), ".v")
		n, _ := strconv.Atoi(version)
		f.Add(kind, n, bytes.TrimSuffix(body, []byte("\n")))
	}
	f.Add("link.recorded", 1, []byte(`{"link":{"statement":"a","claim":"b","stance":"supports","value":[null,null]}}`))
	f.Add("claim.recorded", 1, []byte(`{"claim":{"id":"c","text":"","quantity":{"low":-0}}}`))
	f.Fuzz(func(t *testing.T, kind string, version int, body []byte) {
		e, err := Unmarshal(kind, version, body)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("an error of several lines: %q", err)
			}
			return
		}
		again, err := Marshal(e)
		if err != nil || !bytes.Equal(again, body) {
			t.Fatalf("decoded, but encoded otherwise (%v):\n%q\n%q", err, body, again)
		}
	})
}

func TestUnmarshalRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		kind    string
		version int
		body    string
	}{
		"unknown kind":        {"actor.vanished", 1, `{}`},
		"unknown version":     {"manifest.sealed", 2, `{"sha256":"x"}`},
		"version nought":      {"manifest.sealed", 0, `{"sha256":"x"}`},
		"unknown key":         {"manifest.sealed", 1, `{"sha256":"x","and":1}`},
		"white space":         {"manifest.sealed", 1, `{"sha256": "x"}`},
		"key in capitals":     {"manifest.sealed", 1, `{"SHA256":"x"}`},
		"key twice":           {"manifest.sealed", 1, `{"sha256":"y","sha256":"x"}`},
		"something after it":  {"manifest.sealed", 1, `{"sha256":"x"}{}`},
		"null":                {"manifest.sealed", 1, `null`},
		"nothing":             {"manifest.sealed", 1, ``},
		"a list":              {"manifest.sealed", 1, `[]`},
		"escaped needlessly":  {"manifest.sealed", 1, `{"sha256":"\u0078"}`},
		"invalid UTF-8":       {"manifest.sealed", 1, "{\"sha256\":\"\xff\"}"},
		"keys in other order": {"original.stored", 1, `{"size":1,"sha256":"x"}`},
		"empty key present":   {"identity.burned", 1, `{"actor":"a","reason":""}`},
		"number as float":     {"original.stored", 1, `{"sha256":"x","size":1.0}`},
		"deep":                {"manifest.sealed", 1, strings.Repeat(`{"sha256":`, 20000)},
	} {
		if e, err := Unmarshal(c.kind, c.version, []byte(c.body)); err == nil {
			t.Errorf("%s: read as %+v", name, e)
		} else if c.kind == "manifest.sealed" && strings.Contains(err.Error(), `"x"`) {
			t.Errorf("%s: the error quotes the body: %v", name, err)
		}
	}
}

// What a member signs tells fingerprint, reason and member apart, whatever is in them.
func TestWaiverText(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range [][3]string{{"f", "r", "m"}, {"f", "rm", ""}, {"fr", "", "m"}, {`f","r`, "", "m"}, {"f", "r\n", "m"}, {"f", "причина", "m"}} {
		text := string(WaiverText(w[0], w[1], record.ID(w[2])))
		if seen[text] || !json.Valid([]byte(text)) {
			t.Errorf("%q: not a text of its own: %s", w, text)
		}
		seen[text] = true
	}
}
