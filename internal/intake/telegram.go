package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// isTelegram reports whether JSON looks like a chat that Telegram exported.
func isTelegram(data []byte) bool {
	head := data[:min(len(data), 64<<10)]
	return bytes.Contains(head, []byte(`"messages"`)) && bytes.Contains(head, []byte(`"date"`)) &&
		(bytes.Contains(head, []byte(`"from"`)) || bytes.Contains(head, []byte(`"actor"`))) && bytes.Contains(head, []byte(`"text"`))
}

// telegramMessage is what is read of one; all of it may be missing.
type telegramMessage struct {
	ID        json.Number     `json:"id"`
	Type      string          `json:"type"`
	Date      string          `json:"date"`
	Edited    string          `json:"edited"`
	From      *string         `json:"from"`
	Actor     string          `json:"actor"`
	Action    string          `json:"action"`
	Text      json.RawMessage `json:"text"`
	Forwarded *string         `json:"forwarded_from"`
	ReplyTo   json.Number     `json:"reply_to_message_id"`
	Photo     string          `json:"photo"`
	File      string          `json:"file"`
	Kind      string          `json:"media_type"`
}

var errNotTelegram = errors.New("intake: not a chat of Telegram")

// telegram reads the chats of an export in JSON: a line for each message, with
// time and sender, a page for each day.
func telegram(data []byte, limits Limits) (pages []string, title string, err error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	t := &telegramReader{out: newSheaf(limits)}
	last := ""
	for !t.out.full() {
		tok, err := dec.Token()
		if tok == nil && err == nil {
			last = ""
			continue
		}
		if tok == nil {
			break // the end, or damage after what was read
		}
		switch v := tok.(type) {
		case string:
			if last == "name" && t.title == "" {
				t.title = v
			}
			if last == "name" {
				t.chat = v
			}
			last = v
		case json.Delim:
			if v == '[' && last == "messages" {
				if err := t.messages(dec); err != nil {
					return nil, "", err
				}
			}
			last = ""
		default:
			last = ""
		}
	}
	if t.count == 0 {
		return nil, "", errNotTelegram
	}
	pages, err = t.out.bind()
	return pages, t.title, err
}

type telegramReader struct {
	out         *sheaf
	title, chat string
	day         string
	count       int
}

// messages reads a list of them up to its end.
func (t *telegramReader) messages(dec *json.Decoder) error {
	t.day = ""
	for dec.More() && !t.out.full() {
		var m telegramMessage
		if dec.Decode(&m) != nil {
			return errNotTelegram
		}
		t.count++
		t.message(m)
	}
	if !t.out.full() && !t.out.blank() {
		t.out.turn()
	}
	return nil
}

func (t *telegramReader) message(m telegramMessage) {
	day, clock, _ := strings.Cut(m.Date, "T")
	if day != t.day {
		if t.day != "" && !t.out.full() && !t.out.blank() {
			t.out.turn()
		}
		if t.day = day; t.chat != "" {
			t.out.aside("chat", t.chat)
		}
	}
	who := m.Actor
	if m.From != nil {
		who = *m.From
	}
	words := telegramText(m.Text, 0)
	if m.Action != "" {
		words = strings.TrimSpace("[" + strings.ReplaceAll(m.Action, "_", " ") + "] " + words)
	}
	t.out.write(strings.TrimSpace(fmt.Sprintf("%s %s %s: %s", day, clock, who, words)))
	t.out.line()
	if m.Forwarded != nil {
		t.out.aside("forwarded from", *m.Forwarded)
	}
	if m.ReplyTo != "" {
		t.out.aside("answers message", string(m.ReplyTo))
	}
	if m.Photo != "" {
		t.out.aside("photo", m.Photo)
	}
	if m.File != "" {
		t.out.aside(strings.TrimSpace("file "+strings.ReplaceAll(m.Kind, "_", " ")), m.File)
	}
	if m.Edited != "" && m.Edited != m.Date && !strings.HasPrefix(m.Edited, "1970-") {
		t.out.aside("edited", strings.Replace(m.Edited, "T", " ", 1))
	}
}

// telegramText gives the words of a message: a text, or a list of texts of which
// some are links or in bold.
func telegramText(raw json.RawMessage, depth int) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var one struct {
		Text string `json:"text"`
		Href string `json:"href"`
	}
	var list []json.RawMessage
	switch {
	case depth < 2 && json.Unmarshal(raw, &list) == nil:
		var b strings.Builder
		for _, part := range list {
			b.WriteString(telegramText(part, depth+1))
		}
		return b.String()
	case json.Unmarshal(raw, &one) != nil:
		return ""
	case one.Href != "" && one.Href != one.Text:
		return one.Text + " (" + one.Href + ")"
	}
	return one.Text
}
