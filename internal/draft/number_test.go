package draft

import (
	"fmt"
	"strings"
	"testing"
)

// numberLine writes the numbers of the first sentence as "value unit", with ~ for
// approximate ones and # for ordinals.
func numberLine(d *Draft) string {
	var out []string
	for _, s := range d.Sentences {
		for _, n := range s.Numbers {
			v, _ := n.Value.MarshalJSON()
			line := string(v)
			if n.Approximate {
				line = "~" + line
			}
			if n.Ordinal {
				line = "#" + line
			}
			out = append(out, strings.TrimSpace(line+" "+n.Unit))
		}
	}
	return strings.Join(out, "; ")
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Fourteen men left.", "14 men"},
		{"The 14 former soldiers left.", "14 soldiers"},
		{"Twenty-five women came.", "25 women"},
		{"Two hundred and five tanks burned.", "205 tanks"},
		{"Two hundred thousand people fled.", "200000 people"},
		{"Fourteen thousand two hundred people fled.", "14200 people"},
		{"They paid 1,000 roubles.", "1000 roubles"},
		{"They paid 1,234,567.89 roubles.", "1234567.89 roubles"},
		{"They paid 20 000 roubles.", "20000 roubles"},
		{"They paid 20\u00a0000 roubles.", "20000 roubles"},
		{"They paid 20\u202f000 roubles.", "20000 roubles"},
		{"It rose by 3.5 percent.", "3.5 %"},
		{"It rose by 3.5 per cent, then 4%.", "3.5 %; 4 %"},
		{"It cost $580.", "580 $"},
		{"It cost $1.5 million.", "1500000 $"},
		{"It cost €20 to €30.", "[20,30] €"},
		{"Some 1.5 million people fled.", "~1500000 people"},
		{"A dozen men left.", "12 men"},
		{"Two dozen men left.", "24 men"},
		{"Dozens of men left.", ""},
		{"Hundreds of thousands of men left.", ""},
		{"Several hundred men left.", ""},
		{"A hundred men left.", "100 men"},
		{"Half of the men left.", "0.5 half"},
		{"Half a million people fled.", "500000 people"},
		{"Men of 18 to 27 serve.", "[18,27]"},
		{"Men aged 18–27 serve.", "[18,27]"},
		{"Men aged 18-27 serve.", "[18,27]"},
		{"Men aged between 18 and 27 serve.", "[18,27]"},
		{"From 18 to 27 men came.", "[18,27] men"},
		{"Pay rose from 20,000 to 30,000 roubles.", "20000 roubles; 30000 roubles"},
		{"They pay 20,000, 30,000 and 40,000 roubles.", "20000 roubles; 30000 roubles; 40000 roubles"},
		{"They pay 20,000, 30,000 or 40,000 roubles.", "20000 roubles; 30000 roubles; 40000 roubles"},
		{"Nine or ten men left.", "[9,10] men"},
		{"20 to 30 thousand people fled.", "[20000,30000] people"},
		{"At least nine men left.", "[9,null] men"},
		{"No fewer than nine men left.", "[9,null] men"},
		{"More than 30 men left.", "[30,null] men"},
		{"Over 30 men left.", "[30,null] men"},
		{"Over $30 was paid.", "[30,null] $"},
		{"Up to nine men left.", "[null,9] men"},
		{"Fewer than 9 men left.", "[null,9] men"},
		{"About 60,000 men left.", "~60000 men"},
		{"At least some 30 men left.", "~[30,null] men"},
		{"30 or more men left.", "[30,null]"},
		{"Almost 30 people left.", "~30 people"},
		{"The 4th division left.", "#4 division"},
		{"The fourth division left.", "#4 division"},
		{"He lives in Room 5.", "#5"},
		{"Article 337 applies.", "#337"},
		{"See No. 5.", "#5"},
		{"The T-72B3 and the MH17 and G7 and AK-47.", ""},
		{"One soldier left.", "1 soldier"},
		{"One of them left.", ""},
		{"No one left.", ""},
		{"One day he left.", ""},
		{"One must leave.", ""},
		{"An 18-year-old left.", "18 year-old"},
		{"He called +7 495 123-45-67.", ""},
		{"He is there 24/7.", ""},
		{"He came at 6 p.m. and at 06:00.", ""},
		{"In 2014 soldiers left.", ""},
		{"2014 soldiers left.", "2014 soldiers"},
		{"More than 2000 soldiers left.", "[2000,null] soldiers"},
		{"Temperatures fell to −5 degrees.", "-5 degrees"},
		{"Nine of the soldiers left, five stayed.", "9 soldiers; 5"},
		{"He is 5'10\" tall and 12 soldiers saw it.", "5; 10; 12 soldiers"},
		{"Ушли двадцать пять солдат.", "25 солдат"},
		{"Ушли около 30 тысяч солдат.", "~30000 солдат"},
		{"Платили 1,5 млн рублей.", "1500000 рублей"},
		{"Платили 30 тыс. рублей.", "30000 рублей"},
		{"Платили 30 000 рублей.", "30000 рублей"},
		{"Не менее девяти российских солдат ушли.", "[9,null] солдат"},
		{"Более 30 человек ушли.", "[30,null] человек"},
		{"Служат от 18 до 27 лет.", "[18,27] лет"},
		{"Ушли до 30 человек.", "[null,30] человек"},
		{"Двух солдат убили, пятерых ранили, трёх взяли.", "2 солдат; 5; 3"},
		{"Десятки солдат ушли.", ""},
		{"Тысячи солдат ушли.", ""},
		{"Тысяча солдат ушла.", "1000 солдат"},
		{"Сто двадцать три танка.", "123 танка"},
		{"Два десятка солдат ушли.", "20 солдат"},
		{"Один из них ушёл.", ""},
		{"Один солдат ушёл.", "1 солдат"},
		{"4-я дивизия и 2-й полк.", "#4 дивизия; #2 полк"},
		{"В четвёртой дивизии.", "#4 дивизии"},
		{"Рост на 3,5 процента и 4 %.", "3.5 %; 4 %"},
		{"Танк Т-72Б3 и БМП-2.", ""},
		{"По статье 337.", "#337"},
		{"Полтора миллиона человек.", "1500000 человек"},
		{"Чотирнадцять солдатів пішли.", "14 солдатів"},
		{"Чотирнадцяти солдатів не було, троє пішли.", "14 солдатів; 3"},
		{"П’ять солдатів і дев'ять офіцерів.", "5 солдатів; 9 офіцерів"},
		{"Більш ніж 30 осіб пішли.", "[30,null] осіб"},
		{"Близько тридцяти тисяч гривень.", "~30000 гривень"},
		{"Понад двісті людей.", "[200,null] людей"},
		{"Від 18 до 27 років.", "[18,27] років"},
		{"Десятки солдатів пішли.", ""},
		{"غادر ١٤ جنديا.", "14 جنديا"},
		{"غادر 14 جنديا.", "14 جنديا"},
		{"غادر تسعة جنود.", "9 جنود"},
		{"دفعوا ٣٠٬٠٠٠ روبل.", "30000 روبل"},
		{"غادر أكثر من ٣٠ شخصا.", "[30,null] شخصا"},
	} {
		if got := numberLine(parse(t, c.text)); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func dateLine(d *Draft) string {
	var out []string
	for _, s := range d.Sentences {
		for _, n := range s.Dates {
			line := string(n.Time)
			if n.Partial {
				line = fmt.Sprintf("?-%02d", n.Month)
				if n.Day > 0 {
					line += fmt.Sprintf("-%02d", n.Day)
				}
			}
			out = append(out, line)
		}
	}
	return strings.Join(out, "; ")
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ text, want, numbers string }{
		{"He left on 12 December 2014.", "2014-12-12", ""},
		{"He left on December 12, 2014, at 6 p.m.", "2014-12-12", ""},
		{"He left on Dec. 12.", "?-12-12", ""},
		{"He left on Dec. 12, 2014.", "2014-12-12", ""},
		{"He left on the 12th of December 2014.", "2014-12-12", ""},
		{"He left on 12 December.", "?-12-12", ""},
		{"He left in December 2014.", "2014-12", ""},
		{"He left in December.", "?-12", ""},
		{"He left in May and came in March.", "?-05; ?-03", ""},
		{"He may march. March on. May he leave?", "", ""},
		{"In 2014 he left.", "2014", ""},
		{"Pay rose since 2012.", "2012", ""},
		{"He left on 2014-12-12 or in 2014-11.", "2014-12-12; 2014-11", ""},
		{"He left on 12.12.2014.", "2014-12-12", ""},
		{"He left on 13/12/2014.", "2014-12-13", ""},
		{"He left on 03/12/2014.", "2014", ""},
		{"He left in spring 2015.", "2015-21", ""},
		{"He left in the winter of 2014.", "2014-24", ""},
		{"He left last summer, yesterday and on Friday.", "", ""},
		{"The war of 2014–2015 ended.", "2014/2015", ""},
		{"He served from 12–14 December 2014.", "2014-12-12/2014-12-14", ""},
		{"It began in the 1990s.", "199X", ""},
		{"He left on 31 February 2014.", "2014-02", "31"},
		{"Nine men left on 12 December with 14 others.", "?-12-12", "9 men; 14"},
		{"The report (2015) says so.", "2015", ""},
		{"April said she left.", "", ""},
		{"Он ушёл 12 декабря 2014 года.", "2014-12-12", ""},
		{"Он ушёл 12 декабря.", "?-12-12", ""},
		{"Он ушёл в сентябре.", "?-09", ""},
		{"Он ушёл в сентябре 2014 г. из армии.", "2014-09", ""},
		{"В 2014 году он ушёл.", "2014", ""},
		{"Весной 2015 года он ушёл.", "2015-21", ""},
		{"Марта ушла.", "", ""},
		{"They died between March and May 2022.", "2022-03; 2022-05", ""},
		{"It lasted from November to February 2022.", "2021-11; 2022-02", ""},
		{"It lasted from 12 to 14 December 2014 and cost 12 lives.", "2014-12-12/2014-12-14", "12 lives"},
		{"Их держали с 20 июля по 2 августа 2022 года.", "2022-07-20; 2022-08-02", ""},
		{"Их держали с 20 по 27 августа 2022 года.", "2022-08-20/2022-08-27", ""},
		{"Зарплату не платили з травня до вересня 2020 року.", "2020-05; 2020-09", ""},
		{"From 12 to 14 men left.", "", "[12,14] men"},
		{"12-го декабря он ушёл в 18.30.", "?-12-12", ""},
		{"Более 2000 человек ушли.", "", "[2000,null] человек"},
		{"Він пішов 12 грудня 2014 року.", "2014-12-12", ""},
		{"Він пішов 12 грудня о 06:00.", "?-12-12", ""},
		{"Він пішов у вересні.", "?-09", ""},
		{"Навесні 2015 року він пішов.", "2015-21", ""},
		{"غادر في ١٢ ديسمبر ٢٠١٤.", "2014-12-12", ""},
		{"غادر في 12 كانون الأول 2014.", "2014-12-12", ""},
	} {
		d := parse(t, c.text)
		if got := dateLine(d); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
		if got := numberLine(d); got != c.numbers {
			t.Errorf("%s\n numbers %q, want %q", c.text, got, c.numbers)
		}
	}
}
