// The clip JSON of docs/formats.md: whole for a person (`kinema clip`), and without `frames` as a shard's member.
//
// A shard holds one such text a clip, thousands a second, so what is the same for every clip of a split is printed once
// and the rest is put together as text. Both forms come from the same parts and hold the same numbers.

import type { Clip, ClipBody, ClipContact, ClipPart } from '../engine/clip.js';
import { digestText } from '../engine/clip.js';
import type { ClipSource } from '../engine/source.js';
import { captionOf } from './caption.js';
import type { CaptionSetting } from './caption-track.js';
import { shortestF32, tidy } from './decimal.js';
import { contactTime, TagsText, violates } from './tags.js';

const json = JSON.stringify;

/** The parts of a body: their points, and their radii where any has one. */
function polygons(parts: readonly ClipPart[]): string {
  const outlines = parts.map(({ points }) => `[${points.map((point) => `[${point.map(shortestF32)}]`)}]`);
  const radii = parts.some(({ radius }) => radius > 0)
    ? `,"radii":[${parts.map(({ radius }) => shortestF32(radius))}]`
    : '';
  return `"polygons":[${outlines}]${radii}`;
}

/** Prints the clip JSON of one split. */
export class ClipJson {
  readonly #source: ClipSource;
  readonly #head: string;
  readonly #timing: string;
  readonly #camera: string;
  readonly #factorKeys: string[];
  readonly #tags: TagsText;
  readonly #setting: CaptionSetting;
  readonly #violates: boolean;

  constructor(source: ClipSource, sha256: string, split: string) {
    const { plan } = source;
    this.#source = source;
    this.#head = `{"plan":"${sha256}","split":${json(split)},"index":`;
    this.#factorKeys = source.scenario.factors.map(({ name }, i) => `${i === 0 ? '' : ','}${json(name)}:`);
    const interval = plan.physics.step * plan.timing.stepsPerFrame;
    this.#timing =
      `"fps":${tidy(1 / interval)},"firstTime":${this.#time(plan.timing.firstFrameStep)},` +
      `"frameInterval":${tidy(interval)},"conditionFrames":${plan.timing.conditionFrames}`;
    this.#camera = `"camera":${json(source.camera)}`;
    this.#violates = violates(plan.splits[source.split(split).number]);
    this.#tags = new TagsText(source, split);
    const { firstFrameStep, stepsPerFrame } = plan.timing;
    this.#setting = {
      view: plan.image.view,
      gravity: plan.physics.gravity[1],
      interval,
      firstFrameStep,
      stepsPerFrame,
    };
  }

  #time(steps: number): number {
    return tidy(steps * this.#source.plan.physics.step);
  }

  /** One line, without `frames`: the `.json` member of a shard. */
  line(clip: Clip): string {
    return `${this.#parts(clip).join(',')}}\n`;
  }

  /** For people: a line a field, and a line each for frames, bodies and contacts. */
  text(clip: Clip): string {
    const whole = JSON.parse(`${this.#parts(clip, this.#frames(clip)).join(',')}}`) as Record<string, unknown>;
    const fields = Object.entries(whole).map(([key, value]) => {
      const many = Array.isArray(value) && value.length > 0;
      const text = many ? `[\n    ${value.map((item) => json(item)).join(',\n    ')}\n  ]` : json(value);
      return `  ${json(key)}: ${text}`;
    });
    return `{\n${fields.join(',\n')}\n}\n`;
  }

  #parts(clip: Clip, frames?: string): string[] {
    const { plan, scenario } = this.#source;
    const { bodies, contacts } = clip;
    const parts = [
      `${this.#head}${clip.index}`,
      `"scenario":${json(scenario.name)}`,
      `"contract":${json(plan.contract)}`,
      `"factors":{${this.#factors(clip)}}`,
      `"bodies":[${this.#bodies(bodies)}]`,
      this.#timing,
      this.#camera,
    ];
    if (frames !== undefined) parts.push(frames);
    parts.push(
      `"contacts":[${this.#contacts(contacts)}]`,
      ...(clip.contactTotal > clip.contactCount ? [`"contactCount":${clip.contactTotal}`] : []),
      `"conservation":${json(clip.conservation)}`,
      ...(this.#violates ? [`"violation":${this.#violation(clip, bodies)}`] : []),
      `"tags":${this.#tags.of(clip, contacts)}`,
      `"caption":${json(captionOf(clip, bodies, contacts, this.#setting))}`,
      `"overrides":${this.#overrides(clip)}`,
      `"digest":${this.#digest(clip)}`,
    );
    return parts;
  }

  #factors(clip: Clip): string {
    const values = clip.factors;
    let text = '';
    this.#source.scenario.factors.forEach((factor, i) => {
      const value = values[i] as number;
      const shown = factor.type === 'number' ? value : json(this.#source.factorText(i, value));
      text += (this.#factorKeys[i] as string) + shown;
    });
    return text;
  }

  #bodies(bodies: readonly ClipBody[]): string {
    return bodies
      .map(({ shape, radius, parts, color, dynamic, name }) => {
        const size = shape === 'polygons' ? polygons(parts) : `"radius":${radius}`;
        return `{"name":${json(name)},"shape":"${shape}",${size},"color":"${color}","dynamic":${dynamic}}`;
      })
      .join(',');
  }

  #contacts(contacts: readonly ClipContact[]): string {
    const { step } = this.#source.plan.physics;
    return contacts
      .map((contact) => {
        const { a, b, x, y, nx, ny, impulse } = contact;
        const time = contactTime(contact, step);
        const [px, py, qx, qy, j] = [x, y, nx, ny, impulse].map(shortestF32);
        return `{"time":${time},"a":${a},"b":${b},"x":${px},"y":${py},"nx":${qx},"ny":${qy},"impulse":${j}}`;
      })
      .join(',');
  }

  #violation(clip: Clip, bodies: readonly ClipBody[]): string {
    const found = clip.violation;
    if (!found) return 'null';
    const { kind, body, onset, size, angle, color } = found;
    const time = contactTime(onset, this.#source.plan.physics.step);
    return json({ kind, body: bodies[body]?.name, onset: { frame: onset.frame, time }, size, angle, color });
  }

  #overrides(clip: Clip): string {
    if (clip.overridden === 0) return '{}';
    const factors = Object.entries(this.#source.namedFactors(clip));
    return json(Object.fromEntries(factors.filter((_, i) => (clip.overridden & (1 << i)) !== 0)));
  }

  #digest(clip: Clip): string {
    let text = `{"state":"${digestText(clip.stateDigest)}"`;
    if (clip.drawn) {
      text += `,"frames":"${digestText(clip.frameDigest)}"`;
      const mask = clip.maskDigest;
      if (mask !== null) text += `,"mask":"${digestText(mask)}"`;
    }
    return `${text}}`;
  }

  #frames(clip: Clip): string {
    const { timing } = this.#source.plan;
    const { states, bodyCount } = clip;
    const frames = Array.from({ length: clip.frameCount }, (_, frame) => ({
      time: this.#time(timing.firstFrameStep + frame * timing.stepsPerFrame),
      bodies: Array.from({ length: bodyCount }, (_, body) => {
        const at = (frame * bodyCount + body) * 6;
        const [x, y, angle, vx, vy, omega] = Array.from(states.subarray(at, at + 6), shortestF32);
        return { x, y, angle, vx, vy, omega, visible: clip.visible(frame, body) };
      }),
    }));
    return `"frames":${json(frames)}`;
  }
}
