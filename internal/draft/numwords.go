package draft

import "strings"

// How a number word joins its neighbours.
type wordRole int

const (
	unitRole       wordRole = iota + 1 // 0 to 9
	teenRole                           // 10 to 19
	tenRole                            // 20 to 90
	hundredRole                        // 200 to 900 in one word
	timesRole                          // hundred, dozen: multiplies what stands before
	multiplierRole                     // thousand and up
	ordinalRole
)

type numberWord struct {
	value float64
	role  wordRole
}

// Each line of these lists is a value with its forms, folded.
const englishNumbers = `0 zero;1 one;2 two;3 three;4 four;5 five;6 six;7 seven;8 eight;9 nine;10 ten;11 eleven;
12 twelve;13 thirteen;14 fourteen;15 fifteen;16 sixteen;17 seventeen;18 eighteen;19 nineteen;20 twenty;30 thirty;
40 forty fourty;50 fifty;60 sixty;70 seventy;80 eighty;90 ninety`

const russianNumbers = `0 ноль нуль ноля нуля;1 один одна одно одного одной одному одним одном одну одною;
2 два две двух двум двумя двое двоих двоим двоими;3 три трех трем тремя трое троих троим троими;
4 четыре четырех четырем четырьмя четверо четверых четверым четверыми;5 пять пяти пятью пятеро пятерых пятерым;
6 шесть шести шестью шестеро шестерых шестерым;7 семь семи семеро семерых семерым;
8 восемь восьми восемью восьмью восьмеро восьмерых восьмерым;9 девять девяти девятью девятеро девятерых девятерым;
10 десять десяти десятью десятеро десятерых десятерым;11 одиннадцать одиннадцати одиннадцатью;
12 двенадцать двенадцати двенадцатью дюжина дюжины дюжину;13 тринадцать тринадцати тринадцатью;
14 четырнадцать четырнадцати четырнадцатью;15 пятнадцать пятнадцати пятнадцатью;
16 шестнадцать шестнадцати шестнадцатью;17 семнадцать семнадцати семнадцатью;
18 восемнадцать восемнадцати восемнадцатью;19 девятнадцать девятнадцати девятнадцатью;
20 двадцать двадцати двадцатью;30 тридцать тридцати тридцатью;40 сорок сорока;
50 пятьдесят пятидесяти пятьюдесятью;60 шестьдесят шестидесяти шестьюдесятью;
70 семьдесят семидесяти семьюдесятью;80 восемьдесят восьмидесяти восемьюдесятью;90 девяносто девяноста;
100 сто ста;200 двести двухсот двумстам двумястами двухстах;300 триста трехсот тремстам тремястами трехстах;
400 четыреста четырехсот четыремстам четырьмястами четырехстах;500 пятьсот пятисот пятистам пятьюстами пятистах;
600 шестьсот шестисот шестистам шестьюстами шестистах;700 семьсот семисот семистам семьюстами семистах;
800 восемьсот восьмисот восьмистам восьмьюстами восьмистах;900 девятьсот девятисот девятистам девятьюстами девятистах`

const ukrainianNumbers = `0 нуль нуля;1 один одна одне одного однієї одній одному одним одну одною;
2 два дві двох двом двома двоє;3 три трьох трьом трьома троє;4 чотири чотирьох чотирьом чотирма четверо;
5 п'ять п'яти п'ятьох п'ятьом п'ятьма п'ятеро;6 шість шести шістьох шістьом шістьма шестеро;
7 сім семи сімох сімом сьома семеро;8 вісім восьми вісьмох вісьмом вісьма восьмеро;
9 дев'ять дев'яти дев'ятьох дев'ятьом дев'ятеро;10 десять десяти десятьох десятьом десятьма десятеро;
11 одинадцять одинадцяти одинадцятьох;12 дванадцять дванадцяти дванадцятьох;13 тринадцять тринадцяти тринадцятьох;
14 чотирнадцять чотирнадцяти чотирнадцятьох;15 п'ятнадцять п'ятнадцяти п'ятнадцятьох;
16 шістнадцять шістнадцяти шістнадцятьох;17 сімнадцять сімнадцяти сімнадцятьох;
18 вісімнадцять вісімнадцяти вісімнадцятьох;19 дев'ятнадцять дев'ятнадцяти дев'ятнадцятьох;
20 двадцять двадцяти двадцятьох;30 тридцять тридцяти тридцятьох;40 сорок сорока;
50 п'ятдесят п'ятдесяти п'ятдесятьох;60 шістдесят шістдесяти шістдесятьох;70 сімдесят сімдесяти сімдесятьох;
80 вісімдесят вісімдесяти вісімдесятьох;90 дев'яносто дев'яноста;100 сто ста;200 двісті двохсот двомстам;
300 триста трьохсот трьомстам;400 чотириста чотирьохсот;500 п'ятсот п'ятисот п'ятистам;600 шістсот шестисот;
700 сімсот семисот;800 вісімсот восьмисот;900 дев'ятсот дев'ятисот`

const arabicNumbers = `2 اثنان اثنين اثنتان اثنتين;3 ثلاثة ثلاث;4 اربعة اربع;5 خمسة خمس;6 ستة ست;7 سبعة سبع;
8 ثمانية ثماني ثمان;9 تسعة تسع;10 عشرة عشر;20 عشرون عشرين;30 ثلاثون ثلاثين;40 اربعون اربعين;50 خمسون خمسين;
60 ستون ستين;70 سبعون سبعين;80 ثمانون ثمانين;90 تسعون تسعين;200 مئتان مئتين مائتان مائتين`

// multipliers follow a number: "30 тысяч", "1.5 million".
var multipliers = func() map[string]float64 {
	out := map[string]float64{}
	for value, list := range map[float64]string{
		100:  "hundred مئة مائة",
		12:   "dozen",
		1e3:  "thousand тысяча тысячи тысяч тысяче тысячам тысячами тысячах тысячу тысячей тыс тисяча тисячі тисяч тисячу тисячею тисячам тисячами тис الف الاف الفا",
		1e6:  "million mln mn миллион миллиона миллионы миллионов миллиону миллионам миллионами миллионах миллионе млн мільйон мільйона мільйони мільйонів мільйону мільйонам мільйонами мільйонах مليون ملايين مليونا",
		1e9:  "billion bn bln миллиард миллиарда миллиардов миллиарды миллиарду миллиардам млрд мільярд мільярда мільярди мільярдів мільярду мільярдам مليار مليارات",
		1e12: "trillion trn триллион триллиона триллионов трлн трильйон трильйона трильйонів تريليون",
		10:   "десятка десятков десятки десяток десятків",
	} {
		for _, w := range words(list) {
			out[fold(w)] = value
		}
	}
	return out
}()

func wordTable(lists ...string) map[string]numberWord {
	out := map[string]numberWord{}
	for _, list := range lists {
		for _, line := range strings.Split(list, ";") {
			f := words(line)
			value := 0.0
			for _, c := range f[0] {
				value = value*10 + float64(c-'0')
			}
			role := unitRole
			switch {
			case value >= 100:
				role = hundredRole
			case value >= 20:
				role = tenRole
			case value >= 10:
				role = teenRole
			}
			for _, w := range f[1:] {
				out[fold(w)] = numberWord{value, role}
			}
		}
	}
	for w, v := range multipliers {
		role := multiplierRole
		if v <= 100 {
			role = timesRole
		}
		out[w] = numberWord{v, role}
	}
	return out
}

var (
	latinWords    = wordTable(englishNumbers)
	cyrillicWords = wordTable(russianNumbers, ukrainianNumbers)
	arabicWords   = wordTable(arabicNumbers)
)

// ordinals, English ones as they stand, Cyrillic ones by stem.
var englishOrdinals = func() map[string]float64 {
	out := map[string]float64{}
	for i, w := range words(`first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
		fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`) {
		out[w] = float64(i + 1)
	}
	out["thirtieth"] = 30
	return out
}()

var cyrillicStems = map[string]float64{"перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7,
	"восьм": 8, "девят": 9, "десят": 10, "двадцат": 20, "перш": 1, "друг": 2, "четверти": 4, "п'ят": 5, "шост": 6,
	"сьом": 7, "дев'ят": 9}

var adjectiveEndings = setOf(`ый ая ое ые ого ой ому ым ом ую ых ыми ий ья ье ьи ьего ьей ьему ьим ьем ью ьих ьими
	а е і ої ій им ім у их ими`)

// cyrillicOrdinal are the endings after a hyphen: 4-я, 12-го.
var cyrillicOrdinal = setOf(`й я е го му м х ю ый ой ая ое ого ому ым ом ую ых ий ій а ї ої ому им у ми та те ти ту`)

// cyrillicOrdinalWord gives the value of "четвёртой", else 0. Forms that are also
// cardinals or fractions ("пяти", "четверти") are left out.
func cyrillicOrdinalWord(low string) float64 {
	if cyrillicWords[low].role != 0 {
		return 0
	}
	for stem, v := range cyrillicStems {
		if rest, ok := strings.CutPrefix(low, stem); ok && adjectiveEndings[rest] {
			if stem == "друг" && (rest == "их" || rest == "ими" || rest == "ие" || rest == "им" || rest == "ого" || rest == "у") {
				return 0 // mostly "other" and "friend"
			}
			return v
		}
	}
	return 0
}
