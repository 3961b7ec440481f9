// An analyst's own markers in a layer: read as the service reads them, signed, and brought together.
"use strict";
const ownMarkers = (() => {
  const LONGEST_KIND = 80;
  const MOST = 1_000;
  const DIRECTIONS = ["strengthened", "softened", "neutral", "mixed"];
  const LEVELS = ["critical", "high", "notable", "minor"];
  const FIELDS = ["id", "kind", "direction", "level", "note", "old", "new"];

  // What is wrong with a list of own markers on the texts of this page, or "".
  function wrong(list = []) {
    if (!Array.isArray(list)) return say("its own markers are no list");
    if (list.length > MOST) return say("it has more than {most} own markers", { most: MOST });
    const ids = new Set();
    for (const [index, one] of list.entries()) {
      const found = wrongOne(one, say("own marker {n} of the file", { n: index + 1 }));
      if (found) return found;
      if (ids.has(one.id)) return say("two own markers are {id}", { id: one.id });
      ids.add(one.id);
    }
    return "";
  }

  function wrongOne(one, where) {
    const { isThing, otherParts, length, wrongSignature } = layers.checks;
    if (!isThing(one)) return say("{where} is none", { where });
    const parts = otherParts(one, FIELDS, where, ["analyst", "date"]);
    if (parts) return parts;
    const words = typeof one.kind === "string" && one.kind.trim() && length(one.kind) <= LONGEST_KIND && typeof one.note === "string" && length(one.note) <= layers.LONGEST_NOTE;
    if (!words || !/^o[1-9]\d*$/.test(one.id) || !DIRECTIONS.includes(one.direction) || !LEVELS.includes(one.level)) return say("{where} has no right id, kind, direction, level or note", { where });
    if (!quotes(one)) return say("{where} quotes what is not in the texts", { where });
    const unsigned = "analyst" in one || "date" in one ? wrongSignature(one) : "";
    return unsigned && `${where}${say(": ")}${unsigned}`;
  }

  // Whether it quotes a text, each quote at its place.
  function quotes(one) {
    const sides = ["old", "new"].filter((side) => !Array.isArray(one[side]) || one[side].length);
    return sides.length && sides.every((side) => Array.isArray(one[side]) && one[side].every((quote) => layers.checks.isQuote(quote) && passages.holds(side, quote)));
  }

  // The own markers of a layer, each with who made it, where the layer is signed.
  const signed = ({ own_markers = [], analyst, date }) => own_markers.map((one) => one.analyst || !date ? one : { ...one, analyst, date });
  const unsigned = ({ analyst, date, ...one }) => one;
  const signedBy = (layer, name) => signed(layer).map((one) => one.analyst === name ? unsigned(one) : one);

  const said = ({ id, ...one }) => JSON.stringify([...FIELDS.slice(1).map((name) => one[name]), one.analyst ?? "", one.date ?? ""]);
  const next = (list) => `o${1 + Math.max(0, ...list.map((one) => Number(one.id.slice(1))))}`;

  // What a second layer has beyond a first; the same passage marked alike by the same person is there once.
  function beyond(mine, theirs) {
    const here = new Set(signed(mine).map(said));
    return signed(theirs).filter((one) => !here.has(said(one)));
  }

  // Both lists in one: what comes in gets a number that is free.
  function merged(mine, theirs) {
    const all = signed(mine);
    for (const one of beyond(mine, theirs)) all.push({ ...one, id: all.some((other) => other.id === one.id) ? next(all) : one.id });
    return all;
  }

  // Without what came in, and with what was here before; what was marked since stays.
  function putBack(now, before, after) {
    const came = new Set(signed(after).map(said));
    const since = signed(now).filter((one) => !came.has(said(one)));
    return merged(before, { own_markers: since });
  }

  const alike = (one, other) => JSON.stringify(one.map(said)) === JSON.stringify(other.map(said));

  return { wrong, signed, signedBy, unsigned, beyond, merged, putBack, next, alike };
})();
