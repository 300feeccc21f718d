//go:build race

package worker

// raceDetector reports whether the program was built to find races.
const raceDetector = true
