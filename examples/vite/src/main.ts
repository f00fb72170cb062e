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

/** Draws the view of the scene over the whole canvas. */
function draw(world: World): void {
  const { data, width } = world.draw({ size: [canvas.width, canvas.height], joints: true });
  context.putImageData(new ImageData(data, width), 0, 0);
}

const world = kinema.world(scene);
function frame(): void {
  draw(world);
  world.step();
  if (world.time > 8) world.reset();
  requestAnimationFrame(frame);
}
frame();
