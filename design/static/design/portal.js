// Starts GOV.UK Frontend's components. Every page also works when this never runs.
import { initAll } from "../vendor/govuk-frontend.min.js";

initAll();

// A link to one cell of a table (from an error summary) moves the focus to that cell as well.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (target && target.matches("[data-focus-target]")) {
    event.preventDefault();
    target.setAttribute("tabindex", "-1");
    target.focus();
    target.scrollIntoView({ block: "center" });
  }
});
