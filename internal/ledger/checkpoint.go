package ledger

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/problem"
)

// maxCheckpoint bounds the bytes of a signed checkpoint that is read, witnesses'
// signatures included.
const maxCheckpoint = 64 << 10

// Checkpoint is the head of a ledger's tree at one size (C2SP tlog-checkpoint).
type Checkpoint struct {
	Origin string // which ledger; opaque
	Size   int64
	Root   tlog.Hash
}

// Head gives the checkpoint of a store's present state.
func Head(r Reader, origin string) (Checkpoint, error) {
	size, err := r.Size()
	if err != nil {
		return Checkpoint{}, err
	}
	root, err := Root(r, size)
	return Checkpoint{Origin: origin, Size: size, Root: root}, err
}

// Root gives the root of the tree over the first size entries.
func Root(r Reader, size int64) (tlog.Hash, error) {
	if size < 0 || size > MaxSize {
		return tlog.Hash{}, fmt.Errorf("ledger: impossible tree size")
	}
	return tlog.TreeHash(size, r)
}

// Text gives the three lines that are signed.
func (c Checkpoint) Text() string {
	return c.Origin + "\n" + strconv.FormatInt(c.Size, 10) + "\n" + c.Root.String() + "\n"
}

// ParseCheckpoint reads the text of a checkpoint, without its signature. Only
// the form that Text gives is accepted.
func ParseCheckpoint(text string) (Checkpoint, error) {
	var c Checkpoint
	lines := strings.Split(text, "\n")
	if len(text) > maxCheckpoint || len(lines) != 4 || lines[3] != "" {
		return c, fmt.Errorf("malformed checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || size > MaxSize || !validOrigin(lines[0]) {
		return c, fmt.Errorf("malformed checkpoint")
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return c, fmt.Errorf("malformed checkpoint")
	}
	c = Checkpoint{Origin: lines[0], Size: size, Root: tlog.Hash(root)}
	if c.Text() != text { // +5, 007
		return Checkpoint{}, fmt.Errorf("malformed checkpoint")
	}
	return c, nil
}

// Sign gives the checkpoint as a signed note. The signer's name must be the
// checkpoint's origin.
func (c Checkpoint) Sign(s note.Signer) ([]byte, error) {
	if _, err := ParseCheckpoint(c.Text()); err != nil {
		return nil, fmt.Errorf("ledger: sign: %w", err)
	}
	if s.Name() != c.Origin {
		return nil, fmt.Errorf("ledger: sign: the key is another ledger's")
	}
	return note.Sign(&note.Note{Text: c.Text()}, s)
}

// OpenCheckpoint verifies a signed checkpoint with the ledger's verifier key
// ("origin+hash+key") and reads it. Further signatures, as of witnesses, are
// ignored.
func OpenCheckpoint(signed []byte, vkey string) (Checkpoint, error) {
	v, err := note.NewVerifier(vkey)
	if err != nil {
		return Checkpoint{}, problem.Wrap(err, problem.Usage, "", "this is not a verifier key", "it has the form name+hash+key")
	}
	if len(signed) > maxCheckpoint {
		return Checkpoint{}, badCheckpoint(nil, "is too long")
	}
	n, err := note.Open(signed, note.VerifierList(v))
	if err != nil {
		return Checkpoint{}, badCheckpoint(err, "does not carry a good signature of the expected key")
	}
	c, err := ParseCheckpoint(n.Text)
	if err != nil {
		return Checkpoint{}, badCheckpoint(err, "is malformed")
	}
	if c.Origin != v.Name() {
		return Checkpoint{}, badCheckpoint(nil, "is of another ledger")
	}
	return c, nil
}

func badCheckpoint(err error, what string) error {
	return problem.Wrap(err, problem.Usage, "checkpoint", "it "+what, "")
}

// validOrigin keeps to what a note's key may be called.
func validOrigin(s string) bool {
	return s != "" && len(s) <= 255 && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return r == '+' || unicode.IsSpace(r) || !unicode.IsPrint(r)
	})
}
