package sqlite

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
)

// TestMain lets the test program serve as a second process.
func TestMain(m *testing.M) {
	if what := os.Getenv("ONRECORD_TEST_CHILD"); what != "" {
		os.Exit(child(what, os.Getenv("ONRECORD_TEST_PATH")))
	}
	os.Exit(m.Run())
}

func child(what, path string) int {
	db, err := Open(path, key)
	if err != nil {
		fmt.Println("open:", err)
		return 1
	}
	for {
		n := int64(0)
		err := db.Write(ctx, func(tx *Tx) error {
			if what == "hold" {
				fmt.Println("held")
				time.Sleep(time.Minute)
			}
			if err := appendClaims(tx, 3, strings.Repeat("text ", 200)); err != nil {
				return err
			}
			n, _ = tx.Size()
			return tx.SetCursor("records", n)
		})
		if err != nil {
			fmt.Println("write:", err)
			return 1
		}
		fmt.Println(n) // acknowledged
		if what == "ten" && n >= 30 {
			db.Close()
			return 0
		}
	}
}

func start(t *testing.T, what, path string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "ONRECORD_TEST_CHILD="+what, "ONRECORD_TEST_PATH="+path)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

// A process is killed at any moment, dozens of times on the same casefile;
// nothing that it acknowledged is lost and the tree holds each time.
func TestKill(t *testing.T) {
	rounds := 24
	if testing.Short() {
		rounds = 10
	}
	db := create(t)
	db.Close()
	for round := range rounds {
		cmd, out := start(t, "write", db.path)
		lines := make(chan string)
		go func() {
			defer close(lines)
			for out.Scan() {
				lines <- out.Text()
			}
		}()
		var acknowledged int64
		timer := time.NewTimer(time.Duration(20+round*7%61) * time.Millisecond)
		for open := true; open; {
			select {
			case line, ok := <-lines:
				if open = ok; ok {
					n, err := strconv.ParseInt(line, 10, 64)
					if err != nil {
						t.Fatal(line)
					}
					acknowledged = n
				}
			case <-timer.C:
				cmd.Process.Kill()
			}
		}
		cmd.Wait()
		again, err := Open(db.path, key)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		read(t, again, func(tx *Tx) error {
			n, _ := tx.Size()
			cursor, _ := tx.Cursor("records")
			if n < acknowledged || n%3 != 0 || cursor != n {
				t.Errorf("round %d: %d acknowledged, %d there, cursor %d", round, acknowledged, n, cursor)
			}
			if r := ledger.Verify(tx, "", nil, nil); round%8 == 7 && (!r.OK() || r.Events != n) {
				t.Errorf("round %d: %v", round, r)
			}
			return nil
		})
		if round%2 == 0 {
			again.Close()
		} else { // leave the log to the next one, as if this process had been killed too
			defer again.Close()
		}
	}
	again, err := Open(db.path, key)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	read(t, again, func(tx *Tx) error {
		if n, _ := tx.Size(); n < int64(rounds) {
			t.Errorf("only %d entries in %d rounds: nothing was tried", n, rounds)
		}
		return nil
	})
}

func TestTwoProcessesWrite(t *testing.T) {
	db := create(t)
	cmd, out := start(t, "ten", db.path)
	for {
		var n int64
		write(t, db, func(tx *Tx) (err error) {
			if err = appendClaims(tx, 1, "x"); err == nil {
				n, err = tx.Size()
			}
			return err
		})
		if n >= 30 {
			break
		}
	}
	for out.Scan() {
		if _, err := strconv.Atoi(out.Text()); err != nil {
			t.Error(out.Text())
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	read(t, db, func(tx *Tx) error {
		if r := ledger.Verify(tx, "", nil, nil); !r.OK() || r.Events < 30 {
			t.Error(r)
		}
		return nil
	})
}

// Another process holds the casefile for longer than anybody waits: one can
// still read, and writing fails with a clear line.
func TestHeldByAnotherProcess(t *testing.T) {
	db := create(t)
	if db.patience != 5*time.Second {
		t.Errorf("one waits for %v", db.patience)
	}
	db.patience = 400 * time.Millisecond
	db = &DB{path: db.path, key: key, patience: db.patience, turn: db.turn, readers: db.readers} // with a writer of its own
	defer db.Close()
	cmd, out := start(t, "hold", db.path)
	defer cmd.Wait()
	defer cmd.Process.Kill()
	if !out.Scan() || out.Text() != "held" {
		t.Fatal(out.Text())
	}
	read(t, db, func(tx *Tx) error { _, err := tx.Size(); return err })
	began := time.Now()
	err := db.Write(ctx, func(tx *Tx) error { return nil })
	if waited := time.Since(began); problem.KindOf(err) != problem.Unavailable || err == nil || waited < 300*time.Millisecond || waited > 3*time.Second {
		t.Errorf("after %v: %v", waited, err)
	}
}
