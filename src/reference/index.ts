export { useReferenceData, type ReferenceSource } from './data.ts';
export { action, hasService, referenceDate, service, serviceNames } from './services.ts';
export { actionExists, actionSummaries, arnPatternsOf, expandAction, resourceTypesOf } from './actions.ts';
export type {
  AccessLevel,
  Action,
  ActionResource,
  ActionSummary,
  ConditionKeyInfo,
  ConditionKeyType,
  HandlerOperation,
  HandlerPermissions,
  ManagedPolicy,
  ReferenceDate,
  ResourceType,
  Service,
} from './types.ts';
