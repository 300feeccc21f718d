package exchange

import "strings"

// nearest gives the known key that a misspelt one most likely means, or "".
func nearest(key string, known []string) string {
	if len(key) > 60 {
		return ""
	}
	fold := strings.NewReplacer("_", "", "-", "", " ", "")
	key = fold.Replace(strings.ToLower(key))
	best, least := "", 1+len(key)/3
	for _, k := range known {
		if d := distance([]rune(key), []rune(fold.Replace(k))); d <= least && (best == "" || d < least) {
			best, least = k, d
		}
	}
	return best
}

// distance counts the insertions, deletions and substitutions between two words.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := before
			if x != y {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j]+1, before+1)
		}
	}
	return row[len(b)]
}
