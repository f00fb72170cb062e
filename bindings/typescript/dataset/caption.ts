// A clip in one plain English sentence, made from its events: who moves, whom it hits, and what becomes of it.
//
// "A red ball falls, hits a grey bar, rolls left and comes to rest". The sentence is about one body: the red ball of a puzzle, else the
// first that moves. It depends on bodies, states, contacts and visibility alone and compares them with fixed shares of the view, so it is as
// reproducible as they are.

import type { ClipBody, ClipContact } from '../engine/clip.js';
import { after, falls, type Hit, start } from './caption-motion.js';
import { type CaptionSetting, Track } from './caption-track.js';
import { isPlace, listOf, nameOf } from './caption-words.js';

/** What of a clip its caption is made from. */
export interface CaptionClip {
  /** Frames T. */
  readonly frameCount: number;
  /** f32 (T, B, 6). */
  readonly states: Float32Array;
  /** How much of a body lies in the view at a frame. */
  visible(frame: number, body: number): 'none' | 'partial' | 'full';
}

/** Other bodies that a caption's body is said to hit, at most. */
const mostHits = 3;

/** The caption of a clip with these bodies and contacts. */
export function captionOf(
  clip: CaptionClip,
  bodies: readonly ClipBody[],
  contacts: readonly ClipContact[],
  setting: CaptionSetting,
): string {
  const scene = new Scene(clip, bodies, contacts, setting);
  const main = scene.mainBody();
  if (main < 0) return 'Nothing moves';
  const name = nameOf(bodies[main] as ClipBody);
  const text = `${name} ${listOf(scene.story(main))}${scene.meanwhile(main)}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

class Scene {
  readonly #clip: CaptionClip;
  readonly #bodies: readonly ClipBody[];
  readonly #contacts: readonly ClipContact[];
  readonly #setting: CaptionSetting;
  readonly #moving: readonly number[];

  constructor(
    clip: CaptionClip,
    bodies: readonly ClipBody[],
    contacts: readonly ClipContact[],
    setting: CaptionSetting,
  ) {
    this.#clip = clip;
    this.#bodies = bodies;
    this.#contacts = contacts;
    this.#setting = setting;
    this.#moving = bodies.flatMap(({ dynamic }, i) => (dynamic ? [i] : []));
  }

  #body(number: number): ClipBody {
    return this.#bodies[number] as ClipBody;
  }

  #track(body: number): Track {
    return new Track(this.#clip.states, this.#bodies.length, this.#clip.frameCount, body, this.#setting);
  }

  #moves(body: number): boolean {
    return !this.#track(body).restsThroughout(0, this.#clip.frameCount - 1);
  }

  /** The body that the caption is about; -1 where none can move. */
  mainBody(): number {
    const red = this.#bodies.findIndex(({ name }) => name === 'red-ball');
    if (red >= 0) return red;
    const started = this.#moving.find((body) => !this.#track(body).rests(0));
    return started ?? this.#moving.find((body) => this.#moves(body)) ?? this.#moving[0] ?? -1;
  }

  /** What a body does, from the first frame to the last, as verbs. */
  story(body: number): string[] {
    const track = this.#track(body);
    const { shape } = this.#body(body);
    const round = shape === 'disc' || shape === 'ring';
    const named = [this.#body(body)];
    const partner = this.#stuckTo(track);
    if (partner !== undefined) {
      const begun = start(track, partner.frame - 1, round);
      return [
        ...begun,
        `hits ${nameOf(this.#body(partner.body), named)}`,
        'sticks to it',
        ...this.#end(track, 'sticks to it'),
      ];
    }
    const hits = this.#hits(track);
    const first = hits[0]?.frame ?? track.frames;
    const verbs = start(track, first - 1, round, this.#centre(body));
    const heavy = this.#setting.gravity < 0 || (first > 1 && falls(track, first - 1));
    let met: string[] = [];
    for (let i = 0; i < hits.length; i++) {
      const hit = hits[i] as BodyHit;
      const next = hits[i + 1];
      met.push(nameOf(this.#body(hit.other), named));
      named.push(this.#body(hit.other));
      const then = after(track, hit, (next?.frame ?? track.frames) - 1, heavy, round);
      if (then.length === 0 && next?.rested === hit.rested) continue;
      verbs.push(`${hit.rested ? 'is hit by' : 'hits'} ${listOf(met)}`, ...then);
      met = [];
    }
    if (verbs.length === 0) return ['is at rest'];
    return [...verbs, ...this.#end(track, verbs.at(-1))];
  }

  /** The first hit of each of the first few bodies that a body meets; not those of two that lie still. */
  #hits(track: Track): BodyHit[] {
    const hits: BodyHit[] = [];
    const { firstFrameStep, stepsPerFrame } = this.#setting;
    for (const { a, b, ny, steps } of this.#contacts) {
      if ((a !== track.body && b !== track.body) || hits.length === mostHits) continue;
      const other = a === track.body ? b : a;
      if (hits.some((hit) => hit.other === other)) continue;
      const frame = Math.max(0, Math.floor((steps - firstFrameStep) / stepsPerFrame) + 1);
      const rested = frame > 0 && track.rests(frame - 1);
      if (rested && this.#track(other).rests(frame - 1)) continue;
      hits.push({ other, frame, up: a === track.body ? -ny : ny, rested });
    }
    return hits;
  }

  /** The fixed body that the only moving one may circle. */
  #centre(body: number): { name: string; x: number; y: number } | undefined {
    const other = this.#bodies.length === 2 ? this.#body(1 - body) : undefined;
    if (other === undefined || other.dynamic || isPlace(other)) return undefined;
    const track = this.#track(1 - body);
    return { name: nameOf(other), x: track.x(0), y: track.y(0) };
  }

  /**
   * Of two moving bodies that meet no third, the other one, if they come to move as one; with the first frame in which they do. Under
   * gravity, which brings all to rest, that says nothing.
   */
  #stuckTo(track: Track): { body: number; frame: number } | undefined {
    const [one, two] = this.#moving;
    if (this.#moving.length !== 2 || this.#setting.gravity !== 0) return undefined;
    if (this.#contacts.some(({ a, b }) => a !== one || b !== two)) return undefined;
    const body = this.#moving.find((number) => number !== track.body) as number;
    const other = this.#track(body);
    const together = (frame: number) => {
      const dx = track.vx(frame) - other.vx(frame);
      const dy = track.vy(frame) - other.vy(frame);
      return dx * dx + dy * dy < track.still * track.still;
    };
    let frame = track.frames;
    while (frame > 0 && together(frame - 1)) frame--;
    return frame > 0 && frame < track.frames ? { body, frame } : undefined;
  }

  /** How it ends, out of the view or at rest, where the last that was said of it does not say so. */
  #end(track: Track, said = ''): string[] {
    const last = track.frames - 1;
    if (this.#clip.visible(last, track.body) === 'none') {
      if (!this.#seen(track)) return [];
      const side = this.#side(track, last);
      return [
        said.endsWith(side)
          ? 'leaves the view'
          : `leaves the view ${side === 'left' || side === 'right' ? 'on' : 'at'} the ${side}`,
      ];
    }
    const rests = said !== 'stops' && track.rests(last) && (last === 0 || track.rests(last - 1));
    return rests ? ['comes to rest'] : [];
  }

  #seen({ body, frames }: Track): boolean {
    for (let frame = 0; frame < frames; frame++) if (this.#clip.visible(frame, body) !== 'none') return true;
    return false;
  }

  /** The side of the view that it is farthest beyond. */
  #side(track: Track, frame: number): string {
    const [x0, y0, x1, y1] = this.#setting.view;
    const beyond: [number, string][] = [
      [x0 - track.x(frame), 'left'],
      [track.x(frame) - x1, 'right'],
      [y0 - track.y(frame), 'bottom'],
      [track.y(frame) - y1, 'top'],
    ];
    return beyond.reduce((most, next) => (next[0] > most[0] ? next : most))[1];
  }

  /** Of two moving bodies, what the other does that the first does not meet. */
  meanwhile(main: number): string {
    if (this.#moving.length !== 2) return '';
    const other = this.#moving.find((body) => body !== main) as number;
    const met = this.#contacts.some(({ a, b }) => (a === main && b === other) || (a === other && b === main));
    if (met || this.#stuckTo(this.#track(main)) !== undefined || !this.#moves(other)) return '';
    return ` while ${nameOf(this.#body(other), [this.#body(main)])} ${listOf(this.story(other))}`;
  }
}

interface BodyHit extends Hit {
  /** Number of the body that is hit. */
  readonly other: number;
}
