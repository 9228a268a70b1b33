import type { Domain } from '../model/verdict.ts';
import { emptyCell, type Cell } from './cells.ts';
import { actionDimension } from './decision.ts';
import { allAddresses } from './operators/ip-address.ts';
import { callerKeyPresence, callerValues, type Bounds } from './caller-keys.ts';
import { anyArn, twelveDigits } from './patterns.ts';
import type { Question } from './question.ts';
import { everything } from './ranges.ts';
import type { CallerClass, Callers } from './scenario.ts';
import { resourceDimension } from './statement.ts';
import { glob, textParts, type Glob } from './text/glob.ts';
import { CharacterClass } from './text/symbols.ts';
import type { KeyDimension } from './vocabulary.ts';

/** What a scenario says of a request before any policy is asked. */
export interface Setting {
  readonly caller: CallerClass;
  readonly callers: Callers;
  /** The shapes of ARNs that the action supports; undefined where any text is possible. */
  readonly resources: readonly Glob[] | undefined;
}

/** `service:Action`. */
const anyAction: Glob = glob([
  { kind: 'one', of: CharacterClass.slug },
  { kind: 'run', of: CharacterClass.slug },
  ...textParts(':'),
  { kind: 'one', of: CharacterClass.noColon },
  { kind: 'run', of: CharacterClass.noColon },
]);

/** The cell of a dimension, with what the domain says of it. */
export function startCell(dimension: string, setting: Setting, question: Question): Cell {
  const { unions, vocabulary, domain } = question;
  if (dimension === actionDimension) return { kind: 'text', presence: true, within: [unions.of([anyAction])], without: [] };
  if (dimension === resourceDimension) {
    return { kind: 'text', presence: true, within: setting.resources === undefined ? [] : [unions.of(setting.resources)], without: [] };
  }
  const key = vocabulary.keys.get(dimension);
  if (key === undefined) return emptyCell('flag');
  const presence = presenceOf(key.id, setting.caller, domain);
  const at = presence === undefined ? {} : { presence };
  if (key.kind === 'list') return { kind: 'list', every: [], some: [], ...at };
  if (key.kind === 'ordered') return { kind: 'ordered', ranges: key.family === 'ipAddress' ? allAddresses : everything, ...at };
  const { within, without } = domain === 'typed' ? typedValues(key, setting, question) : { within: [], without: [] };
  return { kind: 'text', within, without, ...at };
}

/**
 * Keys that follow from the caller are there, or not, by its kind; a few are in every request. All others may be
 * there or not: that a key never comes with an action is documented for no action.
 */
export function presenceOf(id: string, { principal }: CallerClass, domain: Domain): boolean | undefined {
  return domain === 'typed' && ALWAYS.has(id) ? true : callerKeyPresence(id, principal);
}

/**
 * "Always included in the request context".
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ALWAYS: ReadonlySet<string> = new Set(['aws:currenttime', 'aws:epochtime', 'aws:requestedregion', 'aws:securetransport', 'aws:useragent']);

function typedValues(key: KeyDimension, setting: Setting, { unions }: Question): Bounds {
  const ofCaller = callerValues(key.id, setting, unions);
  if (ofCaller !== undefined) return ofCaller;
  const only = (...globs: readonly Glob[]): Bounds => ({ within: [unions.of(globs)], without: [] });
  if (key.id === 'aws:resourceaccount') return only(glob(twelveDigits));
  if (key.info?.type === 'Bool') return only(glob(textParts('true')), glob(textParts('false')));
  if (key.info?.type === 'ARN') return only(anyArn);
  return { within: [], without: [] };
}
