// <button data-agent="http://127.0.0.1:PORT" data-ticket data-prepare data-finish data-give-up data-done data-away data-busy data-note hidden>:
// signs through the agent on this computer. The agent gives the certificate and the signature; the key stays with it.
(() => {
  class Said extends Error {}
  const pause = (seconds) => new Promise((ready) => setTimeout(ready, seconds * 1000));

  const answer = async (response) => {
    const said = await response.json();
    if (!response.ok) throw Object.assign(new Said(said.text), { refused: said.refused, after: response.headers.get("Retry-After") });
    return said;
  };
  const post = async (url, headers, said) => answer(await fetch(url, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(said) }));

  const sign = async (data, tell) => {
    const ticket = { Authorization: `Ticket ${data.ticket}` };
    const key = await answer(await fetch(`${data.agent}/certificate`));
    for (;;) {
      try {
        const prepared = await post(data.prepare, ticket, key);
        let given;
        try {
          given = await post(`${data.agent}/sign`, {}, prepared);
        } catch (refused) {
          await post(data.giveUp, ticket, {});
          throw refused;
        }
        return await post(data.finish, ticket, { preparation: prepared.preparation, signature: given.signature });
      } catch (refused) {
        if (!(refused instanceof Said) || refused.after === null || refused.after === undefined) throw refused;
        tell(refused.message);
        await pause(Number(refused.after));
      }
    }
  };

  for (const button of document.querySelectorAll("[data-agent]")) {
    const note = document.querySelector(button.dataset.note);
    const tell = (words) => { note.textContent = words; };
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      tell(button.dataset.busy);
      try {
        await sign(button.dataset, tell);
        location.assign(button.dataset.done);
      } catch (refused) {
        tell(refused instanceof Said ? refused.message : button.dataset.away);
        button.disabled = false;
      }
    });
  }
})();
