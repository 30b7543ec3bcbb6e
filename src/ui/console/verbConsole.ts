import { t } from '@vscode/l10n';
import { EventEmitter, type Pseudoterminal, type TerminalDimensions } from 'vscode';
import { commonBeginning, completionOf } from '../../present/console/completion';
import { edited, emptyLine, entered, keysOf, replaced, type Key, type LineState } from '../../present/console/lineEditor';
import { clearScreen, drawnLine, toned, type Tone } from '../../present/console/screen';
import { contextTitle, identityTitle } from '../../present/places';
import type { TenantSession } from '../tenantSession';
import type { ConsoleHost } from './builtIns';
import type { ConsoleParts } from './consoleParts';
import { runLine } from './runLine';

const usualColumns = 80;

/** A terminal whose cmdlets are the rows of the operation table. It works in one tenant, and never in another by itself. */
export class VerbConsole implements Pseudoterminal, ConsoleHost {
  private readonly writing = new EventEmitter<string>();
  private readonly closing = new EventEmitter<undefined>();
  readonly onDidWrite = this.writing.event;
  readonly onDidClose = this.closing.event;
  private line: LineState = emptyLine;
  private underWay: AbortController | undefined;
  private columns = usualColumns;

  constructor(
    private readonly parts: ConsoleParts,
    private contextId: string | undefined,
  ) {}

  get session(): TenantSession | undefined {
    return this.contextId === undefined ? undefined : this.parts.sessions.get(this.contextId);
  }

  get history(): readonly string[] {
    return this.line.history;
  }

  readonly choose = (contextId: string | undefined): void => {
    this.contextId = contextId;
  };

  readonly raw = (text: string): void => this.writing.fire(text);

  open(dimensions: TerminalDimensions | undefined): void {
    this.setDimensions(dimensions);
    this.say(t('Cmdlets of Microsoft Graph for shared user profiles. Get-Command lists them, Tab completes, Ctrl+C stops.'), 'remark');
    this.draw();
  }

  setDimensions(dimensions: TerminalDimensions | undefined): void {
    this.columns = dimensions?.columns ?? usualColumns;
  }

  close(): void {
    this.underWay?.abort();
    this.writing.dispose();
    this.closing.dispose();
  }

  handleInput(data: string): void {
    if (this.underWay !== undefined) {
      if (data.includes('\x03')) {
        this.underWay.abort();
      }
      return;
    }
    const keys = keysOf(data);
    const enter = keys.findIndex(({ kind }) => kind === 'enter');
    keys.slice(0, enter === -1 ? keys.length : enter).forEach((key) => this.press(key));
    this.draw();
    if (enter !== -1) {
      const rest = keys.slice(enter + 1).some(({ kind }) => kind === 'text');
      void this.submit(rest);
    }
  }

  private say(text: string, tone: Tone = 'plain'): void {
    this.raw(`${toned(text, tone)}\r\n`);
  }

  private prompt(): string {
    const { session } = this;
    return session === undefined
      ? `${t('(not connected)')}> `
      : `${contextTitle(session.context, session.namesOf(session.context.tenantId))} ${identityTitle(session.context)}> `;
  }

  private draw(): void {
    this.raw(drawnLine(this.prompt(), this.line, this.columns));
  }

  private press(key: Key): void {
    switch (key.kind) {
      case 'tab':
        this.complete();
        return;
      case 'interrupt':
        this.raw('^C\r\n');
        this.line = { ...this.line, text: '', cursor: 0 };
        return;
      case 'clear':
        this.raw(clearScreen);
        return;
      case 'enter':
        return;
      default:
        this.line = edited(this.line, key);
    }
  }

  private complete(): void {
    const { start, candidates } = completionOf(this.line.text, this.line.cursor);
    const word = this.line.text.slice(start, this.line.cursor);
    const [only, ...others] = candidates;
    if (only === undefined) {
      return;
    }
    const shared = commonBeginning(candidates);
    if (others.length === 0 || shared.length > word.length) {
      this.line = replaced(this.line, start, others.length === 0 ? `${only} ` : shared);
      return;
    }
    this.raw('\r\n');
    this.say(candidates.join('  '), 'remark');
  }

  private async submit(moreWasPasted: boolean): Promise<void> {
    const { text } = this.line;
    this.raw(`${drawnLine(this.prompt(), this.line, Number.MAX_SAFE_INTEGER)}\r\n`);
    this.line = entered(this.line);
    const stop = (this.underWay = new AbortController());
    await runLine(text, this.parts, this, { say: (said, tone) => this.say(said, tone), signal: stop.signal });
    if (moreWasPasted) {
      this.say(t('One line at a time: the others that were pasted were not run.'), 'error');
    }
    this.underWay = undefined;
    this.draw();
  }
}
