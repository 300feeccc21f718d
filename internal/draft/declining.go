package draft

import "strings"

// aboutSpeaking are the verbs and nouns after "declined to" and its kin.
var aboutSpeaking = setOf(`comment speak discuss say talk answer respond reply explain confirm deny elaborate be give provide
	commenting speaking discussing answering disclose reveal name identify
	комментировать прокомментировать отвечать ответить говорить обсуждать комментариев комментария разговаривать
	разговора ответа ответов объяснить подтвердить беседовать беседы интервью общаться называть
	коментувати прокоментувати відповідати відповісти говорити обговорювати коментарів коментаря розмовляти розмови
	відповіді пояснити підтвердити спілкуватися`)

// refusals without further words, folded; a star stands for up to two words.
var refusals = func() [][]string {
	var out [][]string
	for _, p := range []string{
		"could not be reached", "couldn't be reached", "cannot be reached", "was not reachable", "were not reachable",
		"could not immediately be reached", "unavailable for comment", "not available for comment",
		"not immediately available for comment", "no comment", "went unanswered", "declined comment", "declined * comment",
		"declined all requests", "declined requests", "declined * interview", "declined an interview", "declined to comment",
		"refused comment", "refused all comment", "did not pick up", "didn't pick up", "ignored questions", "ignored requests",
		"ignored a request", "ignored repeated requests", "did not take calls", "without comment", "hung up",
		"не взял трубку", "не взяла трубку", "не взяли трубку", "не брал трубку", "не брали трубку", "не подошел к телефону",
		"связаться не удалось", "не удалось связаться", "дозвониться не удалось", "не удалось дозвониться",
		"недоступен для комментариев", "недоступна для комментариев", "без комментариев", "оставил без ответа",
		"оставила без ответа", "оставили без ответа", "оставило без ответа", "остались без ответа", "остался без ответа",
		"воздержался от комментариев", "воздержалась от комментариев", "воздержались от комментариев",
		"не взяв слухавку", "не взяла слухавку", "не взяли слухавку", "не підняв слухавку", "не брав слухавку",
		"зв'язатися не вдалося", "не вдалося зв'язатися", "без коментарів", "залишили без відповіді", "залишив без відповіді",
		"залишилися без відповіді", "утримався від коментарів", "утрималися від коментарів",
		"رفض التعليق", "رفضت التعليق", "ورفض التعليق", "ورفضت التعليق", "امتنع عن التعليق", "امتنعت عن التعليق", "لم يرد",
		"لم ترد", "لم يردوا", "لم يجب", "لم تجب", "ولم يرد", "ولم ترد", "لم يتسن الوصول", "تعذر الوصول",
	} {
		out = append(out, words(fold(p)))
	}
	return out
}()

var refusing = setOf(`declined declines decline refused refuses refuse declining refusing
	отказался отказалась отказались отказалось отказывается отказываются отказывался отказывались
	відмовився відмовилась відмовилася відмовились відмовилися відмовилося відмовляється відмовляються`)

var answering = setOf(`answer respond reply comment answered responded replied commented
	ответил ответила ответили ответило отвечает отвечают отвечал отвечала отвечали отвечало прокомментировал
	прокомментировала прокомментировали прокомментировало комментирует комментируют
	відповів відповіла відповіли відповіло відповідає відповідають відповідав відповідала відповідали прокоментував
	прокоментувала прокоментували прокоментувало коментує коментують`)

// declining gives the tokens of a refusal to speak at i: "declined to comment",
// "did not answer", "отказался комментировать".
func (r *reader) declining(i int) int {
	for _, p := range refusals {
		if n := r.match(i, p); n > 0 {
			return n
		}
	}
	if refusing[r.low(i)] {
		for k := i + 1; k <= i+4 && r.is(k, wordToken); k++ {
			if aboutSpeaking[r.low(k)] {
				return k + 1 - i
			}
			if !hasAny(r.low(k), "to", "even", "from", "further", "any", "от", "дать", "давать", "дати", "від", "publicly", "что-либо",
				"immediately", "на", "also", "repeatedly") {
				break
			}
		}
		return 0
	}
	if n := r.refusedLast(i); n > 0 {
		return n
	}
	return r.silence(i)
}

// refusedLast reads the order "от комментариев отказался", "коментувати відмовилася".
func (r *reader) refusedLast(i int) int {
	k := i
	if hasAny(r.low(k), "от", "від") {
		k++
	}
	if !aboutSpeaking[r.low(k)] || scriptOf(r.lang) != "Cyrillic" {
		return 0
	}
	for n := k + 1; n <= k+3 && r.is(n, wordToken); n++ {
		if refusing[r.low(n)] {
			return n + 1 - i
		}
	}
	return 0
}

// silence reads "did not immediately respond", "has not answered", "не ответило".
func (r *reader) silence(i int) int {
	k := i
	switch low := r.low(i); {
	case low == "не":
		k++
	case strings.HasSuffix(low, "n't") && hasAny(low, "didn't", "hasn't", "haven't", "doesn't", "don't", "hadn't", "wouldn't"):
		k++
	case hasAny(low, "did", "has", "have", "had", "does", "do", "would") && r.low(i+1) == "not":
		k += 2
	case low == "never" || low == "так" && r.low(i+1) == "и" && r.low(i+2) == "не":
		k++
		if low == "так" {
			k += 2
		}
	default:
		return 0
	}
	for n := 0; n < 3 && hasAny(r.low(k), "immediately", "yet", "want", "wish", "to", "even", "publicly", "return", "пока", "сразу", "стал",
		"стала", "стали", "стало", "захотел", "захотели", "захотела", "відразу", "одразу", "став", "стали", "захотів", "поки"); n++ {
		if r.low(k) == "return" {
			if hasAny(r.low(k+1), "calls", "messages", "emails", "a", "repeated", "phone", "the", "our") {
				return k + 2 - i
			}
			return 0
		}
		k++
	}
	low := r.low(k)
	switch {
	case answering[low]:
		return k + 1 - i
	case hasAny(low, "speak", "talk") && hasAny(r.low(k-1), "to"):
		return k + 1 - i
	case hasAny(low, "комментировать", "отвечать", "коментувати", "відповідати", "говорить", "говорити"):
		return k + 1 - i
	}
	return 0
}
