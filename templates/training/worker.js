{% load static %}// Shows the kept page when a page of an attendance list cannot be fetched. It keeps no name and no list.
const KEPT = "attendance-page-1";
const PAGE = "{% url 'training:day-offline' %}";
const PARTS = [PAGE, "{% static 'design/board.css' %}", "{% static 'design/attendance.js' %}",
  "{% static 'design/portal.js' %}", "{% static 'design/js-enabled.js' %}", "{% static 'vendor/govuk-frontend.min.js' %}"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(PARTS)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  } else if (PARTS.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })));
  }
});
