import { parseArn } from '../../model/arn.ts';
import type { SourcePrincipal } from '../../model/policy-source.ts';
import type { TemplateText } from '../../model/unknown-value.ts';

/** One of those that a principal of a template may turn out to be. */
export interface Caller {
  readonly arn: string;
  readonly accountId: string;
  /** Keys that follow from its ARN, which is not known. */
  readonly unknownKeys: readonly string[];
}

/** Who else a policy of the resource tells apart. */
export interface NamedCallers {
  readonly arns: readonly string[];
  readonly accounts: readonly string[];
  /** Names that a template does not tell in full. */
  readonly open: readonly TemplateText[];
}

const ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '987654321098';
const NAME = 'a-name-that-is-not-known';

/**
 * Callers for all cases that an answer has to tell apart, where the template does not tell the whole ARN:
 * in the account of the resource and in another one, and each that the resource's policy names, if it may be it.
 */
export function callersFor(principal: SourcePrincipal, resourceAccount: string | undefined, named: NamedCallers): readonly Caller[] {
  const { kind, arn } = principal;
  const one = filledIn(arn, { account: ACCOUNT, name: NAME });
  const two = filledIn(arn, { account: OTHER_ACCOUNT, name: `${NAME}-either` });
  const first = parseArn(one);
  const second = parseArn(two);
  const known = first !== undefined && one === two;
  const account = first?.account === second?.account && /^\d{12}$/.test(first?.account ?? '') ? first?.account : undefined;
  // A group and a permission set never call by themselves, but somebody with a name of their own does.
  const resource = first?.resource === second?.resource && kind !== 'group' && kind !== 'permissionSet' ? first?.resource : undefined;
  const type = kind === 'user' || kind === 'group' ? 'user' : 'role';
  const unknownKeys = [
    ...(known && resource !== undefined ? [] : ['aws:PrincipalArn']),
    ...(account === undefined ? ['aws:PrincipalAccount', 'kms:CallerAccount'] : []),
    ...(resource === undefined && type === 'user' ? ['aws:username'] : []),
  ];
  const partition = first?.partition ?? 'aws';
  const accounts = account === undefined ? new Set([resourceAccount ?? ACCOUNT, resourceAccount === OTHER_ACCOUNT ? ACCOUNT : OTHER_ACCOUNT, ...named.accounts]) : [account];
  const made = [...accounts].map((accountId) => ({ arn: `arn:${partition}:iam::${accountId}:${resource ?? `${type}/${NAME}`}`, accountId, unknownKeys }));
  if (known && resource !== undefined) return made;
  const shape = kind === 'user' || kind === 'role' ? shapeOf(arn) : new RegExp(`^arn:[^:]*:iam::${account ?? String.raw`\d{12}`}:${type}/`);
  const filled = named.open.map((text) => filledIn(text, { account: account ?? resourceAccount ?? ACCOUNT, name: NAME }));
  const fitting = [...named.arns, ...filled.filter((candidate) => /^arn:[^:]*:iam::\d{12}:(?:user|role)\//.test(candidate))].filter((candidate) => shape.test(candidate) || shape.test(roleOf(candidate)));
  return [...made, ...fitting.map((candidate) => ({ arn: candidate, accountId: parseArn(candidate)?.account ?? ACCOUNT, unknownKeys }))];
}

interface Filling {
  readonly account: string;
  readonly name: string;
}

function filledIn(text: TemplateText, { account, name }: Filling): string {
  let whole = '';
  for (const part of text) {
    if (typeof part === 'string') whole += part;
    else if (part.shape.kind === 'accountId') whole += account;
    else whole += part.shape.kind === 'partition' ? 'aws' : name;
  }
  return whole;
}

function shapeOf(text: TemplateText): RegExp {
  const parts = text.map((part) => (typeof part === 'string' ? part.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`) : '.*'));
  return new RegExp(`^${parts.join('')}$`, 's');
}

/** A session's ARN has the role's name, but not its path. */
function roleOf(arn: string): string {
  return arn.replace(/^(arn:[^:]*):sts::(\d*):assumed-role\/([^/]*)\/.*$/s, '$1:iam::$2:role/$3');
}
