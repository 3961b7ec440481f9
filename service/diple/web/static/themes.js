// The table of themes: sorted and searched in place. The service sorts it as well; the table is whole without this.
"use strict";
(() => {
  const section = document.getElementById("themes");
  if (!section) return;
  const table = section.querySelector("table");
  const themes = () => [...table.querySelectorAll(".theme")];
  const orders = [...section.querySelectorAll("button[name=sort]")];
  const field = document.getElementById("find-theme");
  const found = document.getElementById("themes-found");

  function sort(button) {
    const by = button.value;
    for (const one of orders) one.setAttribute("aria-pressed", String(one === button));
    table.append(...themes().sort((one, other) => one.dataset[by] - other.dataset[by]));
    const url = new URL(location.href);
    url.searchParams.delete("sort");
    if (by !== "weight") url.searchParams.set("sort", by);
    try { history.replaceState(null, "", url); } catch { /* a file somewhere odd */ }
  }

  // Letters alone decide, not their case; "¶ 7" finds the themes of that paragraph as they are named.
  function find() {
    const wanted = field.value.trim().toLowerCase();
    for (const one of themes()) one.hidden = !one.textContent.toLowerCase().includes(wanted);
    const left = themes().filter((one) => !one.hidden).length;
    found.textContent = wanted ? say("{n} of {all} themes", { n: left, all: themes().length }) : "";
  }

  // The flow of an opened theme, or of one that is pointed at, is set off.
  function light(theme, on) {
    for (const one of section.querySelectorAll(`.flow [data-theme="${theme.id}"]`)) one.classList.toggle("on", on);
  }

  for (const button of orders) button.addEventListener("click", (event) => { event.preventDefault(); sort(button); });
  field.addEventListener("input", find);
  field.closest("label").hidden = false;
  for (const theme of themes()) {
    const inside = theme.querySelector("details");
    const shown = () => light(theme, inside.open || theme.matches(":hover"));
    inside.addEventListener("toggle", shown);
    theme.addEventListener("pointerenter", shown);
    theme.addEventListener("pointerleave", () => light(theme, inside.open));
  }
})();
