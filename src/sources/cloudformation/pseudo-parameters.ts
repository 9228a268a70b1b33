import type { UnknownValue } from '../../model/unknown-value.ts';
import { unknown } from './resolver.ts';

const reason = 'known only when the template is deployed';

/**
 * What each pseudo parameter is known to be; `AWS::NoValue` is no value and stands apart.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export const PSEUDO_PARAMETERS: Readonly<Partial<Record<string, UnknownValue>>> = {
  'AWS::AccountId': unknown('AWS::AccountId', reason, { kind: 'accountId' }),
  'AWS::Region': unknown('AWS::Region', reason, { kind: 'region' }),
  'AWS::Partition': unknown('AWS::Partition', reason, { kind: 'partition' }),
  'AWS::URLSuffix': unknown('AWS::URLSuffix', reason, { kind: 'matching', pattern: '[a-z0-9.-]+' }),
  'AWS::StackName': unknown('AWS::StackName', reason, { kind: 'matching', pattern: '[a-zA-Z][-a-zA-Z0-9]*' }),
  'AWS::StackId': unknown('AWS::StackId', reason, { kind: 'plain' }),
  'AWS::NotificationARNs': unknown('AWS::NotificationARNs', reason, { kind: 'plain' }, true),
};
