// Steps a world and draws it, frame by frame; runs the program of ../everywhere here and in a Web Worker and shows what both print.
import { loadKinema, type World } from 'kinema';
import { program, scene } from '../../everywhere/program.js';

const kinema = await loadKinema();

function show(id: string, lines: string[]): void {
  (document.getElementById(id) as HTMLElement).textContent = lines.join('\n');
}

show('page', program(kinema));
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }: MessageEvent<string[]>) => show('worker', data);
worker.onerror = ({ message }) => show('worker', [message]);

const canvas = document.querySelector('canvas') as HTMLCanvasElement;
const context = canvas.getContext('2d') as CanvasRenderingContext2D;

/** Draws every body as a dot that shows how it is turned, 40 pixels a metre. */
function draw(world: World): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(40, 0, 0, -40, canvas.width / 2, canvas.height - 40);
  context.fillRect(-8, -1, 16, 1);
  for (let body = 1; body < world.bodyCount; body++) {
    const [x, y, angle] = world.states.subarray(6 * body);
    context.beginPath();
    context.arc(x, y, 0.4, angle, angle + 6);
    context.fill();
  }
}

const world = kinema.world(scene);
function frame(): void {
  draw(world);
  world.step();
  if (world.time > 8) world.reset();
  requestAnimationFrame(frame);
}
frame();
