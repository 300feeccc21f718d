package cli

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

func (a *app) memberCommand() *cobra.Command {
	return group("member", "The desk: list, card, add", a.memberList(), a.memberCard(), a.memberAdd())
}

func (a *app) memberList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "Who works on the casefile, and who holds a key", Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			type line struct {
				ID   record.ID   `json:"id"`
				Role record.Role `json:"role"`
				Key  bool        `json:"key"`
				You  bool        `json:"you"`
			}
			out := []line{}
			for _, id := range record.SortedKeys(c.State().Members) {
				l := line{ID: id, Role: c.State().Members[id].Role, You: id == c.Me().ID}
				if k := c.State().Keys[id]; k != nil {
					l.Role, l.Key = k.Role, true
				}
				out = append(out, l)
			}
			return a.emit(map[string]any{"members": out, "keys": c.Fingerprint()}, func(w io.Writer) {
				for _, l := range out {
					fmt.Fprintf(w, "%-16s %-10s %s%s\n", l.ID, l.Role, verdict(l.Key, "has a key", "no key yet"), verdict(l.You, " (you)", ""))
				}
				fmt.Fprintf(w, "Keys of this casefile: %s. Every member must read the same.\n", spoken(c.Fingerprint()))
			})
		}}
}

// card is what a new member hands to the owner. It holds nothing secret.
type card struct {
	Format    string `json:"format"`
	Recipient string `json:"recipient"`
	VerifyKey string `json:"verify_key"`
}

const cardFormat = "onrecord.member/1"

// fingerprint names a card in a form that two people can compare by voice.
func (c card) fingerprint() string {
	sum := sha256.Sum256([]byte(c.Recipient + "\n" + c.VerifyKey))
	return spoken(hex.EncodeToString(sum[:]))
}

// spoken gives the first half of a SHA-256 as eight groups of four digits, the
// form that a release's key is compared in, too.
func spoken(digits string) string {
	var groups []string
	for part := range slices.Chunk([]byte(digits[:32]), 4) {
		groups = append(groups, string(part))
	}
	return strings.Join(groups, " ")
}

func (a *app) memberCard() *cobra.Command {
	return &cobra.Command{Use: "card", Short: "Print your card, which the owner needs to admit you; makes an identity where there is none", Args: args(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			id, err := a.makeIdentity()
			if err != nil {
				return err
			}
			mine := card{cardFormat, id.Recipient(), base64.StdEncoding.EncodeToString(id.VerifyKey())}
			b, err := marshal(mine)
			if err != nil {
				return err
			}
			a.note("The fingerprint of your card, to compare by voice: %s", mine.fingerprint())
			return a.write(b)
		}}
}

func (a *app) memberAdd() *cobra.Command {
	var role, path string
	cmd := &cobra.Command{Use: "add ID --card FILE --role ROLE", Short: "Give a member a key, and with it the rights of a role", Args: args(1, 1, "the member's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if path == "" {
				return problem.New(problem.Usage, "--card", "name the file with the member's card", "the member makes it with onrecord member card")
			}
			source, err := readFile(path, 64<<10)
			if err != nil {
				return err
			}
			var in card
			key, bad := []byte(nil), json.Unmarshal(source, &in)
			if bad == nil {
				key, bad = base64.StdEncoding.DecodeString(in.VerifyKey)
			}
			if bad != nil || in.Format != cardFormat || len(key) != 32 {
				return problem.New(problem.Usage, path, "this is no member's card", "the member makes it with onrecord member card")
			}
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			if err := c.Admit(cmd.Context(), record.ID(args[0]), record.Role(role), in.Recipient, key); err != nil {
				return err
			}
			return a.emit(map[string]any{"member": args[0]}, func(w io.Writer) {
				fmt.Fprintf(w, "Admitted: %s.\nThe fingerprint of the card: %s. Compare it by voice with what the member reads.\n", args[0], in.fingerprint())
			})
		}}
	cmd.Flags().StringVar(&path, "card", "", "the `file` with the member's card")
	cmd.Flags().StringVar(&role, "role", "", "reporter, editor, custodian, checker or reader; default: as recorded")
	return cmd
}

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{Use: "backup FILE", Short: "Write the whole casefile into one encrypted file", Args: args(1, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			if err := disk.WriteNew(args[0], func(w *os.File) error { return c.Backup(cmd.Context(), w) }); err != nil {
				return err
			}
			return a.emit(map[string]any{"backup": args[0]}, func(w io.Writer) {
				fmt.Fprintf(w, "Backed up: %s. It opens with the members' identities alone.\n", args[0])
			})
		}}
}

func (a *app) restoreCommand() *cobra.Command {
	var into string
	cmd := &cobra.Command{Use: "restore FILE", Short: "Restore a backup into a new directory and verify it", Args: args(1, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if into == "" {
				into = a.dir
			}
			if into == "" {
				into = "."
			}
			env, err := a.env()
			if err != nil {
				return err
			}
			f, err := os.Open(args[0])
			if err != nil {
				return problem.Wrap(err, problem.Usage, args[0], "the backup cannot be read", "check the path and its rights")
			}
			defer f.Close()
			got, err := pipeline.Restore(cmd.Context(), f, into, env)
			if err != nil {
				return err
			}
			return a.emit(got, func(w io.Writer) {
				fmt.Fprintf(w, "Restored into %s.\n", into)
				writeVerified(w, got)
			})
		}}
	cmd.Flags().StringVar(&into, "into", "", "the new `directory` (default: here)")
	return cmd
}

func (a *app) rebuildCommand() *cobra.Command {
	return &cobra.Command{Use: "rebuild", Short: "Make records and search index anew from the ledger", Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := a.casefileDir()
			if err != nil {
				return err
			}
			env, err := a.env()
			if err != nil {
				return err
			}
			if err := pipeline.Rebuild(cmd.Context(), dir, env); err != nil {
				return err
			}
			return a.emit(map[string]any{"rebuilt": true}, func(w io.Writer) { fmt.Fprintln(w, "Rebuilt.") })
		}}
}

func marshal(v any) ([]byte, error) {
	b, err := json.MarshalIndent(v, "", "  ")
	return append(b, '\n'), err
}
