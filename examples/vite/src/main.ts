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

/** Draws the shapes where their bodies are, 40 pixels a metre. */
function draw(world: World): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(40, 0, 0, -40, canvas.width / 2, canvas.height - 40);
  context.lineWidth = 0.04;
  for (const [body, { shapes }] of scene.bodies.entries()) {
    const [x = 0, y = 0, angle = 0] = world.states.subarray(6 * body);
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    context.beginPath();
    for (const shape of shapes) {
      if ('circle' in shape) {
        context.arc(0, 0, shape.circle.radius, 0, 2 * Math.PI);
        context.lineTo(0, 0);
      } else {
        const { width, height } = shape.box;
        context.rect(-width / 2, -height / 2, width, height);
      }
    }
    context.stroke();
    context.restore();
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
