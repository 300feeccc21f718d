package draft

import (
	"strings"
	"testing"
)

// sayingLine writes phrases with a colon behind, refusals with an exclamation mark.
func sayingLine(d *Draft) string {
	var out []string
	for _, s := range d.Sentences {
		for _, n := range s.Sayings {
			line := n.Text
			if n.Phrase {
				line += ":"
			}
			if n.Declining {
				line += "!"
			}
			out = append(out, line)
		}
	}
	return strings.Join(out, "; ")
}

func TestSayings(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"He said they left.", "said"},
		{"They left, said Ivanov, adding that nobody came.", "said; adding"},
		{"According to Ivanov, they left.", "According to:"},
		{"In the words of Ivanov, they left.", "In the words of:"},
		{"The said order was read.", ""},
		{"“He said nothing,” the men wrote.", "wrote"},
		{"He told reporters and confirmed it.", "told; confirmed"},
		{"The United States left.", ""},
		{"The claims are many.", ""},
		{"He called the claims “nonsense.”", "called"},
		{"He called the men.", ""},
		{"The men were denied leave.", ""},
		{"The army claims he left.", "claims"},
		{"The men were told to leave.", ""},
		{"The men were told by an officer to leave.", "told"},
		{"He is said to have left.", ""},
		{"The letters show nine names.", "show"},
		{"A document lists nine men.", "lists"},
		{"Nine men are named in an exchange of letters.", "named"},
		{"The roads show nothing.", ""},
		{"The ministry declined to comment.", "declined to comment!"},
		{"They declined to speak of Ukraine.", "declined to speak!"},
		{"He did not answer calls.", "did not answer!"},
		{"That is two million, by the commission's own count.", "by the commission's own count:"},
		{"In her words, they left.", "In her words:"},
		{"By the ministry's official count, two left.", "By the ministry's official count:"},
		{"They left by the hospital's door.", ""},
		{"The fighting continued.", ""},
		{"They left, as the army puts it.", "puts"},
		{"He put the list on the table.", ""},
		{"He put the losses at 30.", "put"},
		{"He pointed out that they left.", "pointed"},
		{"He pointed a gun at them.", ""},
		{"They left, the inquiry found.", "found"},
		{"They found two men.", ""},
		{"He wrote nine letters.", ""},
		{"Ему, сетует он, не сказали.", "сетует; сказали"},
		{"Он с этим не согласен.", "согласен"},
		{"По подсчётам ООН, погибли трое.", "По подсчётам:"},
		{"“They left,” she continued.", "continued"},
		{"A clerk puts it bluntly: “They left.”", "puts"},
		{"Гірник від коментарів відмовився.", "від коментарів відмовився!"},
		{"Он комментировать отказался.", "комментировать отказался!"},
		{"Он заключил контракт.", ""},
		{"Как говорится в заключении комиссии, они ушли.", "говорится"},
		{"He did not immediately respond.", "did not immediately respond!"},
		{"He could not be reached.", "could not be reached!"},
		{"He didn't pick up the phone.", "didn't pick up!"},
		{"He did not return calls.", "did not return calls!"},
		{"He did not return to the front.", ""},
		{"They refused to carry out orders.", ""},
		{"He has not replied.", "has not replied!"},
		{"Он сказал, что ушёл.", "сказал"},
		{"По словам Иванова, они ушли.", "По словам:"},
		{"По его словам, они ушли.", "По его словам:"},
		{"Как говорит Иванов, они ушли.", "говорит"},
		{"В письме говорится, что они ушли.", "говорится"},
		{"Министерство отказалось комментировать это.", "отказалось комментировать!"},
		{"Министерство отказалось от комментариев.", "отказалось от комментариев!"},
		{"Он не ответил на звонки.", "не ответил!"},
		{"Солдаты отказались воевать.", ""},
		{"Связаться с ним не удалось.", ""},
		{"Він сказав, що пішов.", "сказав"},
		{"За словами Іваненка, вони пішли.", "За словами:"},
		{"Міністерство не відповіло.", "не відповіло!"},
		{"Міністерство відмовилося коментувати.", "відмовилося коментувати!"},
		{"Солдати розповіли, що пішли.", "розповіли"},
		{"قال الجندي إنه غادر.", "قال"},
		{"وبحسب موظفة في المدرسة أغلق الباب.", "وبحسب:"},
		{"وتقول وزارة الصحة إن الجناح مفتوح.", "وتقول"},
		{"فقالت إنها لا تعرف.", "فقالت"},
		{"وجاء في بيان الوزارة أن الجناح مفتوح.", "وجاء في:"},
		{"غادر القول المكان.", ""},
		{"رفضت الوزارة التعليق.", ""},
		{"ورفض التعليق.", "ورفض التعليق!"},
	} {
		if got := sayingLine(parse(t, c.text)); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestQuotes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"“A b,” he said. “C.”", "A b,|C."},
		{`"A b," he said.`, "A b,"},
		{`He said "A" and "B".`, "A|B"},
		{"«А б», — сказал он.", "А б"},
		{"„А б“, — сказал он.", "А б"},
		{"«А б, — сказал он, — в г».", "А б, |в г"},
		{"«А б, — розповів рятувальник Тарас Мельниченко. — Двоє ще дихали».", "А б, |Двоє ще дихали"},
		{"«А б! — сетует она. — В г, — говорит она, — д е».", "А б! |В г, |д е"},
		{"«А б — то ли в г, — то ли д», — сказал он.", "А б — то ли в г, — то ли д"},
		{"«Я сказал: мы, — он и я, — уйдём», — вспоминает он.", "Я сказал: мы, — он и я, — уйдём"},
		{"‘A b,’ he said.", "A b,"},
		{"'A b,' he said.", "A b,"},
		{"“He told me ‘Go’ then,” he said.", "He told me ‘Go’ then,|Go"},
		{"«Он сказал: „Иди“», — рассказал он.", "Он сказал: „Иди“|Иди"},
		{"«Он «сам» ушёл», — рассказал он.", "Он «сам» ушёл|сам"},
		{"The soldiers' letters and men's names aren't here.", ""},
		{"The soldiers’ letters and men’s names aren’t here.", ""},
		{"П'ять і дев’ять.", ""},
		{"The so-called “volunteers” left.", "volunteers"},
		{`He is 5'10" tall and has a 12" gun.`, ""},
		{`He said "in 2014" twice.`, "in 2014"},
		{"Rock 'n' roll of the '90s.", ""},
		{"“A b. C d", "A b.+"},
		{"‘The soldiers’ letters,’ he said.", "The soldiers’ letters,"},
		{"‘Dogs’ and ‘cats’.", "Dogs|cats"},
		{"He said »A« loudly", "A"},
		{"قال: «غادرنا» ثم سكت.", "غادرنا"},
	} {
		var got []string
		for _, s := range parse(t, c.text).Sentences {
			for _, q := range s.Quotes {
				line := q.Text
				if q.Open {
					line += "+"
				}
				got = append(got, line)
				in := s.Text[q.In.Start:q.In.End]
				if !strings.Contains(in, q.Text) {
					t.Errorf("%s: %q lies not in %q", c.text, q.Text, in)
				}
			}
		}
		if line := strings.Join(got, "|"); line != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, line, c.want)
		}
	}
}

func TestQuotationOverParagraphs(t *testing.T) {
	d := parse(t, "“We left. Nobody asked us.\n\n“We came back,” he said. They stayed.")
	if got := strings.Join(sentenceTexts(d), "|"); got != "“We left. Nobody asked us.|“We came back,” he said.|They stayed." {
		t.Errorf("sentences: %q", got)
	}
	if q := d.Sentences[0].Quotes; len(q) != 1 || !q[0].Open || q[0].Text != "We left. Nobody asked us." {
		t.Errorf("first quotation: %+v", q)
	}
	if q := d.Sentences[1].Quotes; len(q) != 1 || q[0].Open {
		t.Errorf("second quotation: %+v", q)
	}
	d = parse(t, "«Мы ушли. Нас не спросили.\n\nМы вернулись», — сказал он.")
	if q := d.Sentences[1].Quotes; len(q) != 1 || q[0].Text != "Мы вернулись" {
		t.Errorf("a quotation without an opening mark: %+v", q)
	}
}
