// A sheet of points: Enter and the arrow keys lead from cell to cell, sums follow what was saved.
// Needs static/js/autosave.js, which tells "answered" with what the server said. Without this file Tab leads on.
(() => {
  const form = document.getElementById("sheet-form");
  if (!form) return;
  const cells = () => [...form.querySelectorAll("[data-cell]")];

  const steps = (event) => {
    const isChoice = event.target.tagName === "SELECT";
    if (event.key === "Enter") return event.shiftKey ? -1 : 1;
    if (isChoice) return 0; // the arrows choose
    return { ArrowDown: 1, ArrowUp: -1 }[event.key] || 0;
  };

  form.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-cell]") || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = steps(event);
    const side = sideways(event);
    if (!step && !side) return;
    event.preventDefault();
    if (side) {
      side.focus();
      return;
    }
    const all = cells();
    const next = all[all.indexOf(event.target) + step];
    if (!next) return;
    next.focus();
    if (next.select) next.select();
  });

  const sideways = (event) => {
    const field = event.target;
    const isAtEnd = field.tagName === "INPUT" && field.selectionStart === field.value.length;
    if (event.key !== "ArrowRight" || !isAtEnd) return null;
    return field.closest("[data-row]").querySelector("[name$=-reason]");
  };

  form.addEventListener("keydown", (event) => {
    if (!event.target.matches("[name$=-reason]") || !["Enter", "ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const rows = [...form.querySelectorAll("[data-row]")];
    const next = rows[rows.indexOf(event.target.closest("[data-row]")) + (event.key === "ArrowUp" ? -1 : 1)];
    if (next) next.querySelector("[name$=-reason]").focus();
  });

  form.addEventListener("answered", (event) => {
    for (const [key, words] of Object.entries(event.detail.sums || {})) {
      for (const place of document.querySelectorAll(`[data-sum="${key}"]`)) place.textContent = words;
    }
  });
})();
