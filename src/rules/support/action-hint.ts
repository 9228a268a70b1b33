import { nearest } from '../../model/parse/nearest.ts';
import { expandAction } from '../../reference/actions.ts';
import { service } from '../../reference/services.ts';

/** Verbs that services use for the same: who writes one of a group may mean another. */
const SAME_MEANING: readonly (readonly string[])[] = [
  ['Create', 'Add', 'Register', 'Put'],
  ['Update', 'Modify', 'Change', 'Set', 'Edit', 'Put'],
  ['Get', 'Describe', 'View', 'Read', 'List', 'Search'],
  ['Delete', 'Remove', 'Deregister'],
];

export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : `, did you mean \`${suggestion}\`?`;
}

/** What to say of an action that its service doesn't have: one of the service comes first, another service's last. */
export function actionHint(prefix: string, name: string): string {
  const names = Array.from(service(prefix)?.actions.values() ?? [], (action) => action.name);
  const [verb, noun] = verbAndNoun(name);
  const sameNoun = names.filter((other) => noun !== '' && verbAndNoun(other)[1] === noun);
  const similar = sameNoun.find((other) => haveSameMeaning(verbAndNoun(other)[0], verb)) ?? nearest(name, names);
  if (similar !== undefined) return didYouMean(`${prefix}:${similar}`);
  // Many services create, read and change something that is called alike.
  const common = SAME_MEANING.some((verbs) => verbs.includes(verb));
  if (common && (sameNoun.length > 0 || !/[a-z][A-Z]/.test(noun))) return '';
  const [elsewhere, ...others] = expandAction(`*:${name}`);
  return elsewhere === undefined || others.length > 0 ? '' : `, only \`${elsewhere}\` has that name`;
}

/** `Update` and `Budget`, of `UpdateBudget` and `UpdateBudgets` alike. */
function verbAndNoun(name: string): readonly [verb: string, noun: string] {
  const [, verb = '', noun = ''] = /^([A-Z][a-z]+)([A-Z].*?)s?$/.exec(name) ?? [];
  return [verb, noun];
}

function haveSameMeaning(a: string, b: string): boolean {
  return SAME_MEANING.some((verbs) => verbs.includes(a) && verbs.includes(b));
}
