// Keeps the phones alive: when something has changed, fetches the page and replaces what differs.
// Without this script every button is in a form of its own, and the page is as complete.

const TOAST_SECONDS = 4;
const POLL_SECONDS = 3;

const logs = () => document.querySelectorAll("[data-log]");
const atEnd = (log, grown = 0) => log.scrollHeight - log.scrollTop - log.clientHeight < 80 + grown;
const toEnd = (log) => { log.scrollTop = log.scrollHeight; };

function replace(old, fresh) {
  const focused = old.contains(document.activeElement);
  const typed = old.querySelector(".entry")?.value;
  old.replaceWith(fresh);
  const entry = fresh.querySelector(".entry");
  if (entry && typed) entry.value = typed;
  if (focused) (entry ?? fresh.closest("[tabindex]"))?.focus({ preventScroll: true });
}

function updateLog(log, fresh) {
  const wanted = new Set([...fresh.children].map((item) => item.id));
  for (const item of [...log.children]) if (!wanted.has(item.id)) item.remove();
  [...fresh.children].forEach((item, place) => {
    const old = log.children[place];
    if (old?.id !== item.id) {
      item.classList.add("new");
      log.insertBefore(item, old ?? null);
      item.addEventListener("animationend", () => item.classList.remove("new"), { once: true });
    } else if (!same(old, item)) {
      replace(old, item);
    }
  });
}

function same(old, fresh) {
  const plain = old.cloneNode(true);
  plain.classList.remove("new");
  plain.querySelectorAll("details[open]").forEach((menu) => menu.removeAttribute("open"));
  return plain.isEqualNode(fresh);
}

function updateToast(place, fresh) {
  if (place.dataset.shown === fresh.dataset.shown) return;
  place.dataset.shown = fresh.dataset.shown;
  place.replaceChildren(...fresh.children);
  hideToastSoon(place);
}

function hideToastSoon(place) {
  const toast = place.firstElementChild;
  if (toast) setTimeout(() => toast.classList.add("gone"), TOAST_SECONDS * 1000);
}

function showTrouble(form, text) {
  const place = form.closest(".phone")?.querySelector("[data-toast]");
  if (!place) return;
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = text;
  place.replaceChildren(toast);
  hideToastSoon(place);
}

function counterpart(page, attribute, element) {
  return page.querySelector(`[${attribute}="${CSS.escape(element.getAttribute(attribute))}"]`);
}

function update(page) {
  const following = [...logs()].filter((log) => atEnd(log)); // before new keys take room from the messages
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = counterpart(page, "data-part", part);
    if (fresh && !same(part, fresh)) replace(part, fresh);
  }
  for (const log of logs()) {
    const fresh = counterpart(page, "data-log", log);
    if (fresh) updateLog(log, fresh);
  }
  for (const place of document.querySelectorAll("[data-toast]")) {
    const fresh = counterpart(page, "data-toast", place);
    if (fresh) updateToast(place, fresh);
  }
  following.forEach(toEnd);
}

let fetching = false;
let again = false;

async function refresh() {
  again = true;
  if (fetching) return;
  fetching = true;
  try {
    while (again) {
      again = false;
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.ok) update(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  } catch {
    // The server is restarting; the next event or poll tries again.
  } finally {
    fetching = false;
  }
}

async function submit(event) {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  const typed = form.querySelector(".entry");
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
  const refused = answer.type !== "opaqueredirect" && !answer.ok;
  if (refused) showTrouble(form, await answer.text());
  else if (typed) typed.value = "";
  form.closest("details")?.removeAttribute("open");
  if (location.search) history.replaceState(null, "", location.pathname); // the link is spent
  const phone = form.closest(".phone");
  const log = phone?.querySelector("[data-log]");
  const answers = event.submitter?.classList.contains("answer");
  if (log && !answers && !form.classList.contains("buttons")) toEnd(log);
  await refresh();
  if (answers) phone.querySelector(".entry")?.focus();
}

function listen(address) {
  const source = new EventSource(address);
  let poll = null;
  source.onmessage = refresh;
  source.onopen = () => { clearInterval(poll); poll = null; };
  source.onerror = () => { poll ??= setInterval(refresh, POLL_SECONDS * 1000); };
}

document.addEventListener("submit", submit);
document.addEventListener("load", (event) => {
  // A picture takes its room only when it has come, and pushes the end away.
  const log = event.target.closest("[data-log]");
  if (log && atEnd(log, event.target.offsetHeight)) toEnd(log);
}, true);
document.addEventListener("change", (event) => {
  // What was hidden had no height, and so no end.
  if (event.target.name === "shown") event.target.closest(".desk").querySelectorAll("[data-log]").forEach(toEnd);
});
logs().forEach(toEnd);
document.querySelectorAll("[data-toast]").forEach(hideToastSoon);
listen(document.querySelector("script[data-events]").dataset.events);
