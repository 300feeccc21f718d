// Package soldiers carries the seed case, so that the demo runs from the program alone.
package soldiers

import "embed"

// Files holds the casefile document, the documents that it names, a draft that
// the gate refuses and one that passes.
//
//go:embed casefile.yaml draft.md draft-faulty.md documents
var Files embed.FS
