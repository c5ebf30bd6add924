// Files for the learner to keep: her record, her notes, her dates. No server hears of them.

/** Gives the learner a file to keep. @param {string} name @param {string} type @param {string} text */
function saveFile(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
