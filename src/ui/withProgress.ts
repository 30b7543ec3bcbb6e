import { ProgressLocation, window, type Progress } from 'vscode';

type Report = Progress<{ readonly message?: string }>;

/** Long work with progress and a way to cancel it. */
export function withProgress<T>(title: string, work: (report: Report, signal: AbortSignal) => Promise<T>): Thenable<T> {
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (report, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    return work(report, stop.signal);
  });
}
