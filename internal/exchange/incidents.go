package exchange

import (
	"fmt"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// incident is an incident of an archive, of whatever shape the export had.
type incident struct {
	line       int
	path       string
	id         string
	row        string // its id in the archive's database, which sources may name
	text       string
	place      string
	date       string
	sources    []*source
	refs       []string // ids of sources that stand elsewhere in the export
	restricted bool     // shows people who must not be shown
	doubtful   bool     // the archive itself calls it misleading
	dropped    string   // why the archive itself gave it up
}

// source is one source of an incident.
type source struct {
	line       int
	path       string
	id         string
	url        string
	title      string
	text       string
	kind       string // the archive's word, a media type, or a file's ending
	author     string
	date       string
	stance     string
	parents    []string
	hashes     []string // of the media itself, not of captures of the page
	of         string   // the row of its incident
	hidden     string   // why the archive itself does not show it
	restricted bool
	evidence   record.ID
	footage    bool
}

// Incidents reads an archive of incidents, each with the sources that it was taken
// from: what TimeMap and Atlos export (docs/formats/incidents.md has the shapes and
// the reading). Nothing in such an archive says that whoever posted something saw it,
// so a source is hearsay, whose origin nobody has traced, unless the archive says
// that it is footage; and of the footage of one incident only the earliest counts as
// an origin of its own until somebody says that the others are not copies.
func Incidents(a Archive) (*Document, *Report, error) {
	rd, err := a.reading("inc")
	if err != nil {
		return nil, nil, err
	}
	in := &incidentReader{reading: rd, sources: map[string]*source{}, seen: map[string]bool{}, media: newMedia()}
	for _, p := range append([]Part{{a.Name, a.Source}}, a.Others...) {
		in.read(p)
	}
	in.resolve()
	if err := rd.r.err(); err != nil {
		return nil, nil, err
	}
	in.order = in.findOrder()
	in.known()
	for i := range in.incidents {
		in.take(&in.incidents[i])
	}
	in.groups()
	in.cycles()
	rd.stays()
	return rd.document()
}

type incidentReader struct {
	*reading
	incidents []incident
	sources   map[string]*source // by the archive's id
	listing   []*source          // those that stand in lists of their own
	seen      map[string]bool    // ids of incidents
	order     dateOrder
	media     *media
	traced    map[record.ID]bool // claims that have first-hand footage already
}

func (in *incidentReader) where(line int, path string) string {
	return fmt.Sprintf("%s:%d: %s", in.r.name, line, path)
}

// known finds the claims for which the casefile already counts footage.
func (in *incidentReader) known() {
	in.traced = map[record.ID]bool{}
	for k := range in.Known.Links {
		if s := in.Known.Statements[k.Statement]; s != nil && s.Basis.Firsthand() && len(s.DerivedFrom) == 0 {
			in.traced[k.Claim] = true
		}
	}
}

// take makes the records of one incident.
func (in *incidentReader) take(i *incident) {
	why := i.dropped
	switch {
	case why != "":
	case i.id == "":
		why = "it has no id, so that the next import could not know it again"
	case i.text == "":
		why = "it has no description, so that there is nothing to claim"
	case in.seen[i.id]:
		why = "an incident with the same id stands before it"
	}
	if why != "" {
		in.leave("incident", why, in.where(i.line, i.path))
		for range i.sources {
			in.leave("source", "its incident was left out", in.where(i.line, i.path))
		}
		return
	}
	in.seen[i.id] = true
	claim := in.name("", i.id, i.line, i.path)
	e, _ := in.record("claim", claim, i.line, i.path)
	e.said.say("text", i.text)
	e.said.say("place", i.place)
	e.said.say("time", in.time(i.date, "date of an incident", i.line, i.path))
	in.statements(i, claim)
}

func (in *incidentReader) time(text, what string, line int, path string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	t, ambiguous, ok := readTime(text, in.order)
	switch {
	case ok:
		return string(t)
	case ambiguous:
		in.leave(what, "it may be day/month or month/day; say dates: dmy or dates: mdy in a mapping", in.where(line, path))
	default:
		in.leave(what, "it cannot be read as a date", in.where(line, path))
	}
	return ""
}

// findOrder works out how the archive writes dates: the mapping says so, or one date
// that can be read in one way only does, or it is as TimeMap has it, month first.
func (in *incidentReader) findOrder() dateOrder {
	if in.Mapping != nil && in.Mapping.Dates != noOrder {
		return in.Mapping.Dates
	}
	day, month, open := 0, 0, 0
	look := func(text string) {
		m := yearLast.FindStringSubmatch(westernDigits(strings.TrimSpace(text)))
		switch {
		case m == nil || m[2] == ".":
		case twice(m[1]) > "12":
			day++
		case twice(m[3]) > "12":
			month++
		default:
			open++
		}
	}
	for _, i := range in.incidents {
		look(i.date)
		for _, s := range i.sources {
			look(s.date)
		}
	}
	switch {
	case day > 0 && month > 0:
		return noOrder
	case day > 0:
		return dayFirst
	case open > 0 && month == 0:
		in.note("no date shows whether day or month comes first; read as month/day/year, as TimeMap writes it; dates: dmy in a mapping changes that")
	}
	return monthFirst
}

// resolve puts the sources that an incident names by their ids in their places.
func (in *incidentReader) resolve() {
	of := map[string][]*source{}
	for _, s := range in.listing {
		if s.of != "" {
			of[s.of] = append(of[s.of], s)
		}
	}
	for i := range in.incidents {
		inc := &in.incidents[i]
		if len(inc.sources)+len(inc.refs) == 0 && inc.row != "" {
			inc.sources = of[inc.row]
			in.out.Sources += len(inc.sources)
		}
		for _, ref := range inc.refs {
			if s := in.sources[ref]; s != nil {
				inc.sources = append(inc.sources, s)
				continue
			}
			if _, web := readAddress(ref); web {
				inc.sources = append(inc.sources, &source{line: inc.line, path: inc.path, url: ref})
				continue
			}
			in.leave("source", "the export has no source with this id; its list of sources may be a file of its own, given by --with", in.where(inc.line, inc.path))
		}
	}
}
