// The browsers on this machine, from Debian's packages where CI has none, and their headless runs.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptInstall } from '../support/apt.mjs';

// No tours, no updates, no reports: nothing but the page.
const firefoxSettings = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
};

const chromiumArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

const kinds = [
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    debian: 'chromium',
    arguments: (profile) => [...chromiumArguments, `--user-data-dir=${profile}`],
    // V8 has SIMD only with SSE4.1; other processors have no such flag, and V8 only warns of it.
    withoutSimd: ['--js-flags=--no-enable-sse4-1'],
  },
  {
    name: 'Firefox',
    commands: ['firefox-esr', 'firefox'],
    debian: 'firefox-esr',
    arguments: (profile) => {
      const lines = Object.entries(firefoxSettings).map(([key, value]) => `user_pref("${key}", ${value});`);
      writeFileSync(join(profile, 'user.js'), lines.join('\n'));
      return ['--headless', '--no-remote', '--profile', profile];
    },
  },
];

function find(commands) {
  return commands.find((command) => spawnSync(command, ['--version'], { timeout: 60_000 }).status === 0);
}

/** The browsers, each with a command or why it is missing. Under CI they are installed. */
export function findBrowsers({ ci }) {
  const found = kinds.map((kind) => ({ ...kind, command: find(kind.commands) }));
  const wanted = found.filter(({ command }) => command === undefined).map(({ debian }) => debian);
  const problem = ci && wanted.length ? aptInstall(wanted) : undefined;
  return found.map((browser) => {
    const command = browser.command ?? (ci ? find(browser.commands) : undefined);
    if (command) return { ...browser, command };
    const missing = ci
      ? `apt-get install ${browser.debian} failed:\n${problem ?? 'it brought no browser'}`
      : `${browser.name} is not installed (Debian: apt install ${browser.debian})`;
    return { ...browser, missing };
  });
}

/**
 * Opens a page in a browser of its own.
 * @returns what closes it, and a promise that fails when it ends by itself
 */
export function launch(browser, url, flags = []) {
  const profile = mkdtempSync(join(tmpdir(), 'kinema-browser-'));
  const child = spawn(browser.command, [...browser.arguments(profile), ...flags, url], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
  });
  let said = '';
  child.stderr.on('data', (data) => (said = `${said}${data}`.slice(-1000)));
  let closed = false;
  const exit = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(`ended by itself, ${signal ?? `exit code ${code}`}: ${said.trim()}`));
  });
  const close = async () => {
    closed = true;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {} // it has ended
    await exit;
    // Children of a browser may outlive it for a moment, and write.
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  };
  const ended = exit.then((reason) => (closed ? undefined : Promise.reject(new Error(reason))));
  return { close, ended };
}
