package vault

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
	"filippo.io/age/armor"

	"onrecord.dev/onrecord/internal/problem"
)

// maxWorkFactor is log2 of the largest scrypt cost that is accepted; 2^20 takes
// 1 GiB and some seconds. A file that asks for more is an attack on the reader.
const maxWorkFactor = 20

// workFactor is log2 of the scrypt cost of what is written here: about a second.
const workFactor = 18

const sealedFileIntro = "age-encryption.org/"

// isSealedFile tells an age file, armored or not, from a list of keys.
func isSealedFile(file []byte) bool {
	return bytes.HasPrefix(file, []byte(sealedFileIntro)) ||
		bytes.HasPrefix(bytes.TrimSpace(file), []byte(armor.Header))
}

// EncryptIdentity seals the text of an identity file with a passphrase, in
// age's armored scrypt form, so that age itself can open it too.
func EncryptIdentity(file []byte, passphrase []byte) ([]byte, error) {
	return encryptIdentity(file, passphrase, workFactor)
}

func encryptIdentity(file, passphrase []byte, logN int) ([]byte, error) {
	if len(passphrase) == 0 {
		return nil, problem.New(problem.Usage, "", "the passphrase is empty", "give one of several words")
	}
	recipient, err := age.NewScryptRecipient(string(passphrase))
	if err != nil {
		return nil, fmt.Errorf("vault: passphrase: %w", err)
	}
	recipient.SetWorkFactor(logN)
	var out bytes.Buffer
	armored := armor.NewWriter(&out)
	w, err := age.Encrypt(armored, recipient)
	if err != nil {
		return nil, fmt.Errorf("vault: seal an identity: %w", err)
	}
	_, err = w.Write(file)
	if err := errors.Join(err, w.Close(), armored.Close()); err != nil {
		return nil, fmt.Errorf("vault: seal an identity: %w", err)
	}
	return out.Bytes(), nil
}

func openWithPassphrase(file []byte, ask func() ([]byte, error)) ([]byte, error) {
	malformed := problem.New(problem.Usage, "", "the sealed identity file is damaged", "take it from a copy")
	// The header is read before anybody is asked, so that nobody types a
	// passphrase for a file that cannot be opened by one.
	header, err := age.ExtractHeader(unarmor(file))
	if err != nil {
		return nil, malformed
	}
	if !bytes.Contains(header, []byte("\n-> scrypt ")) {
		return nil, problem.New(problem.Usage, "", "the identity file is encrypted, but not with a passphrase",
			"decrypt it with the key that it was made for")
	}
	if ask == nil {
		return nil, problem.New(problem.Unavailable, "",
			"identity is locked with a passphrase; run in a terminal", "")
	}
	passphrase, err := ask()
	defer clear(passphrase)
	if err != nil {
		return nil, askProblem(err)
	}
	wrong := problem.New(problem.Refused, "", "the passphrase does not open the identity", "try again")
	if len(passphrase) == 0 {
		return nil, wrong
	}
	id, err := age.NewScryptIdentity(string(passphrase))
	if err != nil {
		return nil, wrong
	}
	id.SetMaxWorkFactor(maxWorkFactor)
	plain, err := age.Decrypt(unarmor(file), id)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return nil, wrong
	}
	if err != nil {
		return nil, malformed
	}
	text, err := io.ReadAll(io.LimitReader(plain, maxIdentityFile))
	if err != nil {
		clear(text)
		return nil, malformed
	}
	return text, nil
}

// askProblem keeps a problem that the asker raised and hides any other error.
func askProblem(err error) error {
	var p *problem.Error
	if errors.As(err, &p) {
		return err
	}
	return problem.Wrap(err, problem.Unavailable, "", "the passphrase could not be read", "run in a terminal")
}

func unarmor(file []byte) io.Reader {
	if bytes.HasPrefix(file, []byte(sealedFileIntro)) {
		return bytes.NewReader(file)
	}
	return armor.NewReader(bufio.NewReader(bytes.NewReader(file)))
}
