import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { people, userId } from './people';
import { atWorkplace, removed } from './workplace';

describe('A run', () => {
  it('removes exactly the planned people, once each, with their planned calls and nothing else', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(30));
      const report = await removed(workplace, people(25));
      assert.equal(report.how, 'finished');
      assert.equal(report.counts.requested, 25);
      assert.deepEqual(
        workplace.graph.removals.map((removal) => removal.userId).sort(),
        people(25).map((person) => person.userId),
      );
      assert.deepEqual([...workplace.graph.people.keys()], [26, 27, 28, 29, 30].map(userId));
      assert.deepEqual([...workplace.graph.posts].sort(), report.plan.items.map(({ call }) => call.path).sort());
    });
  });
});
