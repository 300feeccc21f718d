package check

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

// JUnit writes a report as the XML that JUnit's runner for Ant made and build servers
// read: a test case for each rule of the gate. It fails where the rule has findings
// at or above the level from which the check fails; lesser and waived findings are
// told as its output. File names the suite.
func JUnit(w io.Writer, file string, r Report, failOn record.Level) error {
	suite := junitSuite{Name: printable(file), Time: "0"}
	for _, rule := range Rules() {
		one := junitCase{Name: rule.ID, Class: suite.Name, Time: "0"}
		var grave, light []string
		level := record.LevelNote
		for _, f := range r.Findings {
			switch {
			case f.Rule != rule.ID:
			case f.Level.AtLeast(failOn):
				grave = append(grave, junitLine(file, f, string(f.Level)))
				level = f.Level
			default:
				light = append(light, junitLine(file, f, string(f.Level)))
			}
		}
		for _, f := range r.Waived {
			if f.Rule == rule.ID {
				light = append(light, junitLine(file, f, "waived"))
			}
		}
		if len(grave) > 0 {
			suite.Failures++
			one.Failure = &junitFailure{
				Message: count(len(grave), "finding") + ": " + rule.Title, Type: string(level), Text: strings.Join(grave, "\n"),
			}
		}
		one.Out = strings.Join(light, "\n")
		suite.Cases = append(suite.Cases, one)
	}
	suite.Tests = len(suite.Cases)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(junitSuites{Name: "onrecord check", Tests: suite.Tests, Failures: suite.Failures, Suites: []junitSuite{suite}}); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func junitLine(file string, f record.Finding, word string) string {
	line := fmt.Sprintf("%s:%d:%d: %s: %s", file, f.Line, f.Column, word, f.Message)
	if f.Hint != "" {
		line += " → " + f.Hint
	}
	return printable(line + " (" + f.Fingerprint + ")")
}

// printable takes out of a text what neither XML nor a log can carry.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return r
		case unicode.IsControl(r), r == utf8.RuneError, r >= 0x202a && r <= 0x202e, r == 0xfffe, r == 0xffff:
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     string      `xml:"time,attr"` // a check is too short to be timed
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		Time    string        `xml:"time,attr"`
		Failure *junitFailure `xml:"failure"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)
