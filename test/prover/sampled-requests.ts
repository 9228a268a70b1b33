import type { AccessRequest, ContextValue } from '../../src/model/access-request.ts';
import type { PolicyInput } from '../../src/model/policy-set.ts';
import type { Dice } from './random-policies.ts';

/** What the policies of a question write, from which requests are made that may fall on either side of each condition. */
export interface Alphabet {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** By key, in lower case; undefined for a key that is not there. */
  readonly values: ReadonlyMap<string, readonly (ContextValue | undefined)[]>;
}

const callers = ['arn:aws:iam::111122223333:user/alice', 'arn:aws:iam::444455556666:user/x', 'arn:aws:iam::111122223333:user/team/alice', 'arn:aws:sts::111122223333:assumed-role/r/alice', 'arn:aws:iam::444455556666:role/x'];

const listed = (id: string): boolean => id.endsWith('tagkeys');
const numbers = /max-keys$|age$/;
const fixed: Readonly<Record<string, readonly (ContextValue | undefined)[]>> = {
  'aws:multifactorauthpresent': [undefined, 'true', 'false'],
  'aws:securetransport': ['true', 'false'],
  'aws:requestedregion': ['us-east-1', 'eu-west-1'],
  'aws:sourceip': [undefined, '203.0.113.0', '203.0.113.77', '203.0.114.1', '2001:db8::1', '0.0.0.0'],
  'aws:tokenissuetime': [undefined, '2029-12-31T23:59:59Z', '2030-01-01T00:00:00Z', '2031-06-01T00:00:00Z'],
  'aws:sourcearn': [undefined, 'arn:aws:sns:us-east-1:111122223333:t1', 'arn:aws:sns::111122223333:t', 'arn:aws:sns:a:b:111122223333:t', 'arn:aws:sqs:us-east-1:444455556666:t'],
};
/** Of these the request's caller decides. */
const derived: ReadonlySet<string> = new Set(['aws:username', 'aws:principalarn', 'aws:principalaccount', 'aws:userid']);

export function alphabetOf(policies: readonly PolicyInput[]): Alphabet {
  const texts = JSON.stringify(policies);
  const resources = new Set(['arn:aws:s3:::b/k', 'arn:aws:s3:::b/', 'arn:aws:s3:::c/k']);
  for (const [, text = ''] of texts.matchAll(/"(arn:aws:s3[^"]*)"/g)) for (const filled of fillings(text)) if (filled.startsWith('arn:aws:s3:::')) resources.add(filled);
  const values = new Map<string, readonly (ContextValue | undefined)[]>();
  for (const [, key = '', list = ''] of texts.matchAll(/"((?:aws|s3):[A-Za-z-]+(?:\/[a-z]+)?)":\[([^\]]*)\]/g)) {
    const id = key.toLowerCase();
    const written = list.split(',').map((text) => text.replace(/^"|"$/g, ''));
    values.set(id, [...new Set([...(values.get(id) ?? []), ...valuesFor(id, written)])]);
  }
  for (const [, key = ''] of texts.matchAll(/\$\{(aws:[A-Za-z]+(?:\/[a-z]+)?)[,}]/g)) {
    const id = key.toLowerCase();
    if (!values.has(id)) values.set(id, valuesFor(id, ['x']));
  }
  for (const id of derived) values.delete(id);
  if (values.has('aws:tagkeys') && [...values.keys()].some((id) => id.startsWith('aws:requesttag/'))) values.set('aws:requesttag/x', [undefined]);
  return { actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:GetObjectAcl'], resources: [...resources], values };
}

function valuesFor(id: string, written: readonly string[]): readonly (ContextValue | undefined)[] {
  const known = fixed[id];
  if (known !== undefined) return known;
  const texts = written.flatMap(fillings);
  if (listed(id)) return [undefined, ...texts.map((text) => [text]), [...new Set(texts)].slice(0, 2), [texts[0] ?? 'x', 'other'], ['other'], ['X']];
  if (numbers.test(id)) return [undefined, '9', '10', '11', '10.5', '3600', '12'];
  return [undefined, ...texts, 'other', 'X', '', 'xy'];
}

/** The text with something for its wildcards and variables. */
function fillings(text: string): readonly string[] {
  const ground = (wild: string, name: string): string =>
    text
      .replaceAll('${*}', '\u0001')
      .replaceAll('${?}', '\u0002')
      .replaceAll('${$}', '\u0003')
      .replace(/\$\{[^}]*\}/g, () => name)
      .replaceAll('*', wild)
      .replaceAll('?', 'q')
      .replaceAll('\u0001', '*')
      .replaceAll('\u0002', '?')
      .replaceAll('\u0003', '$');
  return [ground('', 'alice'), ground('k', 'x'), ground('x/k', 'alice'), ground('alice', 'x'), text];
}

/** A request that AWS could send: what it has follows from its caller and from each other. */
export function sampledRequest({ actions, resources, values }: Alphabet, roll: Dice): AccessRequest {
  const principal = roll.of(callers);
  const context: Record<string, ContextValue> = {};
  for (const [key, options] of values) {
    const value = options[roll.below(options.length)];
    if (value !== undefined) context[key] = value;
  }
  if ('aws:sourceip' in context) delete context['aws:sourcevpce'];
  if ('aws:multifactorauthage' in context && values.has('aws:multifactorauthpresent')) context['aws:multifactorauthpresent'] = 'true';
  if ('aws:sourcearn' in context && 'aws:sourceaccount' in context) context['aws:sourceaccount'] = /:(\d{12}):/.exec(String(context['aws:sourcearn']))?.[1] ?? '111122223333';
  context['aws:userid'] = principal.includes(':user/') ? 'AIDAEXAMPLE' : 'AROAEXAMPLE:alice';
  return { principal, action: roll.of(actions), resource: roll.of(resources), context };
}
