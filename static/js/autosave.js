// <form data-autosave data-lost data-unsaved data-signed-out autocomplete="off">: saves itself two seconds after the last letter,
// and says so in its [data-state]. The answer is JSON: 200 saved, 409 somebody else was faster, 422 refused.
// A line that is down is tried again; nothing typed is ever taken out of a field. Without this file the button saves.
//   data-autosave="unsaved": what the page came with is not saved yet.
//   a section: <textarea name="text" data-letters="#id of its counter" data-most>, <input name="seen_edition">, <div data-clash> (with [data-take data-theirs] and [data-keep-mine])
//   the table of targets: rows [data-row="figure-7"] of fields "figure-7-actual" …, their hidden "figure-7-seen",
//   [data-shows="rate"] (what the answer says of the row under that name), [data-error], and [data-clash hidden] with a [data-said], [data-take] and [data-keep-mine]
(() => {
  const PAUSE = 2000;
  const AGAIN = 10000;
  const forms = [];
  const cookie = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1];

  class Saving {
    constructor(form) {
      this.form = form;
      this.note = form.querySelector("[data-state]");
      this.isDirty = form.dataset.autosave === "unsaved";
      this.isClashing = Boolean(form.querySelector("[data-take]:not([data-row] *)"));
      this.isBusy = false;
      form.addEventListener("input", (event) => this.typed(event));
      form.addEventListener("change", () => this.isDirty && this.soon(0));
      form.addEventListener("submit", (event) => this.pressed(event));
      form.addEventListener("click", (event) => this.clicked(event));
      const early = [...form.elements].find((field) => field.defaultValue !== undefined && field.type !== "hidden" && field.value !== field.defaultValue);
      if (early) this.typed({ target: early }); // typed before this file had come
    }

    say(words, tone = "") {
      this.note.setAttribute("aria-live", tone === "late" ? "polite" : "off"); // every saving would be too much to hear
      if (this.note.textContent !== words) this.note.textContent = words;
      this.note.dataset.tone = tone;
    }

    typed(event) {
      this.isDirty = true;
      count(event.target);
      this.say(this.form.dataset.unsaved);
      this.soon(PAUSE);
    }

    pressed(event) {
      event.preventDefault();
      this.isClashing = false;
      this.isDirty = true;
      this.soon(0);
    }

    soon(wait) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), wait);
    }

    async save() {
      clearTimeout(this.timer);
      if (!this.isDirty || this.isClashing) return;
      if (this.isBusy) {
        this.soon(PAUSE / 4);
        return;
      }
      this.isBusy = true;
      this.isDirty = false;
      const sent = this.collect();
      try {
        const response = await fetch(this.form.action, { method: "POST", body: sent, headers: { Accept: "application/json" }, redirect: "manual" });
        if (response.type === "opaqueredirect" || response.status === 403) this.wait(this.form.dataset.signedOut);
        else if (![200, 409, 422].includes(response.status)) this.wait(this.form.dataset.lost);
        else this.answered(response.status, await response.json(), sent);
      } catch (_lost) {
        this.wait(this.form.dataset.lost);
      } finally {
        this.isBusy = false;
      }
    }

    wait(words) {
      this.isDirty = true;
      this.say(words, "late");
      this.soon(AGAIN);
    }

    collect() {
      const sent = new FormData(this.form);
      if (cookie()) sent.set("csrfmiddlewaretoken", cookie());
      for (const row of this.form.querySelectorAll("[data-row][data-stale]")) {
        for (const name of [...sent.keys()]) if (name.startsWith(`${row.dataset.row}-`)) sent.delete(name);
      }
      return sent;
    }

    answered(status, said, sent) {
      if (this.form.elements.seen_edition) this.section(status, said);
      else this.table(said, sent);
      this.form.dispatchEvent(new CustomEvent("answered", { detail: said }));
      this.say(said.words, status === 200 ? "done" : "late");
      if (status === 200 && this.isDirty) this.say(this.form.dataset.unsaved);
    }

    section(status, said) {
      const clash = this.form.querySelector("[data-clash]");
      if (status === 422) {
        this.isDirty = true;
        return;
      }
      this.form.elements.seen_edition.value = said.edition;
      clash.innerHTML = status === 409 ? said.html : "";
      this.isClashing = status === 409;
      this.isDirty ||= this.isClashing;
      if (!this.isClashing) return;
      clash.tabIndex = -1;
      clash.focus();
    }

    table(said, sent) {
      for (const [name, answer] of Object.entries(said.rows)) {
        const row = this.form.querySelector(`[data-row="${name}"]`);
        if (!row || !sent.has(`${name}-seen`)) continue;
        for (const cell of row.querySelectorAll("[data-shows]")) cell.textContent = answer[cell.dataset.shows];
        const wrong = row.querySelector("[data-error]");
        wrong.textContent = Object.values(answer.errors).join(" ");
        for (const field of row.querySelectorAll("[name]")) {
          const isWrong = field.name.slice(name.length + 1) in answer.errors;
          field.classList.toggle("is-invalid", isWrong);
          field.toggleAttribute("aria-invalid", isWrong);
        }
        if (wrong.textContent) this.isDirty = true;
        if (answer.seen) this.form.elements[`${name}-seen`].value = answer.seen;
        if (answer.clash) this.clash(row, answer);
      }
    }

    clash(row, answer) {
      row.dataset.stale = "yes";
      row.theirs = answer.theirs;
      const note = row.querySelector("[data-clash]");
      note.querySelector("[data-said]").textContent = answer.clash;
      note.hidden = false;
    }

    clicked(event) {
      const button = event.target.closest("[data-take], [data-keep-mine]");
      if (!button) return;
      const row = button.closest("[data-row]");
      if (row && "take" in button.dataset && !row.theirs) return; // the page came with it: the link loads it anew
      event.preventDefault();
      if (row) this.settleRow(row, button);
      else this.settleSection(button);
    }

    settleSection(button) {
      this.form.querySelector("[data-clash]").innerHTML = "";
      const field = this.form.elements.text;
      if ("take" in button.dataset) field.value = button.dataset.theirs;
      this.isClashing = false;
      this.isDirty = true;
      count(field);
      field.focus();
      this.soon(0);
    }

    settleRow(row, button) {
      if ("take" in button.dataset) {
        for (const [name, words] of Object.entries(row.theirs)) this.form.elements[`${row.dataset.row}-${name}`].value = words;
      }
      delete row.dataset.stale;
      row.querySelector("[data-clash]").hidden = true;
      row.querySelector("[name$=-actual], [data-cell], [name$=-reason]").focus();
      this.isDirty = true;
      this.soon(0);
    }

    get isUnsaved() {
      return this.isDirty || this.isBusy || Boolean(this.form.querySelector("[data-stale]"));
    }
  }

  const count = (field) => {
    const counter = field.dataset.letters && document.querySelector(field.dataset.letters);
    if (!counter) return;
    const letters = [...field.value].length;
    counter.textContent = letters;
    counter.parentElement.classList.toggle("is-over", Number(field.dataset.most) > 0 && letters > Number(field.dataset.most));
  };

  for (const form of document.querySelectorAll("form[data-autosave]")) forms.push(new Saving(form));
  for (const field of document.querySelectorAll("[data-letters]")) count(field);
  addEventListener("online", () => forms.forEach((saving) => saving.save()));
  addEventListener("beforeunload", (event) => {
    if (forms.some((saving) => saving.isUnsaved)) event.preventDefault();
  });
})();
