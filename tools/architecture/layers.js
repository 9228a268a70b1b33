/**
 * Which folder under `src/` may import which. ESLint (`eslint.config.js`) and
 * `test/architecture.test.ts` both read this table, so it can't drift from what is enforced.
 * The reasons are in docs/architecture.md.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const layers = {
  model: [],
  reference: ['model'],
  sources: ['model', 'reference'],
  evaluator: ['model', 'reference'],
  prover: ['model', 'reference'],
  escalation: ['model', 'reference', 'evaluator', 'prover'],
  rules: ['model', 'reference'],
  intents: ['model', 'reference', 'sources', 'evaluator', 'prover', 'escalation'],
  suppressions: ['model', 'sources'],
  config: ['model', 'sources', 'suppressions'],
  lint: ['suppressions', 'model', 'reference', 'sources', 'rules', 'intents', 'evaluator', 'prover', 'escalation'],
  generate: ['model', 'reference', 'sources', 'rules', 'evaluator', 'prover', 'intents', 'lint'],
  crosscheck: ['model', 'reference', 'sources', 'evaluator', 'prover', 'rules', 'intents', 'lint'],
  report: ['model'],
  host: ['model'],
};
