// Layers of verdicts (`diple.verdicts/1`): read from files as the service reads them, compared, and brought together.
"use strict";
const layers = (() => {
  const SCHEMA = "diple.verdicts/1";
  const LONGEST_NAME = 200;
  const LONGEST_NOTE = 10_000;
  const PARTS = ["schema", "comparison", "analyst", "date", "verdicts"];
  const FIELDS = ["marker", "verdict", "note"];
  const MORE = ["analyst", "date", "evidence"]; // who gave it where that is another, and what its marker rests on

  // What is told to the reader as it stands. Any other error is none of theirs.
  class Told extends Error {}

  const length = (text) => [...text].length;
  const inShort = (value) => { const written = typeof value === "string" ? value : JSON.stringify(value) ?? ""; return written.length > 60 ? `${written.slice(0, 60)}…` : written; };
  const isThing = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isDay = (text) => typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && text >= "0001" && new Date(text).toJSON()?.startsWith(text);

  function otherParts(thing, known, where, more = []) {
    const lacking = known.find((name) => !Object.hasOwn(thing, name));
    if (lacking) return say("{where} has no “{part}”", { where, part: lacking });
    const strange = Object.keys(thing).find((name) => !known.includes(name) && !more.includes(name));
    return strange === undefined ? "" : say("{where} has “{part}”, which is no part of it", { where, part: inShort(strange) });
  }

  // What is wrong with a name and a day, or "".
  function wrongSignature({ analyst, date }) {
    if (typeof analyst !== "string" || !analyst) return say("it has no signature");
    if (length(analyst) > LONGEST_NAME) return say("the name under it is longer than {most} characters", { most: LONGEST_NAME });
    return isDay(date) ? "" : say("“{date}” is no date, such as 2031-03-27", { date: inShort(date) });
  }

  const has = (thing, parts) => isThing(thing) && Object.keys(thing).length === parts.length && parts.every((name) => Object.hasOwn(thing, name));
  const isQuote = (one) => has(one, ["start", "exact"]) && Number.isInteger(one.start) && one.start >= 0 && typeof one.exact === "string";
  const isEvidence = (told) => has(told, ["code", "direction", "old", "new"]) && typeof told.code === "string" && typeof told.direction === "string" && [told.old, told.new].every((side) => Array.isArray(side) && side.every(isQuote));
  const isTexts = (told) => has(told, ["old", "new"]) && [told.old, told.new].every((one) => typeof one === "string" && /^[0-9a-f]{64}$/.test(one));

  // What is wrong with one verdict, `at` its place in the file, or "". Without `markers` it may be on any.
  function wrongVerdict(one, markers, at) {
    const where = say("verdict {n} of the file", { n: at });
    if (!isThing(one)) return say("{where} is none", { where });
    const parts = otherParts(one, FIELDS, where, MORE);
    if (parts) return parts;
    const { marker, verdict, note } = one;
    if (markers ? !markers.includes(marker) : !/^m\d+$/.test(marker)) return say("{where} is on marker “{marker}”, which this comparison does not have", { where, marker: inShort(marker) });
    if (![null, "accept", "reject"].includes(verdict)) return say("on marker {marker} it says “{verdict}”, which is neither accept nor reject nor null", { marker, verdict: inShort(verdict) });
    if (typeof note !== "string") return say("the note on marker {marker} is no text", { marker });
    if (length(note) > LONGEST_NOTE) return say("the note on marker {marker} is longer than {most} characters", { marker, most: LONGEST_NOTE });
    if ("evidence" in one && !isEvidence(one.evidence)) return say("{where} does not say correctly what its marker rests on", { where });
    const unsigned = "analyst" in one || "date" in one ? wrongSignature(one) : "";
    return unsigned && `${where}${say(": ")}${unsigned}`;
  }

  // What is wrong with a signed layer on this comparison or its texts, or "": what the service refuses is refused here.
  function wrong(layer, here) {
    if (!isThing(layer) || layer.schema !== SCHEMA) return say("it has no verdicts on this comparison");
    const parts = otherParts(layer, PARTS, say("the file"), ["texts", "own_markers"]);
    if (parts) return parts;
    const own = layer.comparison === here.id;
    if (!own && !("texts" in layer)) return say("its verdicts are on another comparison, {id}, and do not say what they rest on: the same files are needed", { id: inShort(layer.comparison) });
    if ("texts" in layer && !isTexts(layer.texts)) return say("what it says of its texts is no pair of digests");
    if (!own && ["old", "new"].some((side) => layer.texts[side] !== here.texts[side])) return say("its verdicts are on another comparison, {id}, of other texts", { id: inShort(layer.comparison) });
    const unsigned = wrongSignature(layer);
    if (unsigned) return unsigned;
    if (!Array.isArray(layer.verdicts)) return say("its verdicts are no list");
    const seen = new Set();
    for (const [index, one] of layer.verdicts.entries()) {
      const found = wrongVerdict(one, own && !one?.evidence ? here.markers : null, index + 1);
      if (found) return found;
      if (seen.has(one.marker)) return say("marker {marker} is judged twice", { marker: one.marker });
      seen.add(one.marker);
    }
    return ownMarkers.wrong(layer.own_markers);
  }

  const restsOn = ({ code, direction, old, new: fresh }) => JSON.stringify([code, direction, ...[old, fresh].map((side) => side.map((one) => [one.start, one.exact]))]);

  // The marker that a verdict is on: by its id in its own comparison, else the only one that rests on the same; or none.
  function place({ marker, evidence }, own, here) {
    const same = evidence ? here.markers.filter((one) => restsOn(here.evidence[one]) === restsOn(evidence)) : [];
    if (own && (evidence ? same : here.markers).includes(marker)) return marker;
    return same.length === 1 ? same[0] : null;
  }

  // What was judged, in words: its id, and what it rests on.
  function named({ marker, evidence }) {
    const [old, fresh] = ["old", "new"].map((side) => inShort(evidence?.[side].map((one) => one.exact).join("; ") ?? ""));
    return evidence ? `${marker} (${evidence.code}, “${old}” → “${fresh}”)` : marker;
  }

  // A signed layer with its verdicts on the markers of this comparison; in `left`, in words, what has no place here.
  // Where some have none, the others bear the signature one by one: it was for all.
  function placed(layer, here) {
    const found = layer.verdicts.map((one) => ({ one, marker: place(one, layer.comparison === here.id, here) }));
    const verdicts = found.filter(({ marker }) => marker).map(({ one, marker }) => bare({ ...one, marker }));
    const twice = verdicts.find(({ marker }, index) => verdicts.findIndex((one) => one.marker === marker) < index);
    if (twice) throw new Told(say("marker {marker} is judged twice", { marker: twice.marker }));
    const left = found.filter(({ marker }) => !marker).map(({ one }) => named(one));
    const { own_markers = [] } = layer;
    const own = { schema: SCHEMA, comparison: here.id, analyst: layer.analyst, date: layer.date, verdicts, own_markers };
    return { layer: left.length ? unsigned(own) : own, left };
  }

  // A verdict as the page keeps it, without what its marker rests on.
  const bare = ({ marker, verdict, note, analyst, date }) => ({ marker, verdict, note, ...analyst && { analyst, date } });

  // The verdicts of a layer, each with who gave it, where it is signed.
  const signed = (layer) => layer.verdicts.map((one) => one.analyst || !layer.date ? one : { ...one, analyst: layer.analyst, date: layer.date });

  // The layer without a signature for the whole: each of its verdicts and own markers bears its own.
  const unsigned = (layer) => ({ ...layer, date: "", verdicts: signed(layer), own_markers: ownMarkers.signed(layer) });

  // The layer as one signs it: what another has signed stays that other's.
  const signedBy = (layer, analyst, date) => ({ ...layer, analyst, date, own_markers: ownMarkers.signedBy(layer, analyst), verdicts: signed(layer).map((one) => one.analyst === analyst ? bare({ ...one, analyst: "" }) : one) });

  // The layer as it is taken along: with the digests of the texts, and what each judged marker rests on.
  const whole = ({ schema, comparison, analyst, date, verdicts, own_markers = [] }, here) => ({ schema, comparison, analyst, date, texts: here.texts, verdicts: verdicts.map((one) => ({ ...one, evidence: here.evidence[one.marker] })), ...own_markers.length && { own_markers } });

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

  function read(text, here) {
    const layer = within(text);
    const found = wrong(layer, here);
    if (found) throw new Told(found);
    return placed(layer, here);
  }

  // What this browser kept, which need not be signed: the verdicts that are none are counted in `lost`.
  function kept(text, { id, markers }) {
    let told;
    try { told = JSON.parse(text); } catch { return { layer: null, lost: 1 }; }
    if (told === null) return { layer: null, lost: 0 };
    if (!isThing(told) || told.comparison !== id || !Array.isArray(told.verdicts)) return { layer: null, lost: 1 };
    const seen = new Set();
    const verdicts = told.verdicts.filter((one, index) => !wrongVerdict(one, markers, index) && !seen.has(one.marker) && seen.add(one.marker));
    const analyst = typeof told.analyst === "string" && length(told.analyst) <= LONGEST_NAME ? told.analyst : "";
    const lacking = ownMarkers.wrong(told.own_markers) ? 1 : 0;
    const lost = told.verdicts.length - verdicts.length + lacking;
    const own_markers = lacking ? [] : told.own_markers ?? [];
    const layer = { schema: SCHEMA, comparison: id, analyst, date: isDay(told.date) && analyst ? told.date : "", verdicts, own_markers };
    return { layer: lost ? unsigned(layer) : layer, lost };
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

  // One verdict of two: the first wins, and the note of the other stands below its own. What is added to is no longer
  // as anyone signed it; so each note of another bears the name.
  function joined(first, second, name) {
    if (!second.note || first.note.includes(second.note)) return first;
    const under = (note, by) => by ? `${by}${say(": ")}${note}` : note;
    const note = first.note ? `${under(first.note, first.analyst)}\n\n${under(second.note, second.analyst || name)}` : under(second.note, second.analyst);
    if (length(note) > LONGEST_NOTE) throw new Told(say("the two notes on marker {marker} are together longer than {most} characters; shorten yours first", { marker: first.marker, most: LONGEST_NOTE }));
    return { marker: first.marker, verdict: first.verdict ?? second.verdict, note };
  }

  // Both layers in one: where they differ one of them wins. Who gave a verdict stays with it; where both say the same it is
  // one's own. What nobody signed as it is now bears no date.
  function merged(mine, theirs, theirsWin) {
    const all = byMarker(signed(mine));
    for (const one of signed(theirs)) {
      const own = all.get(one.marker);
      if (!own || covers(one, own) && !same(one, own)) all.set(one.marker, one);
      else if (!covers(own, one)) all.set(one.marker, theirsWin ? joined(one, own, mine.analyst || say("before")) : joined(own, one, theirs.analyst));
    }
    const verdicts = [...all.values()];
    const own_markers = ownMarkers.merged(mine, theirs);
    const giver = (one) => JSON.stringify([one?.analyst, one?.date]);
    const are = (layer) => layer.date && layer.verdicts.length === verdicts.length && signed(layer).every((one) => same(one, all.get(one.marker)) && giver(one) === giver(all.get(one.marker))) && ownMarkers.alike(ownMarkers.signed(layer), own_markers);
    return [mine, theirs].find(are) ?? { schema: SCHEMA, comparison: mine.comparison, analyst: mine.analyst, date: "", verdicts, own_markers };
  }

  const checks = { isThing, otherParts, length, wrongSignature, isQuote };

  return { SCHEMA, LONGEST_NOTE, checks, unsigned, Told, read, kept, same, byMarker, apart, merged, signed, signedBy, whole };
})();
