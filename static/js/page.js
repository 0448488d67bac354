// Small comforts of every page; without them everything still works.
(() => {
  // <form data-confirm="Really?">: ask once more. A form is sent once, however often it is clicked;
  // data-repeat marks those whose answer is a file, after which the page stays.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const form = event.target;
    const question = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (form.dataset.sent || (question && !confirm(question))) {
      event.preventDefault();
      return;
    }
    if (form.method !== "post" || "repeat" in form.dataset) return;
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    }
  });

  // <button data-copy="#id" data-copied="Copied" hidden>: copies the words of that element.
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.querySelector(button.dataset.copy);
      await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
      button.textContent = button.dataset.copied || button.textContent;
    });
  }

  // <span class="file"> around a file field: the page's own words stand over the browser's.
  for (const file of document.querySelectorAll(".file")) {
    const field = file.querySelector("input[type=file]");
    const name = file.querySelector(".file-name");
    const none = name.textContent;
    const show = () => {
      name.textContent = [...field.files].map((each) => each.name).join(", ") || none;
    };
    file.classList.add("is-shown");
    file.querySelector(".file-shown").hidden = false;
    field.addEventListener("change", show);
    show(); // after "back" the browser remembers the file
  }

  // <label class="drop"> around a file field: a file may be dropped on it; data-at-once sends it too.
  for (const drop of document.querySelectorAll(".drop")) {
    const field = drop.querySelector("input[type=file]");
    const over = (event, yes) => {
      event.preventDefault();
      drop.classList.toggle("over", yes);
    };
    drop.addEventListener("dragover", (event) => over(event, true));
    drop.addEventListener("dragleave", (event) => over(event, false));
    drop.addEventListener("drop", (event) => {
      over(event, false);
      if (!field || !event.dataTransfer.files.length) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      if ("atOnce" in drop.dataset) field.form.requestSubmit();
    });
  }

  // The account menu closes by Escape and by a click beside it.
  const close = (menu) => menu.removeAttribute("open");
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) close(menu);
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (!menu) return;
    close(menu);
    menu.querySelector("summary").focus();
  });

  // Where the tabs do not fit, the current one is in sight.
  document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

  // After a refused form the reader is taken to what is wrong.
  const wrong = document.querySelector("form .note-error, form .is-invalid");
  if (wrong) {
    if (!wrong.matches("input, select, textarea")) wrong.tabIndex = -1;
    wrong.focus();
  }

  // A fragment that was answered by another page (signed out, say) is never put into this one.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    const asked = new URL(pathInfo.requestPath, location.href).pathname;
    if (!xhr.responseURL || new URL(xhr.responseURL).pathname === asked) return;
    event.detail.shouldSwap = false;
    location.reload();
  });
})();
