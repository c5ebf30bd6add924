// Taking one's notes away as a text file.

/** @param {Element} part @param {Host} activity */
function saveTexts(part, activity) {
  const entries = [...part.querySelectorAll(".lf-entry")].map((entry) => {
    const texts = [...entry.querySelectorAll("label")].map((label) => [label.textContent?.trim(), label.querySelector("textarea")?.value.trim()]);
    const written = texts.filter(([, text]) => text).map(([name, text]) => `${name}\n${text}\n`);
    return written.length ? [entry.querySelector("legend")?.textContent ?? "", ...written].join("\n") : "";
  });
  const prompt = activity.querySelector(".lf-prompt")?.textContent;
  saveFile(`${activity.ids[0].replace("/", "-")}.txt`, "text/plain", [prompt, ...entries.filter(Boolean)].join("\n\n"));
}
