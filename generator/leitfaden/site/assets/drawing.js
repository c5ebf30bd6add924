// Which questions a sitting asks, and in which order: drawn by a seed, so that the same seed draws the same again.

/** Draws from each pool of a form as many questions as it says. @param {TestForm} form @param {string} seed @param {boolean} mixed whether pools are mixed, too @returns {string[]} */
function drawn({ pools }, seed, mixed) {
  const random = randomFrom(seed);
  const questions = pools.flatMap(({ draw, from }) => {
    const chosen = shuffled(from, random).slice(0, draw);
    return from.filter((id) => chosen.includes(id));
  });
  return mixed ? shuffled(questions, random) : questions;
}

/** Every order is as likely as any other (Fisher and Yates). @template T @param {T[]} items @param {() => number} random @returns {T[]} */
function shuffled(items, random) {
  const order = [...items];
  for (let left = order.length; left > 1; left -= 1) {
    const at = Math.floor(random() * left);
    [order[left - 1], order[at]] = [order[at], order[left - 1]];
  }
  return order;
}

/** Numbers from 0 up to 1 that hang on a seed alone (xorshift, Marsaglia 2003). @param {string} seed @returns {() => number} */
function randomFrom(seed) {
  let state = hashOf(seed) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
