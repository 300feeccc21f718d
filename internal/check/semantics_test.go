package check

import (
	"slices"
	"strings"
	"testing"
)

// because gives the reason for anonymity, so that only the rule under test speaks.
const because = "\nHe asked not to be named because he fears reprisals. [@none]\n"

// known introduces the agreed descriptor.
const known = "Fourteen men decided to leave, a former soldier of a tank division said [@c-left]." + because

func TestSemantics(t *testing.T) {
	for _, c := range []struct{ name, draft, want string }{
		// modes
		{"attributed by a name", "Commanders put harsh pressure on the men, Krivenko said [@c-pressure].", ""},
		{"attributed by inversion", "Commanders put harsh pressure on the men, said Sergei Krivenko, who saw it [@c-pressure].", ""},
		{"attributed by a phrase", "According to Krivenko, commanders put harsh pressure on the men [@c-pressure].", ""},
		{"attributed by an unknown trade", "Commanders put harsh pressure on the men, a beekeeper said [@c-pressure].", ""},
		{"attributed after apposition", "Krivenko, a campaigner from Murmansk, said commanders put harsh pressure on the men [@c-pressure].", ""},
		{"a pronoun after a name", "Krivenko said so [@st-pressure].\nCommanders put harsh pressure on the men, he said [@c-pressure].", ""},
		{"a pronoun with nobody before", "Commanders put harsh pressure on the men, he said [@c-pressure].", "overstated"},
		{"a document is nobody", "Documents say commanders put harsh pressure on the men [@c-pressure].", "overstated"},
		{"a passive says nothing", "The men were told to agree [@c-pressure].", "overstated"},
		{"a passive with its agent", "The men were told by Krivenko that commanders put harsh pressure on them [@c-pressure].", ""},
		{"words inside a quotation attribute nothing", `The slogan "Krivenko said so" hangs on the wall [@c-pressure].`, "overstated quote-altered attribution-missing"},
		{"a trailing denial attributes nothing", "Commanders put harsh pressure on the men, which the Ministry of Defence denies [@c-pressure].", "overstated misattributed"},
		{"a trailing refusal attributes nothing", "Commanders put harsh pressure on the men [@c-pressure], and the ministry declined to comment [@rq-1].", "overstated"},
		{"a statement alone as fact", "Commanders put harsh pressure on the men [@st-pressure].", "overstated"},
		{"a statement behind a corroborated claim", "Fourteen decided to leave [@st-left-2]." + because, ""},
		{"Russian", "Командиры давят на людей, рассказал Сергей Кривенко [@c-pressure].", ""},
		{"Russian phrase, inflected", "По словам Валентины Мельниковой, служба закончилась 12 декабря [@c-letter].", ""},
		{"Russian fact", "Командиры давят на людей [@c-pressure].", "overstated"},
		{"Russian impersonal plural of a body", "В министерстве обороны заявили, что войск там нет [@st-denial].", ""},
		{"Ukrainian", "За словами активіста, командири тиснуть на людей [@c-pressure].", ""},
		{"Arabic", "قال ناشط إن القادة يضغطون على الرجال [@c-pressure].", ""},
		// contradiction
		{"the denial in the same sentence", "Soldiers were sent across the border [@c-sent], though the ministry said there were no troops there [@st-denial]. The ministry declined to comment [@rq-1].", ""},
		{"only the request near", "Soldiers were sent across the border [@c-sent].\n\n## Next\n\nThe ministry declined to comment [@rq-1].", ""},
		{"two paragraphs away", "Soldiers were sent across the border [@c-sent].\n\nMen left [@c-left].\n\nThe ministry declined to comment [@rq-1].", "contradiction-omitted"},
		// quotations
		{"typography", "«Commanders put harsh pressure on the men!» — Krivenko said [@st-pressure].", ""},
		{"an ellipsis", `"Commanders put ... pressure on the men …" Krivenko said [@st-pressure].`, ""},
		{"parts out of order", `"on the men … Commanders put," Krivenko said [@st-pressure].`, "quote-altered"},
		{"a split quotation", `"Commanders put harsh pressure," Krivenko said, "on the men to agree." [@st-pressure]`, ""},
		{"scare quotes", `Krivenko said the "volunteers" were under harsh pressure [@st-pressure].`, "quote-altered"},
		{"a quotation by way of a claim", `"Commanders put harsh pressure," Krivenko said [@c-pressure].`, ""},
		{"a quotation that runs on", "\"Fourteen of us decided to leave. And nobody could stop us,\" a former soldier of a tank division said [@st-left]." + because, "anonymous-first-quote"},
		{"a fabricated quotation that cites nothing needed", `"We were betrayed," Krivenko said [@none].`, "none-asserts quote-altered"},
		// numbers
		{"digits", "12 men decided to leave [@c-left].", "number-mismatch"},
		{"digits that fit", "14 men decided to leave [@c-left].", ""},
		{"soldiers are men", "Twelve soldiers decided to leave [@c-left].", "number-mismatch"},
		{"another thing", "The men, who had 12 tanks, decided to leave [@c-left].", ""},
		{"at least", "At least nine men decided to leave [@c-left].", ""},
		{"more than there are", "More than twenty men decided to leave [@c-left].", "number-mismatch"},
		{"about", "About 15 men decided to leave [@c-left].", ""},
		{"one as a pronoun", "One by one the men decided to leave [@c-left].", ""},
		{"an ordinal", "The second man decided to leave too [@c-left].", ""},
		{"the number of speakers", "Two men said that fourteen men decided to leave [@c-left]." + because, "descriptor-changed"},
		{"Russian numerals", "Двенадцать человек решили уйти [@c-left].", "number-mismatch"},
		{"Russian numerals that fit", "Четырнадцать человек решили уйти [@c-left].", ""},
		{"in a quoted statement", "Thirteen of the men decided to leave, Krivenko said [@c-left].", "misattributed number-mismatch"},
		{"an age", "Krivenko, 54, was not there when the men decided to leave [@c-left].", ""},
		{"an article", "The men decided to leave under Article 59 [@c-left].", ""},
		// dates
		{"a month of another year", "The service of the men ended in December 2013, Melnikova said [@c-letter].", "date-mismatch"},
		{"the month", "The service of the men ended in December, Melnikova said [@c-letter].", ""},
		{"another year alone", "The service of the men ended in 2013, Melnikova said [@c-letter].", "date-mismatch"},
		{"Russian date", "Служба закончилась 12 августа, сказала Мельникова [@c-letter].", "date-mismatch"},
		// people
		{"plural, one speaker", "Witnesses said commanders put harsh pressure on the men [@c-pressure].", "plural-sources"},
		{"plural sources", "Sources said commanders put harsh pressure on the men [@c-pressure].", "plural-sources vague-source"},
		{"plural, two speakers", "Former soldiers of a tank division said that fourteen men decided to leave [@st-left; @st-left-2]." + because, ""},
		{"plural in the content", "Krivenko said soldiers told him of harsh pressure [@c-pressure].", ""},
		{"a body in the singular", "The ministry said there were no troops there [@st-denial].", ""},
		{"officials of one body", "Officials said there were no troops there [@st-denial].", "plural-sources"},
		{"the mother of two soldiers", "The mother of two soldiers said commanders put harsh pressure on the men [@c-pressure].", ""},
		{"Russian plural", "Активисты рассказали, что командиры давят на людей [@c-pressure].", "plural-sources"},
		{"Russian plural after a phrase", "По словам жителей, командиры давят на людей [@c-pressure].", "plural-sources"},
		{"Russian singular after a phrase", "По словам жителя, командиры давят на людей [@c-pressure].", ""},
		{"Ukrainian plural", "Активісти кажуть, що командири тиснуть на людей [@c-pressure].", "plural-sources"},
		{"Arabic plural", "قال ناشطون إن القادة يضغطون على الرجال [@c-pressure].", "plural-sources"},
		{"the wrong mouth", "Valentina Melnikova said commanders put harsh pressure on the men [@c-pressure].", "misattributed"},
		{"one of two wrong", "Krivenko and Melnikova said commanders put harsh pressure on the men [@c-pressure].", "misattributed"},
		{"the wrong body", "The ministry said commanders put harsh pressure on the men [@c-pressure].", "misattributed"},
		{"the one who denies it", "The Ministry of Defence said soldiers were sent across the border [@c-sent]. The ministry declined to comment [@rq-1].", "misattributed"},
		{"a denial reported", "The Ministry of Defence denied that soldiers were sent across the border [@c-sent]. The ministry declined to comment [@rq-1].", ""},
		{"Russian, the wrong mouth", "Командиры давят на людей, сообщила Валентина Мельникова [@c-pressure].", "misattributed"},
		{"another source's descriptor", known + "Nobody could stop them, a driver of an army column said [@st-left].", "descriptor-changed misattributed"},
		// descriptors
		{"other words", "Fourteen men decided to leave, a serviceman said [@st-left]." + because, "descriptor-changed"},
		{"the noun after the whole", known + "The men left, the soldier said [@st-left].", ""},
		{"a shorter form after the whole", known + "The men left, the former soldier said [@st-left].", ""},
		{"the noun before the whole", "The men left, the soldier said [@st-left].\n" + known, "descriptor-changed"},
		{"another adjective", known + "The men left, the young soldier said [@st-left].", "descriptor-changed"},
		{"he", known + "The men left, he said [@st-left].", ""},
		{"supported by somebody on the record too", "Commanders put harsh pressure on the men, a campaigner said [@c-pressure].", ""},
		// anonymity
		{"no reason", "Fourteen men decided to leave, a former soldier of a tank division said [@c-left].", "reason-missing"},
		{"anonymity without why", "Fourteen men decided to leave, said a former soldier of a tank division, on condition of anonymity [@c-left].", "reason-missing"},
		{"the reason in Russian", "Fourteen men decided to leave, a former soldier of a tank division said [@c-left].\nОн попросил не называть его имени, опасаясь мести. [@none]", ""},
		{"a vague source", "A source said commanders put harsh pressure on the men [@c-pressure].", "vague-source"},
		{"a described source", "A source in the rights movement said commanders put harsh pressure on the men [@c-pressure].", ""},
		{"sources that are placed", "A source close to the movement said commanders put harsh pressure on the men [@c-pressure].", ""},
		{"a vague source in Russian", "Командиры давят на людей, сообщил источник [@c-pressure].", "vague-source"},
		{"vague sources in Russian", "По данным источников, командиры давят на людей [@c-pressure].", "plural-sources vague-source"},
		{"it is understood", "It is understood that fourteen men decided to leave [@c-left].", "vague-source"},
		{"a position", known + "The colonel was no good, the soldier said [@st-opinion].", "anonymous-opinion"},
		{"the first quotation on the record", "\"Commanders put harsh pressure on the men,\" Krivenko said [@st-pressure].\n" + known + "\"Nobody could stop us,\" the soldier said [@st-left].", ""},
		// terms
		{"off the record, cited", known + "The lists are false, a driver of an army column said [@st-off].", "off-record-used"},
		{"off the record, its words in the title", "---\ntitle: The colonel kept the true lists\n---\n\nMen left [@c-left].", "off-record-used"},
		// comment
		{"a refusal that is not told", "Soldiers were sent across the border [@c-sent; @st-denial].", "reply-omitted"},
		// citations
		{"evidence is no citation", "Fourteen men decided to leave [@interview-1].", "uncited"},
		{"a heading cites nothing", "# Fourteen men leave\n\nFourteen men decided to leave [@c-left].", ""},
		{"none with a date", "It was on 12 December. [@none]", "none-asserts"},
		{"an ornament", "Men left [@c-left].\n\n\\* \\* \\*\n\nMen left [@c-left].", ""},
		{"a table and a list", "- Men left [@c-left].\n- Men stayed.\n", "uncited"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := gate(t, "story.md", c.draft+"\n", exampleCase(), nil)
			var got []string
			for _, f := range r.Findings {
				if !slices.Contains(got, f.Rule) {
					got = append(got, f.Rule)
				}
			}
			want := strings.Fields(c.want)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				for _, f := range r.Findings {
					t.Logf("%d:%d %s: %s", f.Line, f.Column, f.Rule, f.Message)
				}
				t.Errorf("%s\n got %v\nwant %v", c.draft, got, want)
			}
		})
	}
}
