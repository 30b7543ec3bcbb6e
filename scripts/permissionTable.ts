import { operationIds, operation } from '../src/graph/operations';
import type { Permission } from '../src/graph/permissions';

const codes = (permissions: readonly Permission[]): string =>
  permissions.length === 0 ? '–' : permissions.map((permission) => `\`${permission}\``).join(', ');

/** The permissions of every operation as a Markdown table, least first, as they stand in the operation table. */
export function permissionTable(): string {
  const rows = operationIds
    .map((id) => operation(id))
    .map(({ title, permissions, role, id }) =>
      id === 'batch' ? undefined : `| ${title} | ${codes(permissions.delegated)} | ${codes(permissions.application)} | ${role ?? '–'} |`,
    )
    .filter((row) => row !== undefined);
  return [
    '| Operation | Delegated (least first) | Application (least first) | Least role, delegated |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
