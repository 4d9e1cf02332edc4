// A plan as it is made.

import { follow } from "./follow.js";

const box = document.getElementById("plan");
const shown = Object.fromEntries([...box.querySelectorAll("[data-shows]")].map((one) => [one.dataset.shows, one]));

function duties(thousandths) {
  return thousandths === null ? "—" : (thousandths / 1000).toFixed(1);
}

follow(`/api/v1/stewardships/plans/${box.dataset.plan}`, box, (plan) => {
  shown.worst.textContent = duties(plan.worst);
  shown.bound.textContent = duties(plan.bound);
  shown.progress.textContent = plan.progress;
});
