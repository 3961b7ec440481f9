// Layers of verdicts (`diple.verdicts/1`): read from files as the service reads them, compared, and brought together.
"use strict";
const layers = (() => {
  const SCHEMA = "diple.verdicts/1";
  const LONGEST_NAME = 200;
  const LONGEST_NOTE = 10_000;
  const PARTS = ["schema", "comparison", "analyst", "date", "verdicts"];
  const FIELDS = ["marker", "verdict", "note"];

  // What is told to the reader as it stands. Any other error is none of theirs.
  class Told extends Error {}

  const length = (text) => [...text].length;
  const inShort = (value) => { const written = typeof value === "string" ? value : JSON.stringify(value) ?? ""; return written.length > 60 ? `${written.slice(0, 60)}…` : written; };
  const isThing = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isDay = (text) => typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && text >= "0001" && new Date(text).toJSON()?.startsWith(text);

  function otherParts(thing, known, where) {
    const lacking = known.find((name) => !Object.hasOwn(thing, name));
    if (lacking) return say("{where} has no “{part}”", { where, part: lacking });
    const strange = Object.keys(thing).find((name) => !known.includes(name));
    return strange === undefined ? "" : say("{where} has “{part}”, which is no part of it", { where, part: inShort(strange) });
  }

  // What is wrong with one verdict, `at` its place in the file, or "".
  function wrongVerdict(one, markers, at) {
    const where = say("verdict {n} of the file", { n: at });
    if (!isThing(one)) return say("{where} is none", { where });
    const parts = otherParts(one, FIELDS, where);
    if (parts) return parts;
    const { marker, verdict, note } = one;
    if (!markers.includes(marker)) return say("{where} is on marker “{marker}”, which this comparison does not have", { where, marker: inShort(marker) });
    if (![null, "accept", "reject"].includes(verdict)) return say("on marker {marker} it says “{verdict}”, which is neither accept nor reject nor null", { marker, verdict: inShort(verdict) });
    if (typeof note !== "string") return say("the note on marker {marker} is no text", { marker });
    return length(note) > LONGEST_NOTE ? say("the note on marker {marker} is longer than {most} characters", { marker, most: LONGEST_NOTE }) : "";
  }

  // What is wrong with a signed layer on this comparison, or "": what the service refuses is refused here.
  function wrong(layer, id, markers) {
    if (!isThing(layer) || layer.schema !== SCHEMA) return say("it has no verdicts on this comparison");
    const parts = otherParts(layer, PARTS, say("the file"));
    if (parts) return parts;
    if (layer.comparison !== id) return say("its verdicts are on another comparison, {id}", { id: inShort(layer.comparison) });
    if (typeof layer.analyst !== "string" || !layer.analyst) return say("nobody’s name stands under it");
    if (length(layer.analyst) > LONGEST_NAME) return say("the name under it is longer than {most} characters", { most: LONGEST_NAME });
    if (!isDay(layer.date)) return say("“{date}” is no date, such as 2031-03-27", { date: inShort(layer.date) });
    if (!Array.isArray(layer.verdicts)) return say("its verdicts are no list");
    const seen = new Set();
    for (const [index, one] of layer.verdicts.entries()) {
      const found = wrongVerdict(one, markers, index + 1);
      if (found) return found;
      if (seen.has(one.marker)) return say("marker {marker} is judged twice", { marker: one.marker });
      seen.add(one.marker);
    }
    return "";
  }

  // A file's layer: alone, beside the comparison, or inside the saved page.
  function within(text) {
    if (/^\s*</.test(text)) {
      const inside = /id="layer">([^<]*)</.exec(text)?.[1];
      if (!inside) throw new Told(say("it is no page of a comparison"));
      return within(inside);
    }
    try {
      const told = JSON.parse(text);
      return isThing(told) && !("analyst" in told) && "verdicts" in told ? told.verdicts : told;
    } catch {
      throw new Told(say("it cannot be read, or is not whole. Wanted are the verdicts alone, the comparison’s JSON with them, or the page with them"));
    }
  }

  function read(text, id, markers) {
    const layer = within(text);
    const found = wrong(layer, id, markers);
    if (found) throw new Told(found);
    return layer;
  }

  // What this browser kept, which need not be signed: the verdicts that are none are counted in `lost`.
  function kept(text, id, markers) {
    let told;
    try { told = JSON.parse(text); } catch { return { layer: null, lost: 1 }; }
    if (told === null) return { layer: null, lost: 0 };
    if (!isThing(told) || told.comparison !== id || !Array.isArray(told.verdicts)) return { layer: null, lost: 1 };
    const seen = new Set();
    const verdicts = told.verdicts.filter((one, index) => !wrongVerdict(one, markers, index) && !seen.has(one.marker) && seen.add(one.marker));
    const signed = typeof told.analyst === "string" && length(told.analyst) <= LONGEST_NAME ? told.analyst : "";
    const lost = told.verdicts.length - verdicts.length;
    return { layer: { schema: SCHEMA, comparison: id, analyst: signed, date: isDay(told.date) && signed && !lost ? told.date : "", verdicts }, lost };
  }

  const same = (one, other) => (one?.verdict ?? null) === (other?.verdict ?? null) && (one?.note ?? "") === (other?.note ?? "");
  const byMarker = (verdicts) => new Map(verdicts.map((one) => [one.marker, one]));

  // Whether one says all that the other says of a marker.
  const covers = (one, other) => [null, one.verdict].includes(other.verdict) && one.note.includes(other.note);

  // What a second layer says beyond a first, apart: what only adds to it, and what goes against it.
  function apart(mine, theirs) {
    const here = byMarker(mine.verdicts);
    const own = (one) => here.get(one.marker) ?? { verdict: null, note: "" };
    const beyond = theirs.verdicts.filter((one) => !covers(own(one), one));
    return { added: beyond.filter((one) => covers(one, own(one))), differing: beyond.filter((one) => !covers(one, own(one))) };
  }

  // One verdict of two: the first wins, and the note of the other stands below its own.
  function joined(first, second, name) {
    const below = second.note && !first.note.includes(second.note);
    const note = !below ? first.note : first.note ? `${first.note}\n\n${name}${say(": ")}${second.note}` : second.note;
    if (length(note) > LONGEST_NOTE) throw new Told(say("the two notes on marker {marker} are together longer than {most} characters; shorten yours first", { marker: first.marker, most: LONGEST_NOTE }));
    return { marker: first.marker, verdict: first.verdict ?? second.verdict, note };
  }

  // Both layers in one: where they differ one of them wins. What nobody signed as it is now bears no date.
  function merged(mine, theirs, theirsWin) {
    const all = byMarker(mine.verdicts);
    for (const one of theirs.verdicts) {
      const own = all.get(one.marker);
      if (!own || covers(one, own)) all.set(one.marker, one);
      else if (!covers(own, one)) all.set(one.marker, theirsWin ? joined(one, own, mine.analyst || say("before")) : joined(own, one, theirs.analyst));
    }
    const verdicts = [...all.values()];
    const are = (layer) => layer.date && layer.verdicts.length === verdicts.length && layer.verdicts.every((one) => same(one, all.get(one.marker)));
    const signed = [mine, theirs].find(are);
    return { schema: SCHEMA, comparison: mine.comparison, analyst: signed?.analyst ?? mine.analyst, date: signed?.date ?? "", verdicts };
  }

  return { SCHEMA, Told, read, kept, same, byMarker, apart, merged };
})();
