// An analyst's verdicts on the markers: a layer of its own, kept in this browser, signed when it is taken along.
"use strict";
const judgements = (() => {
  const part = document.getElementById("verdicts");
  if (!part) return null;
  const WORDS = { accept: `✓ ${say("accepted")}`, reject: `✗ ${say("rejected")}` };
  const { Told, byMarker, same } = layers;
  const id = part.dataset.comparison;
  const key = `diple.verdicts.${id}`;
  const inside = document.getElementById("layer").textContent;
  // A file saves itself as it came: what it was before anything here touched it.
  const itself = part.dataset.file === "self" ? `<!doctype html>\n${document.documentElement.outerHTML.replace(/ data-palette="[a-z]*"/, "")}\n` : null;
  const dialog = document.getElementById("sign");
  const asking = document.getElementById("bringing");
  const told = document.getElementById("judged");
  const done = document.getElementById("brought");
  const trouble = document.getElementById("untaken");
  const markers = [...document.querySelectorAll("#register > li")].sort((one, other) => one.dataset.weight - other.dataset.weight).map((entry) => entry.dataset.marker);
  const here = { id, markers, ...JSON.parse(document.getElementById("evidence").textContent) };

  const stored = (store, name) => { try { return window[store].getItem(name); } catch { return null; } };
  const blank = () => ({ schema: layers.SCHEMA, comparison: id, analyst: "", date: "", verdicts: [], own_markers: [] });
  const embedded = inside.trim() === "null" ? null : attempt(() => fitting(inside), say("This page’s own verdicts cannot be shown: {why}."));
  const first = layers.kept(stored("localStorage", key), here);
  let layer = first.layer ?? embedded ?? blank();
  let undo = null; // what was here before something was brought in, and what was here after
  let unkept = false; // this browser takes nothing
  let untaken = false; // something was judged since the verdicts were last taken along
  const unwritten = new Map(); // what the page has and this browser did not take

  // Does it, or tells why not; an error that is not for the reader is told as such.
  function attempt(what, otherwise) {
    try { return what(); } catch (error) { complain(otherwise, error); return null; }
  }

  function complain(otherwise, error) {
    const why = error instanceof Told ? error.message : say("something went wrong that nobody foresaw");
    trouble.textContent = otherwise.replace("{why}", () => why.replace(/[.。]$/, ""));
  }

  // A file's layer, on the markers of this comparison; what has no place here is told one by one.
  function fitting(text) {
    const { layer, left } = layers.read(text, here);
    if (left.length) trouble.textContent = say("Left out, for this comparison has no such marker: {which}.", { which: left.join("; ") });
    return layer;
  }

  const of = (marker) => layer.verdicts.find((one) => one.marker === marker) ?? { marker, verdict: null, note: "" };
  const inOrder = (judged) => markers.map((one) => judged.get(one)).filter((one) => one && (one.verdict || one.note));

  // Another tab may have judged since: what it wrote is read before anything is written.
  function latest() {
    const now = layers.kept(stored("localStorage", key), here).layer ?? layer;
    if (!unkept) return now;
    return { ...layers.unsigned(now), verdicts: inOrder(new Map([...byMarker(layers.signed(now)), ...unwritten])), own_markers: ownMarkers.signed(layer) };
  }

  function keep(now) {
    layer = { ...now, verdicts: inOrder(byMarker(now.verdicts)), own_markers: now.own_markers ?? [] };
    try {
      localStorage.setItem(key, JSON.stringify(layer));
      unkept = false;
      unwritten.clear();
    } catch {
      unkept = true;
      const own = byMarker(layers.signed(layer));
      for (const marker of markers) unwritten.set(marker, own.get(marker) ?? of(marker));
    }
  }

  // A signature is for what was signed: a verdict that changes takes it away, and is nobody's yet; the others stay whose they were.
  function judge(marker, what) {
    const now = latest();
    const judged = byMarker(layers.signed(now));
    const { verdict = null, note = "" } = judged.get(marker) ?? {};
    const changed = { marker, verdict, note, ...what };
    if (!same(changed, judged.get(marker))) judged.set(marker, changed);
    keep({ ...layers.unsigned(now), verdicts: [...judged.values()] });
    untaken = true;
    if (now.date) { all(); return; }
    write(marker);
    sum();
  }

  // The reader's own markers, altered: they are nobody's yet where they changed, the others stay whose they were.
  function mark(alter) {
    const now = layers.unsigned(latest());
    keep({ ...now, own_markers: alter(now.own_markers) });
    untaken = true;
    all();
  }

  // Who made an own marker and when, nobody where it is not signed; and whether it is the reader's to change.
  const signer = ({ analyst, date }) => analyst ? { name: analyst, date } : layer.date ? { name: layer.analyst, date: layer.date } : { name: "", date: "" };
  const mine = (one) => ["", stored("localStorage", "diple.analyst")].includes(signer(one).name);

  function write(marker) {
    const one = of(marker);
    const { verdict, note, analyst } = one;
    const said = verdict ? WORDS[verdict] + (note ? `${say(", ")}${say("with a note")}` : "") : note ? `✎ ${say("a note")}` : "";
    const words = analyst ? `${said}${say(", ")}${analyst}` : said;
    for (const place of [document.querySelector(`#in-${marker}`), document.querySelector(`#${marker} > summary`)]) {
      let sign = place.querySelector(".verdict");
      if (!words) { sign?.remove(); continue; }
      if (!sign) { sign = document.createElement("span"); place.append(sign); }
      sign.className = `verdict ${verdict ?? "noted"}`;
      sign.textContent = words;
      sign.title = [note, by(one)].filter(Boolean).join("\n");
    }
    onPaper(marker, one);
    fill(marker);
  }

  // Who gave a verdict, where that is another than who signs.
  const by = ({ analyst, date }) => analyst ? say("Signed by {name} on {date}.", { name: analyst, date: dayInWords(date) }) : "";

  // The field of a note is nothing on paper: there it stands as a line, with who wrote it where that is another.
  function onPaper(marker, one) {
    const place = document.querySelector(`#${marker} .says`);
    const words = [one.note && `${say("Note")}${say(": ")}${one.note}`, by(one)].filter(Boolean).join(" — ");
    let line = place.querySelector(".noted");
    if (!words) { line?.remove(); return; }
    if (!line) { line = document.createElement("p"); line.className = "noted"; line.dir = "auto"; place.prepend(line); }
    line.textContent = words;
  }

  function sum() {
    const count = (verdict) => layer.verdicts.filter((one) => one.verdict === verdict).length;
    const notes = layer.verdicts.filter((one) => one.note).length;
    const signed = layer.date ? say("Signed by {name} on {date}.", { name: layer.analyst, date: dayInWords(layer.date) }) : say("Not signed yet.");
    const lost = unkept ? ` ${say("This browser keeps nothing: take them along before you close the page.")}` : "";
    const owned = layer.own_markers.length ? ` ${say("{n} markers of your own.", { n: layer.own_markers.length })}` : "";
    told.textContent = layer.verdicts.length
      ? `${progress()} ${say("{accepted} accepted, {rejected} rejected, {notes} with a note.", { accepted: count("accept"), rejected: count("reject"), notes })}${owned} ${signed}${lost}`
      : owned ? `${owned.trim()} ${signed}${lost}` : !markers.length ? "" : say("None yet. Open a marker to accept it, reject it or write a note; the markers stay what they are.");
    document.getElementById("take-verdicts").hidden = !some();
    const other = document.getElementById("embedded");
    document.getElementById("put-back").hidden = !undo;
    other.hidden = !embedded || JSON.stringify(embedded) === JSON.stringify(layer);
    if (!other.hidden) other.textContent = say("Use the file’s own, signed by {name} on {date}", { name: embedded.analyst, date: dayInWords(embedded.date) });
  }

  const some = () => layer.verdicts.length + layer.own_markers.length > 0;
  const progress = () => say("{n} of {all} judged.", { n: layer.verdicts.filter((one) => one.verdict).length, all: markers.length });

  // The fields of a marker are made when it is first opened.
  function fields(marker) {
    const place = document.getElementById(marker);
    if (place.querySelector(".judging")) return;
    const made = document.getElementById("judging").content.cloneNode(true);
    for (const radio of made.querySelectorAll("input")) {
      radio.name = `verdict-${marker}`;
      radio.addEventListener("change", () => judge(marker, { verdict: radio.value }));
    }
    const field = made.querySelector("textarea");
    field.addEventListener("input", () => judge(marker, { note: field.value.trim() }));
    field.addEventListener("blur", () => fill(marker));
    field.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) place.querySelector("summary").focus(); });
    made.querySelector("button").addEventListener("click", () => judge(marker, { verdict: null, note: "" }));
    place.querySelector(".says").append(made);
    fill(marker);
  }

  function fill(marker) {
    const made = document.querySelector(`#${marker} .judging`);
    if (!made) return;
    const { verdict, note } = of(marker);
    for (const radio of made.querySelectorAll("input")) radio.checked = radio.value === verdict;
    const field = made.querySelector("textarea");
    if (field !== document.activeElement) field.value = note;
    made.querySelector("button").hidden = !verdict && !note;
  }

  function all() {
    markers.forEach(write);
    sum();
    document.dispatchEvent(new Event("diple:layer"));
  }

  // A file carries the comparison's JSON within, packed.
  async function unpacked(packed) {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }

  // What the service gives of this comparison: its JSON, or its file.
  async function given(form) {
    const whole = document.getElementById("whole");
    if (form === "json" && whole) return unpacked(whole.textContent);
    const address = form === "json" ? part.dataset.json : part.dataset.file;
    const view = document.getElementById("view");
    if (address) return (await ask(address)).text();
    const fields = new FormData(view);
    fields.set("file", form);
    return (await ask(view.action, { method: "POST", body: fields })).text();
  }

  async function ask(address, how) {
    const answer = await fetch(address, { ...how, headers: { accept: "application/problem+json, application/json" } }).catch(() => null);
    if (!answer) throw new Told(say("the service cannot be reached"));
    if (answer.ok) return answer;
    const why = problem(await answer.text().catch(() => ""));
    throw new Told(`${say("the service answered with {status}", { status: String(answer.status) })}${why && say(": ")}${why}`);
  }

  // What the service says is wrong: a problem, or its form again.
  function problem(text) {
    try {
      const { detail = "", remedy = "" } = JSON.parse(text);
      return `${detail} ${remedy}`.trim();
    } catch {
      return new DOMParser().parseFromString(text, "text/html").querySelector(".wrong")?.textContent.trim() ?? "";
    }
  }

  // Only the service writes Word: it gets the verdicts beside what it has, or beside the texts, and keeps neither.
  async function judged(form) {
    const view = document.getElementById("view");
    const body = part.dataset.file ? new FormData() : new FormData(view);
    body.set("file", form);
    body.set("verdicts", JSON.stringify(layers.whole(layer, here)));
    const place = `${location.pathname}?lang=${document.documentElement.lang}`;
    return (await ask(part.dataset.file ? place : view.action, { method: "POST", body })).blob();
  }

  // Other forms that the service gives with verdicts, by the ending of their files.
  const CARRIED = { docx: "docx", "brief-docx": "docx", "brief-pdf": "pdf", brief: "md", markdown: "md", annotations: "jsonld", "csv-markers": "csv" };
  const TYPES = { html: ["text/html", "html"], json: ["application/json", "json"], layer: ["application/json", "json"], ...Object.fromEntries(Object.entries(CARRIED).map(([form, ending]) => [form, ["", ending]])) };
  const MADE = {
    ...Object.fromEntries(Object.keys(CARRIED).map((form) => [form, () => judged(form)])),
    layer: async () => `${JSON.stringify(layers.whole(layer, here), null, 1)}\n`,
    // The comparison goes in letter for letter, beside the verdicts.
    json: async () => `{"comparison":\n${(await given("json")).trimEnd()},\n"verdicts":\n${JSON.stringify(layers.whole(layer, here), null, 1)}}\n`,
    html: async () => {
      const inside = JSON.stringify(layers.whole(layer, here)).replaceAll("<", "\\u003c");
      return (itself ?? await given("1")).replace(/(id="layer">)[^<]*/, (_, start) => start + inside);
    },
  };

  async function take(form) {
    trouble.textContent = "";
    try {
      const [type, ending] = TYPES[form];
      const made = await MADE[form]();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(made instanceof Blob ? made : new Blob([made], { type }));
      link.download = `diple-${id.slice(0, 12)}-${form === "layer" ? "verdicts" : form.startsWith("brief") ? "brief-judged" : "judged"}.${ending}`;
      link.click();
      untaken = false;
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      complain(say("Not taken: {why}. The verdicts are still here; take them alone, or try again."), error);
    }
  }

  dialog.querySelector("form").addEventListener("submit", (event) => {
    const form = event.submitter.value === "one" ? asked?.form : event.submitter.value;
    if (form === "plain") { passing = true; asked.link.click(); passing = false; return; }
    if (!MADE[form]) return;
    const [analyst, date] = ["analyst", "signed-on"].map((name) => document.getElementById(name).value.trim());
    if (!analyst) return;
    keep(layers.signedBy(latest(), analyst, date));
    try { localStorage.setItem("diple.analyst", analyst); } catch { /* then own markers that are signed stay as they are */ }
    all();
    take(form);
  });
  document.getElementById("take-verdicts").addEventListener("click", () => sign());

  // A file that has a place for verdicts is taken with them: signed ones at once, others after they are signed.
  let asked = null; // the one form that is to be taken, and its link
  let passing = false; // a link that is pressed goes its own way
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".take-as a[download], .take-as button[name=file]");
    const form = link && (link.value || new URL(link.href).searchParams.get("file"));
    if (passing || !Object.hasOwn(CARRIED, form ?? "") || !some()) return;
    event.preventDefault();
    sign({ form, link });
  });

  function sign(one = null) {
    asked = one;
    for (const [name, away] of [["take-one", !one], ["take-any", Boolean(one)]]) {
      const choices = document.getElementById(name);
      choices.hidden = away;
      for (const button of choices.children) button.disabled = away; // so that Enter presses one that is seen
    }
    const named = document.getElementById("taken-as");
    named.hidden = !one;
    named.textContent = one?.link.textContent ?? "";
    const today = new Date();
    const two = (number) => String(number).padStart(2, "0");
    document.getElementById("analyst").value = layer.analyst;
    document.getElementById("signed-on").value = layer.date || `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
    dialog.showModal();
  }

  // Another's verdicts come in beside one's own; what was here can be put back, once, also after the page is read again.
  function settle(now, words) {
    const before = latest();
    keep(now);
    undo = { before, after: layer };
    untaken = true;
    try { sessionStorage.setItem(`${key}.undo`, JSON.stringify(undo)); } catch { /* then until the page is left */ }
    all();
    done.textContent = words;
  }

  // What was judged since stays.
  function putBack() {
    const now = latest();
    const [current, before, after] = [now, undo.before, undo.after].map((one) => byMarker(layers.signed(one)));
    const verdicts = inOrder(new Map(markers.map((marker) => [marker, same(current.get(marker), after.get(marker)) ? before.get(marker) : current.get(marker)])));
    const own_markers = ownMarkers.putBack(now, undo.before, undo.after);
    const asBefore = verdicts.length === before.size && verdicts.every((one) => same(one, before.get(one.marker))) && ownMarkers.alike(own_markers, ownMarkers.signed(undo.before));
    keep(asBefore ? undo.before : { ...now, date: "", verdicts, own_markers });
    undo = null;
    try { sessionStorage.removeItem(`${key}.undo`); } catch { /* nothing was kept */ }
    all();
    done.textContent = say("Put back.");
  }

  function bring(theirs) {
    const { added: alone, differing } = layers.apart(latest(), theirs);
    const added = [...alone, ...ownMarkers.beyond(latest(), theirs)];
    const come = (theirsWin) => attempt(() => settle(layers.merged(latest(), theirs, theirsWin), say("{n} new, {m} differing, from {name}.", { n: added.length, m: differing.length, name: theirs.analyst })), say("Not brought in: {why}."));
    if (!differing.length && !added.length) done.textContent = say("The file has nothing that is not here already.");
    else if (!differing.length) come(false);
    else choose(theirs, added, differing, come);
  }

  // Both sides of each marker that two judge differently, and one choice for the file.
  function choose(theirs, added, differing, come) {
    const said = ({ verdict, note, analyst }) => [verdict && WORDS[verdict], note && `“${note}”`, analyst].filter(Boolean).join(say(", "));
    document.getElementById("how-many").textContent = say("{n} new, {m} differing, from {name}.", { n: added.length, m: differing.length, name: theirs.analyst });
    document.getElementById("differing").replaceChildren(...differing.map((one) => {
      const item = document.createElement("li");
      const lines = [`${one.marker} ${document.querySelector(`#in-${one.marker} .title`).textContent}`, `${say("Yours")}${say(": ")}${said(of(one.marker))}`, `${say("Theirs")}${say(": ")}${said(one)}`];
      item.append(...lines.map((words) => { const line = document.createElement("div"); line.dir = "auto"; line.textContent = words; return line; }));
      return item;
    }));
    asking.returnValue = "";
    asking.onclose = () => { if (asking.returnValue) come(asking.returnValue === "theirs"); };
    asking.showModal();
  }

  function undoable() {
    let found = null;
    try { found = JSON.parse(stored("sessionStorage", `${key}.undo`)); } catch { /* nothing to put back */ }
    const [before, after] = ["before", "after"].map((when) => layers.kept(JSON.stringify(found?.[when] ?? null), here).layer);
    return before && after ? { before, after } : null;
  }

  document.getElementById("put-back").addEventListener("click", putBack);
  document.getElementById("embedded").addEventListener("click", () => settle(embedded, ""));
  document.getElementById("bring").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    trouble.textContent = done.textContent = "";
    if (!file) return;
    const text = await file.text().catch(() => "");
    attempt(() => bring(fitting(text)), say("Not brought in: {why}."));
  });

  // By keys, in an opened marker: it is the one with the focus, or the one gone to last.
  const KEYS = { a: (marker) => judge(marker, { verdict: "accept" }), r: (marker) => judge(marker, { verdict: "reject" }), e: null };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
    if (!Object.hasOwn(KEYS, event.key) || typing || document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const open = document.activeElement?.closest("details.marker[open]") ?? document.querySelector(".marker.current[open]");
    if (!open) return;
    event.preventDefault();
    fields(open.id);
    if (!KEYS[event.key]) { open.querySelector("textarea").focus(); return; }
    KEYS[event.key](open.id);
    document.getElementById("said").textContent = `${WORDS[of(open.id).verdict]}${say(". ")}${progress()}`;
  });

  addEventListener("storage", (event) => { if (event.key === key || event.key === null) { layer = latest(); all(); } });
  addEventListener("beforeunload", (event) => { if (unkept && untaken && some()) event.preventDefault(); });
  document.addEventListener("toggle", (event) => { if (event.target.open && event.target.matches("details.marker")) fields(event.target.id); }, true);
  for (const open of document.querySelectorAll("details.marker[open]")) fields(open.id);
  part.hidden = false;
  document.getElementById("unjudgeable").hidden = true;
  if (first.lost) {
    try { localStorage.setItem(`${key}.unread`, stored("localStorage", key)); } catch { /* it stays as it is until something is judged */ }
    trouble.textContent = say("A part of what this browser kept on this comparison could not be read. It is set aside in the browser; the rest is shown.");
  }
  undo = undoable();
  all();
  return { own: () => layer.own_markers, mark, mine, signer };
})();
