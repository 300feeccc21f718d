package intake

import (
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Room bounds what may come out of one container. Going over a bound of the whole
// leaves the container closed where its index already tells, so that nothing of a
// bomb is taken in; where it does not, it ends the walk.
type Room struct {
	Members int   `json:"members"` // directories not counted
	Member  int64 `json:"member"`  // bytes of one member
	Bytes   int64 `json:"bytes"`   // of all members together
}

// Member is one file inside another: of an archive, a mailbox, a mail, a capture.
type Member struct {
	Name  string    // as the container gives it, in UTF-8, / between its parts; never a path on a disk
	Fault Fault     // why it cannot be taken out; then there is no Body
	Body  io.Reader // its bytes; an error of it that is a Fault says what is wrong
}

// opener walks the members of one kind of container. What give returns ends the walk.
type opener func(name string, data []byte, room Room, give func(Member) error) error

// openers of containers, by media type. A word processor's file is none, though it
// is an archive: it is a document, read by Extract.
func openerOf(kind string) opener {
	switch kind {
	case typeZip:
		return openZip
	case typeTar:
		return openTar
	case typeGzip, typeBzip2, typeXz, typeZstd:
		return openStream
	case type7z:
		return open7z
	case typeRar:
		return openRar
	case typeMbox:
		return openMbox
	case typeMail, typeMHTML:
		return openMail
	case typeMsg:
		return openMsg
	case typeWarc:
		return openWarc
	}
	return nil
}

const (
	typeZip   = "application/zip"
	typeTar   = "application/x-tar"
	typeGzip  = "application/gzip"
	typeBzip2 = "application/x-bzip2"
	typeXz    = "application/x-xz"
	typeZstd  = "application/zstd"
	type7z    = "application/x-7z-compressed"
	typeRar   = "application/x-rar-compressed"
	typeMbox  = "application/mbox"
	typeMail  = "message/rfc822"
	typeMHTML = "multipart/related"
	typeMsg   = "application/vnd.ms-outlook"
	typeWarc  = "application/warc"
)

// Container reports whether a file of the type may have members.
func Container(kind string) bool { return openerOf(kind) != nil }

// Message reports whether a file of the type is a message, which has a text of its
// own; Result.Holds then tells whether there are members besides.
func Message(kind string) bool {
	return kind == typeMail || kind == typeMHTML || kind == typeMsg
}

// Members walks the members of a container, in its order, and gives each to give
// before it goes on; a Body is good until then. It is for the child process of
// package worker. The error is a Fault, or what give returned.
func Members(name string, data []byte, room Room, give func(Member) error) error {
	open := openerOf(MediaType(name, data))
	if open == nil {
		return Damaged
	}
	var stopped error
	err := open(name, data, room, func(m Member) error {
		m.Name = memberName(m.Name)
		stopped = give(m)
		return stopped
	})
	var f Fault
	switch {
	case err == nil:
		return nil
	case stopped != nil:
		return stopped
	case errors.As(err, &f):
		return f
	}
	return Damaged
}

// longestName is the most bytes of a member's name that are kept.
const longestName = 4096

// memberName makes a line to show of a name: whatever bytes it had, it has no
// control characters, no leading or doubled slashes and a bounded length.
func memberName(name string) string {
	name = strings.ToValidUTF8(name, "�")
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return '�'
		}
		return r
	}, name)
	if !strings.Contains(name, "://") {
		parts := slices.DeleteFunc(strings.Split(name, "/"), func(p string) bool { return p == "" || p == "." })
		name = strings.Join(parts, "/")
	}
	for len(name) > longestName || !utf8.ValidString(name) {
		name = name[:min(len(name)-1, longestName)]
	}
	if name == "" {
		return "unnamed"
	}
	return name
}

// decodeName makes UTF-8 of a name of an archive that does not say in what it is
// written: UTF-8 where it is that, else the code page whose letters make most sense.
func decodeName(raw string) string {
	if utf8.ValidString(raw) {
		return raw
	}
	best, bestScore := "", 0.0
	for _, c := range namePages {
		text := decodeBytes(c, []byte(raw))
		if s := plausible(text); best == "" || s > bestScore {
			best, bestScore = text, s
		}
	}
	return best
}

// tally refuses a container whose index tells that it holds too much.
type tally struct {
	room  Room
	count int
	bytes int64
}

func (t *tally) add(size int64) error {
	t.count++
	if t.count > t.room.Members {
		return TooManyMembers
	}
	if size < 0 || size > t.room.Bytes-t.bytes {
		return TooMuchInside
	}
	t.bytes += size
	return nil
}
