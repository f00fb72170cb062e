// A plan as a line of text: `kinema1:` and its bytes in standard base64. Works wherever TypeScript does, for any size.

import { KinemaError } from '../errors.js';
import { planVersion } from './plan.js';

const prefix = `kinema${planVersion}:`;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A plan's bytes as text. */
export function planText(bytes: Uint8Array): string {
  const parts = [prefix];
  for (let i = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const left = bytes.length - i;
    parts.push(
      alphabet[word >> 18] as string,
      alphabet[(word >> 12) & 63] as string,
      left > 1 ? (alphabet[(word >> 6) & 63] as string) : '=',
      left > 2 ? (alphabet[word & 63] as string) : '=',
    );
  }
  return parts.join('');
}

/** Whether a text claims to be a plan, of any format version. */
export function isPlanText(text: string): boolean {
  return /^\s*kinema\d+:/.test(text);
}

/**
 * The bytes of a plan's text; white space around it is ignored. The bytes themselves are checked by `readPlan`.
 * @throws KinemaError of kind `plan`
 */
export function parsePlanText(text: string): Uint8Array {
  const trimmed = text.trim();
  if (!trimmed.startsWith(prefix)) {
    const version = /^kinema(\d+):/.exec(trimmed)?.[1];
    if (version !== undefined) fail(`is of format version ${version}; this is version ${planVersion}`);
    fail(`begins with ${JSON.stringify(trimmed.slice(0, 12))}; a plan's text begins with ${prefix}`);
  }
  const body = trimmed.slice(prefix.length);
  const wrong = /[^A-Za-z0-9+/=]|=(?!=?$)/.exec(body);
  if (wrong) fail(`has ${JSON.stringify(wrong[0])} at character ${prefix.length + wrong.index}, which is not base64`);
  if (body.length % 4 !== 0)
    fail(`is cut short or too long: ${body.length} characters of base64 are not a multiple of 4`);
  const padding = body.endsWith('==') ? 2 : body.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((body.length / 4) * 3 - padding);
  let bits = 0;
  for (let i = 0, out = 0; i < body.length; i += 4) {
    bits = 0;
    for (let k = 0; k < 4; k++) bits = (bits << 6) | (values[body.charCodeAt(i + k)] as number);
    for (let shift = 16; shift >= 0 && out < bytes.length; shift -= 8) bytes[out++] = bits >> shift;
  }
  if ((bits & ((1 << (8 * padding)) - 1)) !== 0) fail('ends in bits that belong to no byte');
  return bytes;
}

/** Value of each ASCII code; padding counts as 0. */
const values = Uint8Array.from({ length: 128 }, (_, code) => Math.max(0, alphabet.indexOf(String.fromCharCode(code))));

function fail(text: string): never {
  throw new KinemaError('plan', `plan text ${text}`);
}
