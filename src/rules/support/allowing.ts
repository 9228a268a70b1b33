import type { Policy, Statement } from '../../model/policy.ts';

/** The policy with these of its statements only. */
export function withStatements(policy: Policy, statements: readonly Statement[]): Policy {
  return { ...policy, statements };
}

/** What the statement denies, as something that is allowed: for questions about the requests that it applies to. */
export function asAllow(statement: Statement): Statement {
  return statement.effect === 'Allow' ? statement : { ...statement, effect: 'Allow' };
}
