// The theme leaves its search by taking the focus from the field when Tab is pressed. WebKit then starts over at the top of
// the page, and nobody ever gets past the field by keyboard. Here the search closes, and Tab goes on from where it is.

/** @param {KeyboardEvent} event */
function leaveSearch(event) {
  if (event.key !== "Tab") return;
  event.stopPropagation(); // the theme listens at the window
  const open = /** @type {HTMLInputElement | null} */ (document.querySelector("#__search:checked"));
  open?.click();
}
