// Tells the page around the frame how high its content is, now and whenever that changes.
const tell = () => parent.postMessage({ type: "diple-height", height: Math.ceil(document.querySelector("main").getBoundingClientRect().height), address: location.href }, "*");
if (parent !== window) {
  new ResizeObserver(tell).observe(document.querySelector("main"));
  addEventListener("load", tell);
}
