package worker

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
)

// compound is the beginning of a compound file whose directory names a stream.
func compound(stream string) []byte {
	data := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1024)...)
	for _, c := range stream {
		data = append(data, byte(c), 0)
	}
	return append(data, make([]byte, 512)...)
}

func TestOldDocuments(t *testing.T) {
	limits := intake.DefaultLimits()
	if _, err := Extract(t.Context(), "a.docx", compound("EncryptedPackage"), limits); !errors.Is(err, intake.Encrypted) {
		t.Errorf("locked: %v", err)
	}
	doc := compound("WordDocument")
	if kind := intake.MediaType("a", doc); kind != "application/msword" || intake.InProcess("a", doc, limits) {
		t.Errorf("%s", kind)
	}
	if _, err := exec.LookPath("catdoc"); err == nil { // broken, it is read as such, or refused; it never hangs
		if _, err := Extract(t.Context(), "a.doc", doc, limits); err != nil && problem.KindOf(err) != problem.Usage {
			t.Error(err)
		}
	}
	t.Setenv("PATH", t.TempDir())
	_, err := Extract(t.Context(), "a.doc", doc, limits)
	if err == nil || !strings.Contains(problem.Line(err), "install catdoc") {
		t.Errorf("without the program: %v", err)
	}
}

// A program in the cage finds the file on its standard input, can go back and forth
// in it, and finds nothing else.
func TestCagedProgramsSeeTheirFileAlone(t *testing.T) {
	cat, err := exec.LookPath("cat")
	if err != nil {
		t.Skip("there is no cat")
	}
	failed := errors.New("failed")
	said, err := onFile(t.Context(), []byte("words of it"), 100, failed, cat, itself)
	if err != nil || string(said) != "words of it" {
		t.Fatalf("%q %v", said, err)
	}
	held, err := Confinement(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.Join(held, " "), "landlock") {
		secret := filepath.Join(t.TempDir(), "secret")
		if err := os.WriteFile(secret, []byte("canary"), 0o600); err != nil {
			t.Fatal(err)
		}
		if said, err := onFile(t.Context(), nil, 100, failed, cat, secret); err == nil || len(said) > 0 {
			t.Errorf("it read %q", said)
		}
	}
	if _, err := onFile(t.Context(), []byte("more than may be said"), 5, failed, cat, itself); !errors.Is(err, failed) {
		t.Errorf("%v", err)
	}
}
