package record

// Level ranks findings.
type Level string

const (
	LevelError   Level = "error"
	LevelWarning Level = "warning"
	LevelNote    Level = "note"
)

var levelRank = map[Level]int{LevelNote: 1, LevelWarning: 2, LevelError: 3}

// Valid reports whether the level is one of the three.
func (l Level) Valid() bool { return levelRank[l] > 0 }

// AtLeast reports whether l is as grave as other.
func (l Level) AtLeast(other Level) bool { return levelRank[l] >= levelRank[other] }

// Finding is something that a check found. Message and Hint never quote
// protected text. Line and the columns count from 1, columns in code points;
// all four are 0 where the finding concerns records rather than a draft.
type Finding struct {
	Rule        string `json:"rule"`
	Level       Level  `json:"level"`
	Line        int    `json:"line"`
	Column      int    `json:"column"`
	EndLine     int    `json:"end_line"`
	EndColumn   int    `json:"end_column"`
	Message     string `json:"message"`
	Hint        string `json:"hint"`
	IDs         []ID   `json:"ids"`         // never null
	Fingerprint string `json:"fingerprint"` // stable while the finding stays the same
}
