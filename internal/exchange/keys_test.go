package exchange

import (
	"fmt"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// TestKeysShip keeps the page of all keys what the table of shapes says.
func TestKeysShip(t *testing.T) { golden(t, "../../docs/formats/casefile-keys.md", keysPage()) }

func keysPage() string {
	var b strings.Builder
	b.WriteString("# Every key of the casefile document\n\n" +
		"`onrecord.casefile/1`, drawn from the table that reads it. A key in **bold** must be there. " +
		"[casefile-document.md](casefile-document.md) says how values are written and which word to choose.\n")
	for _, s := range layout {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| key | value | meaning |\n|---|---|---|\n", s.key, s.says)
		keyRows(&b, "", s.shape)
	}
	return b.String()
}

// keyRows writes a row for each key, those of nested mappings below their own.
func keyRows(b *strings.Builder, within string, s *shape) {
	for _, f := range s.fields {
		name := "`" + within + f.key + "`"
		if f.need {
			name = "**" + name + "**"
		}
		value := valueWords(f.shape)
		if f.byValue != "" {
			value += "; `" + f.byValue + "` where left out"
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", name, value, f.says)
		if inner := f.shape; inner.form == formList {
			keyRows(b, within+f.key+"[].", inner.item)
		} else {
			keyRows(b, within+f.key+".", inner)
		}
	}
}

func valueWords(s *shape) string {
	switch s.form {
	case formWord:
		return "`" + strings.Join(record.Vocabulary[s.words], "` `") + "`"
	case formRef:
		return strings.Join(s.refs, " or ") + "'s id"
	case formList:
		return "list: " + valueWords(s.item)
	case formProtected:
		return "mapping, or `sealed`"
	}
	return map[form]string{
		formText: "text", formID: "id", formParty: "actor's id, or free words", formTime: "time",
		formCount: "whole number from 1", formOffset: "whole number from 0", formNumber: "number", formFlag: "`true` `false`", formObject: "mapping",
		formValue: "number, or `[low, high]`", formSpan: "`[start, end]`", formFile: "path", formInline: "text",
	}[s.form]
}
