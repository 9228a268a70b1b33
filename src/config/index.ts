export { applyConfig, type AppliedConfig } from './apply-config.ts';
export { defineConfig } from './define-config.ts';
export type { KnownRule } from './check-config.ts';
export { checkConfigValue, errorAt, parseConfig, type Config, type ConfigError, type ConfigParse } from './parse-config.ts';
export { readOrganization, type OrganizationRead } from './read-organization.ts';
export { selectRules, type RuleLayers } from './select-rules.ts';
