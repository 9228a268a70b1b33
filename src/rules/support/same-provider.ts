import type { PrincipalEntry } from '../../model/principal.ts';
import { hasHole, textWithHoles } from './principals.ts';

interface ProviderName {
  /** Of an ARN; undefined where it is not written. */
  readonly account: string | undefined;
  /** Of an OpenID Connect provider the URL without its scheme, of a SAML provider its name behind `saml-provider/`. */
  readonly name: string;
}

/**
 * Whether a Federated entry names a provider that is given by its ARN or its URL. Accounts have to agree
 * where both are written; a template that says `${AWS::AccountId}` means its own.
 */
export function sameProvider(entry: PrincipalEntry, given: string): boolean {
  const named = nameOf(textWithHoles(entry));
  const wanted = nameOf(given.replace(/^https:\/\//, ''));
  return named.name === wanted.name && (named.account === undefined || wanted.account === undefined || named.account === wanted.account);
}

function nameOf(text: string): ProviderName {
  const arn = /^arn:[^:]*:iam::([^:]*):(oidc-provider|saml-provider)\/(.+)$/s.exec(text);
  if (arn === null) return { account: undefined, name: text.toLowerCase() };
  const [, account = '', kind, name = ''] = arn;
  return { account: hasHole(account) ? undefined : account, name: kind === 'oidc-provider' ? name.toLowerCase() : `saml-provider/${name}` };
}
