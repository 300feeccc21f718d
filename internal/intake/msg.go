package intake

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/richardlehane/mscfb"
)

// A .msg file is a file system in a file (MS-CFB) whose streams are properties
// (MS-OXMSG), named by id and type.
const (
	propSubject   = "0037"
	propSender    = "0C1A"
	propSenderAt  = "0C1F"
	propTo        = "0E04"
	propCc        = "0E03"
	propBody      = "1000"
	propHTML      = "1013"
	propFileName  = "3707"
	propShortName = "3704"
	propData      = "3701"

	tagSubmitted = 0x00390040 // PidTagClientSubmitTime
	tagDelivered = 0x0E060040 // PidTagMessageDeliveryTime
)

// mostProperty is the longest property that is read into text, in bytes.
const mostProperty = 64 << 20

// outlook is a message, or one within it, as its streams give it.
type outlook struct {
	texts map[string]string
	html  []byte
	sent  time.Time
	parts map[string]*outlookPart // by storage
	order []string
}

type outlookPart struct {
	name, short string
	data        []byte
	message     *outlook
}

// readMsg reads the streams of a .msg file, each once and in order.
func readMsg(data []byte, room Room) (*outlook, error) {
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, Damaged
	}
	root := newOutlook()
	left := room.Bytes
	for _, f := range doc.File {
		if f.Size <= 0 || f.FileInfo().IsDir() {
			continue
		}
		if f.Size > int64(len(data)) || f.Size > left {
			return nil, TooMuchInside
		}
		at, part, err := root.find(f.Path, room)
		if err != nil {
			return nil, err
		}
		if at == nil {
			continue
		}
		body, err := io.ReadAll(io.LimitReader(f, f.Size))
		if err != nil {
			return nil, Damaged
		}
		left -= int64(len(body))
		at.take(part, f.Name, body)
	}
	return root, nil
}

func newOutlook() *outlook {
	return &outlook{texts: map[string]string{}, parts: map[string]*outlookPart{}}
}

// deepestMsg bounds messages within messages of one file.
const deepestMsg = 16

// find gives the message that a stream at the path belongs to, and the attachment
// of it where it is one's. Streams of recipients and names belong to none.
func (m *outlook) find(at []string, room Room) (*outlook, *outlookPart, error) {
	for depth := 0; depth < deepestMsg; depth++ {
		if len(at) == 0 {
			return m, nil, nil
		}
		if !strings.HasPrefix(at[0], "__attach_version1.0_") {
			return nil, nil, nil
		}
		p := m.parts[at[0]]
		if p == nil {
			if len(m.order) >= room.Members {
				return nil, nil, TooManyMembers
			}
			p = &outlookPart{}
			m.parts[at[0]] = p
			m.order = append(m.order, at[0])
		}
		if len(at) == 1 {
			return m, p, nil
		}
		if at[1] != "__substg1.0_3701000D" {
			return nil, nil, nil
		}
		if p.message == nil {
			p.message = newOutlook()
		}
		m, at = p.message, at[2:]
	}
	return nil, nil, TooDeep
}

func (m *outlook) take(p *outlookPart, name string, body []byte) {
	if name == "__properties_version1.0" && p == nil {
		m.times(body)
		return
	}
	tag, ok := strings.CutPrefix(name, "__substg1.0_")
	if !ok || len(tag) != 8 {
		return
	}
	id, kind := strings.ToUpper(tag[:4]), strings.ToUpper(tag[4:])
	switch {
	case p != nil && id == propData && kind == "0102":
		p.data = body
	case p == nil && id == propHTML && kind == "0102":
		m.html = body
	case kind != "001F" && kind != "001E" || len(body) > mostProperty:
	case p == nil:
		m.texts[id] = propText(kind, body)
	case id == propFileName:
		p.name = propText(kind, body)
	case id == propShortName:
		p.short = propText(kind, body)
	}
}

// propText decodes a property: UTF-16, or the code page of the writer's machine.
func propText(kind string, body []byte) string {
	if kind == "001F" {
		body = append([]byte("\xff\xfe"), body[:len(body)&^1]...)
	}
	return strings.TrimRight(decode(body), "\x00")
}

// times reads when the message was sent. The fixed properties begin after a header
// whose length depends on where the stream stands (MS-OXMSG 2.4.1).
func (m *outlook) times(b []byte) {
	const ticks = 10_000_000 // of 100 ns in a second
	start := map[int]int{0: 32, 8: 24}[len(b)%16]
	for _, header := range []int{32, 24} {
		if start == 0 && len(b) >= header && (len(b)-header)%16 == 0 {
			start = header
		}
	}
	for ; start > 0 && start+16 <= len(b); start += 16 {
		tag, v := binary.LittleEndian.Uint32(b[start:]), binary.LittleEndian.Uint64(b[start+8:])
		if tag != tagSubmitted && (tag != tagDelivered || !m.sent.IsZero()) || v>>62 != 0 {
			continue
		}
		m.sent = time.Unix(int64(v/ticks)-11_644_473_600, 0).UTC() // from 1601
	}
}

// mail gives the message in the shape of one.
func (m *outlook) mail() mail {
	var out mail
	add := func(field, value string) {
		if v := oneLine(value); v != "" {
			out.head = append(out.head, [2]string{field, v})
		}
	}
	from := m.texts[propSender]
	if at := m.texts[propSenderAt]; strings.Contains(at, "@") && at != from {
		from += " <" + at + ">"
	}
	add("From", from)
	add("To", m.texts[propTo])
	add("Cc", m.texts[propCc])
	if !m.sent.IsZero() {
		add("Date", m.sent.Format(time.RFC1123Z))
	}
	add("Subject", m.texts[propSubject])
	if body := m.texts[propBody]; strings.TrimSpace(body) != "" {
		out.plain = []string{body}
	}
	if len(m.html) > 0 {
		out.html = []string{decodeHTML(m.html)}
	}
	for i, at := range m.order {
		out.parts = append(out.parts, m.parts[at].files(i)...)
	}
	return out
}

// files gives what an attachment comes to: its file; of a message within, which is
// no file of its own, its text as one reads it and what it carries.
func (p *outlookPart) files(i int) []mailPart {
	name := p.name
	if name == "" {
		name = p.short
	}
	if name == "" {
		name = fmt.Sprintf("attachment-%d", i+1)
	}
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if p.message == nil {
		return []mailPart{{name, p.data}}
	}
	inner := p.message.mail()
	body, err := inner.body(DefaultLimits())
	if err != nil {
		body = ""
	}
	out := []mailPart{{name + ".txt", []byte(inner.shown(body))}}
	for _, f := range inner.parts {
		out = append(out, mailPart{name + "/" + f.name, f.body})
	}
	return out
}

func extractMsg(data []byte, limits Limits) (pages []string, title string, holds bool, err error) {
	m, err := readMsg(data, Room{Members: 10_000, Bytes: limits.Bytes})
	if err != nil {
		return nil, "", false, err
	}
	letter := m.mail()
	body, err := letter.body(limits)
	if err != nil {
		return nil, "", false, err
	}
	return textPages(letter.shown(body)), letter.field("Subject"), len(letter.parts) > 0, nil
}

func openMsg(_ string, data []byte, room Room, give func(Member) error) error {
	m, err := readMsg(data, room)
	if err != nil {
		return err
	}
	return giveParts(m.mail().parts, room, give)
}
