import type { AwsFailure } from './api.ts';
import type { Operation } from './operations.ts';

export const NO_CLIENT: AwsFailure = {
  kind: 'noClient',
  message: 'this needs the AWS SDK, which is not installed: npm install --save-dev @aws-sdk/client-accessanalyzer @aws-sdk/client-iam',
};

const NO_CREDENTIALS: AwsFailure = {
  kind: 'noCredentials',
  message: 'there are no AWS credentials: log in with the AWS CLI, name a `--profile`, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use `--replay`',
};

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
const REFUSED_CREDENTIALS = /^(?:ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|RequestExpired)/;

const NO_REGION: AwsFailure = {
  kind: 'noRegion',
  message: 'there is no AWS Region: name one with `--region`, set AWS_REGION, or give the profile one',
};

/**
 * What kept a call from being answered. The SDK throws errors of many classes; what they have in common are
 * names, and `$fault` on those that the service itself sent.
 */
export function failureOf(operation: Operation, error: unknown): AwsFailure {
  if (!(error instanceof Error)) return { kind: 'network', message: `\`${operation}\` failed: ${String(error)}` };
  const { name, message } = error;
  if (/^(?:Credentials|Token)ProviderError$/.test(name) || /could not load credentials/i.test(message)) return NO_CREDENTIALS;
  if (/^region is missing/i.test(message)) return NO_REGION;
  if (isUnreadable(error)) return { kind: 'malformed', message: `the answer to \`${operation}\` can't be read: ${oneLine(firstSentence(message))}` };
  if ('$fault' in error) {
    if (REFUSED_CREDENTIALS.test(name)) return { kind: 'noCredentials', name, message: `AWS does not take the credentials: ${name}: ${oneLine(message)}` };
    const kind = isThrottling(error) ? 'throttled' : 'refused';
    return { kind, name, message: `\`${operation}\` was refused: ${name}: ${oneLine(message)}${hint(name)}` };
  }
  return { kind: 'network', message: `\`${operation}\` got no answer: ${oneLine(message === '' ? name : message)}${codeOf(error)}` };
}

function hint(name: string): string {
  return name.startsWith('AccessDenied') ? ' (`--permissions` prints what is needed)' : '';
}

/** The SDK reads answers strictly: JSON and XML that are none, members of another type. */
function isUnreadable(error: Error): boolean {
  if (error instanceof SyntaxError || error instanceof TypeError) return true;
  return /deserialization error|unclosed tag|expected (?:string|number|boolean|a real|integer|real|array|object|one|union)|invalid xml/i.test(error.message);
}

function firstSentence(message: string): string {
  return message.split(/\n|\. |Deserialization error/)[0] ?? message;
}

function isThrottling(error: Error): boolean {
  if (/throttl|TooManyRequests|RequestLimitExceeded|SlowDown|BandwidthLimitExceeded/i.test(error.name)) return true;
  return '$retryable' in error && typeof error.$retryable === 'object' && error.$retryable !== null && 'throttling' in error.$retryable && error.$retryable.throttling === true;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' && !error.message.includes(error.code) ? ` (${error.code})` : '';
}

/** What a server says may be long, and has line breaks. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 400 ? `${line.slice(0, 400)}…` : line;
}
