import { inputOf, numbers, type Row } from '../row';

export const exactness: Row = {
  id: 'Exact',
  title: 'What the store gives back is what was served, at full size',
  run: (bench) => {
    const args = ['--inbound', String(bench.people), '--home-tenants', '400', '--page-size', '999', '--faults', 'wrongShapedRows=0.05'];
    return bench.withSandbox(args, async (sandbox) => {
      const measured = await bench.measure([{ subject: 'exactOurs', input: inputOf(sandbox) }], { rounds: 1, warmUps: 0 });
      const figure = (name: string): number => numbers(measured, 'exactOurs', name).median;
      const count = (name: string): string => figure(name).toLocaleString('en');
      const hasAll = ['unreadable', 'emptyTexts', 'astral'].every((name) => figure(name) > 0);
      return [
        {
          what: `${count('items')} rows, among them ${count('unreadable')} unreadable, ${count('emptyTexts')} with empty texts, ${count('astral')} with characters beyond the basic plane`,
          ours: `${figure('different')} differ; hashes ${figure('same') === 1 ? 'equal' : 'differ'}`,
          against: 'the bytes served',
          ratio: '–',
          reach: 'none differs',
          met: figure('different') === 0 && figure('same') === 1 && figure('items') === bench.people && hasAll,
        },
      ];
    });
  },
};
