export { useReferenceData, type ReferenceSource } from './data.ts';
export { action, hasService, referenceDate, service, serviceNames } from './services.ts';
export { actionExists, actionSummaries, arnPatternsOf, expandAction, resourceTypesOf } from './actions.ts';
export { unlistedResources, type UnlistedResources } from './unlisted-resources.ts';
export { conditionKey, conditionKeyOfAction, servicesWithConditionKey } from './condition-keys.ts';
export { arnTemplatePattern, servicesOfArn } from './arn-templates.ts';
export { wildcardMatcher } from './glob.ts';
export { globalConditionKeys } from './global-condition-keys.ts';
export { bootstrapTemplate, type BootstrapTemplate } from './bootstrap-template.ts';
export { handlerPermissions, handlerTypes } from './handlers.ts';
export { managedPolicy, managedPolicyNames } from './managed-policies.ts';
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
