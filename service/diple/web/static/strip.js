// The strip of the text shows which part of it is in the window.
"use strict";
(() => {
  const pane = document.querySelector(".strip .window");
  const text = document.getElementById("text");
  const HEIGHT = 600;
  const every = [...text.querySelectorAll(".row")];
  let rows = [];
  let waits = false;

  // Rows that are folded away have no place in the window.
  const collect = () => { rows = every.filter((row) => !row.closest("details.fold:not([open])")); };

  // The first row that ends below a height of the window.
  function at(height) {
    let low = 0, high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].getBoundingClientRect().bottom <= height) low = middle + 1; else high = middle;
    }
    return low;
  }

  // A height of the window on the scale of the strip.
  function place(height) {
    const index = at(height);
    if (index === rows.length) return HEIGHT;
    const { top, height: whole } = rows[index].getBoundingClientRect();
    const begin = Number(rows[index].dataset.y), end = Number(every[every.indexOf(rows[index]) + 1]?.dataset.y ?? HEIGHT);
    return begin + (end - begin) * Math.max(0, Math.min(1, (height - top) / (whole || 1)));
  }

  function draw() {
    waits = false;
    if (!text.checkVisibility()) return;
    const bar = document.querySelector("nav.bar").getBoundingClientRect();
    const from = place(Math.max(0, bar.bottom)), to = place(innerHeight);
    pane.setAttribute("y", from.toFixed(1));
    pane.setAttribute("height", Math.max(0, to - from).toFixed(1));
  }

  const soon = () => { if (!waits) { waits = true; requestAnimationFrame(draw); } };
  collect();
  soon();
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  document.addEventListener("change", soon);
  document.addEventListener("toggle", () => { collect(); soon(); }, true);
})();
