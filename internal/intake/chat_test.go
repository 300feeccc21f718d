package intake

import (
	"strings"
	"testing"
)

func TestWhatsApp(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"russian iPhone": {"\ufeff[12.12.14, 10:03:22] Иван: Нас отправили\n\u200e[12.12.14, 10:04:00] Мама: Когда?\nи куда?\n[13.12.14, 09:00:00] Иван: вчера\n",
			[]string{"[day] 2014-12-12\n[12.12.14, 10:03:22] Иван: Нас отправили\n\u200e[12.12.14, 10:04:00] Мама: Когда?\nи куда?", "[day] 2014-12-13\n[13.12.14, 09:00:00] Иван: вчера"}},
		"ukrainian Android": {"12.12.2014, 10:03 - Іван: Нас відправили\n12.12.2014, 10:05 - Мама: Куди?\n",
			[]string{"[day] 2014-12-12\n12.12.2014, 10:03 - Іван: Нас відправили\n12.12.2014, 10:05 - Мама: Куди?"}},
		"American": {"12/31/14, 10:03 PM - Ann: Left\n1/2/15, 9:00\u202fAM - Bob: So soon\n",
			[]string{"[day] 2014-12-31\n12/31/14, 10:03 PM - Ann: Left", "[day] 2015-01-02\n1/2/15, 9:00\u202fAM - Bob: So soon"}},
		"British": {"31/12/2014, 22:03 - Ann: Left\n01/01/2015, 09:00 - Bob: So soon\n",
			[]string{"[day] 2014-12-31\n31/12/2014, 22:03 - Ann: Left", "[day] 2015-01-01\n01/01/2015, 09:00 - Bob: So soon"}},
		"nobody can tell": {"3/4/14, 22:03 - Ann: Left\n5/6/14, 09:00 - Bob: So soon\n",
			[]string{"3/4/14, 22:03 - Ann: Left", "5/6/14, 09:00 - Bob: So soon"}},
		"by its order": {"3/4/14, 22:03 - Ann: Left\n2/5/14, 09:00 - Bob: So soon\n",
			[]string{"[day] 2014-04-03\n3/4/14, 22:03 - Ann: Left", "[day] 2014-05-02\n2/5/14, 09:00 - Bob: So soon"}},
		"arabic": {"١٣\u200f/١٢\u200f/٢٠١٤، ١٠:٠٣ م - علي: خرجنا\n١٣\u200f/١٢\u200f/٢٠١٤، ١٠:٠٥ م - سعاد: إلى أين؟\n",
			[]string{"[day] 2014-12-13\n١٣\u200f/١٢\u200f/٢٠١٤، ١٠:٠٣ م - علي: خرجنا\n١٣\u200f/١٢\u200f/٢٠١٤، ١٠:٠٥ م - سعاد: إلى أين؟"}},
	} {
		got, err := Extract("_chat.txt", []byte(c.text), DefaultLimits())
		if err != nil || strings.Join(got.Pages, "|") != strings.Join(c.want, "|") || got.Extractor != whatsAppExtractor || got.MediaType != typeText {
			t.Errorf("%s: %q %v %s", name, got.Pages, err, got.Extractor)
		}
		if InProcess("_chat.txt", []byte(c.text), DefaultLimits()) {
			t.Errorf("%s is read in-process", name)
		}
	}
	if got, _ := Extract("a.txt", []byte("12.12.2014, 10:03 - he left.\nNobody saw him.\nNobody asked.\nNobody.\nNo.\n"), DefaultLimits()); got.Extractor != textExtractor {
		t.Errorf("a note is taken for a chat: %+v", got)
	}
}

func TestTelegram(t *testing.T) {
	source := `{"about": "\u0430", "name": "Rota", "type": "private_group", "id": 7, "messages": [
 {"id": 1, "type": "service", "date": "2014-12-12T09:00:00", "actor": "Ivan", "action": "invite_members", "text": ""},
 {"id": 2, "type": "message", "date": "2014-12-12T10:03:22", "date_unixtime": "1418378602", "edited": "2014-12-12T10:04:00", "from": "Ivan \u0418.", "forwarded_from": "HQ", "text": ["See ", {"type": "text_link", "text": "this", "href": "https://example.org"}, " \"now\""]},
 {"id": 3, "type": "message", "date": "2014-12-13T08:00:00", "from": null, "reply_to_message_id": 2, "photo": "photos/1.jpg", "text": "علي"}]}`
	got, err := Extract("result.json", []byte(source), DefaultLimits())
	want := "[chat] Rota\n2014-12-12 09:00:00 Ivan: [invite members]\n2014-12-12 10:03:22 Ivan И.: See this (https://example.org) \"now\"\n[forwarded from] HQ\n[edited] 2014-12-12 10:04:00|" +
		"[chat] Rota\n2014-12-13 08:00:00 : علي\n[answers message] 2\n[photo] photos/1.jpg"
	if err != nil || strings.Join(got.Pages, "|") != want || got.Title != "Rota" || got.Extractor != telegramExtractor || got.MediaType != typeJSON {
		t.Errorf("%+v %v", got, err)
	}
	broken := `{"messages": [ {"from": 5, "date": 1, "text": "words"} ] }`
	if got, err := Extract("a.json", []byte(broken), DefaultLimits()); err != nil || got.Pages[0] != broken || got.Extractor != textExtractor {
		t.Errorf("other JSON: %+v %v", got, err)
	}
}

func TestTelegramPage(t *testing.T) {
	page := `<!DOCTYPE html><html><body><div class="message default clearfix"><div class="body"><div class="pull_right date details" title="12.12.2014 10:03:22 UTC+03:00">10:03</div>
<div class="from_name">Иван</div><div class="text">Нас отправили</div></div></div><div class="date" title="no date">x</div></body></html>`
	got, err := Extract("messages.html", []byte(page), DefaultLimits())
	if err != nil || got.Pages[0] != "12.12.2014 10:03:22 UTC+03:00 10:03\nИван\nНас отправили\nx" {
		t.Errorf("%q %v", got.Pages, err)
	}
}

func TestEscapes(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"a.json", `{"a": "\u0418\u0432\u0430\u043d\n\t\/ \"x\" \ud83d\ude00 \u0000 \ud83d"}`, "{\"a\": \"Иван\n\t/ \\\"x\\\" 😀 \\u0000 \ufffd\"}"},
		{"a.xml", `<?xml version="1.0"?><a b="&#1048;&#x432;ан">&lt;&#60;&amp;&#xffffff;</a>`, `<?xml version="1.0"?><a b="Иван">&lt;&#60;&amp;&#xffffff;</a>`},
		{"a.srt", "1\n00:00:01,000 --> 00:00:02,500\nHe left.\n", "1\n00:00:01,000 --> 00:00:02,500\nHe left.\n"},
		{"a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.500\nHe left.\n", "WEBVTT\n\n00:01.000 --> 00:02.500\nHe left.\n"},
	} {
		got, err := Extract(c.name, []byte(c.source), DefaultLimits())
		if err != nil || len(got.Pages) != 1 || got.Pages[0] != c.want {
			t.Errorf("%s: %+v %v", c.name, got, err)
		}
	}
}

func FuzzChat(f *testing.F) {
	f.Add([]byte("[12.12.14, 10:03:22] A: b\n[12.12.14, 10:03:22] A: b\n"))
	f.Add([]byte(`{"name":"x","messages":[{"date":"2014-12-12T10:03:22","from":"a","text":[["b"],{"text":"c","href":"d"}]}]}`))
	f.Add([]byte(`{"actor":[],"date":1,"text":"","messages":[[[[`))
	limits := Limits{Bytes: 1 << 20, Pages: 50, Chars: 5000, Depth: 8}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"a.txt", "a.json"} {
			got, err := Extract(name, data, limits)
			if err == nil && (got.Chars > limits.Chars || len(got.Pages) > limits.Pages) {
				t.Errorf("%d pages, %d chars", len(got.Pages), got.Chars)
			}
		}
	})
}
