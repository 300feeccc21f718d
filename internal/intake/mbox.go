package intake

import (
	"bytes"
	"fmt"
	"regexp"
)

// fromLine is the line that begins each mail of a mailbox (RFC 4155): "From ", who,
// and a date. Writers differ; all have a time of day and a year.
var fromLine = regexp.MustCompile(`^From \S.{0,200}\d\d?:\d\d(:\d\d)?.{0,60}\d{4}`)

// startsMail reports whether a mail of a mailbox begins here: its From line, then a
// header. A paragraph that begins with "From" has neither.
func startsMail(b []byte) bool {
	if !bytes.HasPrefix(b, []byte("From ")) {
		return false
	}
	line, rest, _ := bytes.Cut(b[:min(len(b), 1024)], []byte("\n"))
	return fromLine.Match(line) && headerLine(rest)
}

// openMbox cuts a mailbox into its mails. They stay as they stand there, quoted
// ">From" lines included: which of the quotings was used a mailbox does not say.
func openMbox(_ string, data []byte, room Room, give func(Member) error) error {
	t := tally{room: room}
	if err := eachMail(data, func(mail []byte) error { return t.add(int64(len(mail))) }); err != nil {
		return err
	}
	n, width := 0, len(fmt.Sprint(t.count))
	return eachMail(data, func(mail []byte) error {
		n++
		return give(Member{Name: fmt.Sprintf("%0*d.eml", width, n), Body: bytes.NewReader(mail)})
	})
}

func eachMail(data []byte, do func(mail []byte) error) error {
	if !startsMail(data) {
		return Damaged
	}
	for len(data) > 0 {
		i := bytes.IndexByte(data, '\n') + 1 // after the From line
		if i == 0 {
			return nil
		}
		data = data[i:]
		end, next := nextMail(data)
		if err := do(data[:end]); err != nil {
			return err
		}
		data = data[next:]
	}
	return nil
}

// nextMail gives where the mail at the beginning ends, the empty line after it not
// counted, and where the next From line is.
func nextMail(data []byte) (end, next int) {
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte("\nFrom "))
		if i < 0 {
			return len(data), len(data)
		}
		at += i + 1
		for _, gap := range []string{"\n\n", "\n\r\n"} {
			if bytes.HasSuffix(data[:at], []byte(gap)) && startsMail(data[at:]) {
				return at - len(gap) + 1, at
			}
		}
	}
}
