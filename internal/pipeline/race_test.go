//go:build race

package pipeline

// raceDetector: the PDF reader runs thirty times slower under it, and has no
// goroutines of ours to race.
const raceDetector = true
