// The same program off the page's thread.
import { loadKinema } from 'kinema';
import { program } from '../../everywhere/program.js';

postMessage(program(await loadKinema()));
