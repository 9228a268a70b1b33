import type { AccessRequest, ContextValue } from '../model/access-request.ts';
import { parseArn } from '../model/arn.ts';
import { parseRequestPrincipal } from '../model/request-principal.ts';
import { action as referenceAction } from '../reference/services.ts';
import { valueOf, type Candidate, type Value } from './candidate.ts';
import { actionDimension } from './decision.ts';
import { addressText } from './operators/ip-address.ts';
import type { Question } from './question.ts';
import type { Point } from './ranges.ts';
import type { Asked, CallerClass } from './scenario.ts';
import { resourceDimension } from './statement.ts';
import type { KeyDimension } from './vocabulary.ts';

/** A candidate as a request; undefined when its values contradict each other. */
export function toRequest(candidate: Candidate, caller: CallerClass, asked: Asked, question: Question, spareAccount: string): AccessRequest | undefined {
  const typed = question.domain === 'typed';
  const text = (dimension: string): string | undefined => {
    const value = valueOf(candidate, dimension);
    return value.kind === 'text' ? value.text : undefined;
  };
  const resource = text(resourceDimension) ?? '*';
  const id = asked.action?.text ?? text(actionDimension) ?? 's3:getobject';
  const found = referenceAction(id);
  const action = found === undefined ? id : `${found.service.prefix}:${found.action.name}`;
  const owner = parseArn(resource)?.account ?? '';
  const isOwned = /^\d{12}$/.test(owner);
  const principal = principalText(candidate, caller, isOwned ? owner : undefined, typed);
  if (principal === undefined) return undefined;
  const context: Record<string, ContextValue> = {};
  const resourceAccount = text('aws:resourceaccount');
  let accountOfResource: string | undefined;
  if (!isOwned && resourceAccount !== undefined && /^\d{12}$/.test(resourceAccount)) accountOfResource = resourceAccount;
  else if (!isOwned && !caller.sameAccount) accountOfResource = spareAccount;
  for (const key of question.vocabulary.keys.values()) {
    const value = valueOf(candidate, key.id);
    if (value.kind === 'absent' || (typed && isSaidByCaller(key.id))) continue;
    if (typed && key.id === 'aws:resourceaccount' && (accountOfResource !== undefined || isOwned)) continue;
    context[key.spellings[0] ?? key.id] = contextValue(value, key);
  }
  return {
    principal,
    action,
    resource,
    ...(accountOfResource === undefined ? {} : { resourceAccount: accountOfResource }),
    ...(Object.keys(context).length === 0 ? {} : { context }),
  };
}

/** Keys that the evaluator reads off the caller; a user's or session's unique ID is not among them. */
function isSaidByCaller(id: string): boolean {
  switch (id) {
    case 'aws:principalarn':
    case 'aws:principalaccount':
    case 'kms:calleraccount':
    case 'aws:principaltype':
    case 'aws:username':
    case 'aws:principalisawsservice':
    case 'aws:principalservicename':
      return true;
    default:
      return false;
  }
}

function principalText(candidate: Candidate, caller: CallerClass, resourceOwner: string | undefined, typed: boolean): AccessRequest['principal'] | undefined {
  if (caller.exact || typeof caller.text !== 'string' || !caller.text.startsWith('arn:')) return caller.text;
  const text = (dimension: string): string | undefined => {
    const value = valueOf(candidate, dimension);
    return value.kind === 'text' ? value.text : undefined;
  };
  const arn = typed ? text('aws:principalarn') : undefined;
  const parsed = parseRequestPrincipal(arn ?? caller.text);
  if (!parsed.ok || parsed.principal.kind !== caller.principal.kind || !('accountId' in parsed.principal)) return undefined;
  if (arn !== undefined) return arn;
  const account =
    (typed ? (text('aws:principalaccount') ?? text('kms:calleraccount')) : undefined) ??
    caller.account ??
    (caller.sameAccount && resourceOwner !== undefined ? resourceOwner : parsed.principal.accountId);
  const name = typed ? text('aws:username') : undefined;
  const fields = caller.text.split(':');
  fields[4] = account;
  if (name !== undefined) fields[5] = `user/${name}`;
  return fields.join(':');
}

function contextValue(value: Exclude<Value, { kind: 'absent' }>, key: KeyDimension): ContextValue {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'list':
      return value.texts;
    case 'flag':
      return value.value;
    case 'point':
      return pointText(key, value.point);
  }
}

export function pointText(key: KeyDimension | undefined, point: Point): string {
  switch (key?.family) {
    case 'ipAddress':
      return addressText(point);
    case 'date':
      return new Date(Number(point)).toISOString();
    case 'numeric':
    case undefined:
      return String(point);
  }
}

/** Whether the request that was made of a candidate says all that the candidate does. */
export function isFaithful(request: AccessRequest, candidate: Candidate, caller: CallerClass, question: Question): boolean {
  if (question.domain === 'abstract') return true;
  const parsed = parseRequestPrincipal(request.principal);
  if (!parsed.ok || parsed.principal.kind !== caller.principal.kind) return false;
  const { principal } = parsed;
  const said = (dimension: string, expected: string | undefined): boolean => {
    const value = valueOf(candidate, dimension);
    return value.kind !== 'text' || value.text === expected;
  };
  const account = 'accountId' in principal ? principal.accountId : undefined;
  const owner = request.resourceAccount ?? parseArn(request.resource)?.account;
  return (
    said('aws:username', principal.kind === 'user' ? principal.name : undefined) &&
    said('aws:principalaccount', account) &&
    said('kms:calleraccount', account) &&
    said('aws:resourceaccount', owner)
  );
}
