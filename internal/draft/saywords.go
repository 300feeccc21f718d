package draft

import "slices"

// verbsOfSaying in the forms of news text, folded. Those that are also nouns are
// looked at again where they stand.
var verbsOfSaying = union(slavicSaying, convinced, setOf(`said say says saying told tell tells telling added adds adding confirmed confirms confirm confirming
	denied denies deny denying acknowledged acknowledges acknowledge claimed claims claim claiming wrote writes write written
	stated states state stating explained explains explain explaining recalled recalls recall recalling insisted insists
	insist insisting argued argues argue arguing warned warns warn announced announces announce reported reports report
	replied replies responded responds answered answers asked asks declared declares declare testified testifies testify
	admitted admits admit alleged alleges allege alleging noted notes noting described describes describe suggested suggests
	maintained maintains maintain complained complains complain conceded concedes concede asserted asserts assert
	disclosed discloses revealed reveals reveal repeated repeats reiterated reiterates stressed stresses emphasised
	emphasized remarked commented tweeted mentioned mentions relayed relates related recounted recounts spoke accused
	accuses accuse promised dismissed rejected rejects called believes believe thinks
	continued continues concluded concludes contended contends cautioned cautions lamented laments quipped joked joking
	countered counters remembers remembered swears swore assured assures predicted predicts estimates observed observes
	pointed points found finds determined determines ruled calculated calculates disagrees disagreed
	summarised summarized sighed exclaimed protested boasted boasts elaborated clarified confessed confesses reckons cites
	puts put disputes disputed repeating insisting arguing dismisses rejects rejected describing calls posted texted emailed
	confided confides reckoned averred attested attests recollects recollected opined retorted retorts hinted hints intimated
	intimates contested contests volunteered vowed vows pledged pledges signalled professes professed held holds concluded
	counted recorded estimated registered tallied logged documented speaks speak doubt sure certain adamant convinced positive
	confident
	сказал сказала сказали сказало говорит говорят говорил говорила говорили говорю рассказал рассказала рассказали
	рассказывает рассказывают рассказывал рассказывала рассказывали сообщил сообщила сообщили сообщило сообщает сообщают
	сообщал сообщала сообщали сообщалось сообщается заявил заявила заявили заявило заявляет заявляют заявлял заявляла
	заявляли подтвердил подтвердила подтвердили подтвердило подтверждает подтверждают подтверждал отрицает отрицают
	отрицал отрицала отрицали отрицало опроверг опровергла опровергли опровергло опровергает опровергают признал признала
	признали признало признался призналась признались признает признают признавал признавали утверждает утверждают
	утверждал утверждала утверждали написал написала написали пишет пишут писал писала писали объяснил объяснила
	объяснили объясняет объясняют объяснял пояснил пояснила пояснили поясняет поясняют вспоминает вспоминают вспоминал
	вспомнил вспомнила вспомнили добавил добавила добавили добавляет добавляют отметил отметила отметили отмечает
	отмечают подчеркнул подчеркнула подчеркнули подчеркивает подчеркивают уточнил уточнила уточнили уточняет ответил
	ответила ответили отвечает отвечают спросил спросила спросили предупредил предупредила предупредили предупреждает
	настаивает настаивают настаивал считает считают полагает полагают пожаловался пожаловалась пожаловались жалуется
	жалуются пообещал пообещала пообещали обещал объявил объявила объявили объявляет доложил доложили передает передают
	обвинил обвинила обвинили обвиняет обвиняют
	установил установила установили выяснил выяснила выяснили согласен согласна согласны
	сетует сетуют сетовал сетовала посетовал посетовала уверяет уверяют уверял уверяла уверяли заверил заверила заверили
	заверяет заверяют продолжает продолжил продолжила вздыхает вздыхают восклицает восклицают возмущается возмущаются
	возмутился возмутилась удивляется удивляются удивился удивилась недоумевает усмехается усмехнулся резюмирует
	резюмировал резюмировала заключает заключил заключила констатирует констатировал констатировала напоминает напоминают
	напомнил напомнила напомнили признавалась признавались соглашается согласился согласилась возражает возражают возразил
	возразила делится поделился поделилась шутит пошутил жаловался жаловалась жаловались пересказывает пересказал
	пересказала цитирует цитируют указывал указывала указывали догадывается рассуждает предполагает предполагают
	предположил предположила предположили оценивает оценил оценила замечает заметил заметила перечисляет формулирует
	ссылается опровергала опровергал объясняла объясняли писала вспоминала вспоминали отмечал отмечала отмечали
	сказав сказала сказали каже кажуть казав говорить говорять говорив говорила говорили розповів розповіла розповіли
	розповідає розповідають розповідав розповідала повідомив повідомила повідомили повідомило повідомляє повідомляють
	заявив заявила заявили заявило заявляє заявляють підтвердив підтвердила підтвердили підтвердило підтверджує
	підтверджують заперечив заперечила заперечили заперечує заперечують заперечував спростував спростувала спростували
	спростовує визнав визнала визнали визнає визнають стверджує стверджують стверджував написав написала написали пише
	пишуть писав пояснив пояснила пояснили пояснює пояснюють згадав згадала згадує згадують пригадав пригадує додав додала
	додали додає зазначив зазначила зазначили зазначає зазначають наголосив наголосила наголошує відповів відповіла
	відповіли відповідає запитав запитала оголосив оголосила оголосили поскаржився скаржиться уточнив вважає вважають
	попередив попередила пообіцяв
	встановив встановила встановили з'ясував з'ясувала з'ясували згоден згодна згодні
	бідкається скаржаться запевняє запевняють запевнив запевнила запевнили продовжує продовжив продовжила зітхає зітхають
	вигукує обурюється обурюються обурився обурилася дивується дивуються посміхається підсумовує підсумував підсумувала
	констатує констатував нагадує нагадують нагадав нагадала погоджується погодився заперечувала заперечували переказує
	переказала ділиться поділився поділилася жартує цитує припускає припускають припустив припустила додавала зауважує
	зауважують зауважив зауважила зауважили пояснювала пояснювали розповідали згадували згадувала згадав писала уточнює
	уточнила наполягає наполягають наполягав наголошують підкреслює підкреслюють підкреслив підкреслила відзначає
	відзначив відзначила
	قال قالت قالوا قالا يقول تقول يقولون يقلن صرح صرحت صرحوا اعلن اعلنت اعلنوا يعلن تعلن اكد اكدت اكدوا نفى نفت نفوا ينفي تنفي
	ذكر ذكرت ذكروا يذكر تذكر اضاف اضافت اضافوا يضيف تضيف اوضح اوضحت اوضحوا يوضح توضح كتب كتبت كتبوا اعترف اعترفت اعترفوا
	سال سالت روى روت رووا يروي تروي افاد افادت افادوا يفيد تفيد ابلغ ابلغت زعم زعمت زعموا يزعم تزعم اشار اشارت اشاروا يشير تشير
	اخبر اخبرت اخبروا حكى حكت`))

// nounsToo are forms that are verbs only where no article, adjective or
// preposition stands before them.
var nounsToo = setOf(`claims claim reports report states state notes answers writes say repeats mentions asks warns stresses
	promised called related written described maintained rejected dismissed accused repeated suggested believe
	estimates disputes disputed puts put calls posted observed continued continues assured відповідає`)

// besideWords are verbs of saying only beside what is said: "continued", "заключил".
var besideWords = union(slavicBeside, setOf(`continued continues concluded concludes observed observes remembers remembered assured assures swore swears
	puts put posted texted emailed protested sighed estimates predicts predicted cites joking boasted boasts calls called
	disputed confessed confesses pointed points found finds determined determines ruled calculated calculates held holds
	hinted hints contested contests volunteered vowed vows pledged pledges signalled
	установил установила установили выяснил выяснила выяснили согласен согласна согласны встановив встановила встановили
	з'ясував з'ясувала з'ясували згоден згодна згодні
	продолжает продолжил продолжила вздыхает вздыхают возражает возражают возразил возразила заключает заключил заключила
	замечает заметил заметила перечисляет формулирует оценивает оценил оценила делится поделился поделилась ссылается
	указывал указывала указывали догадывается рассуждает удивляется удивляются удивился удивилась соглашается согласился
	согласилась предполагает предполагают напоминает напоминают цитирует цитируют
	продовжує продовжив продовжила зітхає зітхають дивується дивуються погоджується погодився ділиться поділився
	поділилася посміхається припускає припускають нагадує нагадують цитує`))

// findingWords also end a sentence: "…, the inquiry found".
var findingWords = setOf(`found finds determined ruled calculated held concluded`)

// beforeNoun are words after which such a form is a noun or an adjective.
var beforeNoun = setOf(`the a an this that these those his her its their our my your no any some such of in on by with from for
	about without many several all more new other united to be was were been is are being as each and`)

// phrasesOfSaying are followed by the speaker. A star stands for up to two words.
var phrasesOfSaying = slices.Concat([][]string{
	words("according to"), words("in the words of"), words("as told by"), words("as put by"), words("in the view of"),
	words("in the account of"), words("as quoted by"), words("citing"), words("quoting"), words("going by"), words("per the"),
	words("to judge by"), words("judging by"), words("to hear"), words("in the telling of"),
	words("судя по словам"), words("судя по"), words("если верить"), words("со слов"), words("согласно"), words("со ссылкой на"),
	words("как следует из"), words("следует из"),
	words("якщо вірити"), words("судячи з"), words("зі слів"), words("зі * слів"), words("на думку"), words("на переконання"),
	words("згідно з"), words("згідно із"), words("згідно зі"), words("відповідно до"), words("з посиланням на"), words("як випливає з"), words("випливає з"), words("як випливає із"),
	words("وفقا"), words("بحسب"), words("حسب"), words("طبقا"), words("نقلا عن"), words("جاء في"), words("ورد في"), words("على حد قول"),
}, slavicPhrases())

func union(sets ...map[string]bool) map[string]bool {
	out := map[string]bool{}
	for _, set := range sets {
		for w := range set {
			out[w] = true
		}
	}
	return out
}

// accounts are what somebody may be said to give: "by the army's account".
var accounts = setOf(`account accounts count estimate estimates reckoning telling words version figures tally assessment recollection memory retelling view`)

// recordNouns are things that speak: letters, records, pictures; Cyrillic ones by stem.
var recordNouns = setOf(`letter letters document documents record records report reports photo photos photograph photographs
	picture pictures image images video videos footage recording recordings file files list lists roll rolls order orders
	statement statements law laws constitution decree contract contracts certificate certificates data correspondence
	exchange message messages email emails study studies survey surveys memo memos audit audits ruling rulings verdict judgment
	judgement release releases bulletin affidavit indictment minutes dossier notebook invoice invoices leaflet memorandum transcript transcripts papers passport passports map maps log logs register
	registers archive archives receipt receipts testimony diary post posts figures account accounts books ledger ledgers
	census returns tally inventory submission submissions filing filings complaint petition`)

var recordStems = words(`письм переписк документ запис список списк спискa видео фотограф снимк снимок приказ закон справк отчет
	доклад договор контракт материал архив протокол выписк показани сообщени заключени постановлени решени приговор
	релиз исследовани обращени жалоб досье рапорт сводк расследовани акте актах
	висновк постанов рішенн вирок дослідженн звернен скарг рапорт розслідуванн акті відповід
	лист документ запис списк відео фотограф знімк знімок наказ закон довідк довідц звіт доповід договір договор архів протокол
	повідомлен матеріал таблиц данных даних реестр реєстр ведомост відомост журнал реліз заявлени подсчет підрахунк статистик`)

// recordVerbs are sayings where a record speaks.
var recordVerbs = setOf(`show shows showed shown name names named list lists listed indicate indicates indicated record records
	recorded identify identifies identified contain contains confirm mention counted counts speak speaks spoke reads
	cite cites cited describe describes provides stipulates stipulated specifies specified
	предусматривает предусматривал предусматривала предусматривало устанавливает предписывает передбачає передбачав передбачала
	гласит приводится приведены приведен описан описано описаны зафиксирован зафиксировано отражено насчитали содержит
	підраховано зафіксовано відображено наведено наводиться міститься описано випливає
	показывает показывают показало свидетельствует свидетельствуют говорится указано указаны указан указывает указывают
	сказано отмечается указывается утверждается подчеркивается сообщалось отмечалось говорилось упоминалось
	упоминает упоминаются упоминается называет называют названы назван перечислены перечислен значится значатся следует
	показує показують свідчить свідчать ідеться йшлося ішлося сказано зазначається вказується стверджується говориться йдеться зазначено вказано вказані згадується згадуються названо названі
	перелічено перелічені`)
