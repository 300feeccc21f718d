// What the workbench does beyond plain forms; every page works without it.
"use strict";
// Words that are selected in an original go into the field beside it.
const original = document.getElementById("original");
const exact = document.getElementById("exact");
if (original && exact) {
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (chosen && !chosen.isCollapsed && original.contains(chosen.anchorNode) && original.contains(chosen.focusNode)) {
      exact.value = chosen.toString();
    }
  });
}
// A draft that was changed is not lost by a wrong click.
const text = document.getElementById("dtext");
if (text) {
  const before = text.value;
  let sent = false;
  text.form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("beforeunload", (e) => { if (!sent && text.value !== before) e.preventDefault(); });
}
