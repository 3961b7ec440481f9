// The list of markers: narrowed at once, and in step with the text. Without script the form asks for it by the address.
"use strict";
(() => {
  const view = document.getElementById("view");
  const list = document.querySelector("#register");
  const entries = [...document.querySelectorAll("#register > li")];
  const uncounted = [...document.querySelectorAll(".uncounted li[data-reason]")];
  const matching = document.getElementById("matching");
  const noise = document.getElementById("noise");
  const clear = document.getElementById("clear");
  const order = document.getElementById("order");
  const field = document.getElementById("find-marker");
  const told = new Map(); // what an entry and its marker say, in small letters
  let ticked = false; // the choice of a reason has shown what does not count, and takes that back when it goes

  function narrow(event) {
    const asked = new FormData(view);
    const levels = asked.getAll("level");
    const wanted = (name) => asked.get(name) || "";
    const sought = field?.value.trim().toLowerCase() ?? "";
    const fits = (entry) => (!levels.length || levels.includes(entry.dataset.level))
      && ["kind", "direction"].every((name) => ["", entry.dataset[name]].includes(wanted(name)))
      && ["", ...(entry.dataset.favours ?? "").split("|")].includes(wanted("favours"))
      && !(wanted("unjudged") && entry.querySelector(".verdict:not(.noted)")) && says(entry, sought);
    let shown = 0;
    for (const entry of entries) {
      const away = !fits(entry);
      shown += !away;
      entry.classList.toggle("unlisted", away);
      document.getElementById(entry.dataset.marker).classList.toggle("unlisted", away);
      document.querySelector(`.diple[href="#${entry.dataset.marker}"]`)?.classList.toggle("unlisted", away);
    }
    const narrowed = levels.length || sought || ["kind", "direction", "favours", "unjudged"].some(wanted);
    document.body.classList.toggle("narrow", Boolean(narrowed));
    if (matching) matching.textContent = narrowed ? say("{n} of {all} markers", { n: shown, all: entries.length }) : "";
    if (clear) clear.hidden = !narrowed && !wanted("reason");
    reasons(wanted("reason"), event?.target.name === "reason");
  }

  // Letters alone decide, not their case; "¶ 7" finds the markers of that paragraph.
  function says(entry, sought) {
    if (!sought) return true;
    if (!told.has(entry)) told.set(entry, `${entry.textContent} ${document.getElementById(entry.dataset.marker).textContent}`.toLowerCase());
    return told.get(entry).includes(sought);
  }

  function sort() {
    list.dataset.order = order.value;
    list.append(...entries.sort((one, other) => one.dataset[order.value] - other.dataset[order.value]));
  }

  // Why changes do not count: the list shows those of one reason, and the text underlines them alone.
  function reasons(reason, chosen) {
    for (const entry of uncounted) entry.classList.toggle("unlisted", Boolean(reason) && entry.dataset.reason !== reason);
    document.body.dataset.reason = reason;
    if (!chosen) return;
    document.querySelector(".uncounted").open = Boolean(reason);
    if (noise && reason && !noise.checked) noise.checked = ticked = true;
    if (!reason) unticked();
  }

  function unticked() {
    if (ticked) noise.checked = ticked = false;
  }

  clear?.addEventListener("click", () => {
    unticked();
    for (const box of document.querySelectorAll(".filters input, #unjudged")) box.checked = false;
    for (const select of document.querySelectorAll(".filters .narrowing select")) select.value = "";
    field.value = "";
    view.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
  });
  // Capture: the filters stand before the address is written.
  document.addEventListener("change", (event) => { if (event.target.form === view) narrow(event); }, true);
  order?.addEventListener("change", sort);
  field?.addEventListener("input", narrow);
  if (field) field.closest("label").hidden = false;
  if (location.search) narrow();

  // The entries whose lines are on the screen are marked in the list, and a list kept in sight follows.
  const owners = new Map();
  const seen = new Set();
  const docked = document.getElementById("docked");
  const watcher = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      for (const entry of owners.get(target)) {
        entry.classList.toggle("near", isIntersecting);
        seen[isIntersecting ? "add" : "delete"](entry);
        if (!isIntersecting) entry.ariaCurrent = null;
      }
    }
    follow();
  }, { rootMargin: "-15% 0px -35% 0px" });

  // Where the reader stands comes first: a marker just gone to, then the highest on the screen.
  function follow() {
    if (!docked?.checked || list.matches(":hover")) return;
    const first = entries.find((entry) => entry.ariaCurrent) ?? entries.find((entry) => seen.has(entry) && entry.offsetParent);
    if (first) list.scrollTop = first.offsetTop - (list.clientHeight - first.offsetHeight) / 2;
  }

  // The marker gone to is marked in the list, until its line has left the screen.
  document.addEventListener("diple:at", (event) => {
    for (const entry of entries) entry.ariaCurrent = entry.dataset.marker === event.detail ? "true" : null;
    requestAnimationFrame(follow);
  });

  for (const entry of entries) {
    const line = document.getElementById(entry.dataset.marker).closest(".unit")?.querySelector(".row");
    if (!line) continue;
    owners.set(line, [...(owners.get(line) ?? []), entry]);
    watcher.observe(line);
  }
})();
