/** Whether two ids of the directory name the same: without regard to case, as the service compares GUIDs. */
export function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
