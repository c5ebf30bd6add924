// Runs Lighthouse on pages of a site, again and again, and prints what it finds as JSON. Each run begins without anything
// stored, but for a learner's record, which is there before the page's own scripts.

import { readFileSync } from "node:fs";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const { chrome, flags, root, pages, rounds, record } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const METRICS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];

const browser = await puppeteer.launch({ executablePath: chrome, args: flags });
try {
  const stored = await storedRecord();
  const found = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const page of pages) found.push(await measured(page, stored));
  }
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}

/** What the site itself stores of the record. */
async function storedRecord() {
  const page = await browser.newPage();
  await page.goto(root);
  const entries = await page.evaluate((text) => {
    window.leitfaden.record.merge(text);
    return Object.entries(localStorage).filter(([key]) => key.startsWith("leitfaden:"));
  }, record);
  await page.close();
  return entries;
}

async function measured(address, stored) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.evaluateOnNewDocument((entries) => {
    try {
      for (const [key, value] of entries) localStorage.setItem(key, value);
    } catch {
      // the empty page that comes first has no storage
    }
  }, stored);
  const { lhr } = await lighthouse(root + address, { logLevel: "error", output: "json" }, undefined, page);
  await context.close();
  return {
    page: address,
    scores: Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)])),
    metrics: Object.fromEntries(METRICS.map((id) => [id, lhr.audits[id].numericValue])),
    bytes: lhr.audits["total-byte-weight"]?.numericValue ?? 0,
    speed: lhr.environment.benchmarkIndex,
    version: lhr.lighthouseVersion,
    browser: lhr.environment.hostUserAgent,
    failed: Object.values(lhr.categories).flatMap(({ id, auditRefs }) =>
      auditRefs.filter(({ weight, id: name }) => weight > 0 && lhr.audits[name].score !== null && lhr.audits[name].score < 0.9).map(({ id: name }) => `${id}: ${lhr.audits[name].title}`),
    ),
    hints: Object.values(lhr.audits)
      .filter(({ score, metricSavings }) => score !== null && score < 0.9 && Object.values(metricSavings ?? {}).some((saving) => saving > 0))
      .map(({ id, displayValue }) => `${id}${displayValue ? ` (${displayValue})` : ""}`),
  };
}
