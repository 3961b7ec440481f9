// Keys for the diff page. The page is complete without them: this only moves the reader about.
"use strict";
(() => {
  const noise = document.getElementById("noise");
  const side = document.getElementById("view-side");
  const inline = document.getElementById("view-inline");
  const docked = document.getElementById("docked");
  const palette = document.getElementById("palette");
  const help = document.getElementById("help");
  const said = document.getElementById("said");
  // A narrow screen reads one line of text, unless the address asks for two. Where there are themes, these come first.
  const theme = document.getElementById("view-theme");
  const flat = matchMedia("(max-width: 44rem)").matches ? "inline" : "side";
  const usual = theme ? "theme" : flat;
  let current = null;

  const all = (selector) => [...document.querySelectorAll(selector)];
  const MOVE = ".row.moved:not(.away, .on, :has(.c))";
  const changes = () => all(`.c, ${MOVE}${noise?.checked ? ", .n[id]" : ""}`);
  const markers = () => all("details.marker:not(.unlisted), .own-marker");
  // A result that is not kept has no address: what leads nowhere later is not written there.
  const unkept = document.body.matches("[data-unkept]");
  const remember = (url) => { if (unkept) return; try { history.replaceState(null, "", url); } catch { /* a file somewhere odd */ } };

  // What was not laid out before gets its true height on the way there: so again, until the place holds still.
  function goTo(element, block = "center", left = document.querySelector(".text.long") ? 12 : 0) {
    const before = element.getBoundingClientRect().top;
    element.scrollIntoView({ block });
    const settled = Math.abs(element.getBoundingClientRect().top - before) < 2;
    if (left > 0 && !(settled && left < 10)) requestAnimationFrame(() => goTo(element, block, left - 1));
  }

  // A marker is read from the top of the window: its line, and below it the marker; after a long line the marker alone.
  function goToMarker(marker) {
    const row = rowOf(marker);
    goTo(row && row.getBoundingClientRect().height < innerHeight / 3 ? row : marker, "start");
  }

  // The row that an element stands in, or a marker beside.
  const rowOf = (element) => element.closest(".row") ?? element.closest(".unit")?.querySelector(".row");

  function release() {
    all(".current, .here").forEach((element) => element.classList.remove("current", "here"));
    current = null;
  }

  // Where the reader stands is marked, and is the address, unless a marker was only pressed.
  function stand(element, addressed = true) {
    release();
    current = element;
    rowOf(element)?.classList.add("here");
    element.classList.add("current");
    all(`[data-c="${element.id}"]`).forEach((other) => other.classList.add("current"));
    if (addressed) remember("#" + element.id);
    tell(element);
  }

  // What is in the text is not seen by theme.
  function leaveThemes(goal) {
    if (!theme?.checked || !document.getElementById("text").contains(goal)) return;
    (flat === "inline" ? inline : side).checked = true;
    viewChanged();
  }

  function show(element, list, name) {
    leaveThemes(element);
    for (let fold = element.parentElement.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    stand(element);
    if (element.matches("details.marker")) goToMarker(element); else goTo(rowOf(element) ?? element);
    (element.querySelector("summary") ?? element).focus({ preventScroll: true });
    said.textContent = say("{name} {n} of {all}", { name: say(name), n: list.indexOf(element) + 1, all: list.length });
  }

  // The list goes along.
  const tell = (element) => document.dispatchEvent(new CustomEvent("diple:at", { detail: element?.id ?? "" }));

  // The next of the list after the current place, or before it; without a place, from what is on the screen.
  function step(list, forward, name) {
    if (!list.length) { said.textContent = name === "change" ? say("There is no change.") : say("There is no marker."); return; }
    const place = document.activeElement?.closest(".own-marker") ?? current ?? document.querySelector(":target");
    const after = (element) => place
      ? place.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING
      : element.getBoundingClientRect().top > 0 && element.checkVisibility();
    const before = (element) => place ? !after(element) && element !== place : !after(element);
    const found = forward ? list.find(after) ?? list[0] : list.findLast(before) ?? list.at(-1);
    show(found, list, name);
  }

  // The view is in the address, so that a link to the page is a link to what is seen.
  function viewChanged(event) {
    const url = new URL(location.href);
    const names = ["view", "order", "noise", "all", "list", "palette", "level", "kind", "direction", "favours", "reason"];
    for (const name of names) url.searchParams.delete(name);
    for (const [name, value] of new FormData(document.getElementById("view"))) {
      if (names.includes(name) && value && ![usual, "default", "weight"].includes(value)) url.searchParams.append(name, value);
    }
    remember(url);
    if (event?.target === palette) choosePalette();
    else if (!event || event.target.name === "view") said.textContent = viewName();
    if (current) goTo(rowOf(current) ?? current);
  }

  function viewName() {
    if (theme?.checked) return say("By theme");
    return inline.checked ? say("Inline") : say("Side by side");
  }

  // By theme, the keys for changes go from theme to theme.
  function themeStep(forward) {
    const heads = all(".theme:not([hidden]) summary");
    if (!heads.length) return;
    const at = heads.indexOf(document.activeElement?.closest(".theme")?.querySelector("summary") ?? null);
    const next = at < 0 ? (forward ? 0 : heads.length - 1) : (at + (forward ? 1 : -1) + heads.length) % heads.length;
    heads[next].closest(".theme").scrollIntoView({ block: "nearest" });
    heads[next].focus({ preventScroll: true });
  }

  const changeStep = (forward) => theme?.checked ? themeStep(forward) : step(changes(), forward, "change");

  function choosePalette() {
    document.documentElement.dataset.palette = palette.value;
    try { localStorage.setItem("diple.palette", palette.value); } catch { /* then it holds for this page */ }
    said.textContent = `${say("Colours")}${say(": ")}${palette.selectedOptions[0].text}`;
  }

  const keys = {
    j: () => changeStep(true), n: () => keys.j(),
    k: () => changeStep(false), p: () => keys.k(),
    m: () => step(markers(), true, "marker"),
    M: () => step(markers(), false, "marker"),
    i: () => { (inline.checked || theme?.checked ? side : inline).checked = true; viewChanged(); },
    t: () => { if (theme) { theme.checked = true; release(); viewChanged(); } },
    x: () => { if (noise) { noise.checked = !noise.checked; viewChanged(); } },
    l: () => { docked.checked = !docked.checked; viewChanged(); },
    "?": () => help.showModal(),
    Escape: () => { release(); document.activeElement?.blur(); remember(location.pathname + location.search); },
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
    const key = keys[event.key];
    if (!key || typing || document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    key();
  });

  // A marker that is opened leaves the margin for its line, and takes the reader along.
  document.addEventListener("click", (event) => {
    const marker = event.target.closest("details.marker > summary")?.parentElement;
    if (marker && !marker.open) requestAnimationFrame(() => goToMarker(marker));
    // The keys go on from the marker that was pressed.
    const pressed = event.target.closest("details.marker, .own-marker");
    if (pressed && !event.target.closest("a, button, input, textarea, label") && getSelection().isCollapsed) stand(pressed, false);
  });

  // A link to a marker opens it; a link to what is folded away opens the fold.
  function arrive() {
    const goal = document.getElementById(location.hash.slice(1));
    if (!goal) return;
    leaveThemes(goal);
    if (goal.matches(".theme")) goal.querySelector("details").open = true;
    if (goal.matches("details.marker")) goal.open = true;
    for (let fold = goal.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (goal.matches(".register li")) goal.querySelector("a").focus({ preventScroll: true });
    if (goal.matches(".c, .n, .marker, .own-marker")) stand(goal); else { current = null; tell(goal); }
    if (goal.matches("details.marker")) goToMarker(goal); else goTo(goal);
    takeFocus();
  }

  // The keys begin where a link led: while a page loads, the browser takes the focus away from what it scrolls to.
  function takeFocus() {
    if (current) (current.querySelector("summary") ?? current).focus({ preventScroll: true });
  }

  // The column in which a selection begins is the one that is selected; beside the columns, the new one. Notes by themselves.
  document.getElementById("text").addEventListener("pointerdown", (event) => {
    const side = event.target.closest(".row > .old") ? "old" : "new";
    event.currentTarget.dataset.picks = event.target.closest(".rail") ? "" : inline.checked ? "line" : side;
  });

  // A change that is pressed gives its permalink; who selects words is left alone.
  document.getElementById("text").addEventListener("click", (event) => {
    const pressed = event.target.closest(".c, [data-c]");
    if (!pressed || event.target.closest("a") || !getSelection().isCollapsed) return;
    stand(pressed.dataset.c ? document.getElementById(pressed.dataset.c) : pressed);
  });

  window.addEventListener("hashchange", () => {
    if (!location.hash) return;
    release();
    arrive();
    if (unkept) history.replaceState(null, "", location.pathname);
  });
  document.addEventListener("change", (event) => { if (event.target.form?.id === "view") viewChanged(event); });
  document.getElementById("ask").addEventListener("click", () => help.showModal());
  document.querySelector(".keys").hidden = false;
  all(".scripted").forEach((element) => { element.hidden = false; });
  all(".unscripted").forEach((element) => { element.hidden = true; });
  if (usual === "inline" && !new URLSearchParams(location.search).has("view")) inline.checked = true;
  palette.value = document.documentElement.dataset.palette;
  arrive();
  addEventListener("load", () => { if (document.activeElement === document.body) takeFocus(); });
})();
