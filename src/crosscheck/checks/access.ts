import type { Access } from '@aws-sdk/client-accessanalyzer';
import type { PatternEntry, Policy, Statement } from '../../model/policy.ts';

export type AccessList = { readonly ok: true; readonly access: readonly Access[] } | { readonly ok: false; readonly reason: string };

/** Source: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_Access.html */
const MAX_ITEMS = 100;

/**
 * What a policy describes, as the actions and resources that `CheckAccessNotGranted` asks about: one object a
 * call. It knows neither conditions nor principals, nor all but some.
 */
export function accessOf({ statements }: Policy): AccessList {
  const access: Access[] = [];
  for (const statement of statements) {
    const reason = inexpressible(statement);
    if (reason !== undefined) return { ok: false, reason };
    const actions = texts(statement.action.entries);
    const resources = texts(statement.resource?.entries ?? []).filter((text) => text !== '*');
    // A statement that names everything beside other resources names everything.
    const everywhere = resources.length < (statement.resource?.entries.length ?? 0) || resources.length === 0;
    for (const some of chunks(actions)) {
      if (everywhere) access.push({ actions: some });
      else for (const places of chunks(resources)) access.push({ actions: some, resources: places });
    }
  }
  return { ok: true, access };
}

function inexpressible({ action, resource, conditions, principal, problems }: Statement): string | undefined {
  if (problems.length > 0) return 'the intent has an error';
  if (conditions.length > 0) return '`CheckAccessNotGranted` takes no conditions';
  if (action.kind === 'NotAction' || resource?.kind === 'NotResource') return '`CheckAccessNotGranted` takes actions and resources, not all but some';
  if (principal !== undefined && !principal.entries.every(({ pattern }) => pattern.kind === 'anyone')) return '`CheckAccessNotGranted` takes no principals';
  for (const text of texts(resource?.entries ?? [])) {
    if (text === '*') continue;
    if (/[*?]/.test(text.split(':').slice(0, 5).join(':'))) return `\`CheckAccessNotGranted\` takes wildcards only in the last field of an ARN, and there is \`${text}\``;
  }
  const open = [...action.entries, ...(resource?.entries ?? [])].find(({ pattern }) => pattern.parts.some(({ kind }) => kind === 'variable' || kind === 'unresolved'));
  return open === undefined ? undefined : `\`CheckAccessNotGranted\` takes no variables, and there is \`${open.pattern.text}\``;
}

function texts(entries: readonly PatternEntry[]): readonly string[] {
  return entries.map(({ pattern }) => pattern.text);
}

function chunks(items: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(items.length / MAX_ITEMS) }, (_, index) => items.slice(index * MAX_ITEMS, (index + 1) * MAX_ITEMS));
}
