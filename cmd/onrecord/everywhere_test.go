package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A protected name stands in every free field and every id of every kind of record, in
// texts and in names of files.
const everywhere = `format: onrecord.casefile/1
case: {id: quagmirov, title: The Quagmirov case, language: en}
members: [{id: quagmirov-editor, role: editor}]
actors:
  - id: quagmirov-source
    type: person
    protected: {names: [Zebulon Quagmirov, Зебулон Квагмиров], identifiers: [+7 999 555-01-43, zebulon@quag.example]}
    descriptor: a clerk who knows Quagmirov
    terms: anonymous
    reason: Quagmirov fears for her post
    known_to: [owner, quagmirov-editor]
    consent: [publish, quote]
    traits:
      - {id: quagmirov-trait, text: of the Quagmirov brigade, variants: [Квагмировская бригада], group: 40}
      - {id: day, text: left on 12 December, group: 60}
    joint: [{traits: [quagmirov-trait, day], group: 4}]
  - {id: s2, type: person, protected: {names: [Ann Oberhauser]}, descriptor: a clerk, terms: background, reason: as Quagmirov said}
  - {id: s3, type: person, protected: {names: [Олесь Хмаренчук, خالد الحمصاوي], identifiers: [passport 45 12 817304]}, descriptor: a driver, terms: anonymous, reason: he is afraid of الحمصاوي}
  - {id: quagmirov-w2, type: person, names: [Z. Quagmirov the Elder, Pavel Lukin], descriptor: a cousin of Quagmirov, reason: Квагмиров}
  - {id: depot, type: organization, names: [Quagmirov Depot, the Depot], speaks_for: quagmirov-w2}
  - {id: acc, type: account, names: [zebulon@quag.example], same_as: [quagmirov-w2]}
evidence:
  - {id: ev-quagmirov, kind: interview, title: Talk with Quagmirov, acquired_from: Zebulon Quagmirov, method: called +7 999 555 01 43, near_dup_group: quagmirov, created: 2015-04-02,
     text: "The clerk met Quagmirov at the gate, under the lantern.\nForty crates left in one night with Квагмировым, she said. zebulon@quag.example\nЦе підтвердили Хмаренчукові, з Олесем Хмаренчуком; Oles Khmarenchuk, خالد الحمصاوي, Khaled al-Hamsawi, паспорт 4512 №817 304."}
  - {id: ev-quagmirov-2, kind: web, title: Zebulon%20Quagmirov, url: "https://example.org/Zebulon-Quagmirov?q=%D0%9A%D0%B2%D0%B0%D0%B3%D0%BC%D0%B8%D1%80%D0%BE%D0%B2", acquired_from: quagmirov-w2, file: notes/zebulon-quagmirov.txt}
statements:
  - {id: st-quagmirov-1, speaker: quagmirov-source, conduit: [quagmirov-w2], evidence: ev-quagmirov, basis: eyewitness, quote: direct, text: "Forty crates left with Quagmirov", select: {exact: Forty crates left in one night, prefix: "lantern.\n", suffix: " with Квагмировым"}, said_at: 2015-04-02}
  - {id: st-quagmirov-2, speaker: quagmirov-w2, evidence: ev-quagmirov-2, basis: inference, warrant: Quagmirov is never wrong, premises: [c-quagmirov-2], text: "Crates left at night, as Quagmirov knows.", derived_from: [{statement: st-quagmirov-1, how: relays}]}
  - {id: st-quagmirov-3, speaker: depot, evidence: ev-quagmirov-2, basis: position, text: "Quagmirov lies, no crate left."}
claims:
  - {id: c-quagmirov, text: Quagmirov saw crates leave at night, adverse_to: [depot], place: the house of Quagmirov, time: 2015, quantity: {unit: crates of Quagmirov, low: 40, high: 40}}
  - {id: c-quagmirov-2, text: The depot is old, established: {reason: Quagmirov says so, by: quagmirov-editor}, before: [c-quagmirov]}
  - {id: c-3, text: Crates left at night}
links:
  - {statement: st-quagmirov-1, claim: c-quagmirov, stance: supports, value: 41}
  - {statement: st-quagmirov-2, claim: c-quagmirov, stance: supports}
  - {statement: st-quagmirov-3, claim: c-quagmirov, stance: denies, denial: act}
  - {statement: st-quagmirov-1, claim: c-3, stance: supports}
  - {statement: st-quagmirov-2, claim: c-3, stance: supports}
dependence: [{a: quagmirov-source, b: s2, verdict: independent, reason: Quagmirov never met her, by: quagmirov-editor}]
hints: [{hint: quagmirov, kind: Quagmirov, about: [st-quagmirov-1, st-quagmirov-2], answer: refused, reason: Quagmirov told us, by: quagmirov-editor}]
requests: [{id: rq-quagmirov, to: depot, claims: [c-quagmirov], outlet: Quagmirov Daily, asked_at: 2015-05-06T09:00:00Z, deadline: 2015-05-08T18:00:00Z, attempts: [{at: 2015-05-06T10:00:00Z, channel: Quagmirov, result: Квагмиров не ответил}], outcome: declined, reply: st-quagmirov-3}]
rolls: [{id: roll-quagmirov, evidence: ev-quagmirov, held_by: [depot], entries: [{name: Zebulon Quagmirov, actor: quagmirov-source}, {name: Квагмиров З.}]}]
matters: [{id: m-quagmirov, title: The release of Quagmirov, for: [quagmirov-source], authority: depot, opened: 2015-01-02, steps: [{at: 2015-01-03, kind: Quagmirov wrote, evidence: ev-quagmirov}], due: 2015-02-01, outcome: Quagmirov is free}]
`

const (
	plainDraft = "---\ntitle: Crates\nslug: crates\n---\nThere was a lantern [@none].\n"
	leakyDraft = "---\ntitle: Quagmirov\nslug: zebulon-quagmirov\ncaption: Квагмиров\n---\nQuagmirov saw crates [@c-quagmirov]. \"Forty crates left with Quagmirov\" [@st-quagmirov-1]. Unknown [@x-quagmirov]. [zebulon](mailto:zebulon@quag.example) [@none]\n"
)

// commands are run in turn. Each may fail or not: what matters is what it says. Two
// words at the head choose: "text" runs as it stands, "both" also with --json.
const commands = `
text init .
both import ../in/case.yaml
text import ../in/case.yaml
both add ../in/notes --from quagmirov-source
text add ../in/notes/zebulon-quagmirov.txt ../in/nothing-of-quagmirov
both search lantern
both search quagmirov
both search from:quagmirov
both search title:talk
both search kind:interview
both search "crates left" --limit 3
both status
text --plain status c-quagmirov
both status --as-of 2099-01-01
both explain c-quagmirov
text explain c-quagmirov --format dot
text explain c-quagmirov --format svg
text explain c-quagmirov --format json
both whatif --withdraw quagmirov-source
both whatif --withdraw st-quagmirov-1 --merge quagmirov-source=s2
both hints
both hints c-quagmirov
both hints refuse quagmirov --reason Quagmirov
both findings
both rules source-narrowed
both source list
both source show quagmirov-source
both source show s2
text source terms quagmirov-w2 --reason Quagmirov
text source consent s2 --to publish
both request list
text request add rq-quagmirov-2 --to depot --claim c-quagmirov --outlet Quagmirov --deadline 2099-05-08
text request attempt rq-quagmirov-2 --channel Quagmirov --result Квагмиров
text request reply rq-quagmirov-2 --outcome declined
both matter list
text matter open m-quagmirov-2 --title Quagmirov --for quagmirov-source --authority depot
text matter step m-quagmirov-2 --kind Quagmirov --evidence ev-quagmirov
text matter close m-quagmirov-2 --outcome Quagmirov
both roll list
text roll add roll-quagmirov-2 --evidence ev-quagmirov --held-by depot
text roll entry roll-quagmirov-2 --name Quagmirov --actor quagmirov-source
both traits list quagmirov-source
both traits propose quagmirov-source
both traits propose s2
both traits add quagmirov-source --text Quagmirov --variant Квагмиров --group 40
both traits add quagmirov-source --text Quagmirov --group 40 --joint quagmirov-trait,nothing=9
both traits refuse quagmirov-source quagmirov --reason Quagmirov
both show quagmirov-source
both show quagmirov-w2
both show s2
both show ev-quagmirov
both show ev-quagmirov-2
both show st-quagmirov-1
both show st-quagmirov-2
both ocr
both ocr ev-quagmirov
both reread
both reread ev-quagmirov
both show c-quagmirov
both show rq-quagmirov
both show roll-quagmirov
both show m-quagmirov
both show quagmirov-editor
both show nothing-of-quagmirov
both propose ../in/notes/zebulon-quagmirov.txt --from quagmirov-source
text schema
text hints accept quagmirov --reason Quagmirov
both member add quagmirov-editor --card ../in/card.json --role editor
both member card
text check --format github ../in/zebulon-quagmirov.md
text check --format junit ../in/zebulon-quagmirov.md
text import --format csv --map ../in/notes/page.html ../in/notes/quagmirov.csv
text import --format incidents --prefix quagmirov ../in/notes/quagmirov.csv
both search Хмаренчуком
both search ~khmarenchuk
both show s3
both source show s3
both source renew quagmirov-source
both ocr
text source terms s3 --reason "Хмаренчук fears"
text propose ../in/talk.txt --from quagmirov-source --as ev-quagmirov --out ../proposed.yaml
text redact ev-quagmirov --out ../redacted.txt
text redact ev-quagmirov-2 --out ../quagmirov.txt
both member list
both log --limit 0
both export
text export --format csv
text export --out ../again.yaml
text export --format csv --out ../again.csv
text import ../again.yaml
text import ../in/broken-quagmirov.yaml
text import ../in/nothing-of-quagmirov.yaml
both check ../in/zebulon-quagmirov.md
text check --format sarif ../in/zebulon-quagmirov.md
text publish ../in/zebulon-quagmirov.md --out ../leak
both check ../in/nothing-of-quagmirov.md
both waive quagmirov --reason Quagmirov
both check ../in/plain.md
text check --format sarif ../in/plain.md
both publish ../in/plain.md --out ../release
both verify ../release
both verify ../in/nothing-of-quagmirov
both verify
text an editor
text backup ../backup.age
text restore ../backup.age --into ../restored
text -C ../restored status
text rebuild
both search lantern
both nothing-of-quagmirov
both status --quagmirov
both status --as-of quagmirov
both check --fail-on quagmirov ../in/plain.md
both source unseal quagmirov --reason Quagmirov
both source burn s2 --reason Quagmirov
both source burn quagmirov-source --reason Quagmirov
both show quagmirov-source
both log --limit 0
both verify
`

// editor is the place in the list where the language server is asked.
const editor = "an editor"

func TestNothingComesOut(t *testing.T) {
	root := t.TempDir()
	in := filepath.Join(root, "in")
	for name, text := range map[string]string{
		"case.yaml": everywhere, "plain.md": plainDraft, "zebulon-quagmirov.md": leakyDraft, "leak.md": leakyDraft,
		"notes/zebulon-quagmirov.txt": "A page about Zebulon Quagmirov and his lantern.\n", "notes/page.html": "<title>Quagmirov</title><p>Квагмиров, the lantern",
		"notes/quagmirov.csv": "name\nZebulon Quagmirov\n", "notes/quagmirov.zip": "PK not a zip of Quagmirov",
		"talk.txt":              "Zebulon Quagmirov said: \"Forty crates left in one night, I saw it myself.\"\nКвагмиров сказал, что ушли сорок ящиков.\n",
		"broken-quagmirov.yaml": "format: onrecord.casefile/1\nclaims:\n  - {id: quagmirov-9, text: {Quagmirov: 1}}\n",
	} {
		path := filepath.Join(in, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range []string{"case", "tmp"} {
		if err := os.Mkdir(filepath.Join(root, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	said := map[string]bool{} // by command: that it was done
	for line := range strings.SplitSeq(strings.TrimSpace(commands), "\n") {
		how, rest, _ := strings.Cut(line, " ")
		args := words(rest)
		run := [][]string{args}
		if how == "both" {
			run = append(run, append([]string{"--json"}, args...))
		}
		if rest == editor {
			nothingIn(t, "lsp", editorHears(t, root, filepath.Join(in, "zebulon-quagmirov.md"), filepath.Join(in, "leak.md"), filepath.Join(in, "plain.md")))
			continue
		}
		for _, args := range run {
			out, ok := runIn(t, root, args)
			said[rest] = said[rest] || ok
			nothingIn(t, strings.Join(args, " "), out)
		}
	}
	nothingOnDisk(t, root, protectedStrings)
	for _, must := range []string{"import ../in/case.yaml", "search lantern", "show ev-quagmirov", "export", "publish ../in/plain.md --out ../release", "log --limit 0",
		"restore ../backup.age --into ../restored", "traits propose quagmirov-source", "explain c-quagmirov --format svg"} {
		if !said[must] {
			t.Errorf("%s was refused: then there was nothing to find", must)
		}
	}
}

// words parts a command line at spaces outside quotation marks.
func words(line string) (out []string) {
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			out = append(out, part)
		} else {
			out = append(out, strings.Fields(part)...)
		}
	}
	return out
}

func runIn(t *testing.T, root string, args []string) (out []byte, ok bool) {
	t.Helper()
	cmd := exec.Command("onrecord", args...)
	cmd.Dir = filepath.Join(root, "case")
	cmd.Env = environment(root)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if exit != nil && exit.ExitCode() == 5 {
		t.Errorf("%s: a fault: %s", args[0], out)
	}
	return out, err == nil || exit.ExitCode() == 1
}

func environment(root string) []string {
	return append(os.Environ(), "HOME="+root, "TMPDIR="+filepath.Join(root, "tmp"), "XDG_CONFIG_HOME="+filepath.Join(root, "config"), "ONRECORD_IDENTITY_FILE="+filepath.Join(root, "identity"))
}

var protectedStrings = []string{"Quagmirov", "Квагмиров", "zebulon@quag.example", "Zebulon", "79995550143", "+7 999 555", "Oberhauser", "Хмаренч", "Khmarench", "الحمصاوي", "Hamsawi", "817 304"}

func nothingIn(t *testing.T, where string, data []byte) {
	t.Helper()
	nothingOf(t, protectedStrings, where, data)
}

func nothingOf(t *testing.T, names []string, where string, data []byte) {
	t.Helper()
	for _, c := range names {
		if form := findCanary(data, c); form != "" {
			t.Errorf("%s: a protected string comes out in %s:\n%s", where, form, around(data, c))
		}
	}
}

// around gives the lines in which a string stands, for whoever mends the leak: the
// names are invented.
func around(data []byte, what string) string {
	var out []string
	for line := range strings.SplitSeq(string(data), "\n") {
		if strings.Contains(strings.ToLower(line), strings.ToLower(what)) && len(out) < 5 {
			out = append(out, line[:min(len(line), 300)])
		}
	}
	return strings.Join(out, "\n")
}

func nothingOnDisk(t *testing.T, root string, names []string) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, path)
		switch {
		case err != nil:
			return err
		case rel == "in":
			return fs.SkipDir
		case d.Type().IsRegular():
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			n++
			nothingOf(t, names, "the name of "+rel, []byte(rel))
			nothingOf(t, names, rel, data)
		}
		return nil
	})
	if err != nil || n < 10 {
		t.Errorf("%d files were searched: %v", n, err)
	}
}
