// Joins a button to allauth's passkey forms: <button data-passkey="loginForm" id data-credential="id of the field"
// data-given="id of the JSON" data-passwordless="id of a box">. What goes wrong is said in #passkey-error.
(() => {
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const note = document.getElementById("passkey-error");
    note.hidden = false;
    note.tabIndex = -1;
    note.focus();
  });
  for (const button of document.querySelectorAll("[data-passkey]")) {
    const { passkey, credential, given, passwordless } = button.dataset;
    const own = { loginForm: "login", addForm: "add", authenticateForm: "authenticate" }[passkey];
    window.allauth.webauthn.forms[passkey]({ ids: { [own]: button.id, credential, passwordless, data: given } });
    button.disabled = false; // on a slow line it came before this script, and would have done nothing
  }
})();
