// Passages of both texts on the page: what is selected as quotes of the text, and where a quote stands.
// Offsets count code points of the text as it was read, which the page writes with other line ends.
"use strict";
const passages = (() => {
  const told = JSON.parse(document.getElementById("places")?.textContent ?? '{"rows":{},"returns":{"old":[],"new":[]}}');
  const NOT_OF_THE_TEXT = ".folio, .aside, .vh, .cited, .chip, .opening, .joint, .caret";
  // Where a carriage return stands, and whether a line feed follows it: a browser reads either as one line feed.
  const returns = { old: new Map(told.returns.old), new: new Map(told.returns.new) };
  const sideAt = { old: 0, new: 1 };
  const placed = { old: [], new: [] }; // the rows of a side, each with the start and end of its spans
  for (const [id, spans] of Object.entries(told.rows)) {
    for (const side of ["old", "new"]) for (const [start, end] of spans[sideAt[side]]) placed[side].push({ id, start, end });
  }

  const textNodes = (cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT, (node) => node.parentElement.closest(NOT_OF_THE_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  // In the new column what was deleted is none of the text; behind the words of a move neither is the first blank.
  const counts = (node, side) => side === "old" || !node.parentElement.closest("del, .was, .n.sp");
  const skipped = (node) => node.previousSibling?.matches?.(".row.moved > .old > .aside") ? 1 : 0;

  // Each character of a cell: its node, where it begins and ends in it, its offset in the text and what it is there.
  function* letters(row, side) {
    const cell = row.querySelector(`:scope > .${side}`);
    const spans = told.rows[row.id]?.[sideAt[side]] ?? [];
    if (!cell || !spans.length) return;
    let span = 0, at = spans[0][0];
    for (const node of textNodes(cell)) {
      if (!counts(node, side)) continue;
      const control = node.parentElement.closest(".control");
      let from = skipped(node);
      const letters = control ? [node.data] : node.data.slice(from);
      for (const letter of letters) {
        while (span < spans.length && at >= spans[span][1]) at = spans[++span]?.[0] ?? at;
        if (span >= spans.length) return;
        const said = control ? String.fromCodePoint(parseInt(node.data.slice(2), 16)) : letter === "\n" && returns[side].has(at) ? returns[side].get(at) ? "\r\n" : "\r" : letter;
        yield { node, from, to: from + letter.length, at, said };
        from += letter.length;
        at += said === "\r\n" ? 2 : 1;
      }
    }
  }

  // The quotes that letters make: those that follow one another are one; blanks at either end are left out.
  function quotesOf(found) {
    const made = [];
    for (const { at, said } of found) {
      const last = made.at(-1);
      if (last && last.end === at) { last.exact += said; last.end += said.length === 2 && said === "\r\n" ? 2 : 1; }
      else made.push({ start: at, exact: said, end: at + (said === "\r\n" ? 2 : 1) });
    }
    const bare = made.map(({ start, exact }) => {
      const before = exact.length - exact.trimStart().length;
      return { start: start + [...exact.slice(0, before)].length, exact: exact.trim() };
    });
    return bare.filter(({ exact }) => exact).sort((one, other) => one.start - other.start);
  }

  const within = (range, { node, from, to }) => range.comparePoint(node, from) === 0 && range.comparePoint(node, to) === 0;

  // Where the words of a change are: the old ones in the old column, the new ones in the new column.
  function ofChange(id) {
    const row = document.getElementById(id).closest(".row");
    const inside = (element) => ({ node }) => node.parentElement.closest(element);
    const old = [...letters(row, "old")].filter(inside(`[data-c="${id}"]`));
    const fresh = [...letters(row, "new")].filter(inside(`[id="${id}"]`));
    return { old: quotesOf(old), new: quotesOf(fresh) };
  }

  // What is selected in a text: in one column side by side; inline also the deletions in between. Null where nothing is.
  function selected(text, inline) {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const anchor = selection.anchorNode.nodeType === Node.TEXT_NODE ? selection.anchorNode.parentElement : selection.anchorNode;
    const cell = anchor.closest?.(".row > .old, .row > .new");
    if (!cell || !text.contains(cell)) return null;
    const side = inline || cell.matches(".new") ? "new" : "old";
    const rows = [...text.querySelectorAll(".row")].filter((row) => range.intersectsNode(row));
    const found = { old: [], new: [] };
    for (const row of rows) {
      found[side].push(...[...letters(row, side)].filter((letter) => within(range, letter)));
      if (inline) found.old.push(...deletions(row, range));
    }
    const quotes = { old: quotesOf(found.old), new: quotesOf(found.new) };
    return quotes.old.length || quotes.new.length ? quotes : null;
  }

  // The deletions of a row that a selection touches, whole.
  function deletions(row, range) {
    const touched = [...row.querySelectorAll(":scope > .new del")].filter((del) => range.intersectsNode(del)).map((del) => del.closest("[id]").id);
    return [...letters(row, "old")].filter(({ node }) => touched.includes(node.parentElement.closest("[data-c]")?.dataset.c));
  }

  const ends = ({ start, exact }) => start + [...exact].length;
  const rowsOf = (side, quote) => [...new Set(placed[side].filter(({ start, end }) => start < ends(quote) && end > quote.start).map(({ id }) => id))].map((id) => document.getElementById(id)).filter(Boolean);

  // The letters of a quote on the page, in one row after the other.
  function lettersOf(side, quote, row) {
    return [...letters(row, side)].filter(({ at }) => at >= quote.start && at < ends(quote));
  }

  // Whether a text has these words at this place.
  function holds(side, quote) {
    const byPlace = new Map();
    for (const row of rowsOf(side, quote)) for (const letter of lettersOf(side, quote, row)) byPlace.set(letter.at, letter.said);
    return [...byPlace].sort(([one], [other]) => one - other).map(([, said]) => said).join("") === quote.exact;
  }

  // Sets off the words of a quote in each row that shows them, inline deletions as well.
  function setOff(side, quote, make) {
    for (const row of rowsOf(side, quote)) {
      const found = lettersOf(side, quote, row);
      const gone = new Set(side === "old" ? found.map(({ node }) => node.parentElement.closest("del[data-c]")?.dataset.c) : []);
      wrap(found, make);
      for (const id of gone) {
        const del = id && document.querySelector(`[id="${id}"] > del`);
        if (del) wrap(textNodes(del).map((node) => ({ node, from: 0, to: node.length })), make);
      }
    }
  }

  function wrap(found, make) {
    const stretches = [];
    for (const { node, from, to } of found) {
      const last = stretches.at(-1);
      if (last?.node === node && last.to === from) last.to = to; else stretches.push({ node, from, to });
    }
    // From the last on: what is set off cuts its node, and the places before it stay.
    for (const { node, from, to } of stretches.reverse()) {
      if (!node.data.slice(from, to)) continue;
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      range.surroundContents(make());
    }
  }

  function plain(selector) {
    for (const element of document.querySelectorAll(selector)) {
      const parent = element.parentNode;
      element.replaceWith(...element.childNodes);
      parent.normalize();
    }
  }

  const first = ({ old, new: fresh }) => fresh.length ? ["new", fresh[0]] : ["old", old[0]];
  const rowOf = (one) => { const [side, quote] = first(one); return rowsOf(side, quote).find((row) => !row.matches(".away")) ?? rowsOf(side, quote)[0]; };

  return { selected, ofChange, holds, setOff, plain, rowOf, letters };
})();
