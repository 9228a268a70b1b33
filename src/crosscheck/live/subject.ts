/** What of an account is looked at. */
export type LiveSubject = { readonly kind: 'account' } | { readonly kind: 'role' | 'user'; readonly name: string };

/** Reads `account`, `role/NAME` and `user/NAME`; undefined for what is none of them. */
export function parseSubject(text: string): LiveSubject | undefined {
  if (text === 'account') return { kind: 'account' };
  // Names have no slash; a path before the name is not asked for.
  const match = /^(role|user)\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]{1,128})$/.exec(text);
  const [, kind, name] = match ?? [];
  if (name === undefined || (kind !== 'role' && kind !== 'user')) return undefined;
  return { kind, name };
}

/** The name under which a subject's policies appear in reports, as a file would. */
export function subjectPath(subject: LiveSubject): string {
  return subject.kind === 'account' ? 'live:account' : `live:${subject.kind}/${subject.name}`;
}
