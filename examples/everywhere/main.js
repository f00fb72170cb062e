// The program on the command line: `node examples/everywhere/main.js`, likewise with bun; deno run --allow-read --allow-env.
import { loadKinema } from 'kinema';
import { program } from './program.js';

console.log(program(await loadKinema()).join('\n'));
