import type { DecidingStatement, WhoCanAnswer } from '../../../src/lint/who-can/types.ts';
import type { DecidedBy } from '../../../src/model/evaluation.ts';
import type { PrincipalKind } from '../../../src/model/policy-source.ts';
import { printable } from '../../../src/report/printable.ts';
import { LAYERS } from '../evaluate/print.ts';

const KINDS: Readonly<Record<PrincipalKind, string>> = {
  user: 'user',
  role: 'role',
  group: 'members of group',
  permissionSet: 'holders of permission set',
};

/** The answers for people, those who can first. */
export function describeAnswers(answers: readonly WhoCanAnswer[]): string {
  const ordered = (['can', 'may', 'cannot'] as const).flatMap((ability) => answers.filter((answer) => answer.ability === ability));
  return ordered.flatMap(describe).map((line) => `${printable(line)}\n`).join('');
}

function describe({ principal, ability, dependsOn, decidedBy, statements, partial }: WhoCanAnswer): readonly string[] {
  const { kind, id, when, path, start } = principal;
  const form = when.length === 0 ? '' : `, when ${when.map(({ condition, value }) => `${condition} is ${value}`).join(' and ')}`;
  const seen = partial.length === 0 ? '' : ', as far as seen';
  const reason = ability === 'cannot' && statements.length === 0 ? `: ${refusal(decidedBy)}` : '';
  return [
    `${ability.padEnd(7)} ${KINDS[kind]} ${id} (${path}:${start.line}:${start.column})${form}${seen}${reason}`,
    ...(dependsOn.length === 0 ? [] : [`        depends on ${dependsOn.join(', ')}`]),
    ...statements.map((statement) => `        ${statementText(statement)}`),
    ...partial.map((why) => `        not seen: ${why}`),
  ];
}

function refusal(decided: DecidedBy): string {
  return decided.kind === 'layer' ? `the ${LAYERS[decided.layer]} do not allow it`.replace(/(boundary|policy) do /, '$1 does ') : 'no statement allows it';
}

function statementText({ effect, certain, layer, policy, sid, index, path, start }: DecidingStatement): string {
  const verb = effect === 'Allow' ? (certain ? 'allowed' : 'perhaps allowed') : certain ? 'denied' : 'perhaps denied';
  const name = sid === undefined ? `statement ${index + 1}` : `\`${sid}\``;
  return `${verb} by ${name} of ${policy} (${LAYERS[layer]}) at ${path}:${start.line}:${start.column}`;
}
