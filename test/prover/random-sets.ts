import type { AccessRequest, ContextValue } from '../../src/model/access-request.ts';
import type { PolicyDocument } from '../../src/model/generated/policy-document.generated.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';
import { randomPolicy, randomStatement, statementsOf, type Dice, type StatementDocument } from './random-policies.ts';

const here = '111122223333';
const there = '444455556666';

const principals = [
  { AWS: '*' },
  '*',
  { AWS: here },
  { AWS: `arn:aws:iam::${there}:root` },
  { AWS: `arn:aws:iam::${here}:user/alice` },
  { AWS: [`arn:aws:iam::${here}:role/app`, `arn:aws:iam::${there}:user/bob`] },
  { AWS: `arn:aws:sts::${here}:assumed-role/app/session` },
  { Service: 's3.amazonaws.com' },
  { Federated: 'accounts.google.com' },
  { AWS: `arn:aws:sts::${here}:federated-user/carol` },
] as const;

const callers: readonly AccessRequest['principal'][] = [
  `arn:aws:iam::${here}:user/alice`,
  `arn:aws:iam::${here}:user/dave`,
  `arn:aws:iam::${there}:user/bob`,
  `arn:aws:iam::${here}:role/app`,
  `arn:aws:iam::${there}:role/other`,
  `arn:aws:sts::${here}:assumed-role/app/session`,
  `arn:aws:sts::${here}:federated-user/carol`,
  `arn:aws:iam::${here}:root`,
  'arn:aws:iam::777788889999:user/eve',
  's3.amazonaws.com',
  'anonymous',
  { Federated: 'accounts.google.com' },
];

const accountConditions = [
  { StringEquals: { 'aws:PrincipalAccount': [here] } },
  { StringNotEquals: { 'aws:PrincipalAccount': [there] } },
  { ArnLike: { 'aws:PrincipalArn': [`arn:aws:iam::${here}:user/*`] } },
  { StringEquals: { 'aws:ResourceAccount': ['${aws:PrincipalAccount}'] } },
  { StringEquals: { 'aws:ResourceAccount': [here] } },
  { StringEquals: { 'aws:PrincipalType': ['User'] } },
  { StringLike: { 'aws:username': ['a*'] } },
  { Bool: { 'aws:PrincipalIsAWSService': ['false'] } },
] as const;

const resources = ['arn:aws:x:::a', 'arn:aws:x:::b', `arn:aws:x:r:${here}:a`, `arn:aws:x:r:${there}:a`, 'arn:aws:x:::ab'];

function withCondition(roll: Dice, statement: StatementDocument): StatementDocument {
  return roll.chance(0.3) ? { ...statement, Condition: roll.of(accountConditions) } : statement;
}

function identity(roll: Dice): PolicyDocument {
  const policy = randomPolicy(roll, 2);
  return { ...policy, Statement: statementsOf(policy).map((statement) => withCondition(roll, statement)) };
}

function resourceBased(roll: Dice): PolicyDocument {
  const statements = Array.from({ length: 1 + roll.below(2) }, (_, index) => {
    const statement = withCondition(roll, randomStatement(roll, index > 0 && roll.chance(0.4)));
    const principal = roll.of(principals);
    return statement.Effect === 'Deny' && roll.chance(0.3) ? { ...statement, NotPrincipal: principal } : { ...statement, Principal: principal };
  });
  return { Version: '2012-10-17', Statement: statements };
}

const everything: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** A set of policies of a few layers. */
export function randomSet(roll: Dice): PolicySet {
  const resource = roll.chance(0.45);
  return {
    ...(roll.chance(0.75) || !resource ? { identityPolicies: [identity(roll)] } : {}),
    ...(roll.chance(0.25) ? { permissionsBoundary: identity(roll) } : {}),
    ...(roll.chance(0.25) ? { sessionPolicies: [roll.chance(0.5) ? everything : identity(roll)] } : {}),
    ...(resource ? { resourcePolicy: resourceBased(roll) } : {}),
    ...(roll.chance(0.25) ? { serviceControlPolicies: [[roll.chance(0.5) ? everything : identity(roll)], [everything]] } : {}),
  };
}

/** The set with one layer changed. */
export function relatedSet(roll: Dice, set: PolicySet): PolicySet {
  switch (roll.below(6)) {
    case 0:
      return { ...set, identityPolicies: [...(set.identityPolicies ?? []), identity(roll)] };
    case 1:
      return { ...set, permissionsBoundary: identity(roll) };
    case 2: {
      const { identityPolicies, sessionPolicies, resourcePolicy } = set;
      return {
        ...(identityPolicies === undefined ? {} : { identityPolicies }),
        ...(sessionPolicies === undefined ? {} : { sessionPolicies }),
        ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
      };
    }
    case 3:
      return { ...set, resourcePolicy: resourceBased(roll) };
    case 4:
      return { ...set, serviceControlPolicies: [[everything], [identity(roll)]] };
    default: {
      return { ...set, sessionPolicies: [everything] };
    }
  }
}

export function randomCall(roll: Dice): AccessRequest {
  const context: Record<string, ContextValue> = {};
  for (const [key, values] of Object.entries({ 'k:s': ['a', 'b', 'ab'], 'k:v': ['a', 'b'], 'k:n': [1, 2, 3], 'k:b': ['true', 'false'], 'k:i': ['10.0.0.1', '192.0.2.1'], 'k:m': [['a'], ['a', 'b']], 'k:r': ['arn:aws:s:r:1:a'] })) {
    if (roll.chance(0.5)) context[key] = roll.of<ContextValue>(values);
  }
  const resource = roll.of(resources);
  return {
    principal: roll.of(callers),
    action: roll.of(['x:a', 'x:b', 'x:ab', 'x:c']),
    resource,
    ...(roll.chance(0.3) && resource.includes(':::') ? { resourceAccount: roll.of([here, there]) } : {}),
    context,
  };
}
