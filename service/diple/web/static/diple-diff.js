// <diple-diff>: a comparison of the form diple.comparison/1 as an element of any page. One module, nothing else needed.
// Texts are only ever set as text; offsets count code points, as Diple does, and never UTF-16 units.

// The words of the interface. The service fills them in from its catalogues when it serves this module.
const WORDS = {};

const LEVELS = ["critical", "high", "notable", "minor", "noise"];
const VIEWS = ["side", "inline"];
const HIGHEST = 10; // so many markers are listed at first
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);
const FOLD_FROM = 5;
const CHUNK = 24;
const LONG = 800;
const HOSTILE = /([\0-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/;
const SIGNS = { equal: "", changed: "±", added: "+", dropped: "−", reworded: "~", aligned: "", unaligned: "?", away: "↕" };

const CONTRAST = `--_ink: var(--diple-ink, light-dark(#000, #fff)); --_paper: var(--diple-paper, light-dark(#fff, #000));
  --_quiet: var(--diple-quiet, light-dark(#333, #ddd)); --_rule: var(--diple-rule, light-dark(#000, #fff));
  --_ins: var(--diple-insert, light-dark(#00308f, #9fd0ff)); --_del: var(--diple-delete, light-dark(#8f0000, #ffb3a7));
  --_move: var(--diple-move, light-dark(#4b0082, #e0c3ff)); --_mark: var(--diple-mark, light-dark(#8f0000, #ffb3a7));`;

// One column, for the inline view and for every narrow place: the new cell holds the whole redline.
const ONE_COLUMN = `
  & .row { grid-template-columns: minmax(0, 1fr) auto } & .row > .new { grid-area: 1 / 1 } & .signs { grid-area: 1 / 2 }
  & .row > .old, & .heads, & .none > .aside, &:not(.all) .hushed { display: none }
  & .away > .old { display: block; grid-area: 1 / 1; text-decoration: line-through var(--_move) 1px; color: var(--_quiet) } & .away > .new { grid-area: 2 / 1 }
  & del + ins { margin-inline-start: .15em }
  &.all .was { display: inline; text-decoration: line-through dotted }
  &.translation .row > .old { display: block; grid-area: auto / 1; color: var(--_quiet) } &.translation .row > .new { grid-area: auto / 1 } &.translation .none > .aside { display: inline }
  &.translation .signs { grid-area: 1 / 2 / span 2 }`;

const STYLE = `
:host { display: block; container-type: inline-size; color-scheme: light dark;
  --_ink: var(--diple-ink, light-dark(#201d19, #e8e3d8)); --_paper: var(--diple-paper, light-dark(#fcfbf7, #171512));
  --_quiet: var(--diple-quiet, light-dark(#68635a, #a39c8e)); --_rule: var(--diple-rule, light-dark(#ddd7ca, #3a362f));
  --_ins: var(--diple-insert, light-dark(#17498f, #94bdf5)); --_ins-wash: var(--diple-insert-wash, light-dark(#e6eef9, #18283f));
  --_del: var(--diple-delete, light-dark(#9c2018, #f2a097)); --_del-wash: var(--diple-delete-wash, light-dark(#fae8e4, #3c1d19));
  --_move: var(--diple-move, light-dark(#633a97, #c9aef0)); --_mark: var(--diple-mark, light-dark(#9c2018, #f2a097));
  --_focus: var(--diple-focus, light-dark(#17498f, #94bdf5)); --_font: var(--diple-font, "Iowan Old Style", Palatino, Georgia, "Noto Serif", serif) }
:host([hidden]) { display: none }
:host([palette="legal"]) { --_ins: var(--diple-insert, light-dark(#1c4fa0, #94bdf5)); --_del: var(--diple-delete, light-dark(#1c4fa0, #94bdf5)); --_move: var(--diple-move, light-dark(#1b6b3a, #8fd0a5));
  --_ins-wash: var(--diple-insert-wash, transparent); --_del-wash: var(--diple-delete-wash, transparent) }
:host([palette="contrast"]) { ${CONTRAST} }
@media (prefers-contrast: more) { :host(:not([palette])) { ${CONTRAST} } }
* { box-sizing: border-box } [hidden] { display: none !important }
.base { background: var(--_paper); color: var(--_ink); font: var(--diple-size, 1rem)/1.55 var(--_font); padding: 0 .75rem .75rem }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; user-select: none }
:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px }
button, select { font: inherit; color: inherit; background: none; border: 0; padding: 0 .2rem; cursor: pointer }
select { background: var(--_paper); border-bottom: 1px solid var(--_rule) }
.bar { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; align-items: baseline; border-bottom: 1px solid var(--_rule); padding: .35rem 0; font-size: .9375em }
.bar button { color: var(--_quiet); border-bottom: 2px solid transparent } .bar [aria-pressed="true"] { color: var(--_ink); border-color: var(--_mark) }
.notices { margin: .6rem 0; padding: 0 0 0 .8rem; border-inline-start: 3px double var(--_rule); list-style: none; font-size: .9375em }
.register { margin: .6rem 0 1.2rem; font-size: .9375em } .register > summary, .more { color: var(--_quiet); font-style: italic; cursor: pointer }
.markers { list-style: none; margin: .2rem 0; padding: 0 } .markers li { border-bottom: 1px solid var(--_rule) }
.entry { display: grid; grid-template-columns: 2.2em minmax(0, 1fr); width: 100%; padding: .2rem 0; text-align: start } .entry:hover b { text-decoration: underline 1px; text-underline-offset: .2em }
.more { text-decoration: underline 1px; text-underline-offset: .2em; padding: .2rem 0 }
.marker { margin: .3rem 0 .9rem; padding: .1rem 0 .1rem .9rem; border-inline-start: 2px solid var(--_mark); font-size: .9375em; max-width: 44rem }
.marker > * { margin: .35rem 0 } .marker blockquote { padding-inline-start: .8rem; border-inline-start: 1px solid var(--_rule) } .marker ul { padding: 0; list-style: none }
.score { font-weight: 600; color: var(--_mark); font-variant-numeric: lining-nums tabular-nums } .quiet { color: var(--_quiet) }
mark { background: none; color: inherit; font-weight: 600 }
.row, .heads { display: grid; grid-template-columns: minmax(0, 1fr) 4rem minmax(0, 1fr); column-gap: .8rem }
.heads { border-bottom: 1px solid var(--_rule); padding: .5rem 0 .2rem; font-size: .9375em } .heads .new { grid-column: 3 }
.old, .new { padding: .1rem 0; overflow-wrap: break-word; hyphens: auto; min-width: 0 }
:lang(zh) { line-break: strict } .opens { margin-top: .55rem } .heading .old, .heading .new { font-weight: 600 }
.para { display: block; content: ""; margin-top: .55rem } .joint, .shape { color: var(--_quiet) } .shape { font-size: .75em; font-style: italic; line-height: 1.2 }
.signs { display: flex; flex-wrap: wrap; gap: 0 .2rem; justify-content: center; align-content: start; color: var(--_quiet) }
.sign { color: var(--_mark); font-weight: 600; font-size: .875em; line-height: 1.7; padding: 0 .1rem } .sign[aria-expanded="true"] { text-decoration: underline 2px; text-underline-offset: .25em }
.long .chunk { content-visibility: auto; contain-intrinsic-size: auto 60rem }
ins, del { text-decoration: none } ins { color: var(--_ins) } del { color: var(--_del) }
.deleted { background: var(--_del-wash); text-decoration: line-through 1px } .inserted { background: var(--_ins-wash); text-decoration: underline 1px; text-underline-offset: .18em }
.blank::before { content: attr(data-sign); opacity: .7 }
.moved > .old, .moved > .new { text-decoration: underline double var(--_move) 1px; text-underline-offset: .2em } .way { color: var(--_move); display: inline-block; font-style: italic; font-size: .9375em; text-align: inherit; padding: 0 }
.way + * { margin-inline-start: .35em }
.caret::before { content: "\\2060"; border-inline-start: 2px solid var(--_ins); margin: 0 .08em }
.control { font-size: .75em; border: 1px solid var(--_mark); color: var(--_mark); padding: 0 .2em; direction: ltr; unicode-bidi: isolate }
.was, .noise > .vh { display: none } .all .noise { border-bottom: 1px dotted var(--_quiet) } .all .noise > .vh { display: inline } .aside { color: var(--_quiet); font-style: italic; font-weight: 400; font-size: .9375em }
.current { outline: 2px solid var(--_focus); outline-offset: 1px }
.fold > summary { color: var(--_quiet); font-style: italic; font-size: .9375em; cursor: pointer; padding: .3rem 0 }
@container (min-width: 36.01rem) { .side {
  & .new .c del, & .whole { display: none }
  & .gone::before { content: "\\2060"; border-inline-start: 2px solid var(--_del); margin: 0 .08em } & .none .gone::before { content: none } } }
.base.inline { ${ONE_COLUMN} }
@container (max-width: 36rem) { .base { ${ONE_COLUMN} } .view, .keys { display: none } }
.error { border-inline-start: 3px double var(--_del); padding: .3rem .8rem; margin: .5rem 0 } .error button, .marker button { text-decoration: underline 1px; text-underline-offset: .2em; padding: 0 }
.loading { color: var(--_quiet); font-style: italic; margin: 0; padding: .5rem 0; animation: appear 1ms .4s both } @keyframes appear { from { visibility: hidden } }
@media print {
  :host { color-scheme: light } .bar, .more { display: none } .marker[hidden], .markers [hidden] { display: block !important }
  .long .chunk { content-visibility: visible } .row, .marker { break-inside: avoid } ins, del, .inserted, .deleted { print-color-adjust: exact }
}
`;

// An element with its part, attributes and children; strings become text, never markup.
function make(name, part, attributes, ...children) {
  const made = document.createElement(name);
  if (part) { made.className = part; made.setAttribute("part", part); }
  for (const [key, value] of Object.entries(attributes ?? {})) if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// A text as nodes: what cannot be seen, or would change the order of the rest, is named instead of obeyed.
function shown(text) {
  const made = document.createDocumentFragment();
  text.split(HOSTILE).forEach((run, at) => {
    if (at % 2) made.append(make("span", "control", null, "U+" + run.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")));
    else if (run) made.append(run);
  });
  return made;
}

// One text, cut by code points.
class Wording {
  constructor(side, which) {
    this.text = side.text;
    this.places = null;
    if (/[\ud800-\udfff]/.test(this.text)) {
      this.places = [0];
      for (const point of this.text) this.places.push(this.places.at(-1) + point.length);
    }
    const length = this.places ? this.places.length - 1 : this.text.length;
    if (side.characters !== length) throw new Error(`The ${which} text has ${length} code points, and the comparison speaks of ${side.characters}.`);
    this.starts = (side.blocks ?? []).map((block) => block.start);
    this.blocks = side.blocks ?? [];
    this.tongue = { lang: side.language === "und" ? "" : side.language, dir: RIGHT_TO_LEFT.has(side.language) ? "rtl" : side.language === "und" ? "auto" : "ltr" };
  }

  slice(start, end) { return this.places ? this.text.slice(this.places[start], this.places[end]) : this.text.slice(start, end); }

  // The block with whose beginning the first of the spans begins.
  opened(spans) {
    if (!spans.length) return null;
    let low = 0, high = this.starts.length;
    while (low < high) { const middle = (low + high) >> 1; if (this.starts[middle] < spans[0].start) low = middle + 1; else high = middle; }
    return low < this.starts.length && this.starts[low] < spans[0].end ? this.blocks[low] : null;
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
function pieces(segment, changes, oldText, newText) {
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

// The segments in the order of the new text, and a row at the old place of each that moved.
function rowsOf(comparison) {
  const stays = comparison.segments.map((segment, at) => ({ segment, at })).filter(({ segment }) => segment.old.length && !segment.moved);
  const leaving = new Map();
  comparison.segments.forEach((segment, at) => {
    if (!segment.moved || !segment.old.length) return;
    const before = stays.find((one) => one.segment.old[0].start >= segment.old[0].start)?.at ?? comparison.segments.length;
    leaving.set(before, [...(leaving.get(before) ?? []), { segment, away: true, down: before <= at }]);
  });
  const made = [];
  for (let at = 0; at <= comparison.segments.length; at++) {
    made.push(...(leaving.get(at) ?? []).sort((one, other) => one.segment.old[0].start - other.segment.old[0].start));
    if (at < comparison.segments.length) made.push({ segment: comparison.segments[at], away: false, down: false });
  }
  return made;
}

class DipleDiff extends HTMLElement {
  static observedAttributes = ["src", "view", "level", "lang", "palette", "noise"];
  #root = this.attachShadow({ mode: "open" });
  #comparison = null;
  #ending = null;
  #current = null;
  #counted = 0;
  #watch = new MutationObserver(() => { if (!this.#comparison && !this.hasAttribute("src")) this.#readChild(); });

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(document.createElement("slot"));
    this.#root.addEventListener("keydown", (event) => this.#key(event));
  }

  // The comparison that is shown; one may be set from a script instead of giving its address.
  get comparison() { return this.#comparison; }
  set comparison(given) { this.#take(given); }
  get view() { return VIEWS.includes(this.getAttribute("view")) ? this.getAttribute("view") : "side"; }
  get level() { return LEVELS.includes(this.getAttribute("level")) ? this.getAttribute("level") : "noise"; }

  connectedCallback() {
    this.#watch.observe(this, { childList: true, subtree: true, characterData: true });
    if (!this.#comparison) this.hasAttribute("src") ? this.#fetch() : this.#readChild();
  }

  disconnectedCallback() { this.#watch.disconnect(); this.#ending?.abort(); }

  attributeChangedCallback(name, was, is) {
    if (was === is || !this.isConnected) return;
    if (name === "src") { if (is !== null) this.#fetch(); return; }
    if (name === "view" && this.#comparison) { this.#viewed(); return; }
    if (name !== "palette" && this.#comparison) this.#render();
  }

  // Goes to a change or marker of this id, marks it and tells of it. True where there is one.
  select(id) {
    const change = this.#comparison?.changes.find((one) => one.id === id), marker = this.#comparison?.markers.find((one) => one.id === id);
    if (!change && !marker) return false;
    const element = this.#root.getElementById(id);
    if (element) this.#go(element);
    const quotes = (side) => change ? [change[side]?.quote].filter((quote) => quote !== undefined) : marker[side].map((selector) => selector.exact);
    this.#tell("diple-select", {
      kind: change ? "change" : "marker", id, comparison: this.#comparison.id, segment: change?.segment ?? null,
      changes: change ? [id] : marker.changes, markers: change ? change.markers : [id], old: quotes("old"), new: quotes("new"),
    });
    return true;
  }

  async #fetch() {
    this.#ending?.abort();
    const ending = this.#ending = new AbortController(), src = this.getAttribute("src");
    try {
      const from = new URL(src, document.baseURI);
      const answer = await fetch(from, { headers: { Accept: "application/json" }, signal: ending.signal }).catch((error) => {
        if (ending.signal.aborted || from.origin === location.origin) throw error;
        throw new Error(`${from.origin} does not answer, or does not let ${location.origin} read it: DIPLE_EMBED_ANCESTORS must name it there.`);
      });
      const told = await answer.json().catch(() => null);
      if (ending.signal.aborted) return;
      if (!answer.ok) throw new Error(told?.detail ?? `${src} answers with status ${answer.status}.`);
      this.#take(told);
    } catch (error) {
      if (!ending.signal.aborted) this.#fail(error);
    }
  }

  #readChild() {
    const child = this.querySelector(':scope > script[type="application/json"]');
    if (!child) return;
    let told;
    try { told = JSON.parse(child.textContent); } catch (error) {
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#readChild(), { once: true });
      else this.#fail(error);
      return;
    }
    this.#take(told);
  }

  #take(told) {
    const before = this.#comparison;
    try {
      if (told?.schema !== "diple.comparison/1") throw new Error(`This is no comparison of the form diple.comparison/1, but ${told?.schema ?? "something else"}.`);
      this.#comparison = told;
      this.#render();
    } catch (error) { this.#comparison = before; this.#fail(error); return; }
    this.#tell("diple-load", { comparison: told.id, mode: told.mode, changes: told.changes.length, markers: told.markers.length });
  }

  #fail(error) {
    this.#root.replaceChildren(make("div", "base", { lang: this.#tongue() },
      make("p", "failed", { role: "alert" }, this.#say("The comparison cannot be shown."), " ", make("span", "", { lang: "en" }, String(error.message))), document.createElement("slot")));
    this.#tell("diple-error", { message: String(error.message), src: this.getAttribute("src") });
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })); }

  #tongue() {
    const asked = (this.getAttribute("lang") || this.closest("[lang]")?.lang || "en").toLowerCase().split("-")[0];
    return asked in WORDS ? asked : "en";
  }

  // A phrase or joiner of the catalogue. Numbers are written as the language writes them, and choose the phrase's form.
  #say(phrase, values = {}) {
    const tongue = this.#tongue(), known = WORDS[tongue], said = known?.phrases?.[phrase] ?? known?.joiners?.[phrase] ?? phrase;
    const chosen = said.other ? said[new Intl.PluralRules(tongue).select(values[said.by ?? "n"])] ?? said.other : said;
    const written = (value) => typeof value === "number" ? value.toLocaleString(tongue) : value;
    return chosen.replace(/\{(\w+)\}/g, (whole, name) => written(values[name]) ?? whole);
  }

  #name(name) { return WORDS[this.#tongue()]?.names?.[name] ?? String(name).replaceAll("_", " "); }

  #title(marker) { return WORDS[this.#tongue()]?.titles?.[marker.code] ?? this.#name(marker.name); }

  #viewed() {
    const text = this.#root.querySelector(".base");
    text.classList.toggle("inline", this.view === "inline");
    text.classList.toggle("side", this.view === "side");
    for (const button of this.#root.querySelectorAll(".view")) button.setAttribute("aria-pressed", button.value === this.view);
    if (this.#current) this.#go(this.#current);
  }

  #render() {
    const it = this.#comparison, sides = [new Wording(it.old, "old"), new Wording(it.new, "new")];
    const rank = LEVELS.indexOf(this.level), markers = it.markers.filter((marker) => LEVELS.indexOf(marker.level) <= rank);
    const base = make("div", "base", { lang: this.#tongue(), dir: "ltr" });
    base.classList.add(this.view, it.mode);
    base.append(this.#bar(), make("p", "vh", { role: "status" }), this.#register(markers, sides), this.#heads(sides), this.#text(it, markers, sides));
    this.#current = null;
    this.#root.replaceChildren(base);
  }

  #bar() {
    const views = [["side", this.#say("Side by side")], ["inline", this.#say("Inline")]].map(([value, words]) => {
      const button = make("button", "view", { type: "button", value, "aria-pressed": this.view === value }, words);
      button.addEventListener("click", () => this.setAttribute("view", value));
      return button;
    });
    const choice = make("select", "level", {}, ...LEVELS.map((level) => make("option", "", { value: level, selected: level === this.level ? "" : null }, level === "noise" ? this.#say("all") : this.#name(level))));
    choice.addEventListener("change", () => { this.setAttribute("level", choice.value); this.#root.querySelector("select").focus(); });
    return make("div", "bar", { role: "toolbar", "aria-label": this.#say("View") }, ...views, make("label", "", {}, this.#say("Least level:"), " ", choice),
      make("span", "quiet", {}, this.#say("Keys: j and k change, m marker, i inline")));
  }

  #register(markers, sides) {
    const summary = make("summary", "", {}, this.#say("Markers: {n}", { n: markers.length }));
    return make("details", "register", { open: "" }, summary, make("ol", "markers", {}, ...markers.map((marker) => make("li", "", {}, this.#marker(marker, sides)))));
  }

  #marker(marker, [oldText, newText]) {
    const quote = (side, tongue) => marker[side].map((selector) => make("blockquote", "quote", {}, make("span", "quiet", {}, side === "old" ? this.#say("old") : this.#say("new"), " "),
      make("span", "", tongue, shown(selector.prefix), make("mark", "", {}, shown(selector.exact)), shown(selector.suffix))));
    const summary = make("summary", "", {}, make("span", "score", {}, String(marker.score)), " ", make("b", "", {}, this.#title(marker)), " ", make("span", "quiet", {}, this.#name(marker.level)),
      " · ", this.#name(marker.direction), this.#say(": "), make("bdi", "", { lang: "en" }, marker.referent));
    summary.addEventListener("click", () => { if (!summary.parentElement.open) queueMicrotask(() => this.select(marker.id)); });
    const made = make("details", "marker", { id: marker.id }, summary, make("p", "rationale", { lang: "en" }, shown(marker.rationale)), ...quote("old", oldText.tongue), ...quote("new", newText.tongue));
    made.setAttribute("part", `marker marker-${marker.level}`);
    if (marker.contested) made.append(make("p", "", {}, make("b", "", {}, this.#say("Contested.")), " ", make("span", "", { lang: "en" }, shown(marker.counter_reading ?? ""))));
    made.append(make("p", "quiet", {}, this.#say("The score as a sum")), make("ul", "sum", {}, ...marker.terms.map((term) => make("li", "", { lang: "en" }, `${term.value < 0 ? "−" : "+"} ${Math.abs(term.value)} ${term.reason}`))),
      make("p", "quiet", {}, `${this.#say("Rule")} ${marker.rule.id} · ${marker.rule.pack} ${marker.rule.version}`));
    return made;
  }

  #heads(sides) {
    const it = this.#comparison, head = (side, at) => make("div", side, {}, make("span", "quiet", {}, side === "old" ? this.#say("old") : this.#say("new"), " "), make("span", "", sides[at].tongue, shown(it[side].title ?? "")));
    return make("div", "heads", {}, head("old", 0), head("new", 1));
  }

  #text(it, markers, sides) {
    const changes = new Map(it.changes.map((change) => [change.id, change])), known = new Map(markers.map((marker) => [marker.id, marker])), said = new Set();
    this.#counted = 0;
    const rows = rowsOf(it).map((row) => {
      const own = row.segment.changes.map((id) => changes.get(id)).filter(Boolean);
      const marks = row.away ? [] : [...new Set(own.flatMap((change) => change.markers))].map((id) => known.get(id)).filter((marker) => marker && !said.has(marker.id));
      marks.forEach((marker) => said.add(marker.id));
      const quiet = !row.away && !row.segment.moved && !marks.length && ["equal", "changed"].includes(row.segment.status) && own.every((change) => change.noise);
      return { ...row, marks, quiet, pieces: pieces(row.segment, own, ...sides) };
    });
    const text = make("div", "text", { role: "region", "aria-label": this.#say("The two texts") });
    text.classList.toggle("long", rows.length >= LONG);
    text.classList.toggle("all", this.hasAttribute("noise"));
    for (const run of runs(rows, it.mode !== "translation")) {
      const into = run.folded ? make("details", "fold", {}, make("summary", "", {}, this.#say("{n} sentences without a change that counts", { n: run.rows.length }))) : text;
      for (let at = 0; at < run.rows.length; at += CHUNK) into.append(make("div", "chunk", {}, ...run.rows.slice(at, at + CHUNK).map((row) => this.#row(row, sides))));
      if (run.folded) text.append(into);
    }
    const first = text.querySelector(".c");
    if (first) first.tabIndex = 0;
    return text;
  }

  #row(row, [oldText, newText]) {
    const { segment, away } = row, kind = away ? "away" : segment.status, alone = segment.moved && !away && segment.status === "equal";
    const block = (newText.opened(away ? [] : segment.new) ?? oldText.opened(segment.old));
    const made = make("div", "row", { id: away ? `${segment.id}-from` : segment.id });
    made.setAttribute("part", `row row-${segment.moved ? "moved" : kind}`);
    made.classList.add(kind, ...(segment.moved ? ["moved"] : []), ...(block ? ["opens", block.kind] : []));
    const old = make("div", "old", oldText.tongue), fresh = make("div", "new", newText.tongue), aside = (words) => make("span", "aside", { lang: this.#tongue(), dir: "ltr" }, words);
    if (segment.moved && segment.old.length) (away ? fresh : old).append(this.#way(row));
    if (segment.moved && segment.old.length && !away) fresh.append(make("span", "whole", {}, this.#way(row), " "));
    if (kind === "added" && !segment.moved) { old.classList.add("none"); old.append(aside(this.#say("not in the old text"))); }
    else if (!alone) this.#side(old, row.pieces, "old", away);
    if (kind === "dropped") { fresh.classList.add("none"); fresh.append(aside(this.#say("not in the new text"))); }
    if (!away) this.#side(fresh, row.pieces, "new", false);
    const signs = make("div", "signs", {}, make("span", "", { "aria-hidden": "true" }, segment.moved ? "↕" : row.quiet ? "" : SIGNS[kind]), kind === "reworded" ? make("span", "vh", {}, this.#say("possibly reworded")) : null);
    for (const marker of row.marks) {
      const button = make("button", "sign", { type: "button", "aria-label": `${this.#title(marker)}${this.#say(", ")}${this.#name(marker.level)} ${marker.score}` }, `›${marker.score}`);
      button.addEventListener("click", () => this.select(marker.id));
      signs.append(button);
    }
    made.append(old, signs, fresh);
    return made;
  }

  // The link between the two ends of a move.
  #way({ segment, away, down }) {
    const arrow = down === away ? "↓" : "↑", words = away ? this.#say("moved to") : this.#say("moved from");
    const button = make("button", "way", { type: "button", lang: this.#tongue(), dir: "ltr" }, `${words} ${arrow}`);
    button.setAttribute("part", "move");
    button.addEventListener("click", () => this.#go(this.#root.getElementById(away ? segment.id : `${segment.id}-from`)));
    return button;
  }

  #side(cell, parts, side, away) {
    for (const piece of parts) {
      const { change } = piece;
      if (!change) cell.append(shown(piece[side]));
      else if (change.noise) cell.append(this.#noise(piece, side));
      else if (side === "new") cell.append(this.#change(piece));
      else if (piece.old) cell.append(this.#tracked("del", "delete", piece.old, away ? null : change.id));
      else cell.append(make("span", "caret", { "data-c": change.id }));
    }
  }

  #noise(piece, side) {
    if (side === "old") return shown(piece.old);
    const why = this.#name(piece.change.noise);
    return make("span", "noise", { title: why }, make("span", "vh", { lang: this.#tongue() }, `${why}${this.#say(": ")}`), make("s", "was", {}, shown(piece.old)), shown(piece.new));
  }

  #change({ change, ...piece }) {
    const made = make("span", piece.new ? "c" : "c gone", { id: change.id, role: "group", tabindex: "-1", "aria-label": this.#say("Change {n}", { n: ++this.#counted }) },
      piece.old ? this.#tracked("del", "delete", piece.old, null) : null, piece.new ? this.#tracked("ins", "insert", piece.new, null) : null);
    made.setAttribute("part", `change change-${change.kind}`);
    made.addEventListener("click", () => this.select(change.id));
    return made;
  }

  #tracked(name, part, text, change) {
    const words = (said) => make("span", "vh", { lang: this.#tongue() }, said);
    const made = make(name, part, { "data-c": change }, words(`${name === "del" ? this.#say("deleted:") : this.#say("inserted:")} `), shown(text), words(` ${this.#say("end")}`));
    if (change) made.addEventListener("click", () => this.select(change));
    return made;
  }

  #go(element) {
    for (const one of this.#root.querySelectorAll(".current")) one.classList.remove("current");
    this.#current = element;
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    element.classList.add("current");
    for (const other of this.#root.querySelectorAll(`[data-c="${CSS.escape(element.id)}"]`)) other.classList.add("current");
    if (element.matches(".c")) for (const one of this.#root.querySelectorAll(".c[tabindex='0']")) one.tabIndex = -1;
    if (element.matches(".c")) element.tabIndex = 0;
    const place = element.getClientRects().length ? element : element.closest(".row") ?? element;
    place.scrollIntoView({ block: "center" });
    (element.querySelector(":scope > summary") ?? element).focus({ preventScroll: true });
  }

  #step(selector, forward, none) {
    const list = [...this.#root.querySelectorAll(selector)], at = list.indexOf(this.#current);
    if (!list.length) { this.#status(none); return; }
    const next = at < 0 ? (forward ? 0 : list.length - 1) : (at + (forward ? 1 : -1) + list.length) % list.length;
    this.select(list[next].id);
    this.#status(`${next + 1} / ${list.length}`);
  }

  #status(words) { this.#root.querySelector("[role=status]").textContent = words; }

  #key(event) {
    if (!this.#comparison || event.target.matches("select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const change = (forward) => this.#step(".c", forward, this.#say("There is no change."));
    const keys = {
      j: () => change(true), n: () => change(true), k: () => change(false), p: () => change(false),
      m: () => this.#step("details.marker", true, this.#say("There is no marker.")),
      i: () => this.setAttribute("view", this.view === "inline" ? "side" : "inline"),
      Enter: event.target.matches(".c") ? () => this.select(event.target.id) : null,
      Escape: () => { for (const one of this.#root.querySelectorAll(".current")) one.classList.remove("current"); this.#current = null; },
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }
}

// Runs of rows that are open or folded: in a long quiet run one row stays open on either side.
function runs(rows, folding) {
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

if (!customElements.get("diple-diff")) customElements.define("diple-diff", DipleDiff);
