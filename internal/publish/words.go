package publish

import (
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// words are the fixed phrases of a page in one language. Every field must be
// filled in every language; a test holds that. No phrase takes a name into the
// middle of it: names keep the form in which they stand in the casefile, so
// they follow a label instead of being declined.
type words struct {
	Skip, Topics, Photo                                           string
	HowWeKnow, NotesIntro, Note, BackTo                           string
	Established, FirstHandDesk, OnRecord, InConfidence            string
	Unverified, SecondHand, One, OneEnough, TooFew, Two, More     string
	Contradicted, Denied                                          string
	LabelBasis, LabelDenied, LabelContradicted, LabelConceded     string
	LabelVerified, LabelSaid, LabelAsked, LabelWhom, LabelShown   string
	LabelMark                                                     string
	VerifiedYes, VerifiedNo, VerifiedDenied, VerifiedContradicted string
	AnonymousOnly, OneConduit                                     string
	Withheld, Unnamed                                             string
	AskedOn, Pending, Answered, Partial, Declined, NoAnswer       string
	ToldToDesk, ThroughOthers, FirstHand, Physical, Recording     string
	Conclusion, HeardFrom, Position                               string
	Evidence, EvidenceIntro, EvidenceKept, CleanedCopy            string
	Check, CheckIntro, CheckCommand, CheckLimits                  string
	Licence, Published, Desk, Comma                               string
	Kinds                                                         map[record.EvidenceKind]string
	Months                                                        [12]string // as they stand after a day
	MonthsAlone                                                   [12]string // as they stand alone
	Seasons                                                       [4]string  // spring, summer, autumn, winter
	About                                                         string     // before an approximate date
}

// speak gives the phrases for a story's language, and the language in which
// they are: the story's own where there is a catalogue, else English.
func speak(language string) (words, string) {
	switch primary(language) {
	case "ru":
		return russian(), "ru"
	case "uk":
		return ukrainian(), "uk"
	case "ar":
		return arabic(), "ar"
	}
	return english(), "en"
}

// primary gives the first subtag of a BCP 47 tag, in lower case.
func primary(language string) string {
	tag, _, _ := strings.Cut(strings.ReplaceAll(language, "_", "-"), "-")
	return strings.ToLower(tag)
}

// direction gives the direction of writing of a language.
func direction(language string) string {
	switch primary(language) {
	case "ar", "fa", "he", "ur", "ps", "yi", "ckb", "sd", "ug", "dv", "syr":
		return "rtl"
	}
	return "ltr"
}

func english() words {
	return words{
		Skip: "Skip to the story", Topics: "Topics", Photo: "The photograph, which is not part of this page",
		HowWeKnow:  "How we know",
		NotesIntro: "Each number in the story leads to a note that says what the sentence rests on. We count independent origins, not voices: two reports that repeat one account are one origin.",
		Note:       "How we know this: note", BackTo: "Back to the story, note",
		Established: "Common ground; we take it as given", FirstHandDesk: "Seen or heard by our own reporters",
		OnRecord: "Said on the record", InConfidence: "Told to us in confidence",
		Unverified: "Not verified; we report it as told", SecondHand: "Known to us only at second hand; we report it as told",
		One: "One source; we report it as told", OneEnough: "One source, of a kind that our rules accept alone",
		TooFew: "More than one independent origin, but fewer than our rules ask for", Two: "Two independent origins", More: "More than two independent origins",
		Contradicted: "Contradicted by another account", Denied: "Denied",
		LabelBasis: "What we have", LabelDenied: "Denied by", LabelContradicted: "Contradicted by", LabelConceded: "Conceded by",
		LabelVerified: "Independently verified", LabelSaid: "Said by", LabelAsked: "Asked for comment", LabelWhom: "Who, and when", LabelShown: "Read it yourself", LabelMark: "Bear in mind",
		VerifiedYes: "Yes, by origins that do not depend on each other", VerifiedNo: "No, we could not verify this independently",
		VerifiedDenied:       "Independent origins agree on it; those concerned deny it",
		VerifiedContradicted: "No: there are accounts on both sides",
		AnonymousOnly:        "Everybody on whom this rests spoke on condition of anonymity",
		OneConduit:           "All of it reached us through one and the same intermediary",
		Withheld:             "An account that we may not describe", Unnamed: "Those concerned",
		AskedOn: "asked", Pending: "had not replied when this was published", Answered: "replied", Partial: "replied in part", Declined: "declined to comment", NoAnswer: "did not reply",
		ToldToDesk: "a first-hand account told to us", ThroughOthers: "a first-hand account that reached us through others", FirstHand: "a first-hand account",
		Physical: "physical evidence", Recording: "a recording", Conclusion: "a conclusion drawn from other evidence", HeardFrom: "an account at second hand", Position: "a stated position",
		Evidence: "The evidence", EvidenceIntro: "What we may show in full:", CleanedCopy: "a copy, cleaned of technical traces",
		EvidenceKept: "We hold more evidence than we show: what is missing here is kept back to protect people or because it was given to us on that condition.",
		Check:        "Check this page", CheckIntro: "Every file of this release is listed in manifest.json with its SHA-256, and the list itself stands in our signed ledger. Whoever changes this story or its evidence without holding our signing key is found out by the check. Download the whole folder and run:",
		CheckCommand: "onrecord verify FOLDER",
		CheckLimits:  "Then compare the key's fingerprint that it shows with the one that we publish elsewhere. The check needs neither our casefile nor any password, and it tells nothing about our sources.",
		Licence:      "Licence", Published: "Published", Desk: "our own reporters", Comma: ", ",
		Kinds:       map[record.EvidenceKind]string{"interview": "an interview", "letter": "a letter", "statement": "a published statement", "photo": "a photograph", "video": "a video", "audio": "an audio recording", "web": "a web page", "report": "a report", "law": "a law", "dataset": "a data set", "message": "a message", "other": "a document"},
		Months:      [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		MonthsAlone: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		Seasons:     [4]string{"spring", "summer", "autumn", "winter"},
		About:       "about",
	}
}

func russian() words {
	return words{
		Skip: "К тексту", Topics: "Темы", Photo: "Фотография, которой нет на этой странице",
		HowWeKnow:  "Откуда мы это знаем",
		NotesIntro: "Каждый номер в тексте ведёт к примечанию, где сказано, на чём держится предложение. Мы считаем независимые первоисточники, а не голоса: два сообщения, пересказывающие одно свидетельство, — это один первоисточник.",
		Note:       "Откуда мы это знаем: примечание", BackTo: "Назад к тексту, примечание",
		Established: "Общеизвестно; принимаем как данное", FirstHandDesk: "Видели или слышали сами наши корреспонденты",
		OnRecord: "Сказано открыто, под своим именем", InConfidence: "Рассказано нам на условиях конфиденциальности",
		Unverified: "Не подтверждено; передаём как рассказано", SecondHand: "Известно нам лишь из вторых рук; передаём как рассказано",
		One: "Один источник; передаём как рассказано", OneEnough: "Один источник такого рода, которого по нашим правилам достаточно",
		TooFew: "Больше одного независимого первоисточника, но меньше, чем требуют наши правила", Two: "Два независимых первоисточника", More: "Больше двух независимых первоисточников",
		Contradicted: "Другие свидетельства этому противоречат", Denied: "Отрицается",
		LabelBasis: "Что у нас есть", LabelDenied: "Кто отрицает", LabelContradicted: "Кто утверждает иное", LabelConceded: "Кто признаёт",
		LabelVerified: "Независимая проверка", LabelSaid: "Кто сказал", LabelAsked: "Запрос комментария", LabelWhom: "Кому и когда", LabelShown: "Можно прочесть самим", LabelMark: "Следует учесть",
		VerifiedYes: "Да, первоисточники не зависят друг от друга", VerifiedNo: "Нет, независимо проверить это мы не смогли",
		VerifiedDenied:       "Независимые первоисточники сходятся; те, о ком идёт речь, это отрицают",
		VerifiedContradicted: "Нет: есть свидетельства и за, и против",
		AnonymousOnly:        "Все, на чьих словах это держится, говорили на условиях анонимности",
		OneConduit:           "Всё это дошло до нас через одного и того же посредника",
		Withheld:             "Свидетельство, которое мы не вправе описывать", Unnamed: "Те, кого это касается",
		AskedOn: "запрос отправлен", Pending: "ко времени публикации ответа не было", Answered: "ответ получен", Partial: "ответили частично", Declined: "от комментария отказались", NoAnswer: "ответа нет",
		ToldToDesk: "свидетельство из первых рук, рассказанное нам", ThroughOthers: "свидетельство из первых рук, дошедшее до нас через других", FirstHand: "свидетельство из первых рук",
		Physical: "вещественные доказательства", Recording: "запись", Conclusion: "вывод из других свидетельств", HeardFrom: "рассказ из вторых рук", Position: "официальная позиция",
		Evidence: "Свидетельства", EvidenceIntro: "То, что мы вправе показать целиком:", CleanedCopy: "копия, очищенная от технических следов",
		EvidenceKept: "У нас больше свидетельств, чем мы показываем: остальное не публикуется, чтобы не подвергать людей опасности, или потому, что нам его передали на таком условии.",
		Check:        "Проверьте эту страницу", CheckIntro: "Каждый файл этой публикации указан в manifest.json вместе со своим SHA-256, а сам список внесён в наш подписанный журнал. Если кто-либо без нашего ключа подписи изменит этот текст или свидетельства, проверка это обнаружит. Скачайте папку целиком и выполните:",
		CheckCommand: "onrecord verify ПАПКА",
		CheckLimits:  "Затем сравните показанный отпечаток ключа с тем, который мы публикуем в других местах. Для проверки не нужны ни наше досье, ни пароль, и об источниках она ничего не сообщает.",
		Licence:      "Лицензия", Published: "Опубликовано", Desk: "наши корреспонденты", Comma: ", ",
		Kinds:       map[record.EvidenceKind]string{"interview": "интервью", "letter": "письмо", "statement": "публичное заявление", "photo": "фотография", "video": "видеозапись", "audio": "аудиозапись", "web": "веб-страница", "report": "доклад", "law": "закон", "dataset": "набор данных", "message": "сообщение", "other": "документ"},
		Months:      [12]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
		MonthsAlone: [12]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
		Seasons:     [4]string{"весна", "лето", "осень", "зима"},
		About:       "около",
	}
}

func ukrainian() words {
	return words{
		Skip: "До тексту", Topics: "Теми", Photo: "Світлина, якої немає на цій сторінці",
		HowWeKnow:  "Звідки ми це знаємо",
		NotesIntro: "Кожен номер у тексті веде до примітки, де сказано, на чому тримається речення. Ми рахуємо незалежні першоджерела, а не голоси: два повідомлення, що переказують одне свідчення, — це одне першоджерело.",
		Note:       "Звідки ми це знаємо: примітка", BackTo: "Назад до тексту, примітка",
		Established: "Загальновідомо; приймаємо як дане", FirstHandDesk: "Бачили або чули самі наші кореспонденти",
		OnRecord: "Сказано відкрито, під власним іменем", InConfidence: "Розказано нам на умовах конфіденційності",
		Unverified: "Не підтверджено; передаємо як розказано", SecondHand: "Відомо нам лише з других рук; передаємо як розказано",
		One: "Одне джерело; передаємо як розказано", OneEnough: "Одне джерело такого роду, якого за нашими правилами досить",
		TooFew: "Більше одного незалежного першоджерела, але менше, ніж вимагають наші правила", Two: "Два незалежні першоджерела", More: "Більше двох незалежних першоджерел",
		Contradicted: "Інші свідчення цьому суперечать", Denied: "Заперечується",
		LabelBasis: "Що ми маємо", LabelDenied: "Хто заперечує", LabelContradicted: "Хто стверджує інше", LabelConceded: "Хто визнає",
		LabelVerified: "Незалежна перевірка", LabelSaid: "Хто сказав", LabelAsked: "Запит про коментар", LabelWhom: "Кому й коли", LabelShown: "Можна прочитати самим", LabelMark: "Варто врахувати",
		VerifiedYes: "Так, першоджерела не залежать одне від одного", VerifiedNo: "Ні, незалежно перевірити це ми не змогли",
		VerifiedDenied:       "Незалежні першоджерела збігаються; ті, про кого йдеться, це заперечують",
		VerifiedContradicted: "Ні: є свідчення і за, і проти",
		AnonymousOnly:        "Усі, на чиїх словах це тримається, говорили на умовах анонімності",
		OneConduit:           "Усе це дійшло до нас через одного й того самого посередника",
		Withheld:             "Свідчення, якого ми не маємо права описувати", Unnamed: "Ті, кого це стосується",
		AskedOn: "запит надіслано", Pending: "на час публікації відповіді не було", Answered: "відповідь отримано", Partial: "відповіли частково", Declined: "від коментаря відмовилися", NoAnswer: "відповіді немає",
		ToldToDesk: "свідчення з перших рук, розказане нам", ThroughOthers: "свідчення з перших рук, що дійшло до нас через інших", FirstHand: "свідчення з перших рук",
		Physical: "речові докази", Recording: "запис", Conclusion: "висновок з інших свідчень", HeardFrom: "розповідь з других рук", Position: "офіційна позиція",
		Evidence: "Свідчення", EvidenceIntro: "Те, що ми маємо право показати повністю:", CleanedCopy: "копія, очищена від технічних слідів",
		EvidenceKept: "У нас більше свідчень, ніж ми показуємо: решту не опубліковано, щоб не наражати людей на небезпеку, або тому, що нам її передали на такій умові.",
		Check:        "Перевірте цю сторінку", CheckIntro: "Кожен файл цієї публікації вказано в manifest.json разом з його SHA-256, а сам перелік внесено до нашого підписаного журналу. Якщо хтось без нашого ключа підпису змінить цей текст чи свідчення, перевірка це виявить. Завантажте теку повністю й виконайте:",
		CheckCommand: "onrecord verify ТЕКА",
		CheckLimits:  "Потім порівняйте показаний відбиток ключа з тим, який ми публікуємо в інших місцях. Для перевірки не потрібні ні наша справа, ні пароль, і про джерела вона нічого не повідомляє.",
		Licence:      "Ліцензія", Published: "Опубліковано", Desk: "наші кореспонденти", Comma: ", ",
		Kinds:       map[record.EvidenceKind]string{"interview": "інтерв’ю", "letter": "лист", "statement": "публічна заява", "photo": "світлина", "video": "відеозапис", "audio": "аудіозапис", "web": "вебсторінка", "report": "доповідь", "law": "закон", "dataset": "набір даних", "message": "повідомлення", "other": "документ"},
		Months:      [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
		MonthsAlone: [12]string{"січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "листопад", "грудень"},
		Seasons:     [4]string{"весна", "літо", "осінь", "зима"},
		About:       "близько",
	}
}

func arabic() words {
	return words{
		Skip: "انتقل إلى النص", Topics: "الموضوعات", Photo: "الصورة، وهي ليست جزءًا من هذه الصفحة",
		HowWeKnow:  "كيف عرفنا ذلك",
		NotesIntro: "كل رقم في النص يقود إلى ملاحظة تبيّن ما تستند إليه الجملة. نحن نعدّ المصادر الأصلية المستقلة لا الأصوات: خبران يكرران رواية واحدة هما مصدر أصلي واحد.",
		Note:       "كيف عرفنا ذلك: الملاحظة", BackTo: "عودة إلى النص، الملاحظة",
		Established: "أمر معروف نعدّه مسلّمًا به", FirstHandDesk: "رآه مراسلونا أو سمعوه بأنفسهم",
		OnRecord: "قيل علنًا وبالاسم", InConfidence: "رُوي لنا في سرية",
		Unverified: "لم يتأكد؛ ننقله كما رُوي", SecondHand: "لم يصلنا إلا نقلًا عن آخرين؛ ننقله كما رُوي",
		One: "مصدر واحد؛ ننقله كما رُوي", OneEnough: "مصدر واحد من نوع تكتفي به قواعدنا",
		TooFew: "أكثر من مصدر أصلي مستقل، لكن أقل مما تطلبه قواعدنا", Two: "مصدران أصليان مستقلان", More: "أكثر من مصدرين أصليين مستقلين",
		Contradicted: "تناقضه رواية أخرى", Denied: "هناك من ينفيه",
		LabelBasis: "ما لدينا", LabelDenied: "من ينفيه", LabelContradicted: "من يقول غير ذلك", LabelConceded: "من يقرّ به",
		LabelVerified: "التحقق المستقل", LabelSaid: "القائل", LabelAsked: "طلب التعليق", LabelWhom: "لمن ومتى", LabelShown: "اقرأه بنفسك", LabelMark: "يجدر الانتباه",
		VerifiedYes: "نعم، من مصادر أصلية لا يعتمد بعضها على بعض", VerifiedNo: "لا، لم نتمكن من التحقق من ذلك بصورة مستقلة",
		VerifiedDenied:       "تتفق عليه مصادر أصلية مستقلة، وينفيه المعنيون به",
		VerifiedContradicted: "لا: هناك روايات مؤيدة وأخرى مخالفة",
		AnonymousOnly:        "كل من يستند إليهم هذا تحدثوا بشرط عدم ذكر أسمائهم",
		OneConduit:           "وصلنا كل ذلك عبر وسيط واحد بعينه",
		Withheld:             "رواية لا يحق لنا وصفها", Unnamed: "المعنيون بالأمر",
		AskedOn: "أُرسل الطلب", Pending: "لم يصل رد حتى وقت النشر", Answered: "وصل رد", Partial: "وصل رد جزئي", Declined: "امتنع عن التعليق", NoAnswer: "لا رد",
		ToldToDesk: "شهادة مباشرة رُويت لنا", ThroughOthers: "شهادة مباشرة وصلتنا عبر آخرين", FirstHand: "شهادة مباشرة",
		Physical: "أدلة مادية", Recording: "تسجيل", Conclusion: "استنتاج من أدلة أخرى", HeardFrom: "رواية منقولة عن آخرين", Position: "موقف معلن",
		Evidence: "الأدلة", EvidenceIntro: "ما يحق لنا عرضه كاملًا:", CleanedCopy: "نسخة منقّاة من الآثار التقنية",
		EvidenceKept: "لدينا أدلة أكثر مما نعرض: حُجب الباقي حمايةً للناس، أو لأنه سُلّم إلينا بهذا الشرط.",
		Check:        "تحقق من هذه الصفحة", CheckIntro: "كل ملف في هذا الإصدار مدرج في manifest.json مع قيمة SHA-256 الخاصة به، والقائمة نفسها مثبتة في سجلنا الموقّع. من يغيّر هذا النص أو أدلته من دون مفتاح توقيعنا يكشفه التحقق. نزّل المجلد كاملًا ثم نفّذ:",
		CheckCommand: "onrecord verify FOLDER",
		CheckLimits:  "ثم قارن بصمة المفتاح التي تظهر بالبصمة التي ننشرها في مواضع أخرى. لا يحتاج التحقق إلى ملف قضيتنا ولا إلى كلمة سر، ولا يكشف شيئًا عن مصادرنا.",
		Licence:      "الترخيص", Published: "نُشر في", Desk: "مراسلونا", Comma: "، ",
		Kinds:       map[record.EvidenceKind]string{"interview": "مقابلة", "letter": "رسالة", "statement": "بيان منشور", "photo": "صورة", "video": "تسجيل مصوّر", "audio": "تسجيل صوتي", "web": "صفحة ويب", "report": "تقرير", "law": "قانون", "dataset": "مجموعة بيانات", "message": "رسالة قصيرة", "other": "وثيقة"},
		Months:      [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
		MonthsAlone: [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
		Seasons:     [4]string{"ربيع", "صيف", "خريف", "شتاء"},
		About:       "نحو",
	}
}
