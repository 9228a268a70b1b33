import type { IncomingMessage } from 'node:http';
import type { ServedRequest } from './server.ts';
import { readSignature } from './signature.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && value !== '';
const oneOf = (...values: readonly string[]): Check => (value) => typeof value === 'string' && values.includes(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const texts: Check = (value) => Array.isArray(value) && value.length <= 100 && value.every(text);

/** A policy is JSON, or AWS would say `InvalidParameterException`. */
const document: Check = (value) => {
  if (typeof value !== 'string') return false;
  try {
    return isObject(JSON.parse(value));
  } catch {
    return false;
  }
};

/** One element at most: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckAccessNotGranted.html */
const access: Check = (value) =>
  Array.isArray(value) &&
  value.length <= 1 &&
  value.every((item) => isObject(item) && Object.entries(item).every(([name, list]) => (name === 'actions' || name === 'resources') && texts(list)));

interface Model {
  readonly operation: string;
  readonly required: Readonly<Record<string, Check>>;
  readonly optional: Readonly<Record<string, Check>>;
  readonly query: readonly string[];
}

const checked = oneOf('IDENTITY_POLICY', 'RESOURCE_POLICY');

/** By path: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_Operations.html */
const MODELS: Readonly<Record<string, Model>> = {
  '/policy/validation': {
    operation: 'ValidatePolicy',
    required: { policyDocument: text, policyType: oneOf('IDENTITY_POLICY', 'RESOURCE_POLICY', 'SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY') },
    optional: {
      locale: oneOf('DE', 'EN', 'ES', 'FR', 'IT', 'JA', 'KO', 'PT_BR', 'ZH_CN', 'ZH_TW'),
      validatePolicyResourceType: oneOf('AWS::S3::Bucket', 'AWS::S3::AccessPoint', 'AWS::S3::MultiRegionAccessPoint', 'AWS::S3ObjectLambda::AccessPoint', 'AWS::IAM::AssumeRolePolicyDocument', 'AWS::DynamoDB::Table'),
    },
    query: ['maxResults', 'nextToken'],
  },
  '/policy/check-access-not-granted': { operation: 'CheckAccessNotGranted', required: { policyDocument: document, access, policyType: checked }, optional: {}, query: [] },
  '/policy/check-no-new-access': { operation: 'CheckNoNewAccess', required: { newPolicyDocument: document, existingPolicyDocument: document, policyType: checked }, optional: {}, query: [] },
  '/policy/check-no-public-access': { operation: 'CheckNoPublicAccess', required: { policyDocument: document, resourceType: text }, optional: {}, query: [] },
};

/** A request in REST and JSON, or what is wrong with it. */
export function readAccessAnalyzerRequest(incoming: IncomingMessage, body: string): ServedRequest | string {
  const url = new URL(incoming.url ?? '', 'http://127.0.0.1');
  const model = MODELS[url.pathname];
  if (model === undefined) return `there is no operation at ${url.pathname}`;
  const signature = readSignature(incoming, 'access-analyzer');
  if (typeof signature === 'string') return signature;
  if (incoming.headers['content-type'] !== 'application/json') return `the content is ${String(incoming.headers['content-type'])}`;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return 'the body is no JSON';
  }
  if (!isObject(value)) return 'the body is no object';
  const input: Record<string, unknown> = { ...value };
  for (const [name, check] of Object.entries({ ...model.required, ...model.optional })) {
    if (!(name in value)) {
      if (name in model.required) return `\`${name}\` is missing`;
    } else if (!check(value[name])) return `\`${name}\` is not as the model says`;
  }
  for (const name of Object.keys(value)) if (!(name in model.required) && !(name in model.optional)) return `\`${name}\` is no member`;
  for (const [name, given] of url.searchParams) {
    if (!model.query.includes(name)) return `\`${name}\` is no parameter`;
    input[name] = name === 'maxResults' ? Number(given) : given;
  }
  return { service: 'accessanalyzer', operation: model.operation, input, region: signature.region };
}
