import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { installed } from './pinned';

export interface FoundBrowser {
  readonly executable: string;
  readonly why: string;
  readonly environment: Readonly<Record<string, string>>;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];

const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);

const fixedPlaces: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: windowsFolders.flatMap((folder) => [
    path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    path.join(folder, 'Chromium', 'Application', 'chrome.exe'),
    path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]),
};

export function onPath(candidates: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const places = candidates.flatMap((name) => folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending))));
  return places.find((place) => existsSync(place));
}

function ownBrowser(): FoundBrowser | undefined {
  const chosen = process.env['CHROME_EXECUTABLE'];
  if (chosen !== undefined) {
    return { executable: chosen, why: 'CHROME_EXECUTABLE names it', environment: {} };
  }
  const executable = (fixedPlaces[process.platform] ?? []).find((place) => existsSync(place)) ?? onPath(names);
  return executable === undefined ? undefined : { executable, why: 'it is on this machine', environment: {} };
}

async function bundledBrowser(): Promise<FoundBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser was found. Install Google Chrome, Chromium or Microsoft Edge, or set CHROME_EXECUTABLE to one.');
  }
  const unpacked = path.join(await installed('browser'), 'unpacked');
  const libraries = [path.join(unpacked, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter((each) => each !== undefined);
  return {
    executable: path.join(unpacked, 'chromium'),
    why: 'no browser was found on this machine; this one came from the npm registry',
    environment: { LD_LIBRARY_PATH: libraries.join(path.delimiter) },
  };
}

export async function findBrowser(): Promise<FoundBrowser> {
  return ownBrowser() ?? (await bundledBrowser());
}

const fontEnvironment = async (): Promise<Readonly<Record<string, string>>> =>
  process.platform === 'linux' ? { FONTCONFIG_FILE: path.join(await installed('fonts'), 'fonts.conf') } : {};

const inherited = () =>
  Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** A browser without a window that reaches this machine only. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, environment } = await findBrowser();
  return await chromium.launch({
    executablePath: executable,
    env: { ...inherited(), ...environment, ...(await fontEnvironment()) },
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
}
