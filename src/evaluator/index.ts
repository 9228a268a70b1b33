export { compile, compiler, type CompiledPolicies, type EvaluateOptions } from './compile.ts';
export { evaluate } from './evaluate.ts';
export { evaluateAll, type CombinedEvaluation } from './evaluate-all.ts';
