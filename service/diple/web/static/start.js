// The form of the start page: files are dropped on a side, and a long comparison says that it goes on.
"use strict";
(() => {
  const form = document.getElementById("entry");
  const working = document.getElementById("working");

  for (const side of document.querySelectorAll(".drop")) {
    const field = side.querySelector("input[type=file]");
    const over = (on) => side.classList.toggle("over", on);
    side.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      over(true);
    });
    side.addEventListener("dragleave", (event) => { if (!side.contains(event.relatedTarget)) over(false); });
    side.addEventListener("drop", (event) => {
      over(false);
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      const given = new DataTransfer();
      for (const file of [...event.dataTransfer.files].slice(0, field.multiple ? undefined : 1)) given.items.add(file);
      field.files = given.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
  }

  form.addEventListener("submit", () => { working.hidden = false; });
  addEventListener("pageshow", () => { working.hidden = true; });
})();
