(() => {
  const notice = document.getElementById("consent");
  if (!notice) return;
  notice.hidden = localStorage.getItem("consent") !== null;
  notice.addEventListener("click", (event) => {
    const choice = event.target.dataset.consent;
    if (!choice) return;
    localStorage.setItem("consent", choice);
    notice.hidden = true;
    if (choice === "yes" && window.gtag) window.gtag("event", "page_view");
  });
})();

(() => {
  const waiting = document.getElementById("waiting");
  if (!waiting) return;
  const look = async () => {
    const answer = await fetch(waiting.dataset.statusUrl, { headers: { Accept: "application/json" } });
    const told = answer.ok ? await answer.json() : { is_open: true };
    if (told.is_paid || !told.is_open) window.location.assign(told.next || window.location.href);
    else window.setTimeout(look, 3000);
  };
  window.setTimeout(look, 3000);
})();
