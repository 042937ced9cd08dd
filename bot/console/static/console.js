// Small comforts; every page works without them.
"use strict";

// What was saved is said once, not again when the page is reloaded or found in the history.
const here = new URL(location.href);
if (here.searchParams.has("saved")) {
  here.searchParams.delete("saved");
  history.replaceState(null, "", here);
}

// After a form that could not be read, begin with what is wrong.
document.getElementById("problem")?.focus();

// Filters answer at once.
for (const chosen of document.querySelectorAll("form.filter select")) {
  chosen.addEventListener("change", () => chosen.form.requestSubmit());
}

// A file that is too large is said at once, not after it was sent.
for (const input of document.querySelectorAll("input[data-most]")) {
  input.addEventListener("change", () => {
    const isTooLarge = [...input.files].some((file) => file.size > Number(input.dataset.most));
    input.setCustomValidity(isTooLarge ? input.dataset.says : "");
    input.reportValidity();
  });
}

// What is made to be printed has a button for it.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
