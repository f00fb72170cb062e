// The plain word for a colour.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { colorWord, parseColor } from '../../dist/recipe/color.js';

const test = suite('colour words');
const word = (text: string) => colorWord(parseColor(text) as number);

test('a CSS colour named by a word and by how pale or dark it is gets that word', () => {
  const words = ['red', 'orange', 'green', 'cyan', 'blue', 'purple', 'pink', 'black', 'white', 'grey'];
  for (const name of words) assert.is(word(name), name);
  for (const shade of ['dark', 'light', 'medium', 'pale', 'deep', 'hot'])
    for (const name of words) {
      if (parseColor(shade + name) === undefined || shade + name === 'lightcyan') continue;
      assert.is(word(shade + name), name, shade + name);
    }
});

test('browns, pale and dull colours', () => {
  for (const name of ['chocolate', 'saddlebrown', 'sienna', 'tan']) assert.is(word(name), 'brown', name);
  for (const name of ['ivory', 'snow', 'lightyellow', 'whitesmoke']) assert.is(word(name), 'white', name);
  for (const name of ['gold', 'yellow', 'khaki']) assert.is(word(name), 'yellow', name);
  for (const name of ['silver', 'slategray', '#495867', '#b8c4ce']) assert.is(word(name), 'grey', name);
});

test("the study's palette", () => {
  const palette = {
    '#f34f46': 'red',
    '#6bcebb': 'green',
    '#1877f2': 'blue',
    '#b9cad2': 'grey',
    '#000000': 'black',
    '#ffffff': 'white',
  };
  for (const [color, name] of Object.entries(palette)) assert.is(word(color), name, color);
});

test('every colour has a word', () => {
  for (let color = 0; color <= 0xffffff; color += 257) assert.match(colorWord(color), /^[a-z]+$/);
  assert.match(colorWord(0xffffff), /white/);
});

test.run();
