package check

import (
	"encoding/json"
	"net/url"
	"path/filepath"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// SARIF gives a report in SARIF 2.1.0. File is the draft's path, as a relative
// reference where it is one; version is that of Onrecord. Waived findings stand
// in it too, marked as suppressed.
func SARIF(file string, r Report, version string) ([]byte, error) {
	driver := sarifDriver{Name: "onrecord", Version: version, Rules: []sarifRule{}}
	index := map[string]int{}
	for i, rule := range Rules() {
		index[rule.ID] = i
		var page strings.Builder
		rule.help(&page)
		driver.Rules = append(driver.Rules, sarifRule{
			ID: rule.ID, Name: camel(rule.ID), Short: sarifText{rule.Title}, Full: sarifText{rule.Why},
			Help: sarifHelp{rule.Mend, page.String()}, Config: sarifConfig{sarifLevel(rule.Level)},
		})
	}
	run := sarifRun{Tool: sarifTool{driver}, Columns: "unicodeCodePoints", Results: []sarifResult{}}
	for _, f := range r.Findings {
		run.Results = append(run.Results, sarifOf(file, f, index))
	}
	for _, f := range r.Waived {
		one := sarifOf(file, f, index)
		one.Suppressions = []sarifSuppression{{Kind: "external", Status: "accepted"}}
		run.Results = append(run.Results, one)
	}
	return json.MarshalIndent(sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	}, "", "  ")
}

func sarifOf(file string, f record.Finding, index map[string]int) sarifResult {
	text := f.Message
	if f.Hint != "" {
		text += ". " + f.Hint
	}
	return sarifResult{
		Rule: f.Rule, Index: index[f.Rule], Level: sarifLevel(f.Level), Message: sarifText{text},
		Locations: []sarifLocation{{sarifPhysical{
			Artifact: sarifArtifact{reference(file)},
			Region:   sarifRegion{f.Line, f.Column, f.EndLine, f.EndColumn},
		}}},
		Fingerprints: map[string]string{"onrecord/v1": f.Fingerprint},
		Properties:   sarifProperties{f.IDs},
	}
}

// reference makes a URI reference of a path.
func reference(file string) string {
	path := filepath.ToSlash(file)
	if strings.HasPrefix(path, "/") {
		return (&url.URL{Scheme: "file", Path: path}).String()
	}
	return (&url.URL{Path: path}).String()
}

func sarifLevel(l record.Level) string { return string(l) } // the three levels are named alike

// camel makes "quote-altered" QuoteAltered, as SARIF names its rules. A rule of one
// word has no other name: one that is its id in capitals is to be left out (SARIF1001).
func camel(id string) string {
	if !strings.Contains(id, "-") {
		return ""
	}
	var b strings.Builder
	for part := range strings.SplitSeq(id, "-") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Columns string        `json:"columnKind"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID     string      `json:"id"`
		Name   string      `json:"name,omitempty"`
		Short  sarifText   `json:"shortDescription"`
		Full   sarifText   `json:"fullDescription"`
		Help   sarifHelp   `json:"help"`
		Config sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifHelp struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown"`
	}
	sarifResult struct {
		Rule         string             `json:"ruleId"`
		Index        int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
		Properties   sarifProperties    `json:"properties"`
	}
	sarifProperties struct {
		IDs []record.ID `json:"ids"`
	}
	sarifSuppression struct {
		Kind   string `json:"kind"`
		Status string `json:"status"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)
