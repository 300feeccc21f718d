// Command quotations measures how well the speakers of direct quotations are found:
// on PolNeAR, a collection of American news of 2016 in which people marked who says
// what, and on passages in Russian, Ukrainian and Arabic written for it. Beside it
// stands the nearest name.
//
// PolNeAR (github.com/networkdynamics/PolNeAR) is read from a clone or an unpacked
// archive with data/PART/text and data/PART/attributions, and skipped with a word
// where it is not there:
//
//	go run ./bench/quotations -polnear DIR [-part dev]
package main

import (
	"flag"
	"fmt"
	"os"
)

type options struct {
	polnear, part string
	misses        int
}

func main() {
	var o options
	flag.StringVar(&o.polnear, "polnear", os.Getenv("ONRECORD_POLNEAR"), "directory of PolNeAR")
	flag.StringVar(&o.part, "part", "dev", "train, dev or test; the thresholds were set on train and dev")
	flag.IntVar(&o.misses, "misses", 0, "print so many wrong speakers (never of the test part)")
	flag.Parse()
	if o.part == "test" {
		o.misses = 0
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "quotations:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	if err := passages(o); err != nil {
		return err
	}
	if o.polnear == "" {
		fmt.Println("skipped, no -polnear: PolNeAR is not measured")
		return nil
	}
	return polnear(o)
}
