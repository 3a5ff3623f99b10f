(() => {
  const id = "{{ analytics_id|escapejs }}";
  const allowed = () => localStorage.getItem("consent") === "yes";
  window.dataLayer = window.dataLayer || [];
  window.gtag = (...event) => { if (allowed()) window.dataLayer.push([id, ...event]); };
  window.gtag("event", "page_view");
})();
