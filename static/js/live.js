// <… data-live hx-get hx-trigger="every …">: a fragment that asks for itself. The same answer is not put in again, so that
// a screen reader does not read it anew, and an opened detail stays open.
(() => {
  const tags = new Map();
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, xhr, pathInfo } = event.detail;
    if (!elt.matches("[data-live]")) return;
    const tag = xhr.getResponseHeader("ETag");
    if (tag && tags.get(pathInfo.requestPath) === tag) event.detail.shouldSwap = false;
    if (tag) tags.set(pathInfo.requestPath, tag);
  });
})();
