// <ol class="tasks" data-reorder="#form-id"> of <li class="task" data-id>: put in order by mouse or finger.
// The form posts the field "order" (ids, comma between them). Without a mouse, or without this file, the buttons
// name="move" value="ID:up" and "ID:down" of each task do the same.
(() => {
  for (const list of document.querySelectorAll("[data-reorder]")) {
    const form = document.querySelector(list.dataset.reorder);
    const tasks = () => [...list.querySelectorAll(":scope > .task")];
    const order = () => tasks().map((task) => task.dataset.id).join(",");
    let dragged = null;
    let before = "";

    const place = (event) => {
      const next = tasks().find((task) => {
        const box = task.getBoundingClientRect();
        return task !== dragged && event.clientY < box.top + box.height / 2;
      });
      if (next !== dragged.nextElementSibling) list.insertBefore(dragged, next || null);
    };
    const drop = (event) => {
      removeEventListener("pointermove", place);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", drop);
      dragged.classList.remove("dragged");
      if (event.type === "pointercancel" || order() === before) return;
      form.elements.order.value = order();
      form.requestSubmit();
    };

    for (const grip of list.querySelectorAll(".grip")) {
      grip.hidden = false;
      grip.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        dragged = grip.closest(".task");
        before = order();
        dragged.classList.add("dragged");
        addEventListener("pointermove", place);
        addEventListener("pointerup", drop);
        addEventListener("pointercancel", drop);
      });
    }
  }
})();
