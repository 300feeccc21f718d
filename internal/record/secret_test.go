package record

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"
	"text/template"

	"go.yaml.in/yaml/v3"
)

const canary = "Zebulon Quagmirov"

type open struct{ S Secret }
type hidden struct{ s Secret }
type deep struct {
	P *Secret
	M map[string]Secret
	L []any
	I Identity
}

func carriers() map[string]any {
	s := NewSecret(canary)
	return map[string]any{
		"value": s, "pointer": &s, "slice": []Secret{s}, "map": map[string]Secret{"k": s}, "key": map[Secret]int{s: 1},
		"field": open{s}, "hidden field": hidden{s}, "pointer to hidden": &hidden{s},
		"deep": deep{&s, map[string]Secret{"k": s}, []any{s, &s}, Identity{Names: []Secret{s}}},
	}
}

func check(t *testing.T, what, out string) {
	t.Helper()
	for _, form := range []string{canary, "Zebulon", fmt.Sprintf("%x", canary), fmt.Sprintf("%X", canary), fmt.Sprintf("% x", canary), fmt.Sprint([]byte(canary))} {
		if strings.Contains(out, form) {
			t.Errorf("%s leaks: %s", what, out)
		}
	}
}

func TestSecretPrinted(t *testing.T) {
	for name, v := range carriers() {
		for verb := rune('!'); verb < 127; verb++ {
			for _, flags := range []string{"", "+", "#", "-20", "020", " ", ".3", "*"} {
				check(t, fmt.Sprintf("%s with %%%s%c", name, flags, verb), fmt.Sprintf("%"+flags+string(verb), v))
			}
		}
		check(t, name+" with Sprint", fmt.Sprint(v))
		check(t, name+" with Sprintln", fmt.Sprintln(v, v))
		wrapping := "it is %w" // in a variable: vet knows that this is wrong
		check(t, name+" in an error", fmt.Errorf(wrapping, v).Error())
	}
	if got := fmt.Sprintf("%s|%v|%q|%+v|%#v|%x|%d", NewSecret(canary), NewSecret(canary), NewSecret(canary), NewSecret(canary), NewSecret(canary), NewSecret(canary), NewSecret(canary)); got != strings.Repeat("[sealed]|", 6)+"[sealed]" {
		t.Error(got)
	}
}

func TestSecretMarshalled(t *testing.T) {
	for name, v := range carriers() {
		var b bytes.Buffer
		for how, marshal := range map[string]func() error{
			"json":     func() error { return json.NewEncoder(&b).Encode(v) },
			"gob":      func() error { return gob.NewEncoder(&b).Encode(v) },
			"xml":      func() error { return xml.NewEncoder(&b).Encode(v) },
			"yaml":     func() error { return yamlOf(&b, v) },
			"template": func() error { return template.Must(template.New("").Parse("{{.}} {{printf \"%p\" .}}")).Execute(&b, v) },
			"slog": func() error {
				slog.New(slog.NewTextHandler(&b, nil)).Info("said", "by", v, slog.Any("k", v))
				return nil
			},
			"slog JSON": func() error {
				slog.New(slog.NewJSONHandler(&b, nil)).Info("said", "by", v, slog.Group("g", "k", v))
				return nil
			},
		} {
			b.Reset()
			err := marshal()
			check(t, name+" as "+how, b.String())
			if err != nil {
				check(t, name+" as "+how+", error", err.Error())
			}
			if (how == "json" || how == "yaml") && err == nil && !strings.Contains(name, "hidden") {
				t.Errorf("%s as %s: no error, but %q", name, how, b.String())
			}
		}
	}
	if _, err := json.Marshal(NewSecret(canary)); !errors.Is(err, errSecret) {
		t.Error(err)
	}
}

func yamlOf(b *bytes.Buffer, v any) (err error) {
	defer func() { // this package panics with what a marshaller answers
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	out, err := yaml.Marshal(v)
	b.Write(out)
	return err
}

// A panic with a secret in its hand shows the placeholder, or an address.
func TestSecretInPanic(t *testing.T) {
	if how := os.Getenv("ONRECORD_TEST_PANIC"); how != "" {
		panic(carriers()[how])
	}
	for name := range carriers() {
		cmd := exec.Command(os.Args[0], "-test.run=^TestSecretInPanic$")
		cmd.Env = append(os.Environ(), "ONRECORD_TEST_PANIC="+name, "GOTRACEBACK=all")
		out, err := cmd.CombinedOutput()
		if err == nil {
			t.Fatal("it did not panic")
		}
		check(t, "panic with "+name, string(out))
	}
}

func TestSecretKept(t *testing.T) {
	for _, clear := range []string{canary, "", "Квагмиров", "اسم"} {
		if got := NewSecret(clear).Reveal(); got != clear {
			t.Errorf("%q came back as %q", clear, got)
		}
	}
	var none Secret
	if none.Reveal() != "" || none.String() != SealedMark {
		t.Error("the empty secret is not empty")
	}
}
