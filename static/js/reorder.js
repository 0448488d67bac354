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

    const place = (y) => {
      const rest = tasks().filter((task) => task !== dragged);
      const next = rest.find((task) => {
        const box = task.getBoundingClientRect();
        return y < box.top + box.height / 2;
      });
      if (next !== dragged.nextElementSibling) list.insertBefore(dragged, next || null);
    };

    for (const grip of list.querySelectorAll(".grip")) {
      grip.hidden = false;
      grip.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        dragged = grip.closest(".task");
        before = order();
        dragged.classList.add("dragged");
        grip.setPointerCapture(event.pointerId);
      });
      grip.addEventListener("pointermove", (event) => dragged && place(event.clientY));
      grip.addEventListener("pointercancel", () => drop(false));
      grip.addEventListener("pointerup", () => drop(true));
    }

    const drop = (wanted) => {
      if (!dragged) return;
      dragged.classList.remove("dragged");
      dragged = null;
      if (!wanted || order() === before) return;
      form.elements.order.value = order();
      form.requestSubmit();
    };
  }
})();
