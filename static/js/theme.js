// Light or dark, before the page is painted: what the person chose (cookie "theme"), else what the system says.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => (document.cookie.match(/(?:^|; )theme=(light|dark)/) || [])[1] || "";
  const show = () => root.setAttribute("data-bs-theme", chosen() || (system.matches ? "dark" : "light"));

  show();
  system.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", () => {
    for (const group of document.querySelectorAll("[data-theme-choices]")) {
      const buttons = [...group.querySelectorAll("button")];
      const mark = () => buttons.forEach((b) => b.setAttribute("aria-pressed", String(b.value === chosen())));
      group.hidden = false;
      mark();
      group.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        const age = button.value ? 31536000 : 0;
        document.cookie = `theme=${button.value}; path=/; max-age=${age}; SameSite=Lax`;
        show();
        mark();
      });
    }
  });
})();
