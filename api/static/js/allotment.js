// A plan as it is made: told by server-sent events; where they do not come through, the page is read anew.

const box = document.getElementById("plan");
const shown = Object.fromEntries([...box.querySelectorAll("[data-shows]")].map((one) => [one.dataset.shows, one]));

function duties(thousandths) {
  return thousandths === null ? "—" : (thousandths / 1000).toFixed(1).replace(/\.0$/, "");
}

const source = new EventSource(`/api/v1/stewardships/plans/${box.dataset.plan}/events`);
window.addEventListener("pagehide", () => source.close());
source.addEventListener("message", (event) => {
  const plan = JSON.parse(event.data);
  if (plan.state !== box.dataset.state) {
    source.close();
    window.location.reload();
    return;
  }
  shown.worst.textContent = duties(plan.worst);
  shown.bound.textContent = duties(plan.bound);
  shown.progress.textContent = plan.progress;
});
source.addEventListener("error", () => {
  if (source.readyState === EventSource.CLOSED) window.setTimeout(() => window.location.reload(), 5000);
});
