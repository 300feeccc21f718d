package check

import (
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// clinicCase is another desk's case: a clinic, nurses, a director, a ministry.
func clinicCase() *record.Casefile {
	c := record.NewCasefile()
	consent := []record.Consent{record.ConsentPublish, record.ConsentQuote}
	for _, a := range []record.Actor{
		{ID: "nurse", Type: record.Person, Protected: true, Descriptor: "a nurse at the clinic", Terms: record.Anonymous, Reason: "she fears dismissal", KnownTo: []R{"ed"}, Consent: consent},
		{ID: "medic", Type: record.Person, Protected: true, Descriptor: "a medic on the night shift", Terms: record.Anonymous, Reason: "he fears dismissal", KnownTo: []R{"ed"}, Consent: consent},
		{ID: "director", Type: record.Person, Names: []string{"Maria Orlova"}, Descriptor: "the director of the clinic", SpeaksFor: "clinic"},
		{ID: "clinic", Type: record.Organization, Names: []string{"Northern Clinic"}},
		{ID: "moh", Type: record.Organization, Names: []string{"Ministry of Health", "Health Ministry"}},
		{ID: "lee", Type: record.Person, Names: []string{"Anna Lee"}},
		{ID: "union", Type: record.Organization, Names: []string{"Nurses' Union"}},
	} {
		c.Actors[a.ID] = &a
	}
	for _, e := range []R{"e1", "e2", "e3", "e4"} {
		c.Evidence[e] = &record.Evidence{ID: e, Kind: "interview"}
	}
	for _, x := range []record.Statement{
		{ID: "n1", Speaker: "nurse", Evidence: "e1", Basis: record.Eyewitness, Text: "Patients were turned away at the door in March"},
		{ID: "m1", Speaker: "medic", Evidence: "e2", Basis: record.Eyewitness, Text: "We turned patients away, three of them on one night"},
		{ID: "d1", Speaker: "director", Evidence: "e3", Basis: record.Position, Text: "No patient was turned away"},
		{ID: "l1", Speaker: "lee", Evidence: "e4", Basis: record.Victim, Text: "They told me to go home"},
	} {
		c.Statements[x.ID] = &x
	}
	for _, x := range []record.Claim{
		{ID: "away", Text: "Patients were turned away", AdverseTo: []R{"clinic"}},
		{ID: "home", Text: "Anna Lee was told to go home"},
		{ID: "three", Text: "Three patients were turned away on one night", Quantity: &record.Quantity{Unit: "patients", Low: number(3), High: number(3)}},
	} {
		c.Claims[x.ID] = &x
	}
	for _, l := range []record.Link{
		{Statement: "n1", Claim: "away", Stance: record.Supports}, {Statement: "m1", Claim: "away", Stance: record.Supports},
		{Statement: "d1", Claim: "away", Stance: record.Denies}, {Statement: "l1", Claim: "home", Stance: record.Supports},
		{Statement: "m1", Claim: "three", Stance: record.Supports},
	} {
		link(c, l)
	}
	c.Requests["rq"] = &record.Request{ID: "rq", To: "moh", Claims: []R{"away"}, Outcome: record.NoAnswer, Deadline: "2015-05-01"}
	c.Members["ed"] = &record.Member{ID: "ed", Role: record.Editor}
	return c
}

// TestVoicesOfTheClinic tries the ways in which reporters attribute.
func TestVoicesOfTheClinic(t *testing.T) {
	const intro = "A nurse at the clinic, who asked that her name be withheld for fear of dismissal, said patients were turned away [@n1].\nThe director of the clinic, Maria Orlova, denied it [@d1].\n\n"
	const medic = "A medic on the night shift spoke on condition of anonymity because he feared dismissal [@desk].\n\n"
	for _, c := range []struct{ text, want string }{
		{"The nurse said patients had been turned away at the door [@n1].", ""},
		{"Patients were turned away at the door, the nurse said, adding that it was in March [@n1].", ""},
		{"Asked why, the nurse said that patients had been turned away [@n1].", ""},
		{"Doctors had seen it all, the nurse said [@n1].", ""},
		{"She said doctors had turned patients away [@n1].", ""},
		{"The nurse told the desk that patients were turned away [@n1].", ""},
		{"Officials from the ministry visited the ward, the nurse said [@n1].", ""},
		{"\"Patients were turned away at the door,\" the nurse at the clinic told the desk [@n1].", "anonymous-first-quote"},
		{"\"They told me to go home,\" said Anna Lee, 34, a patient [@l1].", ""},
		{"\"They told me to go home,\" Lee recalled. [@l1]", ""},
		{"Anna Lee was blunt: \"They told me to go home.\" [@l1]", ""},
		{"Lee, 34, says she was told to go home [@home].", ""},
		{"Lee said she was told to go home [@home].", ""},
		{"A patient, Anna Lee, said she was told to go home [@home].", ""},
		{"One patient said she was told to go home [@home].", ""},
		{"Another said she was told to go home [@home].", ""},
		{"Some said they were told to go home [@home].", "plural-sources"},
		{"Patients said they were told to go home [@home].", "plural-sources"},
		{"Several patients told the desk that they had been sent home [@l1].", "plural-sources"},
		{"Two patients said they were told to go home [@home].", "plural-sources"},
		{"According to patients, the clinic sent them home [@home].", "plural-sources"},
		{"Anna Lee was told to go home [@home].", "overstated"},
		{"Patients were turned away [@away].\nThe clinic's director said that no patient was turned away [@d1].", ""},
		{"Patients were turned away [@away], and Orlova denied it [@d1].", ""},
		{"The Ministry of Health did not respond to a request for comment [@rq].", ""},
		{"The ministry did not reply [@rq].", ""},
		{"Asked for comment, the ministry did not answer [@rq].", ""},
		{"Maria Orlova said that no patient was turned away [@d1].", ""},
		{"\"No patient was turned away,\" Orlova said, rejecting the account [@d1].", ""},
		{"Anna Lee said that no patient was turned away [@d1].", "misattributed"},
		{"A medic on the night shift said three patients were turned away on one night [@three].", ""},
		{"A paramedic said three patients were turned away on one night [@three].", "descriptor-changed"},
		{"The medic said four patients were turned away on one night [@three].", "number-mismatch"},
		{"Nurses said patients had been turned away [@n1].", "plural-sources"},
		{"A nurse at the clinic and a medic on the night shift said patients were turned away [@away; @d1].", ""},
		{"In April patients were turned away, the nurse said [@n1].", "date-mismatch"},
		{"The Nurses' Union said patients were turned away [@n1].", "misattributed"},
		{"Hospital staff said patients were turned away [@n1].", "descriptor-changed plural-sources"},
		{"Anna Lee, who is a friend of two nurses, said she was told to go home [@home].", ""},
		{"Anna Lee and her sister said they were told to go home [@l1].", ""},
		{"Lee's lawyer said that she was told to go home [@home].", ""},
		{"She was told to go home, Anna Lee said in March [@home].", ""},
		{"Insiders said patients were turned away [@l1].", "plural-sources vague-source"},
		{"What Anna Lee says is simple: she was told to go home [@home].", ""},
		{"The clinic turned her away, says Lee [@home].", ""},
		{"It was in March, says the nurse, that patients were turned away [@n1].", ""},
		{"The nurse, a woman in her thirties, said patients were turned away [@n1].", ""},
		{"A former nurse at the clinic said patients were turned away [@n1].", ""},
	} {
		r := gate(t, "clinic.md", intro+medic+c.text+"\n", clinicCase(), nil)
		var got []string
		for _, f := range r.Findings {
			if !slices.Contains(got, f.Rule) {
				got = append(got, f.Rule)
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s\n got %v\nwant %v", c.text, got, c.want)
			for _, f := range r.Findings {
				t.Logf("   %d:%d %s: %s", f.Line, f.Column, f.Rule, f.Message)
			}
		}
	}
}
