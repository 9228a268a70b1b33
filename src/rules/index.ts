// Generated from the files of this folder by `npm run generate`. Change those instead.
import type { Rule } from './rule.ts';
import { rule as actionCase } from './action-case.ts';
import { rule as anySourceIp } from './any-source-ip.ts';
import { rule as arnAccount } from './arn-account.ts';
import { rule as arnFormat } from './arn-format.ts';
import { rule as arnPartition } from './arn-partition.ts';
import { rule as arnRegion } from './arn-region.ts';
import { rule as arnResource } from './arn-resource.ts';
import { rule as arnService } from './arn-service.ts';
import { rule as conditionKeyFormat } from './condition-key-format.ts';
import { rule as conditionKeyNeverPresent } from './condition-key-never-present.ts';
import { rule as conditionKeyOfAction } from './condition-key-of-action.ts';
import { rule as conditionOperatorType } from './condition-operator-type.ts';
import { rule as conditionValueType } from './condition-value-type.ts';
import { rule as conflictingElements } from './conflicting-elements.ts';
import { rule as contradictingConditions } from './contradicting-conditions.ts';
import { rule as coveredStatement } from './covered-statement.ts';
import { rule as createServiceLinkedRole } from './create-service-linked-role.ts';
import { rule as credentialsExposure } from './credentials-exposure.ts';
import { rule as crossAccountTrust } from './cross-account-trust.ts';
import { rule as dataExposure } from './data-exposure.ts';
import { rule as deniedAllow } from './denied-allow.ts';
import { rule as duplicateConditionKey } from './duplicate-condition-key.ts';
import { rule as duplicateSid } from './duplicate-sid.ts';
import { rule as dynamodbAttributesWithoutSelect } from './dynamodb-attributes-without-select.ts';
import { rule as emptyElement } from './empty-element.ts';
import { rule as exclusiveConditionKeys } from './exclusive-condition-keys.ts';
import { rule as federatedPrincipal } from './federated-principal.ts';
import { rule as forAllValuesAbsent } from './for-all-values-absent.ts';
import { rule as forAllValuesSingleValued } from './for-all-values-single-valued.ts';
import { rule as fullAccess } from './full-access.ts';
import { rule as githubSubject } from './github-subject.ts';
import { rule as idleDeny } from './idle-deny.ts';
import { rule as ifExistsDecides } from './if-exists-decides.ts';
import { rule as ineffectiveAction } from './ineffective-action.ts';
import { rule as ineffectiveResource } from './ineffective-resource.ts';
import { rule as inlinePoliciesSize } from './inline-policies-size.ts';
import { rule as invalidConditionOperator } from './invalid-condition-operator.ts';
import { rule as invalidEffect } from './invalid-effect.ts';
import { rule as invalidPrincipalFormat } from './invalid-principal-format.ts';
import { rule as invalidSid } from './invalid-sid.ts';
import { rule as invalidVersion } from './invalid-version.ts';
import { rule as ipRangeHostBits } from './ip-range-host-bits.ts';
import { rule as irrelevantConditionKey } from './irrelevant-condition-key.ts';
import { rule as kmsKeyValue } from './kms-key-value.ts';
import { rule as loneWildcardCondition } from './lone-wildcard-condition.ts';
import { rule as missingDependentAction } from './missing-dependent-action.ts';
import { rule as missingElement } from './missing-element.ts';
import { rule as missingPairedConditionKey } from './missing-paired-condition-key.ts';
import { rule as missingSetOperator } from './missing-set-operator.ts';
import { rule as missingVersion } from './missing-version.ts';
import { rule as multipleBooleans } from './multiple-booleans.ts';
import { rule as notPrincipal } from './not-principal.ts';
import { rule as nullWithSetOperator } from './null-with-set-operator.ts';
import { rule as oidcAudience } from './oidc-audience.ts';
import { rule as oidcAudienceOperator } from './oidc-audience-operator.ts';
import { rule as oidcSubject } from './oidc-subject.ts';
import { rule as oidcSubjectWildcard } from './oidc-subject-wildcard.ts';
import { rule as openServiceSource } from './open-service-source.ts';
import { rule as passRole } from './pass-role.ts';
import { rule as passRoleWithoutService } from './pass-role-without-service.ts';
import { rule as permissiveConditionValue } from './permissive-condition-value.ts';
import { rule as policySize } from './policy-size.ts';
import { rule as policySyntax } from './policy-syntax.ts';
import { rule as principalNotAllowed } from './principal-not-allowed.ts';
import { rule as principalUniqueId } from './principal-unique-id.ts';
import { rule as privateSourceIp } from './private-source-ip.ts';
import { rule as privilegeEscalation } from './privilege-escalation.ts';
import { rule as publicAccess } from './public-access.ts';
import { rule as rcpServicePrincipals } from './rcp-service-principals.ts';
import { rule as rcpSyntax } from './rcp-syntax.ts';
import { rule as redundantAction } from './redundant-action.ts';
import { rule as redundantNumericValue } from './redundant-numeric-value.ts';
import { rule as redundantResource } from './redundant-resource.ts';
import { rule as redundantStatement } from './redundant-statement.ts';
import { rule as redundantTrustPrincipal } from './redundant-trust-principal.ts';
import { rule as regionValue } from './region-value.ts';
import { rule as requestTagOfAction } from './request-tag-of-action.ts';
import { rule as resourceExposure } from './resource-exposure.ts';
import { rule as resourceInTrustPolicy } from './resource-in-trust-policy.ts';
import { rule as resourcePolicyScope } from './resource-policy-scope.ts';
import { rule as rolesAnywhereActions } from './roles-anywhere-actions.ts';
import { rule as s3PrefixNegated } from './s3-prefix-negated.ts';
import { rule as selfAssignedTag } from './self-assigned-tag.ts';
import { rule as sensitiveWildcard } from './sensitive-wildcard.ts';
import { rule as servicePrincipalConditionKey } from './service-principal-condition-key.ts';
import { rule as servicePrincipalFormat } from './service-principal-format.ts';
import { rule as servicePrincipalSource } from './service-principal-source.ts';
import { rule as serviceTrustSource } from './service-trust-source.ts';
import { rule as sessionDefaultShell } from './session-default-shell.ts';
import { rule as sessionDocumentCheck } from './session-document-check.ts';
import { rule as sessionPortForwarding } from './session-port-forwarding.ts';
import { rule as sessionsOfOthers } from './sessions-of-others.ts';
import { rule as statementWithoutEffect } from './statement-without-effect.ts';
import { rule as trustActionOfPrincipal } from './trust-action-of-principal.ts';
import { rule as trustSessionAction } from './trust-session-action.ts';
import { rule as unknownAction } from './unknown-action.ts';
import { rule as unknownConditionKey } from './unknown-condition-key.ts';
import { rule as unknownElement } from './unknown-element.ts';
import { rule as unsupportedTagCondition } from './unsupported-tag-condition.ts';
import { rule as untrustedPrincipal } from './untrusted-principal.ts';
import { rule as untrustworthyConditionKey } from './untrustworthy-condition-key.ts';
import { rule as variablePlacement } from './variable-placement.ts';
import { rule as variableSyntax } from './variable-syntax.ts';
import { rule as vpcValue } from './vpc-value.ts';
import { rule as wildcardInPrincipal } from './wildcard-in-principal.ts';
import { rule as wildcardInServiceName } from './wildcard-in-service-name.ts';
import { rule as wildcardWithoutLike } from './wildcard-without-like.ts';
import { rule as wrongType } from './wrong-type.ts';

/** All rules, by ID. */
export const rules: readonly Rule[] = [
  actionCase,
  anySourceIp,
  arnAccount,
  arnFormat,
  arnPartition,
  arnRegion,
  arnResource,
  arnService,
  conditionKeyFormat,
  conditionKeyNeverPresent,
  conditionKeyOfAction,
  conditionOperatorType,
  conditionValueType,
  conflictingElements,
  contradictingConditions,
  coveredStatement,
  createServiceLinkedRole,
  credentialsExposure,
  crossAccountTrust,
  dataExposure,
  deniedAllow,
  duplicateConditionKey,
  duplicateSid,
  dynamodbAttributesWithoutSelect,
  emptyElement,
  exclusiveConditionKeys,
  federatedPrincipal,
  forAllValuesAbsent,
  forAllValuesSingleValued,
  fullAccess,
  githubSubject,
  idleDeny,
  ifExistsDecides,
  ineffectiveAction,
  ineffectiveResource,
  inlinePoliciesSize,
  invalidConditionOperator,
  invalidEffect,
  invalidPrincipalFormat,
  invalidSid,
  invalidVersion,
  ipRangeHostBits,
  irrelevantConditionKey,
  kmsKeyValue,
  loneWildcardCondition,
  missingDependentAction,
  missingElement,
  missingPairedConditionKey,
  missingSetOperator,
  missingVersion,
  multipleBooleans,
  notPrincipal,
  nullWithSetOperator,
  oidcAudience,
  oidcAudienceOperator,
  oidcSubject,
  oidcSubjectWildcard,
  openServiceSource,
  passRole,
  passRoleWithoutService,
  permissiveConditionValue,
  policySize,
  policySyntax,
  principalNotAllowed,
  principalUniqueId,
  privateSourceIp,
  privilegeEscalation,
  publicAccess,
  rcpServicePrincipals,
  rcpSyntax,
  redundantAction,
  redundantNumericValue,
  redundantResource,
  redundantStatement,
  redundantTrustPrincipal,
  regionValue,
  requestTagOfAction,
  resourceExposure,
  resourceInTrustPolicy,
  resourcePolicyScope,
  rolesAnywhereActions,
  s3PrefixNegated,
  selfAssignedTag,
  sensitiveWildcard,
  servicePrincipalConditionKey,
  servicePrincipalFormat,
  servicePrincipalSource,
  serviceTrustSource,
  sessionDefaultShell,
  sessionDocumentCheck,
  sessionPortForwarding,
  sessionsOfOthers,
  statementWithoutEffect,
  trustActionOfPrincipal,
  trustSessionAction,
  unknownAction,
  unknownConditionKey,
  unknownElement,
  unsupportedTagCondition,
  untrustedPrincipal,
  untrustworthyConditionKey,
  variablePlacement,
  variableSyntax,
  vpcValue,
  wildcardInPrincipal,
  wildcardInServiceName,
  wildcardWithoutLike,
  wrongType,
];
