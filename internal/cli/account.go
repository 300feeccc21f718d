package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/pipeline"
)

// writeAccount lists what became of every file, and sums up so that a person sees
// at a glance whether anything is missing, why, and what to do about it.
func writeAccount(w io.Writer, out pipeline.Account) {
	for _, i := range out.Items {
		line := fmt.Sprintf("%-9s  %s", i.Outcome, i.Path)
		if i.ID != "" {
			line += "  → " + string(i.ID)
		}
		if i.Reason != "" {
			line += "  (" + i.Reason + ")"
		}
		fmt.Fprintln(w, line)
	}
	if len(out.Items) > 1 {
		fmt.Fprintln(w)
		writeGroups(w, out)
	}
	fmt.Fprintln(w, equation(out))
	if out.Failed > 0 {
		fmt.Fprintln(w, "To try again what failed, mend it and run the same command: what is held is only counted, and what failed is read anew.")
	}
}

// equation is the account in one line.
func equation(out pipeline.Account) string {
	return fmt.Sprintf("%d found = %d stored + %d duplicate + %d skipped + %d failed", out.Found, out.Stored, out.Duplicate, out.Skipped, out.Failed)
}

// writeGroups counts what was stored by type, and all else by reason.
func writeGroups(w io.Writer, out pipeline.Account) {
	types, reasons := map[string]int{}, map[pipeline.Outcome]map[string]int{}
	silent := 0 // kept, but their text could not be read
	for _, i := range out.Items {
		if i.Outcome == pipeline.Stored {
			types[cmp.Or(i.MediaType, "of no known type")]++
			if i.Reason != "" {
				silent++
			}
			continue
		}
		if reasons[i.Outcome] == nil {
			reasons[i.Outcome] = map[string]int{}
		}
		reasons[i.Outcome][i.Reason]++
	}
	writeGroup(w, "stored", types)
	if silent > 0 {
		fmt.Fprintf(w, "           of these %d without their text; the list says why\n", silent)
	}
	for _, o := range []pipeline.Outcome{pipeline.Duplicate, pipeline.Skipped, pipeline.Failed} {
		writeGroup(w, string(o), reasons[o])
	}
}

// mostGroups is how many groups of one outcome are shown, the largest.
const mostGroups = 12

func writeGroup(w io.Writer, name string, counts map[string]int) {
	var keys []string
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
	rest := 0
	for n, k := range keys {
		if n >= mostGroups {
			rest += counts[k]
			continue
		}
		fmt.Fprintf(w, "%-9s  %6d  %s\n", name, counts[k], k)
		name = ""
	}
	if rest > 0 {
		fmt.Fprintf(w, "%-9s  %6d  %s\n", "", rest, "for other reasons, or of other types")
	}
}
