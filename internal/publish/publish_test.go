package publish

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds whole releases of one small story in four languages.
func TestGolden(t *testing.T) {
	for _, language := range []string{"en", "ru", "uk", "ar"} {
		t.Run(language, func(t *testing.T) {
			r := build(t, storyInput(t, language+".md"))
			dir := filepath.Join("testdata", "golden", language)
			if *update {
				if err := os.RemoveAll(dir); err != nil {
					t.Fatal(err)
				}
			}
			for path, got := range r.Files {
				file := filepath.Join(dir, filepath.FromSlash(path))
				if *update {
					if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(file, got, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s differs from its golden file; look at it, then renew with -update", path)
				}
			}
		})
	}
}

func TestSameStateSameBytes(t *testing.T) {
	first := build(t, storyInput(t, "en.md"))
	for range 20 {
		if again := build(t, storyInput(t, "en.md")); !maps.EqualFunc(first.Files, again.Files, bytes.Equal) {
			t.Fatal("the same input gave other bytes")
		}
	}
}

// note gives the text of a note of the page.
func noteText(t *testing.T, page []byte, number int) string {
	t.Helper()
	_, rest, ok := strings.Cut(string(page), `<li id="note-`+string(rune('0'+number))+`"`)
	if !ok {
		t.Fatalf("there is no note %d", number)
	}
	text, _, _ := strings.Cut(rest, "</li>")
	return strings.ReplaceAll(text, "\u00a0", " ")
}

func TestNotesSayWhatStands(t *testing.T) {
	for _, tt := range []struct {
		name, sentence string
		change         func(*Input)
		want, never    []string
	}{
		{"corroborated and denied", "Soldiers were sent [@c-sent].", nil,
			[]string{"Denied. Two independent origins", "a first-hand account told to us", "a letter", "Denied by", "the Kremlin",
				"the Ministry of Defence</bdi>: asked 6 May 2015, declined to comment", `href="evidence/letter-1.txt"`, "concerned deny it"},
			[]string{"tank-soldier", "st-letter", "c-sent", "rq-", "Talk in a kitchen", "internal words"}},
		{"single source", "It was so [@c-jail].", nil,
			[]string{"One source; we report it as told", "could not verify this independently", "condition of anonymity"}, []string{"Read it yourself", "division"}},
		{"go-between whom the story names", "It was so, said Sergei Krivenko [@c-oral].", nil, []string{"reached us through others (Sergei Krivenko)", "same intermediary"}, nil},
		{"go-between whom it does not name", "It was so, men said [@c-oral].", nil, []string{"reached us through others</bdi>"}, []string{"Krivenko"}},
		{"go-between of a protected source", "It was so, said Sergei Krivenko [@c-oral].", func(in *Input) { in.Case.Statements["st-thirty"].Speaker = "tank-soldier" },
			[]string{"reached us through others</bdi>"}, []string{"(Sergei"}},
		{"established", "It was so [@c-law].", nil, []string{"Common ground", "a law"}, []string{"the law in force", "Independently verified"}},
		{"hearsay", "It was so [@c-pay].", nil, []string{"only at second hand", "an account at second hand"}, nil},
		{"contradicted", "It was so [@c-promise].", nil, []string{"Contradicted by another account. One source", "the Governor", "accounts on both sides"}, nil},
		{"contradicted by one who may not be named", "It was so [@c-promise].", func(in *Input) { in.Case.Actors["governor"].Terms = record.Anonymous },
			[]string{"An account that we may not describe"}, []string{"Governor"}},
		{"contradicted by somebody described in the story", "A cook at the palace denies it [@c-promise].", func(in *Input) {
			in.Case.Actors["governor"].Protected = true
			in.Case.Actors["governor"].Consent = []record.Consent{record.ConsentPublish}
			in.Case.Actors["governor"].Descriptor = "a cook at the palace"
			in.Case.Actors["governor"].Names = nil
		}, []string{"a cook at the palace</bdi>"}, nil},
		{"denied in a part", "It was so [@c-nine].", func(in *Input) {
			in.Case.Claims["c-nine"].Requires = []record.ID{"c-sent", "c-nine"}
			r := in.Results["c-nine"]
			r.Publishable.Status = "denied"
			in.Results["c-nine"] = r
		}, []string{"Denied. One source", "the Kremlin"}, nil},
		{"a claim that excludes it", "It was so [@c-promise].", func(in *Input) {
			delete(in.Case.Links, record.LinkKey{Statement: "st-governor", Claim: "c-promise"})
			in.Case.Claims["c-oral"].Excludes = []record.ID{"c-promise"}
			in.Case.Links[record.LinkKey{Statement: "st-governor", Claim: "c-oral"}] = &record.Link{Statement: "st-governor", Claim: "c-oral", Stance: record.Supports}
		}, []string{"Contradicted by", "the Governor"}, nil},
		{"denied by one whose words are under embargo", "It was so [@c-sent].", func(in *Input) { in.Case.Evidence["tv"].Embargo = "2016" }, []string{"An account that we may not describe"}, []string{"Kremlin"}},
		{"a number decides", "It was so [@c-nine].", func(in *Input) {
			nine, two := 9.0, 2.0
			in.Case.Claims["c-nine"].Quantity = &record.Quantity{Low: &nine, High: &nine}
			in.Case.Links[record.LinkKey{Statement: "st-governor", Claim: "c-nine"}] = &record.Link{Statement: "st-governor", Claim: "c-nine", Stance: record.Supports, Value: &record.Value{Low: &two, High: &two}}
			r := in.Results["c-nine"]
			r.Publishable.O, r.Publishable.Status = 1, "contradicted"
			in.Results["c-nine"] = r
		}, []string{"Contradicted by", "the Governor"}, nil},
		{"conceded", "It was so [@c-sent].", func(in *Input) {
			r := in.Results["c-sent"]
			r.Publishable.Flags = []string{"conceded"}
			in.Results["c-sent"] = r
			in.Case.Claims["c-sent"].AdverseTo = []record.ID{"miskovets"}
		}, []string{"Conceded by", "the head of personnel"}, nil},
		{"many origins are not counted", "It was so [@c-sent].", func(in *Input) {
			r := in.Results["c-sent"]
			r.Publishable.S = 14
			in.Results["c-sent"] = r
		}, []string{"More than two independent origins"}, []string{"14"}},
		{"a higher threshold", "It was so [@c-sent].", func(in *Input) { in.Case.Policy.CorroboratedAt = 3 }, []string{"fewer than our rules ask for"}, nil},
		{"the publishable view counts", "It was so [@c-sent].", func(in *Input) {
			r := in.Results["c-sent"]
			r.Publishable.S, r.Publishable.Status, r.Publishable.Certificate = 1, "single-source", [][]record.ID{{"st-letter"}}
			in.Results["c-sent"] = r
		}, []string{"One source"}, []string{"Two independent", "told to us"}},
		{"quoted on the record", "He said so [@st-kremlin].", nil, []string{"Said on the record", "the president&#39;s spokesman</bdi>, 16 April 2015"}, nil},
		{"quoted in confidence", "He said so [@st-tank].", nil, []string{"Told to us in confidence", "a first-hand account told to us"}, []string{"2015", "division"}},
		{"asked", "It declined [@rq-mod].", nil, []string{"Asked for comment", "declined to comment"}, nil},
		{"asked a source", "It declined [@rq-mod].", func(in *Input) { in.Case.Requests["rq-mod"].To = "tank-soldier" },
			[]string{"Those concerned: declined to comment"}, []string{"6 May", "division"}},
		{"the desk itself", "We saw it [@desk].", nil, []string{"Seen or heard by our own reporters"}, nil},
		{"embargo", "It was so [@c-nine].", func(in *Input) { in.Case.Evidence["letter-1"].Embargo = "2015-05-10T06:00:00Z" }, nil, []string{"Read it yourself", "evidence/"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := inputOf(t, "x.md", "---\ntitle: T\nlanguage: en\n---\n\n"+tt.sentence+"\n")
			if tt.change != nil {
				tt.change(&in)
			}
			got := noteText(t, build(t, in).Files[PagePath], 1)
			for _, w := range tt.want {
				if !strings.Contains(got, w) {
					t.Errorf("%q is missing in\n%s", w, got)
				}
			}
			for _, n := range tt.never {
				if strings.Contains(got, n) {
					t.Errorf("%q stands in\n%s", n, got)
				}
			}
		})
	}
}

func TestNothingToSayNoNote(t *testing.T) {
	page := build(t, inputOf(t, "x.md", "Now then [@none]. And so on.\n")).Files[PagePath]
	if bytes.Contains(page, []byte("note-1")) || bytes.Contains(page, []byte("<aside")) {
		t.Error("a note about nothing")
	}
}

func TestWhatIsShown(t *testing.T) {
	const text = "Nine men are named [@c-nine]. It is the law [@c-law].\n"
	for _, tt := range []struct {
		name   string
		change func(*Input)
		want   []record.ID
	}{
		{"as it is", func(*Input) {}, []record.ID{"letter-1", "the-law"}},
		{"not handed in", func(in *Input) { delete(in.Public, "letter-1") }, []record.ID{"the-law"}},
		{"restricted", func(in *Input) { in.Case.Evidence["letter-1"].Restriction = record.RestrictDesk }, []record.ID{"the-law"}},
		{"withdrawn", func(in *Input) { in.Case.Evidence["letter-1"].State = record.Withdrawn }, []record.ID{"the-law"}},
		{"embargo", func(in *Input) { in.Case.Evidence["letter-1"].Embargo = "2015-06" }, []record.ID{"the-law"}},
		{"embargo over", func(in *Input) { in.Case.Evidence["letter-1"].Embargo = "2015-04" }, []record.ID{"letter-1", "the-law"}},
		{"no original", func(in *Input) { in.Case.Evidence["letter-1"].Original = nil }, []record.ID{"the-law"}},
		{"a talk with the desk", func(in *Input) { in.Case.Evidence["letter-1"].Kind = "interview" }, []record.ID{"the-law"}},
		{"a message to the desk", func(in *Input) { in.Case.Evidence["letter-1"].Kind = "message" }, []record.ID{"the-law"}},
		{"a page, not a text", func(in *Input) { in.Case.Evidence["letter-1"].Original.MediaType = "text/html" }, []record.ID{"the-law"}},
		{"words with commas, taken for a table", func(in *Input) { in.Case.Evidence["letter-1"].Original.MediaType = "text/csv" }, []record.ID{"letter-1", "the-law"}},
		{"Markdown", func(in *Input) { in.Case.Evidence["letter-1"].Original.MediaType = "text/markdown; charset=utf-8" }, []record.ID{"letter-1", "the-law"}},
		{"bytes that are no text", func(in *Input) { in.Public["letter-1"] = []byte("\x00\xff") }, []record.ID{"the-law"}},
		{"protected speaker", func(in *Input) { in.Case.Statements["st-letter"].Speaker = "tank-soldier" }, []record.ID{"the-law"}},
		{"another statement in it by a source", func(in *Input) { in.Case.Statements["st-tank"].Evidence = "letter-1" }, []record.ID{"the-law"}},
		{"speaker is a source's account", func(in *Input) {
			in.Case.Actors["miskovets"].SameAs = []record.ID{"tank-soldier"}
		}, []record.ID{"the-law"}},
		{"a source is the speaker's other name", func(in *Input) {
			in.Case.Actors["tank-soldier"].SameAs = []record.ID{"miskovets"}
		}, []record.ID{"the-law"}},
		{"not on the record", func(in *Input) { in.Case.Statements["st-letter"].Terms = record.Background }, []record.ID{"the-law"}},
		{"handed over by a source", func(in *Input) { in.Case.Evidence["letter-1"].AcquiredFrom = "tank-soldier" }, []record.ID{"the-law"}},
		{"through a source", func(in *Input) { in.Case.Statements["st-letter"].Conduit = []record.ID{"tank-soldier"} }, []record.ID{"the-law"}},
		{"a source stands on its roll", func(in *Input) {
			in.Case.Rolls["r"] = &record.Roll{ID: "r", Evidence: "letter-1", Entries: []record.RollEntry{{Name: "x", Actor: "tank-soldier"}}}
		}, []record.ID{"the-law"}},
		{"a sealed place in it", func(in *Input) { in.Public["letter-1"] = []byte("signed [sealed]") }, []record.ID{"the-law"}},
		{"a trait that the story does not tell", func(in *Input) { in.Public["letter-1"] = []byte("They left on 12\u00a0December.") }, []record.ID{"the-law"}},
		{"a trait that the story tells", func(in *Input) {
			in.Public["letter-1"] = []byte("They left on 12 December.")
			in.Report.Traits["tank-soldier"] = []record.ID{"left-day"}
		}, []record.ID{"letter-1", "the-law"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := inputOf(t, "x.md", text)
			tt.change(&in)
			r := build(t, in)
			if !slices.Equal(r.Shown, tt.want) {
				t.Errorf("shown: %v, want %v", r.Shown, tt.want)
			}
			if len(r.Shown)+len(r.Withheld) > 2 || slices.ContainsFunc(r.Shown, func(id record.ID) bool { return slices.Contains(r.Withheld, id) }) {
				t.Errorf("withheld: %v", r.Withheld)
			}
			for path := range r.Files {
				if strings.HasPrefix(path, evidenceDir) && !slices.Contains(tt.want, evidenceID(path)) {
					t.Errorf("%s is there", path)
				}
			}
		})
	}
}

// A file is named by its evidence's id, which the desk has chosen.
func TestNoFileIsNamedByWhatItMustNotTell(t *testing.T) {
	for id, want := range map[record.ID]bool{
		"letter-2": true, "talk-zvezdokrylov": false, "talk-with-quillon-zvezdokrylov": false, "zvezdokrilov-q": false,
		"hvoshchevodsky": false, "7-921-555-31-47": false, "they-left-on-12-december": false, "12-december": false,
	} {
		in := inputOf(t, "x.md", "Nine men are named [@c-nine].\n")
		in.Guard = guardOf(t)
		ev := *in.Case.Evidence["letter-1"]
		ev.ID = id
		in.Case.Evidence[id] = &ev
		in.Case.Statements["st-letter"].Evidence = id
		in.Public[id] = in.Public["letter-1"]
		r := build(t, in)
		if slices.Contains(r.Shown, id) != want {
			t.Errorf("%s: shown %v, want %v", id, !want, want)
		}
		if err := r.Guarded(in.Guard); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// A copy that differs from the original says so, and its proof is not made up.
func TestCopyIsNoOriginal(t *testing.T) {
	in := inputOf(t, "x.md", "Nine men are named [@c-nine].\n")
	in.Public["letter-1"] = []byte(strings.ReplaceAll(letterText, "\n", "\r\n"))
	r := build(t, in)
	if !bytes.Contains(r.Files[PagePath], []byte("a copy, cleaned")) || !bytes.Contains(r.Manifest, []byte(`"shown": "copy"`)) {
		t.Error("a copy passes for an original")
	}
	v, err := Verify(seal(t, r, in.Case, 3).dir(), VerifyOptions{})
	if err != nil || !v.OK || !strings.Contains(strings.Join(v.Proven, " "), "does not vouch") {
		t.Errorf("%v %+v", err, v)
	}
	if got := v.Problems; len(got) > 0 {
		t.Error(got)
	}
}

func TestPublishedTextHasNoCitations(t *testing.T) {
	r := build(t, inputOf(t, "x.md", "---\ntitle: A title [@c-sent]\ncaption: Caption [@c-nine; @st-tank].\nbyline: '[@desk]'\n---\n\n# Head [@c-sent]\n\nOne [@c-sent]. Two. [@c-nine; @rq-mod]\n"))
	for path, b := range r.Files {
		if bytes.Contains(b, []byte("[@")) || bytes.Contains(b, []byte("c-sent")) {
			t.Errorf("%s carries a citation", path)
		}
	}
}

func TestBuildRefusesWhatIsMissing(t *testing.T) {
	for name, change := range map[string]func(*Input){
		"draft": func(in *Input) { in.Draft = nil }, "casefile": func(in *Input) { in.Case = nil }, "moment": func(in *Input) { in.Now = in.Now.AddDate(-2014, -4, -8).Add(-22 * 3600e9) },
	} {
		in := storyInput(t, "en.md")
		change(&in)
		if name == "moment" && !in.Now.IsZero() {
			t.Fatal(in.Now)
		}
		if _, err := Build(in); problem.KindOf(err) != problem.Internal || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
