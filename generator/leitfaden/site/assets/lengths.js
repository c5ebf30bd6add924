// How long a post is, by each network's own counting; lengths.py is its twin and says where the rules come from.

const LINK =
  /https?:\/\/(?:[\w\u00c0-\u04ff-]+\.)+[a-z]{2,}(?![\w@+-])(?::\d+)?(?:[/?](?:[\w\u00c0-\u04ff!*';:=+,.$/%#[\]\u2013~@|&?-]|\([^\s()]+\))*(?:[\w\u00c0-\u04ff+~=/#@-]|\([^\s()]+\))|\/)?/gi;
const EMOJI =
  /[\u{1f1e6}-\u{1f1ff}]{2}|[#*\d]\ufe0f?\u20e3|(?:[\u{1f000}-\u{1faff}]|[\xa9\xae\u203c-\u3299][\ufe0f\u{1f3fb}-\u{1f3ff}])[\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]*(?:\u200d[\u{1f000}-\u{1faff}\xa9\xae\u203c-\u3299][\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]*)*/gu;
const AS_LINK = "x".repeat(23);

/** Each takes a text and returns its length. @type {Record<string, (text: string) => number>} */
const LENGTHS = {
  x: (text) =>
    [...text.normalize("NFC").replace(LINK, AS_LINK).replace(EMOJI, "\u1100")].reduce(
      (sum, sign) => sum + (/[\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]/.test(sign) ? 1 : 2),
      0,
    ),
  bluesky: (text) => [...new Intl.Segmenter().segment(text)].length,
  mastodon: (text) => LENGTHS.bluesky(text.replace(/(@[\w.-]+)@[\w.-]*\w/g, "$1").replace(LINK, AS_LINK)),
  threads: (text) => [...text.replace(EMOJI, (emoji) => "x".repeat(new TextEncoder().encode(emoji).length))].length,
  linkedin: (text) => text.length,
};
