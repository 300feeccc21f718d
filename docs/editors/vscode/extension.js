// Starts `onrecord lsp` for the drafts of a workspace. All the work is the server's.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const settings = workspace.getConfiguration("onrecord");
  const casefile = settings.get("casefile");
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  client = new LanguageClient(
    "onrecord",
    "Onrecord drafts",
    {
      command: settings.get("program"),
      args: [...(casefile ? ["-C", casefile] : []), "lsp"],
      options: { cwd: folder },
    },
    { documentSelector: [{ scheme: "file", language: "markdown", pattern: settings.get("drafts") }] },
  );
  return client.start();
};

exports.deactivate = () => client?.stop();
