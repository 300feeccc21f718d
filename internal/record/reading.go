package record

import "slices"

// Reading says how the text that is kept of an item came about, where it was read
// again after the item was recorded: with a newer reader, or from its pixels.
type Reading struct {
	Extractor string  `json:"extractor,omitempty"` // what read the text that lies in the file; empty: as it was recorded
	Pages     int     `json:"pages,omitempty"`     // of the text that is kept
	Chars     int     `json:"chars"`               // code points in all of it
	Pixels    *Pixels `json:"pixels,omitempty"`
}

// Pixels says what of a text was read from pixels. Such text has errors.
type Pixels struct {
	Tool      string   `json:"tool"`                // program and version
	Languages []string `json:"languages,omitempty"` // in the program's words, all of them read at once
	Pages     []Run    `json:"pages,omitempty"`     // that were read, with text or without
	Failed    []Unread `json:"failed,omitempty"`    // that could not be read
}

// Run is a run of pages.
type Run struct {
	From int `json:"from"` // from 1
	To   int `json:"to"`   // inclusive
}

// Unread are pages that could not be read, and why.
type Unread struct {
	From   int    `json:"from"`
	To     int    `json:"to"`
	Reason string `json:"reason"` // in fixed words: they tell nothing of the page
}

// Has reports whether a page was read.
func (p *Pixels) Has(page int) bool {
	return p != nil && slices.ContainsFunc(p.Pages, func(r Run) bool { return r.From <= page && page <= r.To })
}

// HasFailed reports whether a page could not be read.
func (p *Pixels) HasFailed(page int) bool {
	return p != nil && slices.ContainsFunc(p.Failed, func(u Unread) bool { return u.From <= page && page <= u.To })
}

// Read adds a page that was read.
func (p *Pixels) Read(page int) { p.Pages = with(p.Pages, page) }

// Fail adds a page that could not be read.
func (p *Pixels) Fail(page int, reason string) {
	if k := len(p.Failed); k > 0 && p.Failed[k-1].Reason == reason && p.Failed[k-1].To == page-1 {
		p.Failed[k-1].To = page
		return
	}
	p.Failed = append(p.Failed, Unread{page, page, reason})
}

// with gives runs with one page more, in order and none beside another.
func with(runs []Run, page int) []Run {
	i := 0
	for i < len(runs) && runs[i].To < page-1 {
		i++
	}
	switch {
	case i == len(runs) || runs[i].From > page+1:
		return slices.Insert(runs, i, Run{page, page})
	case runs[i].From == page+1:
		runs[i].From = page
	case runs[i].To == page-1:
		runs[i].To = page
		if i+1 < len(runs) && runs[i+1].From == page+1 {
			runs[i].To = runs[i+1].To
			runs = slices.Delete(runs, i+1, i+2)
		}
	}
	return runs
}
