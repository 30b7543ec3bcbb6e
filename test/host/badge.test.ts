import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, it } from 'mocha';
import type { ViewBadge } from 'vscode';
import type { FollowedExport } from '../../src/actions/exportWatch';
import { showBadge } from '../../src/ui/badge';
import { useHostSession } from '../support/hostSession';

describe('the badge of the view', () => {
  const session = useHostSession();

  it('counts running exports, says what it counts, and goes away when they have ended', async () => {
    const { sessions, files } = session().parts;
    const view: { badge?: ViewBadge | undefined } = {};
    const shown = showBadge(view, sessions, files);
    const until = async (value: number | undefined): Promise<void> => {
      for (let tries = 0; view.badge?.value !== value; tries += 1) {
        assert.ok(tries < 100, `the badge is ${view.badge?.tooltip ?? 'not there'}`);
        await delay(50);
      }
    };
    await session().connect();
    const [tenant] = sessions.all;
    const running = { run: 'run', key: 'a/b', ended: undefined, trouble: undefined } as FollowedExport;
    tenant?.showExports([running, { ...running, key: 'c/d' }]);
    await until(2);
    assert.equal(view.badge?.tooltip, 'Running exports: 2');
    tenant?.showExports([{ ...running, ended: 'complete' }]);
    await until(undefined);
    shown.dispose();
  });
});
