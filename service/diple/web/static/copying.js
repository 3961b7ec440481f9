// What is copied can be cited: side by side one column alone is picked, inline the changes are written out with their signs.
"use strict";
(() => {
  const SIGNS = { DEL: ["{--", "--}"], INS: ["{++", "++}"], S: ["", ""] };
  const UNSPOKEN = ".vh, .folio, .signs, .rail, .aside, .was";
  const inline = document.getElementById("view-inline");
  const text = document.getElementById("text");

  // The column in which a selection begins is the one that is selected.
  text.addEventListener("pointerdown", (event) => {
    const side = inline.checked ? "" : event.target.closest(".row > .old, .row > .new")?.classList[0] ?? "";
    text.dataset.picks = side;
  });

  // Inline, old and new wording stand in one line: CriticMarkup tells them apart, as `diple compare -f criticmarkup` does.
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (!inline.checked || !range || selection.isCollapsed || !text.contains(range.commonAncestorContainer)) return;
    const copied = document.createElement("div");
    copied.append(range.cloneContents());
    for (const element of copied.querySelectorAll(`${UNSPOKEN}, .row > .old`)) element.remove();
    for (const element of copied.querySelectorAll("del, ins")) {
      const [before, after] = SIGNS[element.nodeName];
      if (element.textContent) element.replaceWith(before + element.textContent + after);
    }
    for (const element of copied.querySelectorAll("br.para")) element.replaceWith("\n\n");
    const paragraphs = copied.querySelectorAll(".para");
    const told = paragraphs.length ? [...paragraphs].map((one) => one.textContent.trim()).join("\n\n") : copied.textContent;
    // A selection within one change has lost the element that says what it is.
    const within = range.commonAncestorContainer.parentElement.closest("del, ins");
    const [before, after] = SIGNS[within?.nodeName ?? "S"];
    event.clipboardData.setData("text/plain", before + told + after);
    event.preventDefault();
  });
})();
