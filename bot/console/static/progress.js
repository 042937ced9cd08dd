// Shows how far a broadcast is while it is sent. Without this script the page asks again by itself.
// All else on the page is kept up to date by live.js, which may put other elements in the place of these.

const PAUSE_BETWEEN_WORDS = 20_000;
const ASK_AGAIN = 5_000;

const { state, events } = document.getElementById("bar").dataset;
let stream = null;
let saidAt = 0;

function show(told) {
  const bar = document.getElementById("bar");
  if (told.state !== state || !bar) {
    location.reload(); // there are other buttons now
    return;
  }
  bar.max = told.total;
  bar.value = told.done;
  document.getElementById("told").textContent = told.words;
  for (const cell of document.querySelectorAll("[data-figure]")) {
    const number = told.figures[cell.dataset.figure];
    cell.querySelector("b").textContent = number;
    cell.hidden = !number && !("always" in cell.dataset);
  }
  // Who listens is told now and then, not each second.
  if (Date.now() - saidAt < PAUSE_BETWEEN_WORDS) return;
  if (saidAt) document.getElementById("progress-news").textContent = told.words;
  saidAt = Date.now();
}

function open() {
  stream = new EventSource(events);
  stream.addEventListener("message", (event) => show(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    // There is no room for one more, or nobody is signed in any more: the page itself says which.
    if (stream?.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), ASK_AGAIN);
  });
}

// A browser has few connections to one server: a page that nobody looks at needs none.
function heed() {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else if (!stream) {
    open();
  }
}

document.addEventListener("visibilitychange", heed);
heed();
