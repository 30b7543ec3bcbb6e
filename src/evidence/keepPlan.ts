import { join } from 'node:path';
import { planFileExtension, planFileText } from '../actions/planFile';
import type { Plan } from '../actions/plan';
import type { OpenedCase } from './caseFolder';
import { writeText } from './files';
import type { WrittenFile } from './files';
import { recordWritten } from './manifest';
import { fileNamePart } from './safeFileName';

/**
 * Keeps a plan with the case, byte for byte as it can be opened and run again, under a name that says what it does. The same plan is the same
 * file. Throws EvidenceError.
 */
export async function keepPlanInCase({ paths }: Pick<OpenedCase, 'paths'>, plan: Plan): Promise<WrittenFile> {
  const { createdAt, verb, direction, items, sha256 } = plan;
  const name = fileNamePart(`${createdAt.slice(0, 19).replaceAll(':', '')}-${verb}-${direction}-${items.length}-${sha256.slice(0, 12)}`);
  const written = await writeText(join(paths.plans, `${name}${planFileExtension}`), planFileText(plan));
  await recordWritten(paths.folder, [written]);
  return written;
}
