// Command names measures how well two names are told to be one: the product's
// Likeness beside Levenshtein, Jaro-Winkler and OpenSanctions' LogicV2 on the
// labelled pairs of OpenSanctions.
//
// It reads github.com/opensanctions/nomenklatura from a directory with the clones;
// LogicV2's scores are those that its makers froze beside the pairs.
package main

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"onrecord.dev/onrecord/bench/peers"
	"onrecord.dev/onrecord/internal/protect"
)

type pair struct {
	schema, a, b string
	same         bool
	logic        float64
	known        bool // LogicV2's score is
}

func main() {
	data := flag.String("data", os.Getenv("ONRECORD_BENCH_DATA"), "directory with the clone nomenklatura")
	part := flag.String("part", "dev", "dev, test or all: which half, by the hash of the first name")
	wrong := flag.Bool("wrong", false, "print what is told wrong (development half only)")
	flag.Parse()
	pairs, err := load(filepath.Join(*data, "nomenklatura/contrib/name_bench"))
	if err != nil {
		fmt.Println("skipped: nomenklatura is not there; clone github.com/opensanctions/nomenklatura into the directory of -data")
		return
	}
	var chosen []pair
	for _, p := range pairs {
		if *part == "all" || peers.Dev(p.a) == (*part == "dev") {
			chosen = append(chosen, p)
		}
	}
	report(chosen, *part, *wrong && *part == "dev")
	speed(pairs)
}

func load(dir string) ([]pair, error) {
	rows, err := table(filepath.Join(dir, "cases.csv"))
	if err != nil {
		return nil, err
	}
	scores := map[string]float64{}
	if frozen, err := table(filepath.Join(dir, "run_data/logicv2-frozen.csv")); err == nil {
		for _, r := range frozen {
			if s, err := strconv.ParseFloat(r["score"], 64); err == nil {
				scores[r["schema"]+"|"+r["name1"]+"|"+r["name2"]] = s
			}
		}
	}
	var out []pair
	for _, r := range rows {
		p := pair{schema: r["schema"], a: r["name1"], b: r["name2"], same: r["is_match"] == "true"}
		p.logic, p.known = scores[p.schema+"|"+p.a+"|"+p.b]
		out = append(out, p)
	}
	return out, nil
}

func table(path string) ([]map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, k := range rows[0] {
			m[k] = r[i]
		}
		out = append(out, m)
	}
	return out, nil
}

type measure struct {
	name  string
	bar   float64 // at which it is used; 0: none was set
	score func(p pair) float64
}

func report(pairs []pair, part string, wrong bool) {
	letters := func(like func(a, b []rune) float64) func(p pair) float64 {
		return func(p pair) float64 {
			return like([]rune(peers.Romanised(strings.ToLower(p.a))), []rune(peers.Romanised(strings.ToLower(p.b))))
		}
	}
	own := func(p pair) float64 { return protect.Likeness(protect.NameOf(p.a), protect.NameOf(p.b)) }
	for _, schema := range []string{"", "Person"} {
		var some []pair
		unknown := 0
		for _, p := range pairs {
			if schema == "" || p.schema == schema {
				some = append(some, p)
				if !p.known {
					unknown++
				}
			}
		}
		fmt.Printf("\n%d pairs (%s)%s\n", len(some), part, map[bool]string{true: "", false: ", people only"}[schema == ""])
		for _, m := range []measure{
			{"Onrecord", protect.Alike, own}, {"Levenshtein", 0, letters(peers.Levenshtein)}, {"Jaro-Winkler", 0, letters(peers.JaroWinkler)},
			{fmt.Sprintf("LogicV2 (%d unknown)", unknown), 0.7, func(p pair) float64 { return p.logic }},
		} {
			bestF, bestAt := 0.0, 0.0
			for at := 0.30; at <= 1; at += 0.01 {
				if t := tally(some, m, at); t.F1() > bestF {
					bestF, bestAt = t.F1(), at
				}
			}
			fmt.Printf("  %-22s best F1 %.3f at %.2f", m.name, bestF, bestAt)
			if m.bar > 0 {
				t := tally(some, m, m.bar)
				fmt.Printf("; at its own bar %.2f: F1 %.3f, precision %.3f, recall %.3f", m.bar, t.F1(), t.Precision(), t.Recall())
			}
			fmt.Println()
		}
	}
	if wrong {
		for _, p := range pairs {
			if s := own(p); (s >= protect.Alike) != p.same {
				fmt.Printf("    %.2f %v %s | %s\n", s, p.same, p.a, p.b)
			}
		}
	}
}

func tally(pairs []pair, m measure, at float64) (t peers.Tally) {
	for _, p := range pairs {
		if strings.HasPrefix(m.name, "LogicV2") && !p.known {
			continue
		}
		t.Add(m.score(p) >= at, p.same)
	}
	return t
}

func cpu() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano())
}

// speed compares every name with every other one.
func speed(pairs []pair) {
	began := cpu()
	var a, b []protect.Name
	for _, p := range pairs {
		a, b = append(a, protect.NameOf(p.a)), append(b, protect.NameOf(p.b))
	}
	made := cpu() - began
	alike, n := 0, 0
	began = cpu()
	for _, x := range a {
		for _, y := range b {
			n++
			if protect.Likeness(x, y) >= protect.Alike {
				alike++
			}
		}
	}
	took := cpu() - began
	fmt.Printf("\nReady in %v a name; all %d pairs of first and second names in %v of CPU: %.2f million a second and core (%d alike)\n",
		(made / time.Duration(2*len(pairs))).Round(time.Microsecond), n, took.Round(time.Millisecond), float64(n)/took.Seconds()/1e6, alike)
}
