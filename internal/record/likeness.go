package record

// Likeness is what is left of a picture when everything but its rough light and
// dark is thrown away: two 64-bit perceptual hashes. Pictures that look alike
// have likenesses of which few bits differ. It tells roughly what a picture
// shows, so it stays inside the encrypted store.
type Likeness struct {
	Gradient  uint64 `json:"gradient"`  // dHash: is each of 8×8 fields brighter than its right-hand neighbour?
	Frequency uint64 `json:"frequency"` // pHash: the signs of the 64 lowest frequencies of the discrete cosine transform
}
