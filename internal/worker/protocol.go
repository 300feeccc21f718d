package worker

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/redact"
)

// request goes to the worker as one line of JSON; the file's bytes follow. It
// goes by the pipe and not by arguments, which others on the machine can see.
type request struct {
	Name       string        `json:"name"`
	Size       int64         `json:"size"`
	Limits     intake.Limits `json:"limits"`
	Memory     int64         `json:"memory"`           // bytes
	CPU        int64         `json:"cpu"`              // seconds
	Namespaces bool          `json:"namespaces"`       // the process was started in its own
	Sheets     bool          `json:"sheets,omitempty"` // give what redact.Read gives
	Room       *intake.Room  `json:"room,omitempty"`   // give the members, as frames
	Texts      bool          `json:"texts,omitempty"`  // with the texts of small ones
	Draw       []int         `json:"draw,omitempty"`   // give these pages as pictures
}

// answer comes back as one JSON document.
type answer struct {
	Confined []string      `json:"confined"`
	Fault    intake.Fault  `json:"fault,omitempty"`
	Result   intake.Result `json:"result"`

	Sheets  []redact.Sheet `json:"sheets,omitempty"`
	Refused redact.Fault   `json:"refused,omitempty"`

	Drawn []intake.Drawn `json:"drawn,omitempty"`
}

// maxHeader bounds the request's first line, in bytes.
const maxHeader = 64 << 10

var errHeader = errors.New("worker: malformed request")

func readRequest(in *bufio.Reader) (request, error) {
	var r request
	line, err := in.ReadSlice('\n') // the reader's buffer is the bound
	if err != nil || json.Unmarshal(line, &r) != nil {
		return r, errHeader
	}
	if r.Size < 0 || r.Size > r.Limits.Bytes || r.Memory <= 0 || r.CPU <= 0 {
		return r, errHeader
	}
	return r, nil
}

// maxAnswer is how many bytes a worker may say: JSON makes six of a character
// at worst, and four of one are UTF-8 anyway.
func maxAnswer(l intake.Limits) int64 {
	return 6*int64(l.Chars) + 16*int64(l.Pages) + 1<<20
}

// readAnswer reads a whole answer and nothing after it.
func readAnswer(r io.Reader) (answer, error) {
	var a answer
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&a); err != nil {
		return a, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return a, errors.New("worker: more than an answer")
	}
	return a, nil
}
