// Expressions of scenes: text to a tree, and trees with constants folded.
//
//   numbers 1.5 and colours #rrggbb; names; + - * /; < <= == (1 or 0); a ? b : c; calls of the functions below; (...)
//
// A tree is a number, ['name', name], or [operator, ...arguments]. Both sides of a choice are computed: there are no branches.

/** Functions by name, with the number of arguments that they take. */
export const functions = {
  abs: 1,
  floor: 1,
  nearest: 1,
  sqrt: 1,
  sin: 1,
  cos: 1,
  min: 2,
  max: 2,
  /** uniform(k, i): draw k of item i, uniform in [0, 1). */
  uniform: 2,
};

const token = /\s*(?:(#[0-9a-f]{6})|(\d+\.?\d*(?:e[+-]?\d+)?)|([a-z_]\w*)|(<=|==|[-+*/()<?:,]))/iy;

function tokens(text) {
  const found = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim()) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match)
      throw new Error(`${JSON.stringify(text)}: ${JSON.stringify(text.slice(at))} is no part of an expression`);
    const [, color, number, name, sign] = match;
    if (color) found.push(Number.parseInt(color.slice(1), 16));
    else if (number) found.push(Number(number));
    else if (name) found.push(['name', name]);
    else found.push(sign);
  }
  return found;
}

const levels = [
  ['<', '<=', '=='],
  ['+', '-'],
  ['*', '/'],
];

/** The tree of an expression; numbers stand for themselves. */
export function parse(source) {
  if (typeof source === 'number') return source;
  const list = tokens(source);
  let at = 0;
  const wrong = (what) => new Error(`${JSON.stringify(source)}: ${what}`);
  const expect = (sign) => {
    if (list[at++] !== sign) throw wrong(`${sign} is missing`);
  };
  const choice = () => {
    const condition = binary(0);
    if (list[at] !== '?') return condition;
    at++;
    const yes = choice();
    expect(':');
    return ['select', condition, yes, choice()];
  };
  const binary = (level) => {
    if (level === levels.length) return unary();
    let left = binary(level + 1);
    while (levels[level].includes(list[at])) left = [list[at++], left, binary(level + 1)];
    return left;
  };
  const unary = () => {
    if (list[at] !== '-') return atom();
    at++;
    return ['negate', unary()];
  };
  const atom = () => {
    const item = list[at++];
    if (typeof item === 'number') return item;
    if (item === '(') {
      const inner = choice();
      expect(')');
      return inner;
    }
    if (!Array.isArray(item))
      throw wrong(item === undefined ? 'it ends too early' : `${item} stands in the wrong place`);
    if (list[at] !== '(') return item;
    const name = item[1];
    if (!Object.hasOwn(functions, name)) throw wrong(`there is no function ${name}`);
    const given = [];
    do {
      at++;
      given.push(choice());
    } while (list[at] === ',');
    expect(')');
    if (given.length !== functions[name]) throw wrong(`${name} takes ${functions[name]} numbers`);
    return [name, ...given];
  };
  const tree = choice();
  if (at < list.length) throw wrong(`${list[at]} stands in the wrong place`);
  return tree;
}

/** Operators whose value is the same to the last bit wherever it is computed. */
const exact = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '==': (a, b) => Number(a === b),
  negate: (a) => 0 - a,
  abs: Math.abs,
  floor: Math.floor,
  sqrt: Math.sqrt,
  min: Math.min,
  max: Math.max,
  select: (condition, yes, no) => (condition ? yes : no),
};

/** The tree with names replaced by what `lookup` gives for them (a tree, or undefined: it stays) and constants computed. */
export function resolve(tree, lookup) {
  if (typeof tree === 'number') return tree;
  const [operator, ...rest] = tree;
  if (operator === 'name') {
    const found = lookup(rest[0]);
    return found === undefined ? tree : resolve(found, lookup);
  }
  const values = rest.map((part) => resolve(part, lookup));
  if (exact[operator] && values.every((value) => typeof value === 'number')) return exact[operator](...values);
  if (operator === 'select' && typeof values[0] === 'number') return values[0] ? values[1] : values[2];
  return [operator, ...values];
}
