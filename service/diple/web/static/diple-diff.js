// <diple-diff>: a comparison of the form diple.comparison/1 as an element of any page.
// This module draws and listens; what it draws is read by the other. Texts are only ever set as text. It shares no code with
// diff.js, which walks a page that the service wrote, and also runs within a file, where nothing can be imported.

import { Wording, nearestOf, pieces, rowsOf, runs } from "./diple-reading.js";

// The words of the interface: phrases, names, titles of markers, and what notices tell. The service fills them in from its catalogues when it serves this module.
const WORDS = {};

const LEVELS = ["critical", "high", "notable", "minor", "noise"];
const VIEWS = ["side", "inline"];
const HIGHEST = 10; // so many markers are listed at first
const AROUND = 32; // so many characters stand around a quote, unless the text ends
const CHUNK = 24;
const LONG = 800;
const SHORT = 100; // so many characters of a wording that is perhaps on another subject are shown
const HOSTILE = /([\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/;
const READ = ["http:", "https:", "file:", "blob:"]; // what an address may begin with
const SIGNS = { equal: "", changed: "±", added: "+", dropped: "−", reworded: "~", aligned: "", unaligned: "?", away: "↕" };

// The colours and lines of each palette, which are those of the page: the service fills them in from its style sheet.
const TOKENS = {};

// Which property of a page overrules a colour.
const OVERRULED = { ink: "ink", paper: "paper", quiet: "quiet", rule: "rule", ins: "insert", "ins-wash": "insert-wash", del: "delete", "del-wash": "delete-wash", move: "move", critical: "mark", high: "mark", notable: "mark", minor: "mark", focus: "focus" };

// A palette as custom properties.
const palette = (name) => Object.entries(TOKENS[name] ?? {}).map(([token, value]) => `--_${token}: ${OVERRULED[token] ? `var(--diple-${OVERRULED[token]}, ${value})` : value};`).join(" ");

// One column, for the inline view and for every narrow place: the new cell holds the whole redline, and signs float beside it.
const ONE_COLUMN = `
  & .row { display: flow-root } & .signs { float: right; margin-inline-start: .6rem } & .row:has(> [dir="rtl"]) > .signs { float: left }
  & .cited { display: inline } & .row > .old, & .heads, & .none > .aside, &:not(.all) .hushed { display: none }
  & .away > .old { display: inline; text-decoration: line-through var(--_move) 1px; color: var(--_quiet) } & .away > .new { display: inline; margin-inline-start: .35em }
  & del + ins { margin-inline-start: .15em } & .text { max-width: 46rem }
  & .near > .nearest { margin-inline-start: 1.2rem }
  & .space { display: inline; text-decoration: none } &.all .was { display: inline; color: var(--_quiet); text-decoration: line-through dotted; margin-inline-end: .2em }
  &.translation .row > .old { display: block; color: var(--_quiet) } &.translation .none > .aside { display: inline }`;

const STYLE = `
:host { display: block; container-type: inline-size; color-scheme: light dark;
  ${palette("default")} --_mark: var(--_critical);
  --_font: var(--diple-font, "Iowan Old Style", Palatino, "TeX Gyre Pagella", Georgia, "Noto Serif", "Songti SC", "Noto Serif CJK SC", "SimSun", serif) }
:host([hidden]) { display: none }
:host([palette="legal"]) { ${palette("legal")} } :host([palette="contrast"]) { ${palette("contrast")} }
@media (prefers-contrast: more) { :host(:not([palette])) { ${palette("contrast")} } }
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
.entry { display: grid; grid-template-columns: 2.6em minmax(0, 1fr); width: 100%; padding: .2rem 0; text-align: start } .entry b:has(u), .marker b:has(u) { font-weight: 400 } .entry u, .marker u { font-weight: 600 } .entry:hover b { text-decoration: underline 1px; text-underline-offset: .2em }
.more { text-decoration: underline 1px; text-underline-offset: .2em; padding: .2rem 0 }
.marker { margin: .3rem 0 .9rem; padding: .1rem 0 .1rem .9rem; border-inline-start: 2px solid var(--_mark); font-size: .9375em; max-width: 44rem }
.marker > * { margin: .35rem 0 } .marker blockquote { padding-inline-start: .8rem; border-inline-start: 1px solid var(--_rule) } .marker ul { padding: 0; list-style: none }
.legend { font-size: .875em; color: var(--_quiet); margin: .5rem 0; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem } .coming { color: var(--_ins); background: var(--_ins-wash); text-decoration: var(--_ins-line); text-underline-offset: .18em } .going { color: var(--_del); background: var(--_del-wash); text-decoration: var(--_del-line) } .legend .moving { text-decoration: var(--_move-line) var(--_move) }
.critical { --_mark: var(--_critical) } .high { --_mark: var(--_high) } .notable { --_mark: var(--_notable) } .minor { --_mark: var(--_minor) }
.verdict { font-style: italic } .score, .grade { font-weight: 600; color: var(--_mark); font-variant-numeric: lining-nums tabular-nums } .quiet { color: var(--_quiet) }
mark { background: none; color: inherit; font-weight: 600 }
.row, .heads { display: grid; grid-template-columns: minmax(0, 1fr) 4rem minmax(0, 1fr); column-gap: .8rem }
.heads { border-bottom: 1px solid var(--_rule); padding: .5rem 0 .2rem; font-size: .9375em } .heads .new { grid-column: 3 }
.old, .new { padding: .1rem 0; overflow-wrap: break-word; hyphens: auto; min-width: 0 }
:lang(zh) { line-break: strict } :is(:lang(zh), :lang(ar)) { font-synthesis-style: none } .opens { margin-top: .55rem } .heading .old, .heading .new { font-weight: 600 }
.para { display: block; content: ""; margin-top: .55rem } .joint, .shape { color: var(--_quiet) } .shape { font-size: .75em; font-style: italic; line-height: 1.2 }
.near { grid-template-rows: auto 1fr } .near > :is(.signs, .beside) { grid-row: 1 / 3 } .near > .old { grid-column: 1 } .near > .signs { grid-column: 2 } .near > .new { grid-column: 3 } .added > .nearests { grid-column: 1 } .dropped > .nearests { grid-column: 3 }
.nearest { margin: .1rem 0 .3rem; padding-inline-start: .6rem; border-inline-start: 3px solid var(--_quiet); font-size: .875em; line-height: 1.4; color: var(--_quiet); overflow-wrap: break-word }
.nearest.perhaps { border-inline-start: 2px dashed var(--_quiet) } .nearest.doubtful { border-inline-start: 2px dotted var(--_quiet); font-style: italic; font-size: .8125em } .nearest button { padding: 0; text-decoration: underline 1px; text-underline-offset: .2em } .nearest.likely .sure { color: var(--_ink) } .sure { font-weight: 600 }
.signs { display: flex; flex-wrap: wrap; gap: 0 .2rem; justify-content: center; align-content: start; color: var(--_quiet) }
.sign { color: var(--_mark); font-weight: 600; font-size: .875em; line-height: 1.7; padding: 0 .1rem } .sign[aria-expanded="true"] { text-decoration: underline 2px; text-underline-offset: .25em }
.long .chunk { content-visibility: auto; contain-intrinsic-size: auto 60rem }
ins, del { text-decoration: none } ins { color: var(--_ins) } del { color: var(--_del) }
.deleted { background: var(--_del-wash); text-decoration: var(--_del-line) } .inserted { background: var(--_ins-wash); text-decoration: var(--_ins-line); text-underline-offset: .18em }
.blank::before { content: attr(data-sign); opacity: .7 }
.moved > .old, .moved > .new { text-decoration: var(--_move-line) var(--_move); text-underline-offset: .2em } .way { color: var(--_move); display: inline-block; font-style: italic; font-size: .9375em; text-align: inherit; padding: 0; margin-inline-end: .35em }
.caret::before { content: "\\2060"; border-inline-start: 2px solid var(--_ins); margin: 0 .08em }
.cited { display: none; font-size: 0 } .signs, .nearests, .was, .text .aside, [data-picks="old"] .new, [data-picks="new"] .old, [data-picks] .marker { user-select: none }
.control { font-size: .75em; border: 1px solid var(--_mark); color: var(--_mark); padding: 0 .2em; direction: ltr; unicode-bidi: isolate }
.was, .noise > .vh { display: none } .all .noise { border-bottom: 1px dotted var(--_quiet) } .all .noise > .vh { display: inline } .aside { color: var(--_quiet); font-style: italic; font-weight: 400; font-size: .9375em }
.current { outline: 2px solid var(--_focus); outline-offset: 1px }
.fold > summary { color: var(--_quiet); font-style: italic; font-size: .9375em; cursor: pointer; padding: .3rem 0 }
@container (min-width: 36.01rem) { .side {
  & .new .c del, & .whole { display: none }
  & .gone::before { content: "\\2060"; border-inline-start: 2px solid var(--_del); margin: 0 .08em } & .none .gone::before, & .reworded .gone::before { content: none } } }
.reworded .caret::before { content: none }
.base.inline { ${ONE_COLUMN} }
@container (max-width: 36rem) { .base { ${ONE_COLUMN} } .view, .keys { display: none } }
.error { border-inline-start: 3px double var(--_del); padding: .3rem .8rem; margin: .5rem 0 } .error button, .marker button { text-decoration: underline 1px; text-underline-offset: .2em; padding: 0 }
.loading { color: var(--_quiet); font-style: italic; margin: 0; padding: .5rem 0; animation: appear 1ms .4s both } @keyframes appear { from { visibility: hidden } }
@media (forced-colors: active) { .bar button { border-color: Canvas } .bar [aria-pressed="true"] { border-color: Highlight } }
@media print {
  :host { color-scheme: light } .bar, .more { display: none } .marker[hidden], .markers [hidden] { display: block !important }
  .long .chunk { content-visibility: visible } .row, .marker { break-inside: avoid } ins, del, .inserted, .deleted { print-color-adjust: exact }
}
`;

// What stays inside: classes that are no parts for pages to style.
const OWN = new Set(["vh", "c", "c gone", "was", "was space", "para", "caret", "control", "whole", "deleted", "inserted", "coming", "going", "moving", "cited", "nearests", "sure", ...["critical", "high", "notable", "minor", "noise"].map((level) => `grade ${level}`)]);

// An element with its part, attributes and children; strings become text, never markup.
function make(name, part, attributes, ...children) {
  const made = document.createElement(name);
  if (part) made.className = part;
  if (part && !OWN.has(part)) made.setAttribute("part", part);
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

// What stands around a quote, in whole words where it was cut.
const isCut = (context) => [...context].length >= AROUND;
const wordsBefore = (prefix) => isCut(prefix) ? "…" + prefix.replace(/^\S*\s/, "") : prefix;
const middleLeftOut = (text, longest) => text.length <= longest ? text : `${text.slice(0, longest * 2 / 3).replace(/\s+\S*$/, "")} … ${text.slice(-longest / 3).replace(/^\S*\s+/, "")}`;
const wordsAfter = (suffix) => isCut(suffix) ? suffix.replace(/\s\S*$/, "") + "…" : suffix;

// Writes one side of a row stretch by stretch, with a sign where inside it a paragraph begins, or a sentence that stood elsewhere.
class Line {
  constructor(wording, spans) {
    this.wording = wording;
    this.at = 0;
    this.marks = [];
    let passed = 0;
    for (const [number, { start, end }] of spans.entries()) {
      const begun = wording.begun(start, end).filter((at) => passed || at > start);
      if (number && !begun.includes(start)) this.marks.push([passed, "joint"]);
      this.marks.push(...begun.map((at) => [passed + at - start, "para"]));
      passed += end - start;
    }
  }

  write(text) {
    const begin = this.at, end = this.at += this.wording.places ? [...text].length : text.length;
    const inside = this.marks.filter(([at]) => begin <= at && at < end);
    if (!inside.length) return shown(text);
    const made = document.createDocumentFragment(), points = this.wording.places ? [...text] : null;
    const cut = (from, to) => points ? points.slice(from, to).join("") : text.slice(from, to);
    let last = begin;
    for (const [at, mark] of inside) {
      made.append(shown(cut(last - begin, at - begin)), mark === "para" ? make("br", "para") : make("span", "joint", { "aria-hidden": "true" }, " ¦ "));
      last = at;
    }
    made.append(shown(cut(last - begin)));
    return made;
  }
}

// Why there is nothing to show: a code, a function that says it in the language of an element, and in English what exactly.
class Failure extends Error {
  constructor(code, told, detail = "", status = null) { super(detail); Object.assign(this, { code, told, detail, status }); }
}

class DipleDiff extends HTMLElement {
  static observedAttributes = ["src", "view", "level", "lang", "palette", "noise", "page"];
  #root = this.attachShadow({ mode: "open" });
  #inside = this.attachInternals();
  #comparison = null;
  #verdicts = null;
  #failure = null;
  #rows = [];
  #homes = new Map(); // the segment beside which each marker is
  #ending = null; // ends the fetch that goes on
  #read = null; // the JSON of the child that was read last
  #current = null;
  #counted = 0;
  #watch = new MutationObserver(() => this.#readChild());

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(document.createElement("slot"));
    this.#root.addEventListener("keydown", (event) => this.#key(event));
  }

  // The comparison that is shown, or null; one may be set from a script, perhaps beside verdicts on it. Null goes back to where
  // the element itself has one from: its address, or the child.
  get comparison() { return this.#comparison; }
  set comparison(given) {
    this.#ending?.abort();
    if (given) { this.#take(given); return; }
    this.#comparison = this.#verdicts = this.#failure = null;
    this.#state("");
    this.#render();
    if (this.isConnected) this.reload();
  }

  // An analyst's verdicts on it, of the form diple.verdicts/1, where they came with it; else null.
  get verdicts() { return this.#verdicts; }

  get src() { return this.getAttribute("src") ?? ""; }
  set src(address) { this.setAttribute("src", address); }
  get view() { return VIEWS.includes(this.getAttribute("view")) ? this.getAttribute("view") : "side"; }
  set view(name) { this.setAttribute("view", name); }
  get level() { return LEVELS.includes(this.getAttribute("level")) ? this.getAttribute("level") : "noise"; }
  set level(name) { this.setAttribute("level", name); }

  connectedCallback() {
    if (Object.hasOwn(this, "comparison")) { // set before the module was there
      const given = this.comparison;
      delete this.comparison;
      this.comparison = given;
    }
    this.#watch.observe(this, { childList: true, subtree: true, characterData: true });
    if (!this.#comparison) this.reload();
  }

  disconnectedCallback() { this.#watch.disconnect(); this.#ending?.abort(); }

  attributeChangedCallback(name, was, is) {
    if (was === is || !this.isConnected) return;
    if (name === "src") this.reload();
    else if (name === "view" || name === "noise") this.#viewed();
    else if (name !== "palette") this.#render();
  }

  // Reads the comparison again from where it comes: its address, or the child.
  reload() {
    this.#ending?.abort();
    this.#read = null;
    if (this.hasAttribute("src")) this.#fetch(); else this.#readChild();
  }

  // Goes to a change, or opens a marker, of this id, and tells of it. True where there is one.
  select(id) { return this.#choose(id); }

  #choose(id, { open = true, block = "center" } = {}) {
    const it = this.#comparison, change = it?.changes.find((one) => one.id === id), marker = it?.markers.find((one) => one.id === id);
    if (!change && !marker) return false;
    if (marker && open) this.#open(id, true);
    const element = this.#root.getElementById(change ? id : `at-${id}`);
    if (element) this.#go(element, block);
    const quotes = (side) => change ? [change[side]?.quote].filter((quote) => quote !== undefined) : marker[side].map((selector) => selector.exact);
    this.#tell("diple-select", {
      kind: change ? "change" : "marker", id, comparison: it.id, segment: change ? change.segment : this.#homes.get(id),
      changes: change ? [id] : marker.changes, markers: change ? change.markers : [id], old: quotes("old"), new: quotes("new"),
    });
    return true;
  }

  async #fetch() {
    const { signal } = this.#ending = new AbortController(), src = this.getAttribute("src");
    this.#failure = null;
    this.#state("loading");
    if (!this.#comparison) this.#render();
    try {
      const told = await this.#answer(src, signal);
      if (!signal.aborted) this.#take(told);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  async #answer(src, signal) {
    const from = URL.parse(src, document.baseURI);
    if (!from) throw new Failure("BAD_ADDRESS", (it) => it.say("{address} is no address", { address: src }), "Give src the address of a comparison's JSON.");
    if (!READ.includes(from.protocol)) throw new Failure("BAD_ADDRESS", (it) => it.say("addresses that begin with {scheme} are not read", { scheme: from.protocol }), "Give src an address that begins with https: or http:, or put the JSON into a child.");
    const unread = from.origin === location.origin ? "" : `DIPLE_EMBED_ANCESTORS must name ${location.origin} there.`;
    const answer = await fetch(from, { headers: { Accept: "application/json" }, signal }).catch(() => {
      throw new Failure("UNREACHABLE", (it) => it.say("{origin} does not answer, or does not let this page read it", { origin: from.origin }), unread);
    });
    const told = await answer.json().catch(() => undefined);
    if (answer.ok && told === undefined) throw new Failure("NO_JSON", (it) => it.say("this is no JSON"), "", answer.status);
    if (answer.ok) return told;
    throw new Failure(told?.code ?? "HTTP_ERROR", (it) => ({ 404: it.say("nothing is kept at this address, or no longer"), 410: it.say("another version of Diple wrote it") })[answer.status]
      ?? it.say("the service answered with {status}", { status: `${answer.status}` }), [told?.detail, told?.remedy].filter(Boolean).join(" "), answer.status);
  }

  #readChild() {
    const child = this.querySelector(':scope > script[type="application/json"]');
    if (!child || this.hasAttribute("src") || child.textContent === this.#read) return;
    if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", () => this.#readChild(), { once: true }); return; }
    this.#read = child.textContent;
    let told;
    try { told = JSON.parse(this.#read); } catch (error) { this.#fail(new Failure("NO_JSON", (it) => it.say("this is no JSON"), error.message)); return; }
    this.#take(told);
  }

  // Takes over a comparison, alone or beside an analyst's verdicts on it.
  #take(told) {
    const it = told?.schema === undefined && told?.comparison ? told.comparison : told, signed = it === told ? null : told.verdicts ?? null;
    try {
      if (it?.schema !== "diple.comparison/1") throw new Failure("NO_COMPARISON", (one) => one.say("this is no comparison of Diple"), `The form diple.comparison/1 is read, and this is ${it === null ? "null" : it?.schema ?? "something else"}.`);
      if (signed && (signed.schema !== "diple.verdicts/1" || signed.comparison !== it.id)) throw new Failure("OTHER_VERDICTS", (one) => one.say("the verdicts beside it are not on this comparison"), `Its id is ${it.id}; the verdicts are on ${signed.comparison ?? "none"}.`);
      this.#comparison = it;
      this.#verdicts = signed;
      this.#failure = null;
      this.#rows = rowsOf(it);
      this.#homes = new Map(this.#rows.flatMap((row) => row.markers.map((id) => [id, row.segment])));
      this.#render();
    } catch (error) {
      const unfit = error instanceof RangeError ? new Failure("TEXT_DIFFERS", (one) => one.say("its offsets do not fit its texts"), error.message) : null;
      this.#fail(unfit ?? error);
      return;
    }
    this.#state("loaded");
    this.#tell("diple-load", { comparison: it.id, mode: it.mode, changes: it.changes.length, markers: it.markers.length });
  }

  // What was not foreseen is told as well: nobody waits for what will not come.
  #fail(error) {
    const failure = error instanceof Failure ? error : new Failure("NO_COMPARISON", (it) => it.say("this is no comparison of Diple"), String(error?.message ?? error));
    this.#comparison = this.#verdicts = null;
    this.#failure = failure;
    this.#state("error");
    this.#render();
    const { code, detail, status } = failure;
    this.#tell("diple-error", { code, message: this.#say("The comparison cannot be shown: {why}.", { why: failure.told(this.#voice) }), detail, status, src: this.getAttribute("src") });
  }

  // What pages may ask for as :state(loading), :state(loaded) and :state(error).
  #state(name) {
    this.#inside.states.clear();
    if (name) this.#inside.states.add(name);
    this.#inside.ariaBusy = String(name === "loading");
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })); }

  #tongue() {
    const asked = (this.getAttribute("lang") || this.closest("[lang]")?.lang || "en").toLowerCase().split("-")[0];
    return asked in WORDS ? asked : "en";
  }

  #voice = { say: (phrase, values) => this.#say(phrase, values) };

  // A phrase or joiner in the language of the interface: numbers as it writes them, and in the form that its number asks for.
  #say(phrase, values = {}) {
    const tongue = this.#tongue(), known = WORDS[tongue], told = known?.phrases?.[phrase] ?? known?.joiners?.[phrase] ?? phrase;
    const said = told.other ? told[new Intl.PluralRules(tongue).select(values[told.by ?? "n"])] ?? told.other : told;
    return said.replace(/\{(\w+)\}/g, (whole, name) => typeof values[name] === "number" ? values[name].toLocaleString(tongue) : values[name] ?? whole);
  }

  #name(name) { return WORDS[this.#tongue()]?.names?.[name] ?? String(name).replaceAll("_", " "); }

  #title(marker) { return WORDS[this.#tongue()]?.titles?.[marker.code] ?? this.#name(marker.name); }

  #viewed() {
    const base = this.#root.querySelector(".base");
    if (!base) return;
    base.classList.toggle("inline", this.view === "inline");
    base.classList.toggle("side", this.view === "side");
    base.classList.toggle("all", this.hasAttribute("noise"));
    for (const button of this.#root.querySelectorAll(".view")) button.setAttribute("aria-pressed", button.value === this.view);
    if (this.#current) this.#go(this.#current);
  }

  // Draws what there is to show. What was open, chosen or in focus stays so.
  #render() {
    const it = this.#comparison, open = [...this.#root.querySelectorAll(".marker:not([hidden])")].map((one) => one.id);
    const [chosen, focused] = [this.#current?.id, this.#root.activeElement?.id];
    const base = make("div", "base", { lang: this.#tongue(), dir: "ltr" });
    this.#current = null;
    if (it) this.#draw(base, it);
    else if (this.#failure) base.append(this.#error(this.#failure), document.createElement("slot"));
    else base.append(...this.#inside.states.has("loading") ? [make("p", "loading", { role: "status" }, this.#say("Loading the comparison"))] : [], document.createElement("slot"));
    this.#root.replaceChildren(it || base.childElementCount > 1 ? base : base.firstChild);
    this.#viewed();
    for (const id of open) this.#open(id, true);
    if (chosen) this.#mark(this.#root.getElementById(chosen));
    if (focused) this.#root.getElementById(focused)?.focus({ preventScroll: true });
  }

  #draw(base, it) {
    const sides = [new Wording(it.old, "old"), new Wording(it.new, "new")], rank = LEVELS.indexOf(this.level);
    const markers = it.markers.filter((marker) => LEVELS.indexOf(marker.level) <= rank);
    base.classList.add(it.mode);
    base.append(this.#bar(it), make("p", "vh", { role: "status" }), ...this.#notices(it), this.#register(markers, sides), this.#legend(it), this.#heads(it, sides), this.#text(it, markers, sides));
  }

  #error(failure) {
    const again = make("button", "", { type: "button" }, this.#say("Try again"));
    again.addEventListener("click", () => this.reload());
    return make("p", "error", { role: "alert" }, this.#say("The comparison cannot be shown: {why}.", { why: failure.told(this.#voice) }), " ",
      failure.detail ? make("span", "quiet", { lang: "en" }, failure.detail, " ") : null, this.hasAttribute("src") ? again : null);
  }

  #bar(it) {
    const inline = it.mode === "translation" ? this.#say("Interlinear") : this.#say("Inline");
    const views = [["side", this.#say("Side by side")], ["inline", inline]].map(([value, words]) => {
      const button = make("button", "view", { type: "button", id: `view-${value}`, value }, words);
      button.addEventListener("click", () => this.setAttribute("view", value));
      return button;
    });
    const choice = make("select", "level", { id: "level" }, ...LEVELS.map((level) => make("option", "", { value: level, selected: level === this.level ? "" : null }, level === "noise" ? this.#say("all") : this.#name(level))));
    choice.addEventListener("change", () => this.setAttribute("level", choice.value));
    return make("div", "bar", { role: "group", "aria-label": this.#say("View") }, ...views, it.markers.length ? make("label", "", {}, this.#say("Least level:"), " ", choice) : null,
      it.changes.length ? make("span", "keys quiet", {}, this.#say("Keys: j and k change, m marker, i inline")) : null);
  }

  // What was left out, guessed or made coarser.
  #notices(it) {
    const words = ({ excerpts, places }) => excerpts?.length ? make("details", "left-out", {}, make("summary", "", {}, this.#say("Show the words")),
      make("ul", "", {}, ...excerpts.map((each) => make("li", "", { dir: "auto" }, shown(each))), places > excerpts.length ? make("li", "", {}, this.#say("and {n} more", { n: places - excerpts.length })) : null)) : null;
    const item = (notice, coarse) => make("li", "", {}, coarse ? make("b", "", {}, this.#say("Coarser here."), " ") : null,
      WORDS[this.#tongue()]?.told?.[notice.code], " ", make("span", "", { lang: "en" }, shown(notice.message)), words(notice.data ?? {}));
    const verdicts = this.#verdicts, signed = verdicts && make("li", "", {}, this.#say("Verdicts are shown as they were signed."), " ", this.#signature());
    const items = [...verdicts ? [signed] : [], ...(verdicts?.own_markers ?? []).map((one) => this.#own(one)), ...it.degraded.map((notice) => item(notice, true)), ...it.warnings.map((notice) => item(notice, false))];
    return items.length ? [make("ul", "notices", { "aria-label": this.#say("What to know about this result") }, ...items)] : [];
  }

  // The list of markers, highest first; a marker that has no place in the text opens here.
  #register(markers, sides) {
    if (!this.#comparison.markers.length) {
      return make("p", "register quiet", {}, this.#comparison.mode === "translation" ? this.#say("Markers are found within one language.") : this.#say("No rule found anything here to look at."));
    }
    const entries = markers.map((marker, at) => {
      const entry = make("button", "entry", { type: "button", id: this.#homes.get(marker.id) ? null : `at-${marker.id}` },
        make("span", "score", {}, String(marker.score)), make("span", "", {}, ...this.#headline(marker)));
      entry.addEventListener("click", () => this.#choose(marker.id));
      entry.classList.add(marker.level);
      return make("li", "", { hidden: at >= HIGHEST ? "" : null }, entry, this.#homes.get(marker.id) ? null : this.#marker(marker, sides));
    });
    const list = make("ol", "markers", {}, ...entries), more = make("button", "more", { type: "button", id: "more" }, this.#say("Show all {n}", { n: markers.length }));
    more.addEventListener("click", () => {
      for (const entry of list.children) entry.hidden = false;
      more.remove();
      list.children[HIGHEST].firstChild.focus();
    });
    return make("details", "register", { open: "" }, make("summary", "", {}, this.#say("Markers: {n}", { n: markers.length })), list, markers.length > HIGHEST ? more : null);
  }

  // What the analyst said of a marker: the verdict in words, or that there is a note; null where nothing.
  #verdict(marker) {
    const said = this.#verdicts?.verdicts.find((one) => one.marker === marker.id);
    return said ? { ...said, words: said.verdict === "accept" ? this.#say("accepted") : said.verdict === "reject" ? this.#say("rejected") : this.#say("Note") } : null;
  }

  // A passage that an analyst marked, with who marked it: none of the markers of the comparison.
  #own({ kind, direction, level, note, analyst, date, old, new: fresh }) {
    const [quote] = [...fresh, ...old], name = analyst ?? this.#verdicts.analyst, day = date ?? this.#verdicts.date;
    const words = [this.#name(level), ...direction === "neutral" ? [] : [this.#name(direction)], `${this.#say("marked by {name}", { name })}${this.#say(", ")}${day}`];
    return make("li", "own", { part: "own" }, "◆ ", make("b", "", { dir: "auto" }, shown(WORDS[this.#tongue()]?.titles?.[kind] ?? kind)), " ", make("bdi", "", {}, shown(words.join(this.#say(", ")))),
      " ", make("q", "", { dir: "auto" }, shown(quote.exact)), note ? " " : null, note ? make("bdi", "", {}, shown(note)) : null);
  }

  // Whose a verdict is: the layer's signer's, unless it says another's.
  #signature({ analyst, date } = this.#verdicts) { return make("bdi", "", {}, shown(this.#say("Signed by {name} on {date}.", { name: analyst ?? this.#verdicts.analyst, date: date ?? this.#verdicts.date }))); }

  // The kind in words, its direction where it has one, and what it bears on; of a marker or of a further kind of it.
  #kind(kind) {
    const moved = ["strengthened", "softened"].includes(kind.direction) ? [this.#say(", "), this.#name(kind.direction)] : [];
    return [this.#title(kind), ...moved, this.#say(": "), make("bdi", "", { lang: "en" }, shown(kind.referent))];
  }

  // The news of a marker in one line, the words that changed underlined.
  #news(marker) {
    const points = [...marker.label || this.#title(marker)], parts = [], cut = (start, end) => shown(points.slice(start, end).join(""));
    let at = 0;
    for (const { start, end } of marker.set_off || []) {
      parts.push(cut(at, start), make("u", "", {}, cut(start, end)));
      at = end;
    }
    return [...parts, cut(at)];
  }

  #headline(marker, judged = true) {
    const said = judged ? this.#verdict(marker) : null;
    return [make("b", "", { dir: "auto" }, ...this.#news(marker)), " ", ...said ? [make("b", "verdict", {}, said.words), " "] : [], make("span", `grade ${marker.level}`, {}, this.#name(marker.level)), " · ", ...this.#kind(marker)];
  }

  // The words of a quote that the marker's changes touch are marked; where they are all of it, so is the whole quote.
  #quoted(marker, selector, side) {
    const named = new Set(marker.changes), spans = this.#comparison.changes.filter((change) => named.has(change.id) && !change.noise && change[side]).map((change) => change[side]);
    const inside = spans.filter((span) => span.start < selector.end && selector.start < span.end).sort((one, other) => one.start - other.start);
    const points = [...selector.exact], parts = [], add = (start, end, differs) => { if (start < end) parts.push([points.slice(start - selector.start, end - selector.start).join(""), differs]); };
    let at = selector.start;
    for (const span of inside) {
      add(at, Math.max(at, span.start), false);
      add(Math.max(at, span.start), Math.min(selector.end, span.end), true);
      at = Math.max(at, Math.min(selector.end, span.end));
    }
    add(at, selector.end, false);
    const setOff = inside.length > 0 && parts.some(([text, differs]) => !differs && text.trim());
    if (!inside.length && named.size) return [shown(wordsBefore(selector.prefix)), shown(selector.exact), shown(wordsAfter(selector.suffix))];
    if (!setOff) return [shown(wordsBefore(selector.prefix)), make("mark", "", {}, shown(selector.exact)), shown(wordsAfter(selector.suffix))];
    return parts.map(([text, differs]) => differs ? make("mark", "", {}, shown(text)) : shown(text));
  }

  // What a marker has to say for itself, closed until it is asked for.
  #marker(marker, sides) {
    const note = (words, ...more) => make("p", "", {}, make("b", "", {}, words), " ", ...more), english = (text) => make("span", "", { lang: "en" }, shown(text));
    const quotes = ["old", "new"].flatMap((side, at) => marker[side].map((selector) => make("blockquote", "quote", {}, make("span", "quiet", {}, side === "old" ? this.#say("old") : this.#say("new"), " "),
      make("span", "", sides[at].tongue, ...this.#quoted(marker, selector, side)))));
    const said = this.#verdict(marker), kind = this.#comparison.glossary?.kinds.find((one) => one.code === marker.code);
    const sum = marker.terms.map((term) => make("li", "", { lang: "en" }, `${term.value < 0 ? "−" : "+"} ${Math.abs(term.value)} ${term.reason}`));
    const made = make("div", "marker", { id: marker.id, role: "group", "aria-label": this.#title(marker), hidden: "" },
      make("p", "", {}, make("span", "score", {}, String(marker.score)), " ", ...this.#headline(marker, false)), make("p", "rationale", { lang: "en" }, shown(marker.rationale)),
      ...(marker.also ?? []).map((kind) => make("p", "also", {}, ...this.#kind(kind), ". ", make("span", "", { lang: "en" }, shown(kind.rationale)))),
      said ? make("p", "", {}, make("b", "verdict", {}, said.words), " ", make("span", "", { dir: "auto" }, shown(said.note)), " ", make("span", "quiet", {}, this.#signature(said))) : null,
      marker.favours ? note(this.#say("Favours"), english(marker.favours)) : null, ...quotes, marker.contested ? note(this.#say("Contested."), english(marker.counter_reading ?? "")) : null,
      kind?.definition ? note(this.#say("Means"), english(kind.definition)) : null, make("p", "quiet", {}, this.#say("The score as a sum")), make("ul", "sum", {}, ...sum),
      make("p", "quiet", {}, `${this.#say("Rule")} ${marker.rule.id} · ${marker.rule.pack} ${marker.rule.version}`));
    made.setAttribute("part", `marker marker-${marker.level}`);
    made.classList.add(marker.level);
    return made;
  }

  #open(id, open) {
    const marker = this.#root.getElementById(id);
    if (!marker) return;
    marker.hidden = !open;
    this.#root.getElementById(`at-${id}`)?.setAttribute("aria-expanded", open);
  }

  // What the signs mean, and where the whole page is.
  #legend(it) {
    const way = this.getAttribute("page"), page = way ? URL.parse(way, document.baseURI) : null;
    const sign = (name, words) => make("span", name, {}, words);
    return make("p", "legend", {}, this.#say("A score says “look here”, not “this means”."), ...it.markers.length ? LEVELS.slice(0, 4).map((level) => sign(`grade ${level}`, this.#name(level))) : [],
      sign("coming", this.#say("inserted")), sign("going", this.#say("deleted")), sign("moving", this.#say("moved")),
      page && READ.includes(page.protocol) ? make("a", "", { href: page.href, target: "_blank", rel: "noopener" }, this.#say("Open the whole page")) : null);
  }

  #heads(it, sides) {
    const head = (side, at) => make("div", side, {}, make("span", "quiet", {}, side === "old" ? this.#say("old") : this.#say("new"), " "), make("bdi", "", sides[at].tongue, shown(it[side].title ?? "")));
    return make("div", "heads", {}, head("old", 0), head("new", 1));
  }

  #text(it, markers, sides) {
    const changes = new Map(it.changes.map((change) => [change.id, change])), segments = new Map(it.segments.map((segment) => [segment.id, segment]));
    this.#counted = 0;
    const near = nearestOf(it);
    const rows = this.#rows.map((row) => {
      const segment = segments.get(row.segment), own = segment.changes.map((id) => changes.get(id)).filter(Boolean), hushed = own.length > 0 && own.every((change) => change.noise);
      return { ...row, segment, marks: markers.filter((marker) => row.markers.includes(marker.id)), hushed, nearest: row.away ? [] : near.get(segment.id) ?? [], pieces: pieces(segment, own, ...sides) };
    });
    const text = make("div", "text", { role: "group", "aria-label": this.#say("The two texts") });
    // The column in which a selection begins is the one that is selected; a note by itself.
    text.addEventListener("pointerdown", (event) => {
      if (event.target.closest(".marker")) delete text.dataset.picks; else text.dataset.picks = event.target.closest(".row > .old") ? "old" : "new";
    });
    text.classList.toggle("long", rows.length >= LONG);
    for (const run of runs(rows, it.mode !== "translation")) {
      const into = run.folded ? make("details", "fold", {}, make("summary", "", {}, this.#say("{n} sentences without a change that counts", { n: run.rows.length }))) : text;
      for (let at = 0; at < run.rows.length; at += CHUNK) into.append(make("div", "chunk", {}, ...run.rows.slice(at, at + CHUNK).flatMap((row) => [this.#row(row, sides), ...row.marks.map((marker) => this.#marker(marker, sides))])));
      if (run.folded) text.append(into);
    }
    const first = text.querySelector(".c");
    if (first) first.tabIndex = 0;
    return text;
  }

  #row(row, [oldText, newText]) {
    const { segment, away } = row, kind = away ? "away" : segment.status, alone = segment.moved && !away && segment.status === "equal";
    const block = newText.opened(away ? [] : segment.new) ?? oldText.opened(segment.old);
    const made = make("div", "row", { id: away ? `${segment.id}-from` : segment.id });
    made.setAttribute("part", `row row-${segment.moved ? "moved" : kind}`);
    made.classList.add(kind, ...(segment.moved ? ["moved"] : []), ...(block ? ["opens", block.kind] : []), ...(row.hushed && kind === "dropped" ? ["hushed"] : []));
    const old = make("div", "old", oldText.tongue), fresh = make("div", "new", newText.tongue), aside = (words) => make("span", "aside", { lang: this.#tongue(), dir: "ltr" }, words);
    const linked = segment.moved && segment.old.length > 0;
    if (linked) (away ? fresh : old).append(this.#way(row));
    if (linked && !away) fresh.append(make("span", "whole", {}, this.#way(row)));
    if (kind === "added" && !segment.moved) { old.classList.add("none"); old.append(aside(this.#say("not in the old text"))); }
    else if (away) old.append(new Line(oldText, segment.old).write(row.pieces.map((piece) => piece.old).join("")));
    else if (!alone) this.#oldSide(old, row.pieces, new Line(oldText, segment.old));
    if (kind === "dropped") { fresh.classList.add("none"); fresh.append(aside(this.#say("not in the new text"))); }
    if (!away) this.#newSide(fresh, row.pieces, new Line(oldText, segment.old), new Line(newText, segment.new));
    made.append(old, this.#signs(row, kind), fresh);
    if (row.nearest.length) {
      (kind === "dropped" ? old : fresh).classList.add("beside");
      made.classList.add("near");
      made.append(make("div", "nearests", {}, ...row.nearest.map((near) => this.#nearest(near, { old: oldText, new: newText }[near.side]))));
    }
    return made;
  }

  // The nearest wording of the other text to a sentence that nothing answers, with how sure it is that both are on one subject.
  // Of one that is perhaps on another the first and last words are enough.
  #nearest({ start, end, side, sure }, wording) {
    const whole = wording.slice(start, end).replace(/\s+/g, " ").trim(), said = sure === "doubtful" ? middleLeftOut(whole, SHORT) : whole;
    const told = { likely: this.#say("likely the same subject"), perhaps: this.#say("perhaps the same subject"), doubtful: this.#say("perhaps another subject") }[sure];
    const way = make("button", "", { type: "button" }, `¶ ${Math.max(1, wording.first(start + 1))}`);
    way.addEventListener("click", () => {
      const place = this.#root.getElementById(this.#comparison.segments.find((segment) => segment[side].some((span) => span.start <= start && start < span.end)).id);
      place.tabIndex = -1;
      this.#go(place);
    });
    const made = make("p", "nearest", {}, `${this.#say("nearest wording")}${this.#say(", ")}`, make("span", "sure", {}, told), this.#say(": "), way, " ", make("span", "", wording.tongue, shown(said)));
    made.setAttribute("part", `nearest nearest-${sure}`);
    made.classList.add(sure);
    return made;
  }

  #signs({ segment, quiet, marks }, kind) {
    const made = make("div", "signs", {}, make("span", "", { "aria-hidden": "true" }, segment.moved ? "↕" : quiet ? "" : SIGNS[kind]), kind === "reworded" ? make("span", "vh", {}, this.#say("possibly reworded")) : null);
    for (const marker of marks) {
      const said = this.#verdict(marker)?.words, judged = said ? `${this.#say(", ")}${said}` : "";
      const button = make("button", "sign", { type: "button", id: `at-${marker.id}`, "aria-expanded": "false", "aria-controls": marker.id, "aria-label": `${this.#title(marker)}${this.#say(", ")}${this.#name(marker.level)} ${marker.score}${judged}` }, `›${marker.score}`);
      button.classList.add(marker.level);
      button.addEventListener("click", () => button.ariaExpanded === "true" ? this.#open(marker.id, false) : this.#choose(marker.id, { block: "nearest" }));
      made.append(button);
    }
    const [old, fresh] = [segment.old.length, segment.new.length];
    if (old && fresh && old + fresh > 2 && !["equal", "away"].includes(kind)) made.append(make("span", "shape", {},
      old === 1 ? this.#say("split into {n}", { n: fresh }) : fresh === 1 ? this.#say("{n} merged", { n: old }) : this.#say("{n} into {m}", { n: old, m: fresh })));
    return made;
  }

  // The link between the two ends of a move.
  #way({ segment, away, down }) {
    const arrow = down === away ? "↓" : "↑", words = away ? this.#say("moved to") : this.#say("moved from");
    const button = make("button", "way", { type: "button", lang: this.#tongue(), dir: "ltr" }, `${words} ${arrow}`);
    button.setAttribute("part", "move");
    button.addEventListener("click", () => {
      const other = this.#root.getElementById(away ? segment.id : `${segment.id}-from`);
      this.#mark(other);
      settle(other, "center");
      [...other.querySelectorAll(".way")].find((one) => one.checkVisibility())?.focus({ preventScroll: true });
    });
    return button;
  }

  #oldSide(cell, parts, line) {
    for (const { old, change } of parts) {
      if (!change) cell.append(line.write(old));
      else if (change.noise) cell.append(old ? make("span", "noise", { "data-c": change.id }, line.write(old)) : "");
      else if (old) cell.append(this.#tracked("del", old, line, change.id));
      else cell.append(make("span", "caret", { "data-c": change.id }));
    }
  }

  // The new wording, and what was deleted, which only one column shows.
  #newSide(cell, parts, was, line) {
    for (const { old, new: fresh, change } of parts) {
      if (!change) { was.write(old); cell.append(line.write(fresh)); }
      else if (change.noise) cell.append(this.#noise(change, was.write(old), line.write(fresh)));
      else cell.append(this.#change(change, old ? this.#tracked("del", old, was, null) : null, fresh ? this.#tracked("ins", fresh, line, null) : null));
    }
  }

  // A change that does not count. A space that goes is kept in one column: the deletion beside it needs it.
  #noise(change, was, fresh) {
    const why = this.#name(change.noise), space = was.textContent && !was.textContent.trim() && !fresh.textContent;
    return make("span", "noise", { title: why }, make("span", "vh", { lang: this.#tongue() }, `${why}${this.#say(": ")}`), make("s", space ? "was space" : "was", {}, was), fresh);
  }

  #change(change, deleted, inserted) {
    const made = make("span", inserted ? "c" : "c gone", { id: change.id, role: "group", tabindex: "-1", "aria-label": this.#say("Change {n}", { n: ++this.#counted }) }, deleted, inserted);
    made.setAttribute("part", `change change-${change.kind}`);
    made.addEventListener("click", () => this.#pointed(change.id));
    return made;
  }

  // Deleted or inserted wording, between signs that come along when the line is copied. White space at its ends belongs to it, but is not drawn; where it is all, a sign stands for it.
  #tracked(name, text, line, change) {
    const words = (said) => make("span", "vh", { lang: this.#tongue() }, said), [, lead, core, tail] = /^(\s*)(.*?)(\s*)$/s.exec(text);
    const before = core ? line.write(lead) : null, wording = make("span", name === "del" ? "deleted" : "inserted", {}, line.write(core || text)), after = core ? line.write(tail) : null;
    wording.setAttribute("part", name === "del" ? "delete" : "insert");
    if (!core) { wording.classList.add("blank"); wording.dataset.sign = text.includes("\n") ? "¶" : "␣"; }
    const cited = (sign) => make("span", "cited", { "aria-hidden": "true" }, sign), [opens, closes] = name === "del" ? ["{--", "--}"] : ["{++", "++}"];
    const made = make(name, "", { "data-c": change }, words(`${name === "del" ? this.#say("deleted:") : this.#say("inserted:")} `), cited(opens), before, wording, after, cited(closes), words(` ${this.#say("end")}`));
    if (change) made.addEventListener("click", () => this.#pointed(change));
    return made;
  }

  // A change was clicked, unless the reader marked words of it.
  #pointed(id) { if (getSelection().isCollapsed) this.#choose(id, { block: "nearest" }); }

  #mark(element) {
    for (const one of this.#root.querySelectorAll(".current")) one.classList.remove("current");
    this.#current = element;
    if (!element) return;
    element.classList.add("current");
    for (const other of this.#root.querySelectorAll(`[data-c="${CSS.escape(element.id)}"]`)) other.classList.add("current");
  }

  #go(element, block = "center") {
    this.#mark(element);
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (element.matches(".c")) { // one change alone is a stop of the Tab key
      for (const one of this.#root.querySelectorAll(".c[tabindex='0']")) one.tabIndex = -1;
      element.tabIndex = 0;
    }
    if (element.matches(".sign[aria-expanded='true']")) this.#root.getElementById(element.getAttribute("aria-controls")).scrollIntoView({ block: "nearest", behavior: "instant" });
    settle(element.closest(".row") ?? element, block);
    element.focus({ preventScroll: true });
  }

  #step(selector, forward, name, none) {
    const list = [...this.#root.querySelectorAll(selector)], place = this.#current;
    if (!list.length) { this.#status(none); return; }
    const follows = (one) => place.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = !place ? list.at(forward ? 0 : -1) : forward ? list.find(follows) ?? list[0] : list.findLast((one) => one !== place && !follows(one)) ?? list.at(-1);
    this.#choose(next.id.replace("at-", ""), { open: false });
    this.#status(this.#say("{name} {n} of {all}", { name, n: list.indexOf(next) + 1, all: list.length }));
  }

  #status(words) { this.#root.querySelector("[role=status]").textContent = words; }

  #key(event) {
    if (!this.#comparison || event.target.matches("select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const change = (forward) => this.#step(".c", forward, this.#say("change"), this.#say("There is no change."));
    const keys = {
      j: () => change(true), n: () => change(true), k: () => change(false), p: () => change(false),
      m: () => this.#step("[id^='at-']", true, this.#say("marker"), this.#say("There is no marker.")),
      M: () => this.#step("[id^='at-']", false, this.#say("marker"), this.#say("There is no marker.")),
      i: () => this.setAttribute("view", this.view === "inline" ? "side" : "inline"),
      Enter: event.target.matches(".c") ? () => this.#enter(event.target.id) : null,
      Escape: () => { for (const one of this.#root.querySelectorAll(".marker:not([hidden])")) this.#open(one.id, false); this.#mark(null); },
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }

  // Enter on a change opens its first marker that is shown.
  #enter(id) {
    const marker = this.#comparison.changes.find((change) => change.id === id).markers.find((one) => this.#root.getElementById(one));
    this.#choose(marker ?? id);
  }
}

// Brings a place into sight. What was not laid out before gets its height on the way: so again, until it holds still.
function settle(place, block, left = 12) {
  const before = place.getBoundingClientRect().top;
  place.scrollIntoView({ block, behavior: "instant" });
  if (left && (Math.abs(place.getBoundingClientRect().top - before) >= 2 || left > 10)) requestAnimationFrame(() => settle(place, block, left - 1));
}

if (!customElements.get("diple-diff")) customElements.define("diple-diff", DipleDiff);
