import { commands } from 'vscode';
import type { ContextKeyValues } from '../present/contract';

/** Sets a key that `when` clauses of the manifest ask for. */
export async function setContextKey<Key extends keyof ContextKeyValues>(key: Key, value: ContextKeyValues[Key]): Promise<void> {
  await commands.executeCommand('setContext', key, value);
}
