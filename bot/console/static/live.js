// Shows what has happened while somebody looks at a page, but not while they work in it.
// Without this script the page stays as it was when it was opened.

const EVERY_SECONDS = 3;
const FIELDS = "input:not([type=hidden]), select, textarea";
const ROWS = "tbody tr, li";

const main = document.getElementById("main");
const news = document.getElementById("news");
let mark = "";
let asking = false;

const isAtWork = () => !getSelection().isCollapsed || document.activeElement.matches(FIELDS);
const every = (selector) => [...main.querySelectorAll(selector)];

async function ask() {
  if (asking || document.hidden || isAtWork()) return;
  asking = true;
  try {
    const headers = mark ? { "If-None-Match": mark } : {};
    const answer = await fetch(main.dataset.live, { headers, cache: "no-store" });
    news.textContent = "";
    if (answer.status === 401) location.reload(); // signed out elsewhere: no name stays here
    if (answer.status === 200) take(await answer.text(), answer.headers.get("ETag"));
  } catch {
    // The server is away; it is asked again.
  } finally {
    asking = false;
  }
}

function take(html, itsMark) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("main");
  if (!fresh || isAtWork()) return; // somebody began while the answer was on its way
  mark = itsMark;
  if (plain(main).isEqualNode(plain(fresh))) return;
  const isLoud = !loud(main).isEqualNode(loud(fresh));
  const known = new Set(every(ROWS).map((row) => row.innerHTML));
  const refocus = rememberFocus();
  settle(main, fresh);
  refocus();
  for (const row of every(ROWS)) row.toggleAttribute("data-fresh", !known.has(row.innerHTML));
  if (isLoud) news.textContent = news.dataset.says;
}

// Gives `old` the children of `fresh`, going down to where they differ: what is the same is not
// touched, and an open list stays open.
function settle(old, fresh) {
  const before = [...old.children];
  const after = [...fresh.children];
  const fits = before.length === after.length && ownText(old) === ownText(fresh) &&
    before.every((child, place) => shell(child).isEqualNode(shell(after[place])));
  if (fits) {
    before.forEach((child, place) => settle(child, after[place]));
    return;
  }
  const lists = [...fresh.querySelectorAll("details")];
  old.querySelectorAll("details").forEach((list, place) => {
    if (lists[place]) lists[place].open = list.open;
  });
  old.replaceChildren(...fresh.childNodes);
}

const ownText = (part) =>
  [...part.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : "")).join("");

const shell = (part) => unmarked(part.cloneNode());

// What a page tells: without the number of each form, and what only this window has changed.
function plain(part) {
  const copy = part.cloneNode(true);
  for (const field of copy.querySelectorAll("input[name=token]")) field.remove();
  copy.querySelectorAll("*").forEach(unmarked);
  return copy;
}

// The same without what changes all the time, like a bar: nobody is told each time of that.
function loud(part) {
  const copy = plain(part);
  for (const one of copy.querySelectorAll("[data-quiet]")) one.remove();
  return copy;
}

function unmarked(part) {
  if (part.matches("details")) part.removeAttribute("open");
  part.removeAttribute("data-fresh");
  return part;
}

// Whoever goes through the page by keyboard goes on from the same link.
function rememberFocus() {
  const focused = document.activeElement;
  if (focused === main || !main.contains(focused)) return () => {};
  const alike = () => every(focused.localName).filter((one) => one.isEqualNode(focused));
  const place = alike().indexOf(focused);
  return () => {
    if (!focused.isConnected) (alike()[place] ?? alike()[0] ?? main).focus({ preventScroll: true });
  };
}

setInterval(ask, EVERY_SECONDS * 1000);
document.addEventListener("visibilitychange", ask);
