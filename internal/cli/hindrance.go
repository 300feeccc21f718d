package cli

import "onrecord.dev/onrecord/internal/standing"

// notes say in words what else there is to know of a claim, what hinders its
// publication first.
func (b board) notes(r standing.Line) []string { return r.Notes(embed) }
