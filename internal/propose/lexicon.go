package propose

import "strings"

func setOf(lists ...string) map[string]bool {
	out := map[string]bool{}
	for _, l := range lists {
		for _, w := range strings.Fields(l) {
			out[w] = true
		}
	}
	return out
}

// titledThings are Arabic nouns, without article, that a name in quotation marks follows.
var titledThings = setOf(`صحيفة جريدة قناة شركة حزب تنظيم حركة فيلم كتاب وكالة مجلة منظمة موقع جماعة مؤسسة اذاعة رواية برنامج عملية كتيبة لواء
	مسلسل مصنع فندق سفينة مبادرة حملة`)

// titledBefore are words after which a name in quotation marks is a title.
var titledBefore = setOf(`on program programme show film movie book novel song album play series newspaper magazine titled entitled
	weekly daily channel ship boat mill factory restaurant bar hotel operation named called nicknamed hosting podcast anthem hit host documentary`)

var smallInTitles = setOf(`a an the of in on at to for and or but with from by as is vs`)

var latinPronouns = setOf(`he she they i we it you who`)

// articles and possessives begin an English noun phrase.
var determiners = setOf(`the a an this that these those his her its their our my your one another some several many most few
	two three four five six seven eight nine ten both all no each every`)

// edges end an English noun phrase to the left.
var edges = setOf(`in on at by to into onto about after before during since until against without via than as if when while
	because although though that which where why how what whether and or but so yet then nor
	is are was were be been being has have had do does did will would can could may might must shall should not
	of for from with among between over under around through like amid despite per toward towards
	i he she they we you it me him them us who whom whose there here now just`)

// postmodifiers join a noun phrase to the noun before it: a man from Ohio.
var postmodifiers = setOf(`of for from with at in on among between against to`)

// besides may stand between a subject and its verb.
var besides = setOf(`has have had also then later never once again still even simply just first soon always often would will could
	did does do not reportedly now previously recently repeatedly both either too once himself herself themselves since
	may might must should can was is are were be been`)

var weekdays = setOf(`monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier morning afternoon evening night
	week month year last`)

// introductions are words with which a clause begins before its subject comes.
var introductions = setOf(`in on at by to about after before during since until against without as if when while because although
	though with from for of amid despite asked speaking according under over following given like unlike through where once whenever
	instead rather regarding concerning citing referring responding answering appearing addressing`)

// peopleEnds are endings of English nouns of people.
var peopleEnds = strings.Fields(`man woman person men women er ers or ors ist ists ian ians ant ants ent ents ee ees eer eers
	aide aides chief chiefs head boss mom mother father wife husband son sons daughter brother sister official officials
	people police family parents analyst analysts student students sen rep gov gen judge colleague colleagues advocate
	advocates ally allies critic critics mayor candidate candidates senator spokesperson surrogate delegate delegates
	democrat democrats republican republicans voter voters expert experts campaign group team committee department ministry
	court council party office agency company union board commission association administration staff army service bureau
	nurse soldier soldiers witness guard doctor doctors victim neighbour neighbor friend friends crowd host surgeon guy
	girl boy pastor priest imam rabbi author king queen prince pope coach pilot captain colonel major sergeant lieutenant private
	statement letter report post tweet memo newspaper website magazine times article editorial email release`)

// notPeople are words with such an ending that are none.
var notPeople = setOf(`after never ever however later earlier other another rather either neither whether over under number matter order
	paper power water summer winter former latter better further center centre moment comment event percent recent current present
	different president's government's for or nor per than important apparent november december september october
	answer question speaker's color favor labor error`)

// people reports an English noun of people, or of a body or record that speaks.
func people(low string) bool {
	if notPeople[low] {
		return false
	}
	low = strings.TrimSuffix(low, "'s")
	for _, e := range peopleEnds {
		if strings.HasSuffix(low, e) && (len(low) >= len(e)+2 || low == e) {
			return true
		}
	}
	return false
}

// abbreviated are titles that are written with a full stop.
var abbreviated = setOf(`mr mrs ms dr sen rep gov gen col capt lt sgt maj prof rev hon jr sr st adm cmdr cpl pvt del atty`)

// openers are words with a capital at a sentence's start that name nobody.
var openers = setOf(`indeed wait yes no well still however meanwhile thus hence also then now here there perhaps maybe please let more
	most other others such same next another both either only even first second finally again besides bottom
	translation example note update case fact`)
