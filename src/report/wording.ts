import type { AccessRequest } from '../model/access-request.ts';
import type { ConditionAssumption } from '../model/policy-source.ts';
import { printable } from './printable.ts';

/** A request in one line. */
export function requestText(request: AccessRequest): string {
  const principal = typeof request.principal === 'string' ? request.principal : JSON.stringify(request.principal);
  const context = request.context === undefined || Object.keys(request.context).length === 0 ? '' : ` with ${JSON.stringify(request.context)}`;
  return printable(`${principal} calls ${request.action} on ${request.resource}${context}`);
}

export function parametersText(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}

export function whenText(when: readonly ConditionAssumption[]): string {
  return when.map(({ condition, value }) => `${condition} is ${value}`).join(' and ');
}
