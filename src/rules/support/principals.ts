import type { PrincipalEntry } from '../../model/principal.ts';
import { providerUrl } from './oidc-providers.ts';
import type { StatementView } from './statement-view.ts';

/** Stands for what a template leaves open. */
const HOLE = '\uFFFC';

/** What an entry names, with what a template leaves open as one character that no name has. */
export function textWithHoles(entry: PrincipalEntry): string {
  if (entry.pattern.kind !== 'unresolved') return entry.text;
  return entry.pattern.text.map((part) => (typeof part === 'string' ? part : HOLE)).join('');
}

export function hasHole(text: string): boolean {
  return text.includes(HOLE);
}

/** What kind of provider a Federated entry names, as far as that can be seen. */
export function federatedKind(entry: PrincipalEntry): 'saml' | 'oidc' | 'invalid' | 'unknown' | undefined {
  if (entry.type !== 'Federated') return undefined;
  const text = textWithHoles(entry);
  if (/^[^*]*:saml-provider\/./s.test(text)) return 'saml';
  if (/^[^*]*:oidc-provider\/./s.test(text)) return 'oidc';
  if (hasHole(text)) return 'unknown';
  return providerUrl(text) === undefined ? 'invalid' : 'oidc';
}

/** The URL of an OIDC provider without its scheme, in lower case: the prefix of its keys. Undefined where a template leaves some of it open. */
export function oidcUrl(entry: PrincipalEntry): string | undefined {
  if (federatedKind(entry) !== 'oidc') return undefined;
  const url = providerUrl(textWithHoles(entry))?.toLowerCase();
  return url === undefined || hasHole(url) ? undefined : url;
}

/** The entries of an element Principal; none for NotPrincipal. */
export function principalsOf({ statement }: StatementView): readonly PrincipalEntry[] {
  return statement.principal?.kind === 'Principal' ? statement.principal.entries : [];
}

/** Everyone: `*` or `{"AWS": "*"}`. */
export function isEveryone({ pattern }: PrincipalEntry): boolean {
  return pattern.kind === 'anyone' && (pattern.of === 'all' || pattern.of === 'AWS');
}

/** Whether a template leaves open what some action is. */
export function actionsKnown({ actions }: StatementView): boolean {
  return actions.every((entry) => entry.text !== undefined);
}

/** Whether the statement's Action or NotAction covers an action, given by its full name. */
export function coversAction(view: StatementView, full: string): boolean {
  const listed = view.actions.some(({ names }) => names.some((name) => name.toLowerCase() === full.toLowerCase()));
  return listed === (view.statement.action.kind === 'Action');
}
