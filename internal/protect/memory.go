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
	words kinds
}

// kinds are words with what they mean, by kindOf.
type kinds [4]map[string]*reading

// kindOf tells words apart that are read differently: of several scripts, with a capital letter.
func kindOf(mixed, capital bool) (n int) {
	if mixed {
		n = 1
	}
	if capital {
		n += 2
	}
	return n
}

func (m *memory) get(w string, kind int) *reading {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.words[kind][w]
}

func (m *memory) put(w string, kind int, rd *reading) {
	if len(w) > longestWord {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	words := m.words[kind]
	if words == nil || len(words) >= mostWords {
		words = map[string]*reading{}
		m.words[kind] = words
	}
	words[strings.Clone(w)] = rd // not the text in which it stood
}

func (m *memory) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.words = kinds{}
}
