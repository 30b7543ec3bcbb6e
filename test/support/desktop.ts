import path from 'node:path';
import process from 'node:process';
import type { ProgressReporter } from '@vscode/test-electron';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { onPath } from './browser';
import { cacheDirectory, inRepository } from './places';

export interface DesktopBuild {
  readonly executable: string;
  readonly why: string;
}

/** What stands in the way of a window on this machine, or undefined. */
export function withoutScreen(): string | undefined {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const blind = process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
  return blind ? 'neither DISPLAY nor WAYLAND_DISPLAY is set, so there is no screen for a desktop build' : undefined;
}

export function ownDesktopBuild(): DesktopBuild | undefined {
  const chosen = process.env['VSCODE_EXECUTABLE'];
  if (chosen !== undefined && chosen !== '') {
    return { executable: path.resolve(chosen), why: 'VSCODE_EXECUTABLE names it' };
  }
  const executable = onPath(['code']);
  return executable === undefined ? undefined : { executable, why: '`code` is on the PATH' };
}

const stalledMs = 30_000;

/** The build that @vscode/test-electron downloads; a download without progress is given up. */
export async function downloadedDesktopBuild(version = 'stable'): Promise<DesktopBuild> {
  let giveUp: (reason: Error) => void = () => undefined;
  const stalled = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
  });
  const timer = setTimeout(() => giveUp(new Error(`no progress for ${stalledMs / 1000} s`)), stalledMs);
  const reporter: ProgressReporter = {
    report: () => void timer.refresh(),
    error: () => undefined,
  };
  try {
    const cachePath = path.join(cacheDirectory(), 'desktop');
    const download = downloadAndUnzipVSCode({ version, cachePath, reporter, extensionDevelopmentPath: inRepository(), timeout: 15_000 });
    download.catch(() => undefined);
    return { executable: await Promise.race([download, stalled]), why: 'it was downloaded, as no VS Code was found on this machine' };
  } finally {
    clearTimeout(timer);
  }
}
