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
