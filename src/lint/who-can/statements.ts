import type { PolicyOrigin } from '../../intents/targets/target.ts';
import type { Evaluation, StatementReference } from '../../model/evaluation.ts';
import { linesOf, rangeOf } from '../../model/line-index.ts';
import type { Policy, Statement } from '../../model/policy.ts';
import type { Ability, DecidingStatement } from './types.ts';

/**
 * The statements that decide, each once, with their places.
 *
 * @param ofStatements goes over `origins`, for policies that are put together of several
 */
export function decidingStatements(evaluations: readonly Evaluation[], ability: Ability, origins: ReadonlyMap<Policy, PolicyOrigin>, ofStatements: ReadonlyMap<Statement, PolicyOrigin>): readonly DecidingStatement[] {
  const found = new Map<Statement, { readonly reference: StatementReference; isCertain: boolean }>();
  const add = (reference: StatementReference, isCertain: boolean): void => {
    const known = found.get(reference.statement);
    if (known === undefined) found.set(reference.statement, { reference, isCertain });
    else known.isCertain &&= isCertain;
  };
  for (const { explanation, decision } of evaluations) {
    for (const { statement: reference, outcome } of explanation ?? []) {
      if (outcome !== 'matches' && outcome !== 'unknown') continue;
      const { effect } = reference.statement;
      if (ability === 'can' ? effect === 'Allow' && outcome === 'matches' : ability === 'may' || (effect === 'Deny' && outcome === 'matches' && decision === 'explicitDeny')) {
        add(reference, outcome === 'matches');
      }
    }
  }
  return [...found.values()].flatMap(({ reference, isCertain }) => {
    const { statement, policy, layer } = reference;
    const origin = ofStatements.get(statement) ?? origins.get(policy);
    if (origin === undefined) return [];
    const { file, label, attachedAt } = origin;
    return [{
      effect: statement.effect,
      certain: isCertain,
      layer,
      policy: label.logicalId ?? label.name,
      ...(statement.sid === undefined ? {} : { sid: statement.sid.text }),
      index: statement.index,
      path: file.path,
      ...rangeOf(linesOf(file), attachedAt ?? statement.loc),
    }];
  });
}

/** Statements of several answers; one that is not certain in each of them is certain in none. */
export function eachOnce(statements: readonly DecidingStatement[]): readonly DecidingStatement[] {
  const found = new Map<string, DecidingStatement>();
  for (const statement of statements) {
    const { layer, policy, index, path, start } = statement;
    const key = JSON.stringify([layer, policy, index, path, start]);
    const known = found.get(key);
    found.set(key, known === undefined ? statement : { ...known, certain: known.certain && statement.certain });
  }
  return [...found.values()];
}
