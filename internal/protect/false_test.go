package protect

import (
	"fmt"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// identities that the prose of testdata never mentions.
var rare = []string{
	"Пётр Алексеевич Щербаков", "Клим Гаврюшкин", "Євген Гриценчук", "Оксана Нетребенко", "خالد مشعل الشمراني", "Khaled al-Shamrani", "Mohammed Hassan al-Tikriti",
	"Ruslan Zyablikov", "Хрущёв Никита Сергеевич", "Юлия Цой", "Виктор Ким", "Сергей Волков", "Орлов Иван", "Grey Wolf", "Сапсан",
	"Igor Hrytsenchuk", "Ольга Сковородка", "Hans Müllerheim", "Clive McGillicuddy", "Theresa May", "Ivan Lee", "Roman Abramovskikh", "سامر الحمدان",
	"عبد الله الزهراني", "Людмила Кравчинец", "Захар Тен", "Мария Бут", "Абдулла Халилов", "Дмитрий Шишкин", "Андрей Рак", "Пак Чер Су", "Олег Гуров", "Ян Сон", "Пётр Петрович",
	"Александр Громыхалов", "Борис Подольский", "Влада Кречетникова", "Тимур Джабраилов", "Станислав Шульженко", "Kateryna Yushchenkova",
}

func TestProseHasNoHits(t *testing.T) {
	g := NewGuard(testKey)
	for i, name := range rare {
		add(t, g, record.ID(fmt.Sprint("s", i)), []string{name}, "+79031234567", "А777ВС 77", "@zyablik", "someone@mail.example")
	}
	sentences, alarms := 0, 0
	for _, language := range []string{"en", "ru", "uk", "ar"} {
		text := prose(t, language)
		sentences += strings.Count(text, ". ") + strings.Count(text, "\n")
		for _, h := range g.Find(text) {
			alarms++
			from, to := max(0, h.Start-20), min(len(text), h.End+20)
			t.Errorf("%s: %s by %q in …%s…", language, h.Actor, text[h.Start:h.End], strings.ToValidUTF8(text[from:to], ""))
		}
	}
	t.Logf("%d sentences, %d people, %d false alarms", sentences, len(rare), alarms)
}

// A surname that is a common word costs false alarms at the head of sentences,
// where the capital says nothing; they stay few.
func TestCommonWordsAsSurnames(t *testing.T) {
	for _, name := range []string{"Анна Лис", "Тарас Мороз", "Will Young"} {
		g := guarding(t, []string{name})
		alarms := 0
		for _, language := range []string{"en", "ru", "uk", "ar"} {
			alarms += len(g.Find(prose(t, language)))
		}
		if alarms > 2 {
			t.Errorf("%d false alarms in all the prose", alarms)
		}
	}
}
