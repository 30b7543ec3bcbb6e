import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ViewBadge } from 'vscode';
import type { FollowedExport } from '../../src/actions/exportWatch';
import { showBadge } from '../../src/ui/badge';
import { useHostSession } from '../support/hostSession';
import { until } from '../support/until';

describe('the badge of the view', () => {
  const session = useHostSession();

  it('counts running exports, says what it counts, and goes away when they have ended', async () => {
    const { sessions, files } = session().parts;
    const view: { badge?: ViewBadge | undefined } = {};
    const shown = showBadge(view, sessions, files);
    await session().connect();
    const [tenant] = sessions.all;
    const running = { run: 'run', key: 'a/b', ended: undefined, trouble: undefined } as FollowedExport;
    tenant?.showExports([running, { ...running, key: 'c/d' }]);
    await until(() => view.badge?.value === 2);
    assert.equal(view.badge?.tooltip, 'Running exports: 2');
    tenant?.showExports([{ ...running, ended: 'complete' }]);
    await until(() => view.badge === undefined);
    shown.dispose();
  });
});
