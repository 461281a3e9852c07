// Says, before the page is drawn, that scripts run: GOV.UK Frontend's styles look for these classes.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
