// One run of ffmpeg, fed with raw pictures, that writes an mp4 a clip: it cuts at key frames, of which each clip begins with one. Its files go
// into a folder of their own and are read and removed as soon as they are whole.
//
// The bytes of a clip's mp4 do not depend on the clips before it, but for one bit: H.264 wants neighbouring IDR pictures to have different
// idr_pic_ids, and libx264 gives them 0 and 1 in turn. The message in which libx264 names itself stands before the first picture of a stream only, so
// it is taken out.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { KinemaError } from '../errors.js';
import { findFfmpeg } from './ffmpeg.js';
import { touching } from './files.js';
import type { VideoTerms } from './video-terms.js';

/** What is encoded. */
export interface VideoShape {
  readonly width: number;
  readonly height: number;
  /** Frames a clip. */
  readonly frames: number;
  /** Frames a second. */
  readonly rate: string;
}

/** Clips that may be on their way to the encoder. */
const mostInFlight = 2;
const mostErrorText = 2000;

/** An encoder at work. */
export class Mp4Encoder {
  readonly #folder: string;
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #closed: Promise<void>;
  readonly #inFlight: Promise<Buffer>[] = [];
  readonly #done: string[] = [];
  #text = '';
  #said = '';
  #failure: string | undefined;

  /** @param folder is made, and removed by `close` */
  constructor(terms: VideoTerms, shape: VideoShape, folder: string) {
    this.#folder = folder;
    touching(folder, () => mkdirSync(folder));
    const { command } = findFfmpeg();
    // A group of its own: an interrupt from the terminal is for Kinema, which then ends it.
    this.#process = spawn(command, argumentsOf(terms, shape, folder), {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const { stdin, stdout, stderr } = this.#process;
    stdout.setEncoding('utf8').on('data', (data: string) => {
      const lines = (this.#text + data).split(/\r?\n/);
      this.#text = lines.pop() as string;
      this.#done.push(...lines.filter(Boolean));
    });
    stderr.setEncoding('utf8').on('data', (data: string) => {
      this.#said = (this.#said + data).slice(-mostErrorText);
    });
    stdin.on('error', () => undefined);
    this.#closed = new Promise((resolve) => {
      this.#process.on('error', (error) => {
        this.#failure = error.message;
        resolve();
      });
      this.#process.on('close', (code, signal) => {
        if (code !== 0) this.#failure ??= this.#said.trim() || `it ended with ${signal ?? `code ${code}`}`;
        resolve();
      });
    });
  }

  #check(): void {
    if (this.#failure !== undefined) throw new KinemaError('system', `ffmpeg: ${this.#failure}`, { field: 'ffmpeg' });
  }

  /** Feeds the pictures of a clip; their memory may be used again at once. */
  async write(pictures: Uint8Array): Promise<void> {
    const spare = this.#inFlight.length < mostInFlight ? undefined : await this.#inFlight.shift();
    this.#check();
    const buffer = spare ?? Buffer.allocUnsafe(pictures.length);
    buffer.set(pictures);
    this.#inFlight.push(new Promise((resolve) => this.#process.stdin.write(buffer, () => resolve(buffer))));
  }

  /** Files that became whole, in the order of their clips. */
  *files(): Generator<Buffer, void, void> {
    for (let name = this.#done.shift(); name !== undefined; name = this.#done.shift()) {
      const path = join(this.#folder, name);
      const bytes = touching(path, () => readFileSync(path));
      touching(path, () => rmSync(path));
      yield bytes;
    }
  }

  /** No more clips come; resolves when the last file is whole. */
  async end(): Promise<void> {
    this.#process.stdin.end();
    await this.#closed;
    this.#check();
  }

  /** Ends the encoder, whatever it does, and removes its folder. */
  async close(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill('SIGKILL');
    await this.#closed;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function argumentsOf(
  { codec, settings, pixels, color, preset }: VideoTerms,
  shape: VideoShape,
  folder: string,
): string[] {
  const { width, height, frames, rate } = shape;
  const tags = `-colorspace ${color.matrix} -color_primaries ${color.primaries} -color_trc ${color.transfer} -color_range ${color.range}`;
  const input = `-v error -f rawvideo -pix_fmt ${pixels} ${pixels === 'yuv420p' ? tags : ''} -s ${width}x${height} -framerate ${rate} -i pipe:0`;
  const exact = '-fflags +bitexact -flags:v +bitexact -map_metadata -1 -bsf:v filter_units=remove_types=6';
  // The study's clips keep libx264's own key frames: a new one may come within a clip, so nothing can be cut there.
  const keys = preset === 'study' ? '' : `-g ${frames} -keyint_min ${frames} -sc_threshold 0`;
  // Every key frame begins a file: the time to cut at is always over.
  const time = preset === 'study' ? 2 * frames : 0;
  const cut = `-f segment -segment_format mp4 -reset_timestamps 1 -segment_list pipe:1 -segment_list_type flat`;
  const cutAt = time ? `-segment_time ${(time / Number(rate)).toFixed(6)}` : '-segment_time 0.000001';
  const words = `${input} -threads 1 -c:v ${codec} ${settings} ${keys} ${tags} ${exact} ${cut} ${cutAt}`;
  return [...words.split(' ').filter(Boolean), join(folder, '%010d.mp4')];
}
