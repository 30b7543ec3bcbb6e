import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import { forEachConcurrently } from '../../actions/concurrently';
import type { Preflight } from '../../actions/preflight';
import type { ActionServices } from '../../actions/services';
import { locationOf } from '../../actions/storageVault';

const atOnce = 8;

/** Makes the containers that a confirmed export needs and that its plan says are to be made. Throws StorageError: then nothing may be exported. */
export async function makeContainersFor({ ready }: Preflight, { vault }: ActionServices): Promise<void> {
  const wanted = ready.filter((item) => item.direction === 'inbound' && item.storage?.make === true);
  if (wanted.length === 0) {
    return;
  }
  const { makeContainer } = await import('../../actions/makeContainers');
  await window.withProgress({ location: ProgressLocation.Notification, title: t('Making containers') }, async (progress) => {
    await forEachConcurrently(wanted, atOnce, async (item) => {
      const location = await locationOf(vault, item);
      await (location === undefined ? undefined : makeContainer(location));
      progress.report({ increment: 100 / wanted.length });
    });
  });
}
