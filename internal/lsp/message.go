package lsp

import (
	"bytes"
	"encoding/json"
)

// message is a request, a notification or an answer of JSON-RPC 2.0.
type message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
}

// answer is what a request gets.
type answer struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  any             `json:"result"`
}

// refusal is what a request gets that cannot be answered.
type refusal struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Error   fault           `json:"error"`
}

type fault struct {
	Code    int  `json:"code"`
	Message safe `json:"message"`
}

func (f *fault) Error() string { return string(f.Message) }

// notice is a notification to the client.
type notice struct {
	Version string `json:"jsonrpc"`
	Method  string `json:"method"`
	Params  any    `json:"params"`
}

// Codes of JSON-RPC 2.0 and LSP 3.17.
const (
	codeParse          = -32700
	codeInvalidRequest = -32600
	codeNoMethod       = -32601
	codeInvalidParams  = -32602
	codeInternal       = -32603
	codeNotInitialized = -32002
)

// encode writes JSON without escaping what only matters in HTML.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// isRequest reports whether a message waits for an answer. An id may be a string or
// a number; null is none.
func (m message) isRequest() bool {
	if len(m.ID) == 0 {
		return false
	}
	c := m.ID[0]
	return c == '"' || c == '-' || c >= '0' && c <= '9'
}
