package worker

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"

	"onrecord.dev/onrecord/internal/intake"
)

// What a worker says while it takes a container apart: frames of a letter, a length
// and as many bytes. A member is its name, its bytes in pieces, perhaps its text, and
// its end, with a fault if it is not whole. The last frame ends the container.
const (
	frameName  = 'n'
	frameBytes = 'b'
	frameText  = 't' // intake.Result as JSON
	frameEnd   = 'e' // fault or nothing
	frameDone  = 'd' // fault or nothing
)

// Bounds on frames, in bytes. A text is that of a small member.
const (
	maxName  = 8 << 10
	maxPiece = 64 << 10
	maxFault = 64
	maxText  = 64 << 20
)

var errFrame = errors.New("worker: malformed frame")

func writeFrame(w *bufio.Writer, kind byte, b []byte) error {
	head := binary.AppendUvarint([]byte{kind}, uint64(len(b)))
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(b)
	return err
}

// readFrame reads one into buf where it fits, and refuses what no worker has to say.
func readFrame(r *bufio.Reader, buf []byte) (kind byte, b []byte, err error) {
	if kind, err = r.ReadByte(); err != nil {
		return 0, nil, err
	}
	most, ok := map[byte]uint64{frameName: maxName, frameBytes: maxPiece, frameText: maxText, frameEnd: maxFault, frameDone: maxFault}[kind]
	n, err := binary.ReadUvarint(r)
	if err != nil || !ok || n > most {
		return 0, nil, errFrame
	}
	if n > uint64(cap(buf)) {
		buf = make([]byte, n)
	}
	b = buf[:n]
	if _, err := io.ReadFull(r, b); err != nil {
		return 0, nil, errFrame
	}
	return kind, b, nil
}

// errStopped ends a walk whose bytes have no room any more.
var errStopped = errors.New("worker: no room")

// unpack is the worker's side: it gives every member of a container as frames.
func unpack(req request, data []byte, stdout io.Writer) error {
	w := bufio.NewWriterSize(stdout, maxPiece)
	left := req.Room.Bytes
	var lost error // the pipe is gone
	err := intake.Members(req.Name, data, *req.Room, func(m intake.Member) error {
		if lost = writeMember(w, req, m, &left); lost != nil {
			return errStopped
		}
		if left < 0 {
			return intake.TooMuchInside
		}
		return nil
	})
	if lost != nil {
		return lost
	}
	var fault intake.Fault
	if err != nil && !errors.As(err, &fault) {
		fault = intake.Damaged
	}
	if err := writeFrame(w, frameDone, []byte(fault)); err != nil {
		return err
	}
	return w.Flush()
}

// smallMember is the length in bytes up to which a member's text is read along with
// it: starting a process takes longer than reading a mail.
const smallMember = 1 << 20

func writeMember(w *bufio.Writer, req request, m intake.Member, left *int64) error {
	if err := writeFrame(w, frameName, []byte(m.Name)); err != nil {
		return err
	}
	fault := m.Fault
	var kept []byte
	if m.Body != nil {
		room := min(req.Room.Member, *left)
		piece, sent := make([]byte, maxPiece), int64(0)
		for fault == "" {
			n, err := fill(m.Body, piece[:min(maxPiece, room-sent+1)])
			if sent += int64(n); sent > room {
				fault = intake.TooLarge
				break
			}
			if err := writeFrame(w, frameBytes, piece[:n]); err != nil {
				return err
			}
			if sent <= smallMember && req.Texts {
				kept = append(kept, piece[:n]...)
			}
			if err == io.EOF {
				break
			}
			if err != nil && !errors.As(err, &fault) {
				fault = intake.Damaged
			}
		}
		if *left -= sent; fault == "" && req.Texts && sent <= smallMember {
			if err := writeText(w, m.Name, kept, req.Limits); err != nil {
				return err
			}
		}
	}
	return writeFrame(w, frameEnd, []byte(fault))
}

// fill reads until the piece is full or something ends it. Unlike io.ReadFull it keeps
// apart the end of a body and one that breaks off: that is damage.
func fill(r io.Reader, piece []byte) (n int, err error) {
	for idle := 0; n < len(piece) && err == nil && idle < 100; idle++ {
		var k int
		if k, err = r.Read(piece[n:]); k > 0 {
			n, idle = n+k, 0
		}
	}
	if n < len(piece) && err == nil {
		err = io.ErrNoProgress
	}
	return n, err
}

// writeText sends the text of a small member whose reader is light, if it has one.
// A reader that fails on it is asked again in a process of its own.
func writeText(w *bufio.Writer, name string, data []byte, limits intake.Limits) error {
	if !intake.Light(name, data) {
		return nil
	}
	got, err := func() (r intake.Result, err error) {
		defer func() {
			if recover() != nil {
				err = intake.Damaged
			}
		}()
		return intake.Extract(name, data, limits)
	}()
	if err != nil {
		return nil
	}
	text, err := json.Marshal(got)
	if err != nil || len(text) > maxText {
		return nil
	}
	return writeFrame(w, frameText, text)
}
