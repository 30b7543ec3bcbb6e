import type { ActingFiles } from '../actionServices';
import type { ErrorDisplay } from '../showError';
import type { TablePanels } from '../triage/tablePanels';
import type { PeopleVerbs } from '../triage/verbs';
import type { SnapshotNowParts } from './snapshotNow';

/** What the commands about evidence work with. */
export interface EvidenceParts extends SnapshotNowParts {
  readonly files: ActingFiles;
  readonly tables: TablePanels;
  readonly verbs: PeopleVerbs;
  readonly errors: ErrorDisplay;
}
