// <form data-keep>: leaving with unsaved words asks first. data-keep="unsaved": what the page came with is not saved yet.
(() => {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const words = () => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value.name ?? value])).toString();
    const before = form.dataset.keep === "unsaved" ? "" : words();
    addEventListener("beforeunload", (event) => {
      if (!form.dataset.sent && words() !== before) event.preventDefault();
    });
  }
})();
