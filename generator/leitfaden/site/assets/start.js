// Starts everything, once; the script is deferred, so the page is there.

const record = new LearnerRecord();
record.addEventListener("change", () => showTrouble(record));
customElements.define("leitfaden-print", PrintElement); // first: it keeps the forms as they are
customElements.define("leitfaden-activity", ActivityElement);
showTrouble(record);
window.leitfaden = { record, score, scoreAll, lengths: LENGTHS };
