// The 70 templates: Python's itertools.combinations(range(8), 4) after random.Random(4).shuffle, made anew here.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { kindOf, layout, openLayouts, templates, things } from './layouts.js';

const test = suite('phyre templates');

/** Python's random.Random(seed) for a small seed: the Mersenne Twister MT19937, seeded by an array of one word. */
class Python {
  readonly #state = new Uint32Array(624);
  #next = 624;

  constructor(seed: number) {
    const state = this.#state;
    state[0] = 19650218;
    for (let i = 1; i < 624; i++) state[i] = Math.imul(1812433253, state[i - 1]! ^ (state[i - 1]! >>> 30)) + i;
    let i = 1;
    const forward = () => {
      if (++i < 624) return;
      state[0] = state[623]!;
      i = 1;
    };
    const mixed = (factor: number) => state[i]! ^ Math.imul(state[i - 1]! ^ (state[i - 1]! >>> 30), factor);
    for (let k = 0; k < 624; k++, forward()) state[i] = mixed(1664525) + seed;
    for (let k = 0; k < 623; k++, forward()) state[i] = mixed(1566083941) - i;
    state[0] = 0x80000000;
  }

  #word(): number {
    const state = this.#state;
    if (this.#next === 624) {
      for (let i = 0; i < 624; i++) {
        const y = (state[i]! & 0x80000000) | (state[(i + 1) % 624]! & 0x7fffffff);
        state[i] = state[(i + 397) % 624]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.#next = 0;
    }
    let y = state[this.#next++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** A whole number below n: the high bits, drawn until they are. */
  below(n: number): number {
    const bits = 32 - Math.clz32(n);
    for (;;) {
      const drawn = this.#word() >>> (32 - bits);
      if (drawn < n) return drawn;
    }
  }

  shuffle<T>(items: T[]): void {
    for (let i = items.length - 1; i > 0; i--) {
      const k = this.below(i + 1);
      [items[i], items[k]] = [items[k]!, items[i]!];
    }
  }
}

function shuffled(): string[] {
  const all: string[] = [];
  for (let a = 0; a < 8; a++)
    for (let b = a + 1; b < 8; b++)
      for (let c = b + 1; c < 8; c++) for (let d = c + 1; d < 8; d++) all.push(`${a}${b}${c}${d}`);
  new Python(4).shuffle(all);
  return all;
}

const listed =
  '1467 3567 0356 4567 1246 2345 0347 1267 1235 1245 2457 1567 0346 0357 2346 0246 2367 1345 1347 1256 0256 1236 1457 0123 0145 1257 0125 0137 ' +
  '0456 0136 2357 0234 0457 0267 0247 0134 3457 2347 2567 0146 0156 1357 1346 1247 3456 3467 0235 0135 2467 0236 0257 0567 0467 0167 0126 1356 ' +
  '1456 0237 2356 1234 0345 0124 0127 0147 0245 2456 1367 0157 1237 0367';

/** The digit of a family by what its objects are called. */
const families: Record<string, string> = {
  ball1: '0',
  ball2: '1',
  dot: '2',
  bar: '3',
  'standing-bar': '4',
  'static-bar': '5',
  jar: '6',
  sticks: '7',
};

test("the study's order is Python's shuffle of all sets of four", () => {
  assert.equal(shuffled(), listed.split(' '));
});

test('every template brings its families, in the order of their digits', () => {
  const order = shuffled();
  templates.forEach((template, offset) => {
    const source = openLayouts({ template });
    for (let i = 0; i < 20; i++) {
      const digits = things(layout(source, i))
        .slice(4, -1)
        .map(({ name }) => families[name] ?? families[kindOf(name)]);
      assert.is(
        digits.filter((digit, k) => digit !== digits[k - 1]).join(''),
        order[offset],
        `template ${template}, clip ${i}`,
      );
    }
  });
});

test('where none is named a clip has any of them, all as often', () => {
  const source = openLayouts();
  const counts = new Array(70).fill(0);
  for (let i = 0; i < 14_000; i++) counts[layout(source, i).factors[0]!]++;
  // 136 is over the 99.999 % point of chi-squared of 69 degrees of freedom.
  assert.ok(counts.reduce((sum, n) => sum + (n - 200) ** 2 / 200, 0) < 136, String(counts));
});

test.run();
