// <form data-keep>: leaving with unsaved words asks first.
(() => {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const words = () => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value.name ?? value])).toString();
    const before = words();
    addEventListener("beforeunload", (event) => {
      if (!form.dataset.sent && words() !== before) event.preventDefault();
    });
  }
})();
