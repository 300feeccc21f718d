package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// cpu is the user time of the process so far.
func cpu() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano())
}

// speed measures a draft of 5,000 words against a guard of many entries: a word of
// the draft in a hundred is new to the guard when it is warm.
func speed(o options) error {
	rnd := rand.New(rand.NewPCG(1, 2))
	pick := func(s string) string { f := strings.Fields(s); return f[rnd.IntN(len(f))] }
	word := func() string {
		return pick("Гав Щерб Зяб Крюч Тряп Мурз Шлык Дзюб Хмар Пчел Рябц Клон Трет Сверб") + pick("а о у и е я") + pick("бл вр жк лм хт мр пч цк нд рт") + pick("ен ун ор ак ив ат ол")
	}
	g, entries, people := protect.NewGuard(key), 0, 0
	began := cpu()
	for entries < o.crowd {
		name := pick("Иван Сергей Ольга Юлия Пётр Maria Клим خالد Zebulon Тарас") + " " + word() + pick("ов ин енко ский чук")
		e, err := protect.Index(key, record.Identity{Names: []record.Secret{record.NewSecret(name)}, Identifiers: []record.Secret{record.NewSecret(fmt.Sprintf("+7916%07d", rnd.IntN(1e7)))}})
		if err != nil {
			return err
		}
		if err := g.Add(record.ID(fmt.Sprint("s", people)), e); err != nil {
			return err
		}
		entries += len(e) / 16
		people++
	}
	made := cpu() - began
	runtime.GC()
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	fmt.Printf("\nGuard: %d people, %d entries, made in %v of CPU (%v each), heap %d MB\n", people, entries, made.Round(time.Millisecond), (made / time.Duration(people)).Round(time.Microsecond), mem.HeapAlloc>>20)
	draft := func() string {
		var b strings.Builder
		for i := range 5000 {
			switch {
			case i%16 == 15:
				b.WriteString(pick("said. left. пришёл. сказал.") + " ")
			case rnd.IntN(100) == 0:
				b.WriteString(strings.ToLower(word()) + " ")
			default:
				b.WriteString(pick(plainWords) + " ")
			}
		}
		return b.String()
	}
	cold := timed(g, draft())
	var warm []time.Duration
	for range 20 {
		warm = append(warm, timed(g, draft()))
	}
	slices.Sort(warm)
	fmt.Printf("A draft of 5,000 words: cold %v, warm median %v, worst %v of CPU\n", cold, warm[len(warm)/2], warm[len(warm)-1])
	return nil
}

func timed(g *protect.Guard, text string) time.Duration {
	began := cpu()
	g.Find(text)
	return (cpu() - began).Round(10 * time.Microsecond)
}

const plainWords = `the a of in and to for on with at by from his her their soldiers left army minister president court city police office report people government letter hospital district
 мы они что как это было были сказал сообщил после перед города армии солдаты суд полиция письмо больница область район министр президент люди отчёт история Москва Киев Россия Monday July
 який яка було були місто військо лікарня область суд листа повідомив президент міністр люди قال في من على إلى هذا كان المدينة الرئيس المحكمة الجنود الرسالة`
