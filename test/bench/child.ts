import process from 'node:process';
import type { SubjectInput } from './subject';
import { subjects, type SubjectName } from './subjects/all';

interface Order {
  readonly subject: SubjectName;
  readonly input: SubjectInput;
}

/** Runs one subject at a time, as the parent says, and answers with the result or the reason. */
process.on('message', ({ subject, input }: Order) => {
  subjects[subject](input).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ failure: error instanceof Error ? error.message : String(error) }),
  );
});

process.on('disconnect', () => process.exit());
