// The words of the scripts in the language of the page, which carries them; English where it carries none.
// Numbers are written as the language writes them, and choose the form of the phrase.
"use strict";
const say = (() => {
  const words = JSON.parse(document.getElementById("words")?.textContent || "{}");
  const tongue = document.documentElement.lang;
  const form = (said, values) => said[new Intl.PluralRules(tongue).select(values[said.by ?? "n"])] ?? said.other;
  const written = (value) => typeof value === "number" ? value.toLocaleString(tongue) : value;
  return (phrase, values = {}) => {
    const said = words[phrase] ?? phrase;
    return (said.other ? form(said, values) : said).replace(/\{(\w+)\}/g, (place, name) => written(values[name]) ?? place);
  };
})();

// A day such as 2026-12-03 in the words of the page's language.
const dayInWords = (day) => new Date(day).toLocaleDateString(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
