// An analyst's verdicts on the markers: a layer of its own, kept in this browser, signed when it is taken along.
"use strict";
(() => {
  const part = document.getElementById("verdicts");
  if (!part) return;
  const SCHEMA = "diple.verdicts/1";
  const WORDS = { accept: `✓ ${say("accepted")}`, reject: `✗ ${say("rejected")}` };
  const id = part.dataset.comparison;
  const key = `diple.verdicts.${id}`;
  const embedded = JSON.parse(document.getElementById("layer").textContent);
  // A file saves itself as it came: what it was before anything here touched it.
  const itself = part.dataset.file === "self" ? `<!doctype html>\n${document.documentElement.outerHTML.replace(/ data-palette="[a-z]*"/, "")}\n` : null;
  const dialog = document.getElementById("sign");
  const told = document.getElementById("judged");
  const trouble = document.getElementById("untaken");
  const markers = [...document.querySelectorAll("#register > li")].map((entry) => entry.dataset.marker);

  const blank = () => ({ schema: SCHEMA, comparison: id, analyst: "", date: "", verdicts: [] });
  const fits = (layer) => layer?.schema === SCHEMA && layer.comparison === id && Array.isArray(layer.verdicts);
  const kept = () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  let layer = [kept(), embedded].find(fits) ?? blank();

  const of = (marker) => layer.verdicts.find((one) => one.marker === marker) ?? { marker, verdict: null, note: "" };

  function keep() {
    try { localStorage.setItem(key, JSON.stringify(layer)); } catch { told.dataset.unkept = "yes"; }
  }

  // A signature is for what was signed: a verdict that changes takes it away.
  function judge(marker, what) {
    const now = { ...of(marker), ...what };
    const judged = new Map(layer.verdicts.map((one) => [one.marker, one])).set(marker, now);
    const verdicts = markers.map((one) => judged.get(one)).filter((one) => one && (one.verdict || one.note));
    layer = { ...layer, date: "", verdicts };
    keep();
    write(marker);
    sum();
  }

  function write(marker) {
    const { verdict, note } = of(marker);
    const words = verdict ? WORDS[verdict] + (note ? `${say(", ")}${say("with a note")}` : "") : note ? `✎ ${say("a note")}` : "";
    for (const place of [document.querySelector(`#in-${marker}`), document.querySelector(`#${marker} > summary`)]) {
      let sign = place.querySelector(".verdict");
      if (!words) { sign?.remove(); continue; }
      if (!sign) { sign = document.createElement("span"); place.append(sign); }
      sign.className = `verdict ${verdict ?? "noted"}`;
      sign.textContent = words;
    }
    fill(marker);
  }

  function sum() {
    const count = (verdict) => layer.verdicts.filter((one) => one.verdict === verdict).length;
    const notes = layer.verdicts.filter((one) => one.note).length;
    const signed = layer.date ? say("Signed by {name} on {date}.", { name: layer.analyst, date: dayInWords(layer.date) }) : say("Not signed yet.");
    const lost = told.dataset.unkept ? ` ${say("This browser keeps nothing: take them along before you close the page.")}` : "";
    told.textContent = layer.verdicts.length
      ? `${say("{accepted} accepted, {rejected} rejected, {notes} with a note, of {all} markers.", { accepted: count("accept"), rejected: count("reject"), notes, all: markers.length })} ${signed}${lost}`
      : say("None yet. Open a marker to accept it, reject it or write a note; the markers stay what they are.");
    document.getElementById("take-verdicts").hidden = !layer.verdicts.length;
    const other = document.getElementById("embedded");
    other.hidden = !fits(embedded) || JSON.stringify(embedded) === JSON.stringify(layer);
    if (!other.hidden) other.textContent = say("Use the file’s own, signed by {name} on {date}", { name: embedded.analyst, date: dayInWords(embedded.date) });
  }

  // The fields of a marker are made when it is first opened.
  function fields(marker) {
    const place = document.getElementById(marker);
    if (place.querySelector(".judging")) return;
    const made = document.getElementById("judging").content.cloneNode(true);
    for (const radio of made.querySelectorAll("input")) {
      radio.name = `verdict-${marker}`;
      radio.addEventListener("change", () => judge(marker, { verdict: radio.value }));
    }
    made.querySelector("textarea").addEventListener("input", (event) => judge(marker, { note: event.target.value.trim() }));
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
    let asked;
    if (address) {
      asked = fetch(address);
    } else {
      const fields = new FormData(view);
      fields.set("file", form);
      asked = fetch(view.action, { method: "POST", body: fields });
    }
    const answer = await asked;
    if (!answer.ok) throw new Error(say("the service answered with {status}", { status: answer.status }));
    return answer.text();
  }

  // Only the service writes Word: it gets the verdicts beside what it has, or beside the texts, and keeps neither.
  async function judged(form) {
    const view = document.getElementById("view");
    const body = part.dataset.file ? new FormData() : new FormData(view);
    body.set("file", form);
    body.set("verdicts", JSON.stringify(layer));
    const answer = await fetch(part.dataset.file ? location.pathname : view.action, { method: "POST", body });
    if (!answer.ok) throw new Error(say("the service answered with {status}", { status: answer.status }));
    return answer.blob();
  }

  const TYPES = { html: ["text/html", "html"], json: ["application/json", "json"], layer: ["application/json", "json"], docx: ["", "docx"] };
  const MADE = {
    docx: () => judged("docx"),
    layer: async () => `${JSON.stringify(layer, null, 1)}\n`,
    // The comparison goes in letter for letter, beside the verdicts.
    json: async () => `{"comparison":\n${(await given("json")).trimEnd()},\n"verdicts":\n${JSON.stringify(layer, null, 1)}}\n`,
    html: async () => {
      const inside = JSON.stringify(layer).replaceAll("<", "\\u003c");
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
      link.download = `diple-${id.slice(0, 12)}-${form === "layer" ? "verdicts" : "judged"}.${ending}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      trouble.textContent = say("Not taken: {why}. The verdicts are still in this browser; take them alone, or try again.", { why: error.message });
    }
  }

  dialog.querySelector("form").addEventListener("submit", (event) => {
    const form = event.submitter.value;
    if (!MADE[form]) return;
    const [analyst, date] = ["analyst", "signed-on"].map((name) => document.getElementById(name).value.trim());
    layer = { ...layer, analyst, date };
    keep();
    sum();
    take(form);
  });
  document.getElementById("take-verdicts").addEventListener("click", () => {
    const today = new Date();
    const two = (number) => String(number).padStart(2, "0");
    document.getElementById("analyst").value = layer.analyst;
    document.getElementById("signed-on").value = layer.date || `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
    dialog.showModal();
  });
  document.getElementById("embedded").addEventListener("click", () => { layer = embedded; keep(); all(); });
  document.getElementById("bring").addEventListener("change", async (event) => {
    trouble.textContent = "";
    try {
      const read = JSON.parse(await event.target.files[0].text());
      const found = read.verdicts?.schema ? read.verdicts : read;
      if (!fits(found)) throw new Error(say("it has no verdicts on this comparison"));
      layer = found;
      keep();
      all();
    } catch (error) {
      trouble.textContent = say("Not brought in: {why}.", { why: error.message });
    }
    event.target.value = "";
  });

  document.addEventListener("toggle", (event) => { if (event.target.open && event.target.matches("details.marker")) fields(event.target.id); }, true);
  for (const open of document.querySelectorAll("details.marker[open]")) fields(open.id);
  part.hidden = false;
  all();
})();
