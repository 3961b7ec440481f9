// The palette, before the first paint: as the address says, or as chosen before, or as the page came, or by the system.
"use strict";
(() => {
  const known = ["default", "legal", "contrast"];
  const asked = new URL(location.href).searchParams.get("palette");
  let chosen = null;
  try { chosen = localStorage.getItem("diple.palette"); } catch { /* a browser that keeps nothing */ }
  const given = document.documentElement.dataset.palette;
  const system = matchMedia("(prefers-contrast: more)").matches ? "contrast" : "default";
  document.documentElement.dataset.palette = [asked, chosen, given].find((one) => known.includes(one)) ?? system;
})();
