import { keptParameters, type EventParameters } from './parameters.ts';

/** Who called, as `userIdentity` tells it. */
export interface EventCaller {
  /** `IAMUser`, `AssumedRole`, `AWSService`, … */
  readonly type: string;
  /** 12 digits. */
  readonly account: string;
  /** Of the user, or of the role's session. */
  readonly arn: string;
  /** Of the role whose session it is; empty for other callers. */
  readonly issuer: string;
  /** The AWS service that called, for itself or on behalf of the caller; empty where the caller did. */
  readonly invokedBy: string;
}

/**
 * What a policy is made from, of one event, or of all events that agree in it.
 *
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface TrailEvent {
  /** `s3.amazonaws.com` */
  readonly source: string;
  /** `GetObject` */
  readonly name: string;
  /** `AwsApiCall`, `AwsServiceEvent`, … */
  readonly type: string;
  readonly region: string;
  /** 12 digits: the account that the event was delivered to, or the caller's where an old event doesn't say it. */
  readonly account: string;
  readonly errorCode: string;
  readonly caller: EventCaller;
  /** The ARNs of `resources`, sorted. */
  readonly resources: readonly string[];
  readonly parameters: EventParameters;
  readonly count: number;
  /** ISO times of the first and the last of them. */
  readonly first: string;
  readonly last: string;
}

/** One event of a log. A text instead says why the value is none. */
export function readEvent(value: unknown): TrailEvent | string {
  const record = unwrapped(value);
  if (!isObject(record)) return 'expected an event, which is an object';
  // An insight has what it is about in its details.
  const about = isObject(record['insightDetails']) ? record['insightDetails'] : record;
  const source = text(about['eventSource']);
  const name = text(about['eventName']);
  const time = text(record['eventTime']);
  if (source === '' || name === '' || time === '') return 'an event without `eventSource`, `eventName` or `eventTime`';
  const caller = callerOf(record['userIdentity']);
  const resources = Array.isArray(record['resources']) ? record['resources'] : [];
  return {
    source,
    name,
    type: text(record['eventType']),
    region: text(record['awsRegion']),
    account: text(record['recipientAccountId']) || caller.account,
    errorCode: text(record['errorCode']),
    caller,
    resources: resources.flatMap((resource) => (isObject(resource) ? nonEmpty(text(resource['ARN']) || text(resource['arn'])) : [])).sort(byCodeUnit),
    parameters: keptParameters(record['requestParameters']),
    count: 1,
    first: time,
    last: time,
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same order as `ORDER BY` and `array_sort` of text have: not a language's. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `aws cloudtrail lookup-events` has the event as text, beside what it took from it. */
function unwrapped(value: unknown): unknown {
  if (!isObject(value) || typeof value['CloudTrailEvent'] !== 'string') return value;
  try {
    return JSON.parse(value['CloudTrailEvent']);
  } catch {
    return undefined;
  }
}

function callerOf(identity: unknown): EventCaller {
  if (!isObject(identity)) return { type: '', account: '', arn: '', issuer: '', invokedBy: '' };
  const context = identity['sessionContext'];
  const issuer = isObject(context) ? context['sessionIssuer'] : undefined;
  return {
    type: text(identity['type']),
    account: text(identity['accountId']),
    arn: text(identity['arn']),
    issuer: isObject(issuer) ? text(issuer['arn']) : '',
    invokedBy: text(identity['invokedBy']),
  };
}

function nonEmpty(value: string): readonly string[] {
  return value === '' ? [] : [value];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
