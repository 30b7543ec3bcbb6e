import type { CallRecord } from '../graph/client';
import { redact } from '../graph/redact';
import { visibleText } from './plainText';

export type Level = 'debug' | 'info' | 'warn' | 'error';

export interface LogLine {
  readonly level: Level;
  readonly text: string;
}

function levelOf({ status, failure }: CallRecord): Level {
  if (failure !== undefined && status === undefined) {
    return 'error';
  }
  return status !== undefined && status >= 400 ? 'warn' : 'info';
}

/** One attempt of a call: verb, path template, status, time and ids. Nothing that names a person, and no secret. */
export function callLine(record: CallRecord): LogLine {
  const { method, path, status, failure, attempt, durationMs, ids } = record;
  const facts = [
    `${method} ${path}`,
    status === undefined ? (failure ?? 'no answer') : String(status),
    `${Math.round(durationMs)} ms`,
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(ids.requestId === undefined ? [] : [`request-id ${ids.requestId}`]),
    `client-request-id ${ids.clientRequestId}`,
  ];
  return { level: levelOf(record), text: safeLine(facts.join('  ')) };
}

/** Any text on one line, without secrets, every character visible. */
export function safeLine(text: string): string {
  return visibleText(redact(text));
}
