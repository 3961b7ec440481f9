// A reader's own markers: a passage is selected or a change gone to, and a small form says what it is.
// They are kept and signed with the verdicts, and shown with a sign and a word of their own.
"use strict";
(() => {
  if (!judgements) return;
  const SIGN = "◆";
  const text = document.getElementById("text");
  const form = document.getElementById("owning");
  const list = document.getElementById("own-list");
  const offer = document.getElementById("mark-this");
  const said = document.getElementById("said");
  const field = (name) => document.getElementById(`own-${name}`);
  const kinds = [...document.querySelectorAll("#own-kinds option")];
  const inline = () => document.getElementById("view-inline").checked;
  let asked = null; // the quotes that the form is about, and the marker where it is edited

  const make = (tag, name, words) => { const made = document.createElement(tag); made.className = name; if (words) made.textContent = words; return made; };

  // A kind is kept by its code where the taxonomy has it, and shown in the language of the page.
  const kindOf = (written) => kinds.find((one) => one.value.toLowerCase() === written.toLowerCase())?.dataset.code ?? written;
  const kindIn = (kind) => kinds.find((one) => one.dataset.code === kind)?.value ?? kind;
  const called = (name, value) => field(name).querySelector(`[value="${value}"]`).textContent;
  const bearing = ({ direction, level }) => [called("level", level), ...direction === "neutral" ? [] : [called("direction", direction)]].join(say(", "));

  function marked(one) {
    const { name, date } = judgements.signer(one);
    return name ? `${say("marked by {name}", { name })}${say(", ")}${dayInWords(date)}` : say("marked by you, not signed yet");
  }

  // What can be marked here: the words selected, or the change gone to.
  function passage() {
    const found = passages.selected(text, inline());
    if (found) return found;
    const change = document.activeElement?.closest(".c, .n[id]") ?? document.querySelector(".c.current, .n.current");
    const quotes = change && passages.ofChange(change.id);
    return quotes && (quotes.old.length || quotes.new.length) ? quotes : null;
  }

  function open(quotes, one = null) {
    asked = { quotes, one };
    const mine = !one || judgements.mine(one);
    const given = one ?? { kind: "", direction: "neutral", level: "notable", note: "" };
    field("kind").value = kindIn(given.kind);
    for (const name of ["direction", "level", "note"]) field(name).value = given[name];
    for (const name of ["kind", "direction", "level", "note", "save"]) field(name).disabled = !mine;
    field("remove").hidden = !one || !mine;
    field("whose").textContent = one ? `${marked(one)}${mine ? "" : `${say(". ")}${say("Only its author can change it.")}`}` : "";
    field("quotes").replaceChildren(...quoted(quotes));
    offer.hidden = true;
    form.returnValue = "";
    form.showModal();
    if (mine) field("kind").focus();
  }

  function quoted(quotes) {
    return [["old", say("Old")], ["new", say("New")]].flatMap(([side, words]) => quotes[side].map(({ exact }) => {
      const line = make("blockquote", side);
      const quote = make("span", "", exact);
      quote.dir = "auto";
      line.append(make("span", "siglum", words), " ", quote);
      return line;
    }));
  }

  // The form is closed: what it says is kept, or what it is about is taken away.
  function settle() {
    const { quotes, one } = asked;
    const done = form.returnValue;
    asked = null;
    if (done === "remove") { judgements.mark((all) => all.filter(({ id }) => id !== one.id)); said.textContent = say("Removed."); return; }
    if (done !== "save") return;
    const kind = kindOf(field("kind").value.trim());
    let id = one?.id;
    judgements.mark((all) => {
      id ??= ownMarkers.next(all);
      const made = { id, kind, direction: field("direction").value, level: field("level").value, note: field("note").value.trim(), old: quotes.old, new: quotes.new };
      return one ? all.map((other) => other.id === id ? made : other) : [...all, made];
    });
    said.textContent = say("Marked.");
    getSelection().removeAllRanges();
    const note = document.getElementById(id);
    if (note?.checkVisibility()) note.focus({ preventScroll: true });
  }

  const edit = (one) => { const button = make("button", "edit", say("Edit")); button.type = "button"; button.addEventListener("click", () => open(one, one)); return button; };

  function summary(one) {
    const sign = make("span", "own-sign", SIGN);
    sign.ariaHidden = "true";
    const kind = make("b", "", kindIn(one.kind));
    kind.dir = "auto";
    return [sign, " ", kind, " ", make("span", "own-level", bearing(one)), " ", make("span", "by", marked(one))];
  }

  // Beside its line, and in the list.
  function inMargin(one) {
    const row = passages.rowOf(one);
    if (!row) return;
    const note = make("div", "own-marker");
    note.id = one.id;
    note.tabIndex = -1;
    note.role = "note";
    note.ariaLabel = `${say("Marker of your own")}${say(": ")}${kindIn(one.kind)}${say(", ")}${marked(one)}`;
    note.append(...summary(one));
    if (one.note) { const words = make("p", "own-note", one.note); words.dir = "auto"; note.append(words); }
    if (judgements.mine(one)) note.append(edit(one));
    railOf(row).append(note);
  }

  // The margin of a row for own markers; a row without a margin gets one, which goes again with them.
  function railOf(row) {
    let unit = row.closest(".unit");
    if (!unit) { unit = make("div", "unit owned"); row.replaceWith(unit); unit.append(row); }
    let rail = unit.querySelector(":scope > .own-rail");
    if (!rail) {
      rail = make("div", "rail own-rail");
      rail.role = "group";
      rail.ariaLabel = say("Markers of readers beside the line that follows");
      row.before(rail);
    }
    return rail;
  }

  function inList(one) {
    const item = make("li", "");
    const link = make("a", "");
    link.href = `#${one.id}`;
    const [first] = [...one.new, ...one.old];
    const words = make("q", "", [...first.exact].slice(0, 90).join("").trim());
    words.dir = "auto";
    link.append(...summary(one), " ", words);
    item.append(link);
    if (judgements.mine(one)) item.append(" ", edit(one));
    return item;
  }

  function draw() {
    const focus = document.activeElement?.id;
    passages.plain("mark.own");
    for (const rail of document.querySelectorAll(".own-rail")) rail.remove();
    for (const unit of document.querySelectorAll(".unit.owned")) unit.replaceWith(...unit.childNodes);
    const all = judgements.own();
    for (const one of all) {
      const words = [marked(one), kindIn(one.kind), one.note].filter(Boolean).join("\n");
      for (const side of ["old", "new"]) for (const quote of one[side]) passages.setOff(side, quote, () => { const mark = make("mark", "own"); mark.title = words; mark.dataset.own = one.id; return mark; });
      inMargin(one);
    }
    list.replaceChildren(...all.map(inList));
    field("none").hidden = all.length > 0;
    if (focus && /^o\d+$/.test(focus)) document.getElementById(focus)?.focus({ preventScroll: true });
  }

  function ask() {
    const quotes = passage();
    if (quotes) open(quotes); else said.textContent = say("Select words of a text or go to a change first.");
  }

  // Who selects words is offered to mark them, at the end of the selection.
  function offered() {
    const found = !form.open && passages.selected(text, inline());
    offer.hidden = !found;
    if (!found) return;
    const boxes = getSelection().getRangeAt(0).getClientRects();
    const last = boxes[boxes.length - 1];
    if (!last) return;
    offer.style.left = `${Math.max(0, Math.min(last.right + scrollX, document.documentElement.clientWidth - 160))}px`;
    offer.style.top = `${last.bottom + scrollY + 4}px`;
  }

  offer.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  offer.addEventListener("click", ask);
  document.addEventListener("pointerup", () => setTimeout(offered));
  document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") offered(); });
  document.addEventListener("selectionchange", () => { if (getSelection().isCollapsed) offer.hidden = true; });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
    if (event.key !== "o" || typing || document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const own = document.activeElement?.closest(".own-marker");
    if (own) { const one = judgements.own().find(({ id }) => id === own.id); open(one, one); } else ask();
  });
  form.addEventListener("close", () => { if (asked) settle(); });
  field("note").addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field("save").click(); });
  document.addEventListener("diple:layer", draw);
  document.getElementById("own").hidden = false;
  draw();
})();
