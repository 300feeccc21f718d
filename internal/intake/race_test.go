//go:build race

package intake

// raceDetector: the PDF reader runs thirty times slower under it, and has no
// goroutines of ours to race.
const raceDetector = true
