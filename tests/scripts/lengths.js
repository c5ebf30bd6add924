// Holds the counting of X's posts to twitter-text, X's own: the vectors, and many random texts. Prints these with all counts
// of lengths.js, for lengths.py to compare.

const { readFileSync } = require("node:fs");
const { runInNewContext } = require("node:vm");
const { parseTweet } = require("twitter-text");
const { parse } = require("twemoji-parser");

const source = readFileSync("generator/leitfaden/site/assets/lengths.js", "utf8");
const LENGTHS = runInNewContext(`${source}; LENGTHS`, { Intl, TextEncoder });
const VECTORS = JSON.parse(readFileSync("tests/vectors/lengths.json", "utf8"));
const COUNT = 10_000;

const WORDS =
  "a 1 23 é e\u0301 x\u0327 straße Привет שלום مرحبا नमस्ते क\u094d\u200dष 日本語 한국어 \u1112\u1161\u11ab ไทย 𝔘 𠮷 ． 、 “ „ ” – — … • → € © ™ ½ ∑ ☺\ufe0e ‼ # @ver_a #thema $GELD & ( ) [ ] ! , ; : \n"
    .split(" ")
    .concat([" ", " ", " ", ". ", "? "]);
const LINKS =
  "https://example.com http://example.com/ https://example.com/a_(b) https://sub.example.co.uk:8080/a/b https://müller.de/straße https://example.com/a,b;c https://example.com/a%20b https://example.org/~x/@y/ HTTPS://EXAMPLE.COM/Path https://a-b.example.net/x-y_z https://example.com/привет".split(
    " ",
  );
const SEQUENCES = "👨‍👩‍👧‍👦 👩🏽‍🚀 🏳️‍🌈 🏴‍☠️ 👁‍🗨 ⛹🏻‍♀️ 👩‍❤️‍💋‍👨 🤦🏼‍♂️ 👩‍⚕️ 🕵️‍♀️ 🇩🇪 🇦🇹 🇨🇭 🇯🇵 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿".split(" ");
const POOLS = [WORDS, WORDS, WORDS, SEQUENCES, emoji(), LINKS];

/** Every emoji of one sign, alone, as an emoji, in each skin colour and as a keycap, as far as twitter-text knows it. */
function emoji() {
  const signs = Array.from({ length: 0x1fb00 }, (_, point) => String.fromCodePoint(point)).filter((sign) => /\p{Emoji}/u.test(sign));
  const alone = signs.filter((sign) => !/[\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}]/u.test(sign));
  return alone.flatMap((sign) => ["", "\ufe0f", "🏻", "🏿", "\u20e3", "\ufe0f\u20e3"].map((end) => sign + end)).filter(isKnown);
}

function isKnown(text) {
  const found = parse(text);
  return found.length === 1 && found[0].text === text && !/^[#*\d]$/.test(text);
}

let state = 1;
/** A number below `limit`, the same at each run. */
function random(limit) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
}

/** Up to twelve pieces; links stand between spaces, since the twins take any domain and a link right behind a letter. */
function text() {
  let made = "";
  for (let left = 1 + random(12); left; left -= 1) {
    const pool = POOLS[random(POOLS.length)];
    const piece = pool[random(pool.length)];
    made += pool === LINKS ? ` ${piece} ` : piece;
  }
  return made.normalize(); // twitter-text looks for emoji before it normalises, and then takes their places for those after
}

function check(texts) {
  const wrong = texts.filter(({ text: one, counts }) => parseTweet(one).weightedLength !== counts.x);
  for (const { text: one, counts } of wrong.slice(0, 20)) console.error(JSON.stringify(one), counts.x, "instead of", parseTweet(one).weightedLength);
  if (wrong.length) process.exit(1);
}

const counted = (one) => ({ text: one, counts: Object.fromEntries(Object.entries(LENGTHS).map(([network, length]) => [network, length(one)])) });
const texts = Array.from({ length: COUNT }, () => counted(text()));
check(VECTORS.texts);
check(texts);
console.log(JSON.stringify(texts));
