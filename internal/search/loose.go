package search

import (
	"strings"
	"sync"
)

// stopWords say little of what a text is about: where any of the words of a question
// will do, these do not. In a search for all words they count like others.
var stopWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, words := range []string{
		`a about after all also an and any are as at be been being but by can could did do does for from had has have he her his how i if in into is it its
		 may more no not of on one or other our out over shall she should so some such than that the their them then there these they this those to up upon was
		 we were what when where whether which who whom why will with would you your anyone ever obtained been made been`,
		`а без более бы был была были было быть в вам вас весь во вот все всего вы где да для до его ее если есть еще же за здесь и из или им их к как какие какой ко
		 когда кто ли мы на над не него нее нет ни них но ну о об однако он она они оно от по под при с со так также такой там те тем то того тоже той только том ты у уже
		 хотя чего чей чем что чтобы чье эта эти это этот я`,
		`або але б без би був була були було бути в вам вас вже ви від вона вони воно все де для до є за з зі із і й її їх його ким коли кого ми на не ні них ну
		 о об один під по при про та так такий також там те ти тим то того той тому у хто це цей ці ця чи чого чий чим що щоб я як яка які якій який якщо`,
		`في من على الى عن مع هذا هذه ذلك التي الذي الذين ما لا لم لن ان او ثم كان كانت هو هي هم قد كل بعد قبل بين حتى اذا كما هل اين متى كيف لماذا و`,
	} {
		for w := range strings.FieldsSeq(words) {
			out[fold(w)] = true
		}
	}
	return out
})

// Any gives the query that asks for any of its words where this one asks for all:
// what it says of fields, and what must not occur, holds as before. Words that say
// little are left out, if others remain.
func (q Query) Any() Query {
	n, ok := q.root.(all)
	if !ok {
		return Query{loose(q.root)}
	}
	var out all
	var some, little either
	for _, child := range n {
		switch c := child.(type) {
		case term:
			if c = loose(c).(term); c.little() {
				little = append(little, c)
			} else {
				some = append(some, c)
			}
		case name, either, all:
			some = append(some, child)
		default:
			out = append(out, child)
		}
	}
	if len(some) == 0 {
		some = little
	}
	if len(some) == 0 {
		return q
	}
	return Query{append(all{some}, out...)}
}

func loose(n node) node {
	if t, ok := n.(term); ok && !t.prefix && !t.phrase && len(t.tokens) == 1 {
		t.loose = true
		return t
	}
	return n
}

func (n term) little() bool {
	return n.loose && !n.title && stopWords()[n.tokens[0].Text]
}
