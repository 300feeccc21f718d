package protect

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// crowd protects n people with made-up surnames.
func crowd(t testing.TB, n int) *Guard {
	g := NewGuard(testKey)
	rnd := rand.New(rand.NewPCG(1, 2))
	pick := func(s string) string { f := strings.Fields(s); return f[rnd.IntN(len(f))] }
	for i := range n {
		name := pick("Иван Сергей Ольга Юлия Пётр Maria Клим خالد") + " " + pick("Гав Щерб Зяб Крюч Тряп Мурз Шлык Дзюб Хмар Пчел Рябц") + pick("а о у и е я") + pick("бл вр жк лм хт мр пч цк") + pick("ен ун ор ак ив") + pick("ов ин енко ский чук")
		add(t, g, record.ID(fmt.Sprintf("s%d", i)), []string{name}, fmt.Sprintf("+7916%07d", rnd.IntN(1e7)))
	}
	return g
}

func prose(t testing.TB, language string) string {
	b, err := os.ReadFile("testdata/prose-" + language + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func longDraft(t testing.TB) string {
	var b strings.Builder
	for len(strings.Fields(b.String())) < 5000 {
		for _, l := range []string{"en", "ru", "uk", "ar"} {
			b.WriteString(prose(t, l))
		}
	}
	return b.String()
}

// TestQuickEnough keeps a wide margin over the 50 ms that a draft may take, for
// slow machines and the race detector.
func TestQuickEnough(t *testing.T) {
	g, text := crowd(t, 2000), longDraft(t)
	g.Find(text)
	began := time.Now()
	g.Find(text)
	if took := time.Since(began); took > time.Second {
		t.Errorf("a draft took %v", took)
	}
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{10, 10000} {
		g, text := crowd(b, n), longDraft(b)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				g.Find(text)
			}
		})
	}
}

func BenchmarkIndex(b *testing.B) {
	for b.Loop() {
		e, _ := Index(testKey, record.Identity{Names: secrets("Клим Петрович Гаврюшкин", "Klim Gavryushkin"), Identifiers: secrets("+79161234567")})
		b.ReportMetric(float64(len(e)), "bytes")
	}
}
