package propose

import (
	"strings"
	"unicode/utf8"
)

// arabic reads Arabic: the subject follows its verb, or stands before it where a
// sentence begins with it.
type arabic struct{}

var arabicPronouns = setOf(`هو هي هم هن نحن انا`)

// arabicEdges end a noun phrase.
var arabicEdges = setOf(`ان انه انها انهم بان بانه بانها في من على عن الى خلال بعد قبل منذ مع عند حين عندما بينما الذي التي الذين ثم او
	لكن قائلا قائلة مضيفا مضيفة مؤكدا مؤكدة موضحا موضحة مشيرا مشيرة امس اليوم مساء صباح ليلة يوم الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد
	وهو وهي وكان وكانت كان كانت لقد قد لوكالة لصحيفة لقناة للصحفيين للصحافيين لموقع لنا لي له لها لهم تعليقا ردا حول بشان هنا ايضا
	كما كانوا ما لم لن لا هذا هذه ذلك تلك انهن وقد فيما حيث بحسب وفقا`)

func (a arabic) before(p *paragraph, s words, lo, hi int) (words, bool) {
	if who, ok := a.behind(p, s, lo, hi); ok {
		return who, true
	}
	if p.phrase(s) || strings.HasPrefix(p.low(s.from), "و") && utf8.RuneCountInString(p.low(s.from)) > 3 {
		return words{}, false
	}
	k := s.from - 1
	if k < lo || !p.isWord(k) || arabicEdges[p.low(k)] {
		return words{}, false
	}
	from := k
	for i := k; i >= lo && i > k-8 && p.isWord(i) && !arabicEdges[p.low(i)] && p.saying[i] == 0; i-- {
		from = i
	}
	return words{from, k + 1}, true
}

func (arabic) behind(p *paragraph, s words, lo, hi int) (words, bool) {
	to := s.to
	for k := s.to; k < hi && k < s.to+10; k++ {
		if p.quoted[k] || !p.isWord(k) || arabicEdges[p.low(k)] || p.saying[k] > 0 && k > s.to {
			break
		}
		to = k + 1
	}
	return words{s.to, to}, to > s.to
}

func (arabic) subject(*paragraph, int, int) (words, bool) { return words{}, false }

// alike knows further verbs that are used for saying beside a quotation, with the
// "and" or "so" that is written onto them.
func (arabic) alike(p *paragraph, i int) bool {
	low := p.low(i)
	return p.isWord(i) && (arabicVerbs[low] || arabicVerbs[strings.TrimPrefix(low, "و")] || arabicVerbs[strings.TrimPrefix(low, "ف")])
}

var arabicVerbs = setOf(`وصف وصفت وصفوا يصف تصف اعتبر اعتبرت يعتبر تعتبر راى رات يرى ترى شدد شددت يشدد تشدد اتهم اتهمت يتهم تتهم حذر حذرت يحذر
	تحذر تابع تابعت يتابع تتابع اردف اردفت كشف كشفت يكشف تكشف علق علقت يعلق تعلق رد ردت يرد ترد اجاب اجابت يجيب تجيب ختم ختمت استدرك
	استدركت هتف هتفت صرخ صرخت نبه نبهت بين بينت لفت لفتت سخر سخرت تساءل تساءلت وعد وعدت تعهد تعهدت طالب طالبت`)
