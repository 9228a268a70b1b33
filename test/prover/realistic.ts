import type { AccessRequest, ContextValue } from '../../src/model/access-request.ts';
import { action as referenceAction, arnPatternsOf, expandAction, service } from '../../src/reference/index.ts';
import type { Dice, StatementDocument } from './random-policies.ts';

const services = ['s3', 'sqs', 'dynamodb', 'ec2', 'ssm', 'lambda', 'iam', 'logs'];

/** A statement as people write them: a service's actions, its ARNs, now and then a tag or a region. */
export function realisticStatement(roll: Dice): StatementDocument {
  const prefix = roll.of(services);
  const all = expandAction(`${prefix}:*`);
  const actions = roll.chance(0.3) ? [`${prefix}:${roll.of(['*', 'Get*', 'List*', 'Describe*', 'Put*', 'Delete*'])}`] : roll.some(all, 5);
  const types = [...(service(prefix)?.resourceTypes.values() ?? [])];
  const arn = (): string => (roll.of(roll.of(types).arnPatterns)).replace('${Partition}', 'aws').replace('${Region}', roll.of(['*', 'us-east-1', 'eu-west-1'])).replace('${Account}', roll.of(['*', '111122223333'])).replace(/\$\{[^}]*\}/g, () => roll.of(['*', 'app-*', 'app-data', 'prod-??', '${aws:username}']));
  const conditions = [
    { StringEquals: { 'aws:ResourceTag/team': roll.some(['red', 'blue', 'green'], 2) } },
    { StringEquals: { 'aws:RequestedRegion': roll.some(['us-east-1', 'eu-west-1', 'eu-north-1'], 2) } },
    { Bool: { 'aws:SecureTransport': 'true' } },
    { StringLike: { 'aws:PrincipalTag/team': ['r*', 'blue'] } },
    { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24'] } },
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'owner'] } },
  ];
  return {
    Effect: roll.chance(0.15) ? 'Deny' : 'Allow',
    Action: actions,
    Resource: roll.chance(0.3) ? '*' : Array.from({ length: 1 + roll.below(3) }, arn),
    ...(roll.chance(0.4) ? { Condition: roll.of(conditions) } : {}),
  };
}

/** A request that AWS could send: an action of those services, on an ARN that it supports. */
export function realisticRequest(roll: Dice): AccessRequest {
  const action = roll.of(expandAction(`${roll.of(services)}:*`));
  const templates = referenceAction(action)?.action.resourceTypes.length === 0 ? [] : arnPatternsOf(action);
  const resource =
    templates.length === 0
      ? '*'
      : roll
          .of(templates)
          .replace('${Partition}', 'aws')
          .replace('${Region}', roll.of(['us-east-1', 'eu-west-1', 'eu-north-1']))
          .replace('${Account}', '111122223333')
          .replace(/\$\{[^}]*\}/g, () => roll.of(['x', 'app-data', 'app-1', 'prod-12', 'alice']));
  const context: Record<string, ContextValue> = {};
  const values: Readonly<Record<string, readonly ContextValue[]>> = {
    'aws:ResourceTag/team': ['red', 'blue', 'green', 'none'],
    'aws:RequestedRegion': ['us-east-1', 'eu-west-1', 'eu-north-1', 'ap-south-1'],
    'aws:SecureTransport': ['true', 'false'],
    'aws:PrincipalTag/team': ['red', 'blue', 'x'],
    'aws:SourceIp': ['10.1.2.3', '192.0.2.7', '198.51.100.1'],
    'aws:TagKeys': [['team'], ['team', 'owner'], ['other']],
  };
  for (const [key, choices] of Object.entries(values)) if (roll.chance(0.6)) context[key] = roll.of(choices);
  return { principal: roll.of(['arn:aws:iam::111122223333:user/alice', 'arn:aws:iam::111122223333:role/app']), action, resource, context };
}
