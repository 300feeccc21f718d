package propose

import (
	"fmt"
	"strings"
	"testing"
)

// list shows sayings as "kind|speaker|text".
func list(t *testing.T, text string) []string {
	t.Helper()
	out := []string{}
	for _, s := range Find([]string{text}).Sayings {
		if s.Select.Exact != "" && !strings.Contains(text, s.Select.Prefix+s.Select.Exact+s.Select.Suffix) {
			t.Errorf("the selector %+v does not stand in the text", s.Select)
		}
		if s.Confidence == Open != (s.Speaker == "" || s.Answer) {
			t.Errorf("%q by %q is %s", s.Text, s.Speaker, s.Confidence)
		}
		out = append(out, fmt.Sprintf("%s|%s|%s", s.Kind, s.Speaker, s.Text))
	}
	return out
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"after", "“We left at four,” Anna Bell said. “Nobody saw us.”", []string{"direct|Anna Bell|We left at four", "direct|Anna Bell|Nobody saw us."}},
		{"inverted", `"We left," said Sgt. Tom Roe of the 4th division.`, []string{"direct|Sgt. Tom Roe|We left"}},
		{"before", "The mayor said: “There was no order.”", []string{"direct|The mayor|There was no order."}},
		{"aside", "Anna Bell, a nurse who lives there, said, “There was no order.”", []string{"direct|Anna Bell|There was no order."}},
		{"mixed", "Anna Bell called the order “a piece of paper”.", []string{"mixed|Anna Bell|Anna Bell called the order “a piece of paper”."}},
		{"indirect", "Anna Bell said that nobody had stopped them.", []string{"indirect|Anna Bell|nobody had stopped them"}},
		{"closing", "Nine men were treated there, the ministry said.", []string{"indirect|the ministry|Nine men were treated there"}},
		{"according", "According to Anna Bell, nine men were treated there.", []string{"indirect|Anna Bell|nine men were treated there"}},
		{"paragraphs", "“We left at four,” Anna Bell said. “It rained.\n\n“Nobody saw us, and nobody asked.”", []string{"direct|Anna Bell|We left at four", "direct|Anna Bell|It rained.", "direct|Anna Bell|Nobody saw us, and nobody asked."}},
		{"nested", "“He told me, ‘Go home,’ and I went,” Anna Bell said.", []string{"direct|Anna Bell|He told me, ‘Go home,’ and I went"}},
		{"inches", `The pipe was 12" wide and 5'10" long, from the '90s.`, []string{}},
		{"apostrophes", "The soldiers' coats weren't theirs; 'twas the regiment's.", []string{}},
		{"scare", "The “volunteers” came at night with “humanitarian” cargo.", []string{}},
		{"so-called", "Anna Bell watched the so-called “volunteers” leave the square at night.", []string{}},
		{"title", "Anna Bell wrote “The Long Road” and sang on “Meet the Press”.", []string{}},
		{"nobody", "“I never saw an order, and I never signed one.”", []string{"direct||I never saw an order, and I never signed one."}},
		{"declined", "The ministry declined to comment.", []string{}},
		{"ru after", "«Мы ушли ночью», — сказал Иван Петров.", []string{"direct|Иван Петров|Мы ушли ночью"}},
		{"ru before", "Начальник штаба полковник Орлов заявил журналистам: «Приказа не было».", []string{"direct|Начальник штаба полковник Орлов|Приказа не было"}},
		{"ru dative", "«Мы ушли ночью», — рассказала журналистам Анна Белова.", []string{"direct|Анна Белова|Мы ушли ночью"}},
		{"ru phrase", "По словам Петрова, приказа не было.", []string{"indirect|Петрова|приказа не было"}},
		{"ru body", "В министерстве обороны сообщили, что никого не посылали.", []string{"indirect|министерстве обороны|никого не посылали"}},
		{"ru dialogue", "— Мы ушли, — сказал Петров. — Ночью никто не держал.", []string{"direct|Петров|Мы ушли", "direct|Петров|Ночью никто не держал."}},
		{"ru title", "Газета «Заря» вышла утром. «Звезда» молчала. Завод «Красный Октябрь» закрыли.", []string{}},
		{"ru scare", "Так называемые «ополченцы» пришли ночью.", []string{}},
		{"uk after", "«Ми пішли вночі», — сказала Олена Коваль.", []string{"direct|Олена Коваль|Ми пішли вночі"}},
		{"uk phrase", "За словами лікаря, поранених було дев'ять.", []string{"indirect|лікаря|поранених було дев'ять"}},
		{"uk before", "Речник міністерства Андрій Гнатюк зазначив: «Наказу не було».", []string{"direct|Речник міністерства Андрій Гнатюк|Наказу не було"}},
		{"ar before", "وقال أحمد حسن: «خرجنا ليلا ولم يوقفنا أحد».", []string{"direct|أحمد حسن|خرجنا ليلا ولم يوقفنا أحد"}},
		{"ar goes on", "وقال أحمد حسن: «خرجنا ليلا». وأضاف: «لم يوقفنا أحد».", []string{"direct|أحمد حسن|خرجنا ليلا", "direct|أحمد حسن|لم يوقفنا أحد"}},
		{"ar indirect", "وقالت وزارة الدفاع إن أحدا لم يرسل جنودا.", []string{"indirect|وزارة الدفاع|أحدا لم يرسل جنودا"}},
		{"ar title", "نشرت صحيفة «النهار» الخبر.", []string{}},
		{"transcript", "INTERVIEWER: When?\nANNA BELL: At four. “Go,” he said.\nINTERVIEWER: Why?\nANNA BELL: I do not know.", []string{"direct|ANNA BELL|At four. “Go,” he said.", "direct|ANNA BELL|I do not know."}},
		{"q and a", "Вопрос: Когда?\nОтвет: В четыре часа.", []string{"direct|Ответ|В четыре часа."}},
		{"chat", "[12/03/2024, 14:05:01] Tom Roe: we left\n[12/03/2024, 14:06:11] Anna: when?\n[12/03/2024, 14:07:00] Tom Roe: at four", []string{"direct|Tom Roe|we left", "direct|Anna|when?", "direct|Tom Roe|at four"}},
		{"whatsapp", "12/03/2024, 14:05 - Tom Roe: we left\n12/03/2024, 14:06 - Anna: when?\n12/03/2024, 14:07 - Tom Roe: at four", []string{"direct|Tom Roe|we left", "direct|Anna|when?", "direct|Tom Roe|at four"}},
		{"telegram", "Tom Roe, [12.03.2024 14:05]\nwe left\n\nАнна, [12.03.2024 14:06]\nкогда?\n\nTom Roe, [12.03.2024 14:07]\nat four", []string{"direct|Tom Roe|we left", "direct|Анна|когда?", "direct|Tom Roe|at four"}},
		{"markdown turns", "**Q:** When?\n\n**Anna Bell:** At four.\n\n**Q:** Why?\n\n**Anna Bell:** No idea.", []string{"direct|Anna Bell|At four.", "direct|Anna Bell|No idea."}},
		{"ar turns", "سؤال: متى غادرتم؟\nجواب: عند الفجر.", []string{"direct|جواب|عند الفجر."}},
		{"colons in prose", "There were three causes: rain, wind, cold. The result: nobody came. Note: it was May.", []string{}},
		{"so is not he", "The mill, which closed in May, was sold. It rained.", []string{}},
		{"inserted", "«Мы ушли, — сказал Петров. — Никто не держал».", []string{"direct|Петров|Мы ушли", "direct|Петров|Никто не держал"}},
		{"he", "Anna Bell said no order came. “We left,” she said.", []string{"indirect|Anna Bell|no order came", "direct|she|We left"}},
		{"headers", "From: Anna Bell\nTo: the committee\nSubject: the order\n\nDear all: nothing was signed.", []string{}},
		{"list", "— one tank\n— two guns\n— three lorries", []string{}},
		{"srt", "1\n00:00:01,000 --> 00:00:02,500\nANNA: We left\n\n2\n00:00:02,600 --> 00:00:04,000\nat night.\n", []string{"direct|ANNA|We left at night."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := list(t, c.text); strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}
