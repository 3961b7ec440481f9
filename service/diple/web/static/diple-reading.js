// A comparison of the form diple.comparison/1 as rows to draw: for <diple-diff>, and without any element.
// Offsets count code points, as Diple does, and never UTF-16 units.

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);
const FOLD_FROM = 5;
const SURENESS = ["likely", "perhaps", "doubtful"];

// One text, cut by code points.
export class Wording {
  constructor(side, which) {
    this.text = side.text;
    this.places = null;
    if (/[\ud800-\udfff]/.test(this.text)) {
      this.places = [0];
      for (const point of this.text) this.places.push(this.places.at(-1) + point.length);
    }
    const length = this.places ? this.places.length - 1 : this.text.length;
    if (side.characters !== length) throw new RangeError(`The ${which} text has ${length} code points, and the comparison speaks of ${side.characters}.`);
    this.starts = (side.blocks ?? []).map((block) => block.start);
    this.blocks = side.blocks ?? [];
    this.tongue = { lang: side.language === "und" ? "" : side.language, dir: RIGHT_TO_LEFT.has(side.language) ? "rtl" : side.language === "und" ? "auto" : "ltr" };
  }

  slice(start, end) { return this.places ? this.text.slice(this.places[start], this.places[end]) : this.text.slice(start, end); }

  // The place of the first block that begins at an offset or after it.
  first(offset) {
    let low = 0, high = this.starts.length;
    while (low < high) { const middle = (low + high) >> 1; if (this.starts[middle] < offset) low = middle + 1; else high = middle; }
    return low;
  }

  // Where blocks begin within a span.
  begun(start, end) { return this.starts.slice(this.first(start), this.first(end)); }

  // The block with whose beginning the first of the spans begins.
  opened(spans) {
    const at = spans.length ? this.first(spans[0].start) : this.starts.length;
    return this.starts[at] < spans[0]?.end ? this.blocks[at] : null;
  }
}

// One side of a segment, its spans joined, read from left to right; offsets are those of the whole text.
class Reader {
  constructor(wording, spans) {
    this.wording = wording;
    this.spans = spans;
    this.at = 0;
    this.length = spans.reduce((sum, span) => sum + span.end - span.start, 0);
  }

  local(offset) {
    let passed = 0;
    for (const { start, end } of this.spans) {
      if (start <= offset && offset <= end && passed + offset - start >= this.at) return passed + offset - start;
      passed += end - start;
    }
    return this.at;
  }

  skip(count) {
    const from = this.at, to = Math.min(this.length, from + count);
    let passed = 0, read = "";
    for (const { start, end } of this.spans) {
      const low = Math.max(from, passed), high = Math.min(to, passed + end - start);
      if (low < high) read += this.wording.slice(start + low - passed, start + high - passed);
      passed += end - start;
    }
    this.at = to;
    return read;
  }

  upto(offset) { return this.skip(this.local(offset) - this.at); }
}

// The wording of a segment in order: what both sides share, and each change with its two sides.
export function pieces(segment, changes, oldText, newText) {
  const before = new Reader(oldText, segment.old), after = new Reader(newText, segment.new), found = [];
  for (const change of changes) {
    const [from, way] = [before.at, after.at];
    const shared = change.old ? before.upto(change.old.start) : after.upto(change.new.start);
    if (change.old && change.new) after.upto(change.new.start);
    else if (change.old) after.skip(before.at - from);
    else before.skip(after.at - way);
    if (shared) found.push({ old: shared, new: shared });
    if (change.old) before.upto(change.old.end);
    if (change.new) after.upto(change.new.end);
    found.push({ old: change.old?.quote ?? "", new: change.new?.quote ?? "", change });
  }
  const rest = { old: before.skip(before.length), new: after.skip(after.length) };
  if (rest.old || rest.new) found.push(rest);
  return found;
}

// The rows of a comparison. JSON that was written before it had `rows` is shown, too: what moved has its old place just
// above the new one there, and a marker is beside the segment of its first change.
export function rowsOf({ rows, segments, changes, markers }) {
  if (rows) return rows;
  const owners = new Map(changes.map((change) => [change.id, change.segment]));
  const beside = Map.groupBy(markers, (marker) => owners.get(marker.changes[0]));
  return segments.flatMap((segment) => {
    const own = (beside.get(segment.id) ?? []).map((marker) => marker.id);
    const row = { segment: segment.id, away: false, down: true, quiet: segment.status === "equal" && !segment.moved && !own.length, markers: own };
    return segment.moved && segment.old.length ? [{ ...row, away: true, markers: [] }, row] : [row];
  });
}

// The nearest wordings of the other text to each segment that nothing answers, by its id, the surest first: where they are, and how sure.
export function nearestOf({ segments, nearest = [] }) {
  const found = new Map(), sorted = nearest.toSorted((one, other) => SURENESS.indexOf(one.sure) - SURENESS.indexOf(other.sure));
  for (const [own, side] of sorted.length ? [["old", "new"], ["new", "old"]] : []) {
    const alone = segments.filter((segment) => segment[own].length && !segment[side].length);
    for (const near of sorted) {
      const holder = alone.find((segment) => segment[own].some((span) => span.start <= near[own].start && near[own].start < span.end));
      if (holder) found.set(holder.id, [...found.get(holder.id) ?? [], { ...near[side], side, sure: near.sure }]);
    }
  }
  return found;
}

// Runs of rows that are open or folded: in a long quiet run one row stays open on either side.
export function runs(rows, folding) {
  const made = [];
  const add = (some, folded) => { if (some.length) (made.at(-1) && !folded && !made.at(-1).folded ? made.at(-1).rows.push(...some) : made.push({ folded, rows: [...some] })); };
  for (let at = 0; at < rows.length;) {
    let end = at + 1;
    while (end < rows.length && rows[end].quiet === rows[at].quiet) end++;
    const run = rows.slice(at, end), first = at > 0 ? 1 : 0, last = run.length - (end < rows.length ? 1 : 0);
    if (folding && run[0].quiet && last - first >= FOLD_FROM) { add(run.slice(0, first), false); add(run.slice(first, last), true); add(run.slice(last), false); }
    else add(run, false);
    at = end;
  }
  return made;
}
