import { endEverythingOnSignals } from './processes';
import { closeBrowser } from './workbench';

endEverythingOnSignals();

export const mochaHooks = { afterAll: closeBrowser };
