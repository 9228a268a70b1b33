// Generated from the files of this folder by `npm run generate`. Change those instead.
import type { Rule } from './rule.ts';
import { rule as conflictingElements } from './conflicting-elements.ts';
import { rule as duplicateConditionKey } from './duplicate-condition-key.ts';
import { rule as invalidConditionOperator } from './invalid-condition-operator.ts';
import { rule as invalidEffect } from './invalid-effect.ts';
import { rule as invalidPrincipalFormat } from './invalid-principal-format.ts';
import { rule as invalidVersion } from './invalid-version.ts';
import { rule as missingElement } from './missing-element.ts';
import { rule as missingVersion } from './missing-version.ts';
import { rule as policySyntax } from './policy-syntax.ts';
import { rule as principalNotAllowed } from './principal-not-allowed.ts';
import { rule as resourceInTrustPolicy } from './resource-in-trust-policy.ts';
import { rule as unknownElement } from './unknown-element.ts';
import { rule as wrongType } from './wrong-type.ts';

/** All rules, by ID. */
export const rules: readonly Rule[] = [
  conflictingElements,
  duplicateConditionKey,
  invalidConditionOperator,
  invalidEffect,
  invalidPrincipalFormat,
  invalidVersion,
  missingElement,
  missingVersion,
  policySyntax,
  principalNotAllowed,
  resourceInTrustPolicy,
  unknownElement,
  wrongType,
];
