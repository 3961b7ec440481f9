// The table of language versions: j and k go from one row that differs to the next, Enter opens what it rests on.
"use strict";
(() => {
  const visible = () => [...document.querySelectorAll("tbody.differs")].filter((row) => row.checkVisibility());
  const keys = document.querySelector(".keys");
  keys.hidden = false;

  const go = (step) => {
    const rows = visible();
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
    if (!rows[next]) return;
    rows[next].focus({ preventScroll: true });
    rows[next].scrollIntoView({ block: "center" });
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("textarea, input:not([type=radio], [type=checkbox]), select")) return;
    if (event.key === "j" || event.key === "n") go(1);
    else if (event.key === "k" || event.key === "p") go(-1);
    else if (event.key === "Enter" && event.target.matches("tbody.differs")) {
      const found = [...event.target.querySelectorAll(".divergence")];
      const open = !found.every((each) => each.open);
      for (const each of found) each.open = open;
    } else return;
    event.preventDefault();
  });
})();
