package protect

import (
	"strings"
	"sync"
)

// Words repeat, and reading one costs some ten microseconds. The memory is
// bounded in words and in their length, so that no text can fill it up.
const (
	mostWords   = 1 << 17
	longestWord = 32 // bytes; longer ones are rarely met twice
)

// memory keeps what words were found to mean, until somebody else is protected.
// What it holds are words of texts and the numbers of actors, in memory alone.
type memory struct {
	mu    sync.Mutex
	words [2]map[string]*reading // of one script, and of several
}

func of(mixed bool) int {
	if mixed {
		return 1
	}
	return 0
}

func (m *memory) get(w string, mixed bool) *reading {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.words[of(mixed)][w]
}

func (m *memory) put(w string, mixed bool, rd *reading) {
	if len(w) > longestWord {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	words := m.words[of(mixed)]
	if words == nil || len(words) >= mostWords {
		words = map[string]*reading{}
		m.words[of(mixed)] = words
	}
	words[strings.Clone(w)] = rd // not the text in which it stood
}

func (m *memory) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.words = [2]map[string]*reading{}
}
