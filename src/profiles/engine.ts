import { assembly } from './assembly';
import { webAssembly, type LinearMemory } from './webAssembly';

/** A number that the assembly sets; addresses from 2 GiB on come as negative numbers. */
interface Register {
  readonly value: number;
}

/** Why reading stopped. The numbers are those of assembly/rows.ts. */
export const stopped = {
  noMoreRows: 0,
  segmentFull: 1,
  notPlain: 2,
  newHomeTenant: 3,
  newDomain: 4,
  newCharacter: 5,
  noRoom: 6,
} as const;

/** Why writing lines stopped. The numbers are those of assembly/lines.ts. */
export const linesStopped = { noMoreLines: 0, full: 1, notPlain: 2 } as const;

/** What assembly/ does on the memory of one store. All addresses are in bytes. */
export interface Engine {
  readRows(from: number, to: number, segment: number, rows: number, textEnd: number, room: number): number;
  readonly rowAt: Register;
  readonly rows: Register;
  readonly textEnd: Register;
  readonly nameFrom: Register;
  readonly nameTo: Register;
  readonly unknownCharacter: Register;
  setTemplate(at: number): void;
  enterName(table: number, number: number): void;
  enterId(segment: number, id: number, row: number): void;
  slotOf(id: number): number;
  writeLines(segment: number, from: number, to: number, target: number, room: number): number;
  readonly lineRow: Register;
  readonly lineEnd: Register;
  setNeedle(at: number, length: number): void;
  find(from: number, to: number): number;
  markRows(starts: number, rows: number, bits: number): void;
  markSomeRows(starts: number, rows: number, candidates: number, bits: number): void;
}

export function createEngine(memory: LinearMemory): Engine {
  const module = new webAssembly.Module(Buffer.from(assembly, 'base64'));
  return new webAssembly.Instance(module, { env: { memory } }).exports as Engine;
}
