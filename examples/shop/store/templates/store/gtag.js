(() => {
  const id = "{{ analytics_id|escapejs }}";
  const collector = "{{ collector|escapejs }}";
  const names = { transaction_id: "ep.transaction_id", value: "epn.value", currency: "cu" };
  const allowed = () => localStorage.getItem("consent") === "yes";
  const send = (event, values) => {
    const query = new URLSearchParams({ v: "2", tid: id, en: event });
    Object.entries(values).forEach(([name, value]) => query.set(names[name] || `ep.${name}`, value));
    navigator.sendBeacon(`${collector}?${query}`);
  };
  window.dataLayer = window.dataLayer || [];
  window.gtag = (kind, event, values = {}) => {
    if (!allowed()) return;
    window.dataLayer.push([id, kind, event, values]);
    if (collector) send(event, values);
  };
  const bought = () => {
    const { order, value, currency } = document.getElementById("thanks")?.dataset || {};
    if (!order || !allowed() || localStorage.getItem("counted") === order) return;
    localStorage.setItem("counted", order);
    window.gtag("event", "purchase", { transaction_id: order, value, currency });
  };
  window.gtag("event", "page_view");
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", bought);
  else bought();
})();
