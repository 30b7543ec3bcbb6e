import { window } from 'vscode';
import type { CallRecord } from '../graph/client';
import { callLine, safeLine, type LogLine } from '../present/logLine';
import type { Log as SignInLog } from '../signin/host';

/** The one log. Every line that reaches it is redacted. */
export interface Log {
  readonly call: (record: CallRecord) => void;
  readonly signIn: SignInLog;
  readonly failure: (text: string) => void;
  readonly show: () => void;
  readonly dispose: () => void;
}

type Facts = Readonly<Record<string, string | number | undefined>>;

function factsText(facts: Facts): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join('  ');
}

export function createLog(): Log {
  const channel = window.createOutputChannel('Shared Profiles', { log: true });
  const write = ({ level, text }: LogLine): void => channel[level](text);
  return {
    call: (record) => write(callLine(record)),
    signIn: (level, message, facts = {}) => {
      write({ level: level === 'warning' ? 'warn' : level, text: safeLine(`${message}  ${factsText(facts)}`.trim()) });
    },
    failure: (text) => write({ level: 'error', text: safeLine(text) }),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
