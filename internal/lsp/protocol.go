package lsp

import "onrecord.dev/onrecord/internal/record"

// The parts of LSP 3.17 that the server speaks. Whatever text it sends is of the
// type safe: only the guard makes one, so that none is sent unseen.
// (microsoft.github.io/language-server-protocol)

// safe is text in which no protected string stands: see server.say.
type safe string

type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type span struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type location struct {
	URI   safe `json:"uri"`
	Range span `json:"range"`
}

type documentID struct {
	URI     string `json:"uri"`
	Version *int   `json:"version"`
}

type atPosition struct {
	Document documentID `json:"textDocument"`
	Position position   `json:"position"`
}

type initializeParams struct {
	RootURI  string `json:"rootUri"`
	RootPath string `json:"rootPath"`
	Folders  []struct {
		URI string `json:"uri"`
	} `json:"workspaceFolders"`
	Capabilities struct {
		General struct {
			Encodings []encoding `json:"positionEncodings"`
		} `json:"general"`
		Document struct {
			Hover struct {
				Formats []string `json:"contentFormat"`
			} `json:"hover"`
			Diagnostics struct {
				Related bool `json:"relatedInformation"`
			} `json:"publishDiagnostics"`
			Symbols struct {
				Nested bool `json:"hierarchicalDocumentSymbolSupport"`
			} `json:"documentSymbol"`
		} `json:"textDocument"`
	} `json:"capabilities"`
}

type initializeResult struct {
	Capabilities capabilities `json:"capabilities"`
	Server       serverInfo   `json:"serverInfo"`
}

type serverInfo struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

type capabilities struct {
	Encoding   encoding          `json:"positionEncoding"`
	Sync       syncOptions       `json:"textDocumentSync"`
	Hover      bool              `json:"hoverProvider"`
	Completion completionOptions `json:"completionProvider"`
	Actions    actionOptions     `json:"codeActionProvider"`
	Symbols    bool              `json:"documentSymbolProvider"`
}

type syncOptions struct {
	OpenClose bool        `json:"openClose"`
	Change    int         `json:"change"` // 2: incremental
	Save      saveOptions `json:"save"`
}

type saveOptions struct {
	IncludeText bool `json:"includeText"`
}

type completionOptions struct {
	Triggers []string `json:"triggerCharacters"`
}

type actionOptions struct {
	Kinds []string `json:"codeActionKinds"`
}

type openParams struct {
	Document struct {
		URI     string `json:"uri"`
		Version int    `json:"version"`
		Text    string `json:"text"`
	} `json:"textDocument"`
}

type changeParams struct {
	Document documentID `json:"textDocument"`
	Changes  []struct {
		Range *span  `json:"range"`
		Text  string `json:"text"`
	} `json:"contentChanges"`
}

type diagnostics struct {
	URI     safe         `json:"uri"`
	Version *int         `json:"version,omitempty"`
	List    []diagnostic `json:"diagnostics"`
}

type diagnostic struct {
	Range    span      `json:"range"`
	Severity int       `json:"severity"` // 1 error, 2 warning, 3 note
	Code     string    `json:"code,omitempty"`
	Source   string    `json:"source"`
	Message  safe      `json:"message"`
	Related  []related `json:"relatedInformation,omitempty"`
	Data     *mark     `json:"data,omitempty"`
}

// mark lets a waiver name the finding.
type mark struct {
	Fingerprint string `json:"fingerprint"`
}

type related struct {
	Location location `json:"location"`
	Message  safe     `json:"message"`
}

type hover struct {
	Contents markup `json:"contents"`
	Range    span   `json:"range"`
}

type markup struct {
	Kind  string `json:"kind"`
	Value safe   `json:"value"`
}

type completionList struct {
	Incomplete bool             `json:"isIncomplete"`
	Items      []completionItem `json:"items"`
}

type completionItem struct {
	Label         safe     `json:"label"`
	Details       labels   `json:"labelDetails"`
	Kind          int      `json:"kind"`
	Tags          []int    `json:"tags,omitempty"` // 1: better not
	Detail        safe     `json:"detail"`
	Documentation markup   `json:"documentation"`
	Sort          string   `json:"sortText"`
	Filter        safe     `json:"filterText"` // what was typed: the server has filtered already
	Edit          textEdit `json:"textEdit"`
}

type labels struct {
	Description safe `json:"description"`
}

type textEdit struct {
	Range span `json:"range"`
	Text  safe `json:"newText"`
}

type actionParams struct {
	Document documentID `json:"textDocument"`
	Range    span       `json:"range"`
	Context  struct {
		Only []string `json:"only"`
	} `json:"context"`
}

type codeAction struct {
	Title       safe          `json:"title"`
	Kind        string        `json:"kind"`
	Diagnostics []diagnostic  `json:"diagnostics"`
	Preferred   bool          `json:"isPreferred,omitempty"`
	Edit        workspaceEdit `json:"edit"`
}

type workspaceEdit struct {
	Changes map[safe][]textEdit `json:"changes"`
}

type documentSymbol struct {
	Name      safe             `json:"name"`
	Kind      int              `json:"kind"` // 15: a string, as Markdown servers call headings
	Range     span             `json:"range"`
	Selection span             `json:"selectionRange"`
	Children  []documentSymbol `json:"children,omitempty"`
}

type symbolInformation struct {
	Name     safe     `json:"name"`
	Kind     int      `json:"kind"`
	Location location `json:"location"`
}

type showMessage struct {
	Type    int  `json:"type"` // 1 error, 2 warning, 3 info
	Message safe `json:"message"`
}

// severity maps the level of a finding.
func severity(l record.Level) int {
	switch l {
	case record.LevelError:
		return 1
	case record.LevelWarning:
		return 2
	}
	return 3
}
