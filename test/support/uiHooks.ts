import { buildExtension } from './buildExtension';
import { leaveOnSignals } from './processes';
import { closeBrowser } from './workbench';

leaveOnSignals();

export const mochaHooks = { afterAll: closeBrowser };

export const mochaGlobalSetup = buildExtension;
