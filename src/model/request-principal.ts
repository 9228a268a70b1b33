import type { AccessRequest, PrincipalObject } from './access-request.ts';
import { parseArn } from './arn.ts';

/** Who makes a request. */
export type RequestPrincipal =
  | { readonly kind: 'anonymous' }
  /** The root user of an account. */
  | { readonly kind: 'root'; readonly arn: string; readonly accountId: string; readonly partition: string }
  | { readonly kind: 'user'; readonly arn: string; readonly accountId: string; readonly partition: string; readonly name: string }
  /** A session of a role. Without a session name the caller named only the role: some session of it. */
  | {
      readonly kind: 'roleSession';
      /** The role's ARN, with its path where the caller gave one. */
      readonly roleArn: string;
      readonly accountId: string;
      readonly partition: string;
      readonly roleName: string;
      readonly sessionName?: string;
      readonly sessionArn?: string;
    }
  | { readonly kind: 'federatedUser'; readonly arn: string; readonly accountId: string; readonly partition: string; readonly name: string }
  /** A web identity or SAML caller that has not assumed a role yet. */
  | { readonly kind: 'federated'; readonly provider: string; readonly accountId?: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'canonicalUser'; readonly id: string }
  /** An ARN of no kind that the documentation names. */
  | { readonly kind: 'otherArn'; readonly arn: string; readonly accountId?: string };

export type RequestPrincipalParse =
  | { readonly ok: true; readonly principal: RequestPrincipal }
  | { readonly ok: false; readonly message: string };

/** Reads the `principal` of a request. */
export function parseRequestPrincipal(principal: AccessRequest['principal']): RequestPrincipalParse {
  return typeof principal === 'string' ? parseText(principal) : parseObject(principal);
}

function parseObject(principal: PrincipalObject): RequestPrincipalParse {
  const entries = Object.entries(principal);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) {
    return { ok: false, message: 'expected one of `AWS`, `Service`, `Federated` or `CanonicalUser` in the principal' };
  }
  const [type, value] = entry;
  if (typeof value !== 'string' || value === '') return { ok: false, message: `expected a string as the principal's \`${type}\`` };
  switch (type) {
    case 'AWS':
      return parseText(value === '*' ? 'anonymous' : value);
    case 'Service':
      return { ok: true, principal: { kind: 'service', service: value } };
    case 'Federated': {
      const account = parseArn(value)?.account;
      return { ok: true, principal: { kind: 'federated', provider: value, ...(account ? { accountId: account } : {}) } };
    }
    case 'CanonicalUser':
      return { ok: true, principal: { kind: 'canonicalUser', id: value } };
    default:
      return { ok: false, message: `\`${type}\` is no principal type: expected \`AWS\`, \`Service\`, \`Federated\` or \`CanonicalUser\`` };
  }
}

function parseText(text: string): RequestPrincipalParse {
  if (text === 'anonymous' || text === '*') return { ok: true, principal: { kind: 'anonymous' } };
  if (/^\d{12}$/.test(text)) {
    return { ok: true, principal: { kind: 'root', arn: `arn:aws:iam::${text}:root`, accountId: text, partition: 'aws' } };
  }
  const arn = parseArn(text);
  if (arn === undefined) {
    if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazon(?:aws)?\.com(?:\.cn)?$/i.test(text)) {
      return { ok: true, principal: { kind: 'service', service: text } };
    }
    return {
      ok: false,
      message: `\`${text}\` is no principal: expected an ARN, a service such as \`s3.amazonaws.com\`, a 12-digit account ID or \`anonymous\``,
    };
  }
  const { account: accountId, partition, service, resource } = arn;
  const [kind = '', ...path] = resource.split('/');
  const name = path.at(-1) ?? '';
  if (service === 'iam' && resource === 'root') return { ok: true, principal: { kind: 'root', arn: text, accountId, partition } };
  if (service === 'iam' && kind === 'user' && name !== '') {
    return { ok: true, principal: { kind: 'user', arn: text, accountId, partition, name } };
  }
  if (service === 'iam' && kind === 'role' && name !== '') {
    return { ok: true, principal: { kind: 'roleSession', roleArn: text, accountId, partition, roleName: name } };
  }
  if (service === 'iam' && (kind === 'oidc-provider' || kind === 'saml-provider')) {
    return { ok: true, principal: { kind: 'federated', provider: text, accountId } };
  }
  if (service === 'sts' && kind === 'assumed-role' && path.length >= 2) {
    // The session's ARN leaves out the path of its role.
    const roleName = path.at(-2) ?? '';
    const roleArn = `arn:${partition}:iam::${accountId}:role/${roleName}`;
    return { ok: true, principal: { kind: 'roleSession', roleArn, accountId, partition, roleName, sessionName: name, sessionArn: text } };
  }
  if (service === 'sts' && kind === 'federated-user' && name !== '') {
    return { ok: true, principal: { kind: 'federatedUser', arn: text, accountId, partition, name } };
  }
  return { ok: true, principal: { kind: 'otherArn', arn: text, ...(accountId === '' ? {} : { accountId }) } };
}
