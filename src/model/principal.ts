import { parseArn } from './arn.ts';
import type { Location } from './location.ts';
import { displayText, knownText, type TemplateText } from './unknown-value.ts';

/** The keys of a Principal element. */
export type PrincipalType = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

export const PRINCIPAL_TYPES: readonly PrincipalType[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/**
 * Whom one entry of a Principal element names. Wildcards stand only for everyone, never for part of a
 * name.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type PrincipalPattern =
  /** `"*"` or `{"AWS": "*"}`: everyone, anonymous callers included; `{"Service": "*"}` and so on: all of that type. */
  | { readonly kind: 'anyone'; readonly of: PrincipalType | 'all' }
  /** An account by its ID or its root ARN: every principal of it, as far as its own policies allow. */
  | { readonly kind: 'account'; readonly accountId: string; readonly partition?: string }
  | { readonly kind: 'user'; readonly arn: string; readonly accountId: string; readonly name: string }
  | { readonly kind: 'role'; readonly arn: string; readonly accountId: string; readonly name: string }
  | {
      readonly kind: 'assumedRole';
      readonly arn: string;
      readonly accountId: string;
      readonly roleName: string;
      readonly sessionName: string;
    }
  | { readonly kind: 'federatedUser'; readonly arn: string; readonly accountId: string; readonly name: string }
  /** `AIDA…`, `AROA…`: what AWS puts where a deleted user or role was named. */
  | { readonly kind: 'uniqueId'; readonly id: string }
  | { readonly kind: 'service'; readonly service: string }
  /** An OIDC or SAML provider's ARN, or a built-in provider such as `accounts.google.com`. */
  | { readonly kind: 'federated'; readonly provider: string }
  | { readonly kind: 'canonicalUser'; readonly id: string }
  /** An AWS ARN of a kind that the documentation does not name; it is compared as text. */
  | { readonly kind: 'otherArn'; readonly arn: string }
  /** The template does not tell whom; `*` is possible unless the unknown's shape excludes it. */
  | { readonly kind: 'unresolved'; readonly text: TemplateText; readonly of: PrincipalType }
  /** No principal at all: reported as an error, matches nobody. */
  | { readonly kind: 'invalid'; readonly text: string };

export interface PrincipalEntry {
  readonly pattern: PrincipalPattern;
  readonly type: PrincipalType | 'all';
  /** As written; unknown values appear as `${Name}`. */
  readonly text: string;
  readonly loc: Location;
}

/** Reads one value of a Principal element's map. */
export function parsePrincipalPattern(type: PrincipalType, text: TemplateText): PrincipalPattern {
  const known = knownText(text);
  if (known === undefined) return { kind: 'unresolved', text, of: type };
  if (known === '*') return { kind: 'anyone', of: type };
  switch (type) {
    case 'AWS':
      return parseAwsPrincipal(known);
    case 'Service':
      return known === '' ? { kind: 'invalid', text: known } : { kind: 'service', service: known };
    case 'Federated':
      return known === '' ? { kind: 'invalid', text: known } : { kind: 'federated', provider: known };
    case 'CanonicalUser':
      return known === '' ? { kind: 'invalid', text: known } : { kind: 'canonicalUser', id: known };
  }
}

function parseAwsPrincipal(text: string): PrincipalPattern {
  if (/^\d{12}$/.test(text)) return { kind: 'account', accountId: text };
  if (/^A[A-Z0-9]{3}[A-Z0-9]{12,}$/.test(text)) return { kind: 'uniqueId', id: text };
  const arn = parseArn(text);
  if (arn === undefined) return { kind: 'invalid', text };
  const { service, account: accountId, partition, resource } = arn;
  const [kind = '', ...path] = resource.split('/');
  if (service === 'iam' && isNoPrincipal(accountId, kind)) return { kind: 'invalid', text };
  const name = path.at(-1) ?? '';
  if (service === 'iam' && resource === 'root') return { kind: 'account', accountId, partition };
  if (service === 'iam' && kind === 'user' && name !== '') return { kind: 'user', arn: text, accountId, name };
  if (service === 'iam' && kind === 'role' && name !== '') return { kind: 'role', arn: text, accountId, name };
  if (service === 'sts' && kind === 'assumed-role' && path.length >= 2) {
    return { kind: 'assumedRole', arn: text, accountId, roleName: path.at(-2) ?? '', sessionName: name };
  }
  if (service === 'sts' && kind === 'federated-user' && name !== '') return { kind: 'federatedUser', arn: text, accountId, name };
  // Amazon CloudFront origin access identities are named under `iam::cloudfront:user/…`, and some services have their own.
  return { kind: 'otherArn', arn: text };
}

/** Half an account ID, or something of IAM that never calls: a group is no principal either. */
function isNoPrincipal(accountId: string, kind: string): boolean {
  return (/^[\d-]*$/.test(accountId) && !/^\d{12}$/.test(accountId)) || /^(?:group|instance-profile|policy|saml-provider|oidc-provider|mfa|server-certificate)$/.test(kind);
}

/** For people: how a pattern reads in a sentence. */
export function principalText(entry: PrincipalEntry): string {
  return entry.pattern.kind === 'unresolved' ? displayText(entry.pattern.text) : entry.text;
}
