import type { Locator } from 'playwright-core';
import { after, before } from 'mocha';
import type { OperationId } from '../../src/graph/operation';
import { bundledSandbox, type TestSandbox } from './sandbox';
import { becomes, doUntil } from './until';
import { appears, clickAway, disappears, type Name, type Tree } from './widgets';
import { useWorkbench, type Workbench, type WorkbenchOptions } from './workbench';

type Direction = 'Inbound' | 'Outbound';

/** A window whose Connect to the Sandbox leads to a sandbox that the test can ask what happened. */
export interface ProfilesView {
  workbench(): Workbench;
  sandbox(): TestSandbox;
  tree(): Tree;
  /** Connects at once, without a page: as the first person, or as the one offered under this name. Waits until inbound is read, or read in part. */
  connect(as?: Name, until?: 'read' | 'partlyRead'): Promise<void>;
  /** Waits until who was signed in before the window was loaded is there again. */
  signedInAgain(): Promise<void>;
  /** Closes all nodes, then opens these from the top down. */
  open(...path: readonly Name[]): Promise<Tree>;
  /** Reads a list anew; what was faulty or counted before has been asked for again when this ends. */
  refresh(direction: Direction): Promise<void>;
  /** How many calls of one operation the service has had. */
  callsOf(operation: OperationId): Promise<number>;
  /** A message in the list of notifications, where the workbench keeps them. */
  message(text: Name): Promise<Locator>;
  /** Whether such a message comes within some seconds. */
  hasMessage(text: Name): Promise<boolean>;
  /** Presses a button of a message, which closes the message. */
  answerMessage(text: Name, button: string): Promise<void>;
  /** Clicks a row that complains when it is clicked. */
  complaint(row: Name, text: Name): Promise<Locator>;
  clearMessages(): Promise<void>;
  /** Chooses from a row's menu what exports or removes, unlocking the tenant when that is asked first, and gives a reason. */
  act(row: Name, command: string, reason?: string): Promise<void>;
  /** Answers the question for the reason. */
  giveReason(reason?: string): Promise<void>;
}

type StartSandbox = () => Promise<TestSandbox>;

/** The sandbox is started with the arguments of its command line, in a process of its own, or however `from` does it. */
export function useProfilesView(from: readonly string[] | StartSandbox = [], options: WorkbenchOptions = {}): ProfilesView {
  let running: TestSandbox | undefined;
  before('start the sandbox', async function () {
    this.timeout(60_000);
    running = await (typeof from === 'function' ? from() : bundledSandbox(from));
  });
  after('stop the sandbox', () => running?.stop());
  const sandbox = (): TestSandbox => {
    if (running === undefined) {
      throw new Error('The sandbox is not running.');
    }
    return running;
  };
  const workbench = useWorkbench(() => ({
    ...options,
    settings: { ...options.settings, 'sharedProfiles.sandbox.address': sandbox().graphEndpoint },
  }));
  return viewOf(workbench, sandbox);
}

function viewOf(workbench: () => Workbench, sandbox: () => TestSandbox): ProfilesView {
  const tree = (): Tree => workbench().tree('Shared Profiles');
  const listed = async (text: Name): Promise<Locator> => {
    await workbench().run('Notifications: Show Notifications');
    return workbench().notification(text).first();
  };
  const closeAll = async (): Promise<void> => {
    const sideBar = await workbench().openSideBar();
    const opened = tree().items().and(workbench().page.locator('[aria-expanded="true"]')).first();
    await doUntil(
      async () => {
        await sideBar.hover();
        await sideBar.getByRole('button', { name: 'Collapse All' }).click();
      },
      () => disappears(opened),
    );
  };
  const view: ProfilesView = {
    workbench,
    sandbox,
    tree,
    connect: async (as, upTo = 'read') => {
      await workbench().openSideBar();
      await ((await tree().items(1).count()) === 0 ? undefined : closeAll());
      const signedIn = await tree().items(1).count();
      await workbench().run('Shared Profiles: Connect…');
      await workbench().quickInput.pick(/As Somebody of the Sandbox/);
      await workbench().quickInput.pick(as ?? /^adele@/);
      await tree().items(1).nth(signedIn).waitFor();
      await tree()
        .items(2)
        .filter({ hasText: upTo === 'read' ? /^Inbound[\d,]+ people/ : /^Inbound.*people/ })
        .first()
        .waitFor();
    },
    signedInAgain: async () => {
      await workbench().openSideBar();
      await tree()
        .items(2)
        .filter({ hasText: /^Inbound.*people/ })
        .first()
        .waitFor();
    },
    open: async (...path) => {
      await closeAll();
      for (const name of path) {
        await tree().reveal(name);
        await tree().expand(name);
      }
      return tree();
    },
    callsOf: async (operation) => (await sandbox().ledger()).requests.byOperation[operation]?.total ?? 0,
    refresh: async (direction) => {
      const operation = direction === 'Inbound' ? 'listInboundSharedUserProfiles' : 'listOutboundSharedUserProfiles';
      const before = await view.callsOf(operation);
      const isAsked = async (): Promise<boolean> => (await view.callsOf(operation)) > before;
      await tree().pressInline(new RegExp(`^${direction}`), 'Refresh', () => becomes(isAsked, 5000));
    },
    hasMessage: async (text) => appears(await listed(text)),
    answerMessage: async (text, button) => {
      await clickAway((await view.message(text)).getByRole('button', { name: button }));
    },
    complaint: async (row, text) => {
      await tree().openRow(row, () => listed(text));
      return await listed(text);
    },
    message: async (text) => {
      const found = await listed(text);
      await found.waitFor({ state: 'visible' });
      return found;
    },
    clearMessages: async () => {
      await workbench().run('Notifications: Clear All Notifications');
      await workbench().page.locator('.notifications-center').waitFor({ state: 'hidden' });
      await workbench().quickInput.box.waitFor({ state: 'hidden' });
    },
    act: async (row, command, reason) => {
      await tree().reveal(row);
      await tree().choose(row, command);
      const { dialog, quickInput } = workbench();
      await dialog.box.or(quickInput.box).filter({ visible: true }).first().waitFor();
      const unlock = dialog.box.getByRole('button', { name: /^Unlock/ });
      if (await unlock.isVisible()) {
        await dialog.press(/^Unlock/);
      }
      await view.giveReason(reason);
    },
    giveReason: async (reason = 'a test') => {
      const { quickInput } = workbench();
      const why = quickInput.box.getByText('The reason is kept in the plan');
      await why.waitFor();
      await quickInput.answer(reason);
      await why.waitFor({ state: 'hidden' });
    },
  };
  return view;
}
