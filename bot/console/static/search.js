// What may be typed next in a query; the box works without this as well.
"use strict";

const PAUSE = 120; // milliseconds: who types on wants no answer to every letter

for (const room of document.querySelectorAll("[data-complete]")) combobox(room);

function combobox(room) {
  const input = room.querySelector("input");
  const list = document.createElement("ul");
  list.id = `${input.id}-choices`;
  list.className = "choices";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", room.dataset.says);
  room.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let found = [], active = -1, timer = 0, latest = 0;

  function show() {
    list.replaceChildren(...found.map((one, at) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${at}`;
      item.setAttribute("role", "option");
      const text = document.createElement("code");
      text.textContent = one.text.trim();
      item.append(text);
      if (one.help) {
        const help = document.createElement("span");
        help.textContent = one.help;
        item.append(" ", help);
      }
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault(); // the box keeps the focus
        take(at);
      });
      return item;
    }));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    point(-1);
  }

  function point(at) {
    active = at;
    for (const [place, item] of [...list.children].entries()) {
      item.setAttribute("aria-selected", String(place === at));
      if (place === at) item.scrollIntoView({ block: "nearest" });
    }
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
  }

  function close() {
    clearTimeout(timer);
    latest += 1;
    found = [];
    show();
  }

  function take(at) {
    // Places are counted in characters, as they are at the server.
    const before = [...input.value.slice(0, input.selectionStart)];
    const after = input.value.slice(input.selectionStart);
    const { text, start } = found[at];
    const goesOn = /[:=<>~≤≥≠ ]$/.test(text) || after.startsWith(" ");
    const typed = before.slice(0, start).join("") + text + (goesOn ? "" : " ");
    input.value = typed + after;
    input.setSelectionRange(typed.length, typed.length);
    input.focus();
    ask();
  }

  async function ask() {
    const mine = (latest += 1);
    const before = input.value.slice(0, input.selectionStart);
    const address = new URL(room.dataset.complete, location.href);
    address.searchParams.set("q", before);
    let answer = [];
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" } });
      if (response.ok) answer = await response.json();
    } catch {
      // No help is better than a wrong one.
    }
    if (mine !== latest || document.activeElement !== input) return;
    found = answer;
    show();
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  input.addEventListener("input", later);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length === 0) ask();
    else if (found.length === 0) return;
    else if (event.key === "ArrowDown") point((active + 1) % found.length);
    else if (event.key === "ArrowUp") point((active <= 0 ? found.length : active) - 1);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) take(active);
    else return;
    event.preventDefault();
  });
}
