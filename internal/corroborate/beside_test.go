package corroborate

import "testing"

func TestBesideHandsPanicsOn(t *testing.T) {
	var b beside
	done := make(chan bool, 1)
	b.Go(func() { done <- true })
	b.Go(func() { panic("lost") })
	defer func() {
		if recover() != "lost" || len(done) != 1 {
			t.Error("the panic did not reach the caller, or came before the others were done")
		}
	}()
	b.Wait()
}
