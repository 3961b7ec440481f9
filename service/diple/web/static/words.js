// The words of the scripts in the language of the page, which carries them; English where it carries none.
"use strict";
const say = (() => {
  const words = JSON.parse(document.getElementById("words")?.textContent || "{}");
  return (phrase, values = {}) => (words[phrase] ?? phrase).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
})();
