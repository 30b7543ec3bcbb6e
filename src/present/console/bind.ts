import { t } from '@vscode/l10n';
import type { OperationId } from '../../graph/operation';
import { operation } from '../../graph/operations';
import type { ConsoleCmdlet, ConsoleParameter } from './cmdlets';
import type { Invocation } from './parseLine';

/** Parameters with their values. Switches that are on are in `switches`. */
export interface Bound {
  readonly kind: 'bound';
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

export interface NotBound {
  readonly kind: 'wrong';
  readonly why: string;
}

const wrong = (why: string): NotBound => ({ kind: 'wrong', why });

/** By its name or by the beginning of it, where that is the beginning of one only. */
function parameterNamed(cmdlet: ConsoleCmdlet, name: string): ConsoleParameter | NotBound {
  const wanted = name.toLowerCase();
  const exact = cmdlet.parameters.find((each) => each.name.toLowerCase() === wanted);
  const begun = cmdlet.parameters.filter((each) => each.name.toLowerCase().startsWith(wanted));
  const [only, ...others] = exact === undefined ? begun : [exact];
  if (only !== undefined && others.length === 0) {
    return only;
  }
  return only === undefined
    ? wrong(t('{0} has no parameter -{1}.', cmdlet.name, name))
    : wrong(t('-{0} can mean {1}.', name, begun.map((each) => `-${each.name}`).join(', ')));
}

function switchOf(parameter: ConsoleParameter, value: string | undefined): boolean | NotBound {
  if (value === undefined || value.toLowerCase() === '$true') {
    return true;
  }
  if (value.toLowerCase() !== '$false') {
    return wrong(t('-{0} takes no value.', parameter.name));
  }
  return parameter.name === 'Confirm' ? wrong(t('-Confirm cannot be turned off: every export and removal asks.')) : false;
}

/** Gives the arguments of a call to the parameters of its verb, or says what is wrong with them. */
export function bind(cmdlet: ConsoleCmdlet, { arguments: given }: Invocation): Bound | NotBound {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const queue = [...given];
  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    const positional = cmdlet.kind === 'operation' ? undefined : cmdlet.parameters[0];
    const parameter = argument.kind === 'parameter' ? parameterNamed(cmdlet, argument.name) : positional;
    if (parameter === undefined) {
      return wrong(t('Say which parameter “{0}” is for.', argument.kind === 'value' ? argument.text : ''));
    }
    if ('kind' in parameter) {
      return parameter;
    }
    if (values.has(parameter.name) || switches.has(parameter.name)) {
      return wrong(t('-{0} is given twice.', parameter.name));
    }
    if (parameter.takes === 'nothing') {
      const on = switchOf(parameter, argument.kind === 'parameter' ? argument.value : '');
      if (typeof on === 'object') {
        return on;
      }
      if (on) {
        switches.add(parameter.name);
      }
      continue;
    }
    const value = argument.kind === 'value' ? argument.text : (argument.value ?? nextValue(queue));
    if (value === undefined || value === '') {
      return wrong(t('-{0} needs a value.', parameter.name));
    }
    values.set(parameter.name, value);
  }
  return { kind: 'bound', values, switches };
}

function nextValue(queue: Invocation['arguments'][number][]): string | undefined {
  const [next] = queue;
  if (next?.kind !== 'value') {
    return undefined;
  }
  queue.shift();
  return next.text;
}

/** The row of the table that a call means: the one whose path is given whole. */
export function operationOf(cmdlet: Extract<ConsoleCmdlet, { kind: 'operation' }>, { values, switches }: Bound): OperationId | NotBound {
  const found = cmdlet.operations.find((id) => {
    const names = operation(id).pathParameters.map((each) => each.cmdlet);
    return names.length === values.size && names.every((name) => values.has(name));
  });
  if (found === undefined) {
    const missing = cmdlet.parameters.filter(({ name, takes }) => takes === 'value' && !values.has(name)).map(({ name }) => `-${name}`);
    return wrong(t('Missing: {0}', missing.join(', ')));
  }
  return switches.has('All') && !operation(found).cmdlet.list ? wrong(t('-All is for lists: leave the id out.')) : found;
}

/** The values of a path under the names of the operation table. */
export function pathOf(id: OperationId, { values }: Bound): Readonly<Record<string, string>> {
  return Object.fromEntries(operation(id).pathParameters.map(({ name, cmdlet }) => [name, values.get(cmdlet) ?? '']));
}
