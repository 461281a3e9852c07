// The attendance list on a phone: notes go to the server at once; without signal they wait on the phone, and go later.
// What the phone holds are names, who came, and where to send it: removed when sent, when the list is closed, and
// on any other day. The page works when this never runs: then it is a form with a button.

const PLACE = "attendance:";
const AGAIN = 5_000;
const page = document.querySelector("form[data-attendance]");
const shell = document.querySelector("[data-attendance-offline]");
const status = document.querySelector("[data-attendance-status]");
const today = new Date().toLocaleDateString("en-CA");

/** What this phone holds for one page: the list, what is to be sent, and whether the trainer asked to keep it. */
let list = null;

const place = () => PLACE + location.pathname;
const held = () => {
  const text = localStorage.getItem(place());
  return text ? JSON.parse(text) : null;
};
const hold = () => localStorage.setItem(place(), JSON.stringify(list));
const toSend = () => Object.keys(list.marks).length + list.walkIns.length;

function wipe() {
  localStorage.removeItem(place());
  list.kept = false;
  showKeeping();
}

function wipeOtherDays() {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PLACE))) {
    if (JSON.parse(localStorage.getItem(key)).until < today) localStorage.removeItem(key);
  }
}

function say(words, link) {
  status.hidden = false;
  status.textContent = words;
  if (link) {
    const way = document.createElement("a");
    way.className = "govuk-link";
    way.href = link;
    way.textContent = " Open the list again";
    status.append(way);
  }
}

function showKeeping() {
  const box = document.querySelector("[data-attendance-keep]");
  if (box) {
    box.hidden = false;
    box.querySelector("[data-keep]").hidden = list.kept;
  }
  const remove = document.querySelector("[data-wipe]");
  if (remove) remove.hidden = localStorage.getItem(place()) === null;
}

const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";

let sending = false;

/** Send what waits, one after another: what is noted meanwhile goes next. */
async function send() {
  if (sending || !toSend()) return;
  sending = true;
  const taken = await sendOnce();
  sending = false;
  if (taken) send();
}

/** Whether it was taken. Whatever is not surely taken stays. */
async function sendOnce() {
  const waited = localStorage.getItem(place()) !== null && held().waits;
  const marks = { ...list.marks };
  const walkIns = [...list.walkIns];
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token());
  for (const [booking, came] of Object.entries(marks)) body.append(`mark-${booking}`, came);
  for (const one of walkIns) {
    body.append("walk-name", one.name);
    body.append("walk-agency", one.agency);
  }
  let answer;
  try {
    answer = await fetch(list.sync, { method: "POST", body, credentials: "same-origin" });
  } catch {
    list.waits = true;
    hold();
    showKeeping();
    say(`No signal. ${toSend()} to be sent: kept on this phone, and sent by itself later.`);
    return false;
  }
  if (answer.redirected || answer.status === 403 || answer.status === 404) {
    list.waits = true;
    hold();
    say("Not sent yet: type a new code first.", location.pathname);
    return false;
  }
  if (answer.status === 409) {
    list.waits = true;
    hold();
    say((await answer.json()).refused);
    return false;
  }
  if (!answer.ok) {
    list.waits = true;
    hold();
    say("Not sent yet: the portal did not take it. It is tried again by itself.");
    return false;
  }
  for (const [booking, came] of Object.entries(marks)) if (list.marks[booking] === came) delete list.marks[booking];
  list.walkIns = list.walkIns.slice(walkIns.length);
  if (toSend()) return true;
  list.waits = false;
  if (waited) {
    wipe();
    say("Everything is sent. Nothing is left on this phone.");
  } else {
    if (list.kept) hold();
    say("Saved.");
  }
  return true;
}

function noted(box) {
  list.marks[box.dataset.booking] = box.checked ? "1" : "0";
  list.came[box.dataset.booking] = box.checked;
  const was = box.parentElement.querySelector("input[type=hidden]");
  if (was) was.value = box.checked ? "1" : "0";
  send();
}

function walkedIn(event) {
  const { name, agency } = event.target.elements;
  if (!name.value.trim() || !agency.value) return;
  event.preventDefault();
  list.walkIns.push({ name: name.value.trim(), agency: agency.value });
  addPerson({ name: name.value.trim(), came: true });
  event.target.reset();
  send();
}

/** One more line on the list: of the kept page, or somebody who walked in and is not on the server's page yet. */
function addPerson({ booking, name, came }) {
  const roll = document.querySelector("[data-roll]");
  const item = document.createElement("div");
  item.className = "govuk-checkboxes__item board-roll__person";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.className = "govuk-checkboxes__input";
  box.checked = came;
  const label = document.createElement("label");
  label.className = "govuk-label govuk-checkboxes__label";
  label.textContent = name;
  box.id = label.htmlFor = `came-${booking || `walk-in-${list.walkIns.length}`}`;
  if (booking) box.dataset.booking = booking;
  else box.disabled = true;
  item.append(box, label);
  roll.append(item);
}

function begin() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-booking]")) noted(event.target);
  });
  document.querySelector("form[data-walk-in]")?.addEventListener("submit", walkedIn);
  document.querySelector("[data-wipe]")?.addEventListener("click", () => {
    list.marks = {};
    list.walkIns = [];
    wipe();
    say("Removed. Nothing is left on this phone.");
  });
  window.addEventListener("online", send);
  setInterval(send, AGAIN);
}

function beginOnline() {
  const waiting = held();
  const boxes = [...page.querySelectorAll("[data-booking]")];
  const agencies = [...document.querySelectorAll("form[data-walk-in] [name=agency] option")];
  list = {
    title: page.dataset.title,
    until: page.dataset.day < today ? today : page.dataset.day,
    sync: page.dataset.sync,
    names: Object.fromEntries(boxes.map((box) => [box.dataset.booking, box.parentElement.querySelector("[data-name]").textContent])),
    came: Object.fromEntries(boxes.map((box) => [box.dataset.booking, box.checked])),
    agencies: agencies.map((one) => [one.value, one.textContent]),
    marks: waiting ? waiting.marks : {},
    walkIns: waiting ? waiting.walkIns : [],
    kept: Boolean(waiting && waiting.kept),
    waits: Boolean(waiting && waiting.waits),
  };
  for (const [booking, came] of Object.entries(list.marks)) {
    const box = page.querySelector(`[data-booking="${booking}"]`);
    if (box) box.checked = came === "1";
  }
  document.querySelector("[data-keep]").addEventListener("click", () => {
    list.kept = true;
    hold();
    showKeeping();
    say("Kept on this phone: the page opens without signal too.");
  });
  navigator.serviceWorker?.register(page.dataset.worker, { scope: "/learn/day/" }).catch(() => {});
  showKeeping();
  begin();
  send();
}

function beginOffline() {
  list = held();
  if (!list) return;
  shell.querySelector("[data-title]").textContent = `Who came: ${list.title}`;
  shell.querySelector("[data-offline-list]").hidden = false;
  const form = shell.querySelector("[data-walk-in]");
  form.hidden = false;
  for (const [value, words] of list.agencies) form.elements.agency.add(new Option(words, value));
  for (const [booking, name] of Object.entries(list.names)) addPerson({ booking, name, came: list.came[booking] });
  for (const one of list.walkIns) addPerson({ name: one.name, came: true });
  showKeeping();
  say("No signal. What you note is kept on this phone, and sent by itself later.");
  begin();
  send();
}

/** The list was closed: what this phone could not send any more is said once, and removed. */
function end() {
  const waiting = held();
  localStorage.removeItem(place());
  if (!waiting || !waiting.waits) return;
  const named = (wanted) => Object.keys(waiting.marks).filter((one) => waiting.marks[one] === wanted).map((one) => waiting.names[one]);
  const came = [...named("1"), ...waiting.walkIns.map((one) => one.name)];
  say(`The list was closed before this was sent. Tell the board’s office. Came: ${came.join(", ") || "nobody"}. Did not come: ${named("0").join(", ") || "nobody"}.`);
}

wipeOtherDays();
if (page) beginOnline();
else if (shell) beginOffline();
else end();
