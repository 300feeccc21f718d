-- An editor's session, by the client of Neovim 0.7 and later: open, wait for the
-- findings, hover, complete, take a correction, type, and see the findings change.
local function out(key, value) io.stdout:write(key .. "=" .. tostring(value) .. "\n") end
local function codes(buffer)
  local list = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(list, (d.lnum + 1) .. ":" .. (d.col + 1) .. ":" .. tostring(d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code)))
  end
  table.sort(list)
  return table.concat(list, " ")
end
vim.cmd("edit " .. vim.env.DRAFT)
local buffer = vim.api.nvim_get_current_buf()
local client
client = vim.lsp.start_client({
  name = "onrecord", cmd = { vim.env.ONRECORD, "-C", vim.env.CASE, "lsp" }, root_dir = vim.fn.getcwd(),
  on_exit = function(code) out("exit", code) end,
})
vim.lsp.buf_attach_client(buffer, client)
local function wait(what)
  if not vim.wait(20000, what, 20) then out("timeout", debug.traceback()) vim.cmd("cquit 9") end
end
wait(function() return #vim.diagnostic.get(buffer) > 0 end)
out("first", codes(buffer))
local function ask(method, line, character)
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = line, character = character } }
  if method == "textDocument/codeAction" then
    params = { textDocument = params.textDocument, range = { start = params.position, ["end"] = params.position }, context = { diagnostics = {} } }
  end
  local got = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  return got and got[client] and got[client].result
end
out("hover", ask("textDocument/hover", 2, 13).contents.value:gsub("\n", " "))
local items = ask("textDocument/completion", 2, 14)
out("complete", items.items[1].label)
for _, a in ipairs(ask("textDocument/codeAction", 4, 1)) do
  if a.title:find("none", 1, true) then vim.lsp.util.apply_workspace_edit(a.edit, "utf-16") end
end
out("line", vim.api.nvim_buf_get_lines(buffer, 4, 5, true)[1])
wait(function() return not codes(buffer):find("5:1:uncited") end)
out("mended", codes(buffer))
vim.api.nvim_buf_set_text(buffer, 4, 0, 4, 0, { "Юлия 𝒳 came. ", "" })
wait(function() return codes(buffer):find("5:1:uncited") end)
out("typed", codes(buffer))
vim.lsp.stop_client(client)
wait(function() return vim.lsp.client_is_stopped(client) end)
vim.cmd("qall!")
