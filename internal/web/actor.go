package web

import (
	"cmp"
	"net/http"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// actors lists who speaks and is spoken of; sources alone where that is asked for.
func actors(v *visit) error {
	s := v.state()
	said := map[record.ID]int{}
	for _, st := range s.Statements {
		said[st.Speaker]++
	}
	type line struct {
		ID        record.ID `json:"id"`
		Name      string    `json:"name"`
		Type      string    `json:"type"`
		Terms     string    `json:"terms"`
		Protected bool      `json:"protected"`
		Said      int       `json:"said"`
	}
	only := v.form("only")
	all := []line{}
	for _, id := range record.SortedKeys(s.Actors) {
		a := s.Actors[id]
		if only == "sources" && !a.Hidden() {
			continue
		}
		all = append(all, line{id, v.name(id), string(a.Type), string(record.Stricter(a.Terms, "")), a.Protected, said[id]})
	}
	part, turn := leaf(v, all)
	return v.show("actors", v.say.t("Actors and sources"), map[string]any{"rows": listOf(part), "turn": turn, "only": only})
}

// actor shows one: what was promised to him and what he said, never who he is.
func actor(v *visit) error {
	s, id := v.state(), v.id()
	a := s.Actors[id]
	if a == nil {
		return command.Unknown("actor", id)
	}
	said := []linked{}
	for _, sid := range record.SortedKeys(s.Statements) {
		if st := s.Statements[sid]; st.Speaker == id && len(said) < mostChoices {
			said = append(said, v.linked(st, &record.Link{}))
		}
	}
	consents := []map[string]any{}
	for _, use := range record.Vocabulary["consent"] {
		given := false
		for _, c := range a.Consent {
			given = given || string(c) == use
		}
		consents = append(consents, map[string]any{"use": use, "given": given})
	}
	traits := []map[string]any{}
	for _, t := range a.Traits {
		traits = append(traits, map[string]any{"id": t.ID, "text": t.Text, "group": t.Group, "known": t.Group > 0})
	}
	joint := []map[string]any{}
	for _, j := range a.Joint {
		joint = append(joint, map[string]any{"traits": j.Traits, "group": j.Group})
	}
	return v.show("actor", v.name(id), map[string]any{
		"id": id, "name": v.name(id), "names": listOf(a.Names), "type": a.Type, "protected": a.Protected, "seal": sealOf(s, a), "descriptor": a.Descriptor,
		"terms": record.Stricter(a.Terms, ""), "reason": a.Reason, "known_to": listOf(a.KnownTo), "consents": consents,
		"traits": traits, "joint": joint, "least": s.Policy.WithDefaults().MinGroup, "said": said, "speaks_for": a.SpeaksFor, "same_as": listOf(a.SameAs),
		"every_terms": record.Vocabulary["terms"],
	})
}

// sealOf says how an identity is kept.
func sealOf(s *view.State, a *record.Actor) string {
	if !a.Protected {
		return "not protected"
	}
	return s.Kept(a.ID)
}

// unseal opens an identity to a custodian. The ledger says so before anything is shown.
func unseal(v *visit) error {
	if err := v.readForm(); err != nil {
		return err
	}
	who, err := v.c.Unseal(v.r.Context(), v.id(), v.form("reason"))
	if err != nil {
		return err
	}
	names, identifiers := reveal(who)
	return v.render("identity", v.say.t("An identity, opened"), map[string]any{"id": string(v.id()), "names": names, "identifiers": identifiers}, http.StatusOK, true)
}

// reveal is the one place of the workbench where protected text comes out: a
// custodian asked for it, with a reason, and the ledger says so already.
func reveal(who *record.Identity) (names, identifiers []string) {
	for _, s := range who.Names {
		names = append(names, s.Reveal())
	}
	for _, s := range who.Identifiers {
		identifiers = append(identifiers, s.Reveal())
	}
	return names, identifiers
}

// burn destroys the key of an identity, when its id was typed once more.
func burn(v *visit) error {
	if err := v.readForm(); err != nil {
		return err
	}
	if v.form("again") != string(v.id()) {
		return v.complain("Nothing was burned: type the source's id to confirm.")
	}
	if err := v.c.Burn(v.r.Context(), v.id(), v.form("reason"), v.form("forget") == "yes"); err != nil {
		return err
	}
	return v.see(pathOf("actor", v.id()))
}

// consent records the uses that a source consented to.
func consent(v *visit) error {
	if err := v.readForm(); err != nil {
		return err
	}
	uses := []record.Consent{}
	for _, u := range v.r.Form["use"] {
		uses = append(uses, record.Consent(u))
	}
	return v.decide(pathOf("actor", v.id()), func(s *view.State, m command.Member) ([]event.Event, error) {
		return command.SetConsent(s, m, v.id(), uses)
	})
}

// terms records what was agreed.
func terms(v *visit) error {
	if err := v.readForm(); err != nil {
		return err
	}
	return v.decide(pathOf("actor", v.id()), func(s *view.State, m command.Member) ([]event.Event, error) {
		return command.SetTerms(s, m, v.id(), record.Terms(v.form("terms")), v.form("descriptor"), v.form("reason"))
	})
}

// decide runs a command and shows the page that shows what came of it.
func (v *visit) decide(then string, f func(*view.State, command.Member) ([]event.Event, error)) error {
	if err := v.c.Decide(v.r.Context(), f); err != nil {
		return err
	}
	return v.see(then)
}

// requests lists whom the desk asked for comment.
func requests(v *visit) error {
	s := v.state()
	type line struct {
		deadline
		Claims   []record.ID         `json:"claims"`
		Asked    record.Time         `json:"asked"`
		Outlet   string              `json:"outlet"`
		Reply    record.ID           `json:"reply"`
		Attempts []map[string]string `json:"attempts"`
	}
	out := []line{}
	for _, d := range v.deadlines(false) {
		r := s.Requests[d.ID]
		tries := []map[string]string{}
		for _, a := range r.Attempts {
			tries = append(tries, map[string]string{"at": string(a.At), "channel": a.Channel, "result": a.Result})
		}
		out = append(out, line{d, listOf(r.Claims), r.AskedAt, r.Outlet, r.Reply, tries})
	}
	return v.show("requests", v.say.t("Requests for comment"), map[string]any{
		"rows": out, "actors": v.speakers(), "outcomes": record.Vocabulary["outcome"], "stamp": v.stamp(),
	})
}

func (v *visit) stamp() record.Time { return record.Time(v.now().UTC().Format("2006-01-02T15:04:05Z")) }

// ask records that somebody was asked for comment.
func ask(v *visit) error {
	if err := v.readForm(); err != nil {
		return err
	}
	r := record.Request{
		ID: record.ID(v.form("id")), To: record.ID(v.form("to")), Claims: idsOf(v.form("claims")), Outlet: v.form("outlet"),
		AskedAt: cmp.Or(record.Time(v.form("asked_at")), v.stamp()), Deadline: record.Time(v.form("deadline")),
	}
	return v.decide("/requests", func(s *view.State, m command.Member) ([]event.Event, error) { return command.Ask(s, m, r) })
}

func attempt(v *visit) error {
	if err := v.readForm(); err != nil {
		return err
	}
	a := record.Attempt{At: cmp.Or(record.Time(v.form("at")), v.stamp()), Channel: v.form("channel"), Result: v.form("result")}
	return v.decide("/requests", func(s *view.State, m command.Member) ([]event.Event, error) { return command.Attempt(s, m, v.id(), a) })
}

func reply(v *visit) error {
	if err := v.readForm(); err != nil {
		return err
	}
	return v.decide("/requests", func(s *view.State, m command.Member) ([]event.Event, error) {
		return command.Reply(s, m, v.id(), record.Outcome(v.form("outcome")), record.ID(v.form("statement")))
	})
}
