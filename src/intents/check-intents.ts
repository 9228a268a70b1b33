import type { Intent, IntentTarget } from '../model/generated/intents.generated.ts';
import type { Host } from '../model/host.ts';
import type { IntentKind, IntentResult } from '../model/intent-result.ts';
import { locationAt, nodeAt } from '../model/node-at.ts';
import type { OrganizationPolicies } from '../model/organization.ts';
import type { SourceFile } from '../model/policy-source.ts';
import type { SourceError } from '../model/source-error.ts';
import type { AskOptions } from './ask.ts';
import { placer, type ParsedIntents, type Placer } from './document.ts';
import { externalLayers, type ExternalLayers, type FileReader } from './external.ts';
import { judgeTarget, questionsOf } from './judge-target.ts';
import { kindsOf } from './kinds.ts';
import { withOrganization } from './organization.ts';
import { withControl } from './rests-on.ts';
import { reRead, type Bindings } from './re-read.ts';
import { joinFiles } from '../sources/index.ts';
import type { Query } from './query.ts';
import { intentResult, targetOf, type DeclaredIntent, type JudgedVariant } from './result.ts';
import { withTagSetters } from './tag-setters.ts';
import { misfit, selectTargets } from './targets/select-all.ts';
import type { Target, TargetVariant } from './targets/target.ts';
import { bindingTexts, templateValues, type TemplateValues } from './template-values.ts';

export interface CheckIntentsOptions extends AskOptions {
  /** Reads what an intents file refers to (control policies, boundaries, baselines), and templates of nested stacks. */
  readonly host?: Pick<Host, 'readFile' | 'pathFrom'>;
  /** The values that the sources were read with. Those that the intents file binds go over them. */
  readonly parameters?: Bindings;
  /** Judge only targets in files of these paths. What a declaration selects elsewhere still counts as found. */
  readonly paths?: ReadonlySet<string>;
  /**
   * Control policies that bear on all targets, but for layers that a target declares itself. What holds only
   * because of them says so.
   */
  readonly organization?: OrganizationPolicies;
  /** Told of each verdict, with what it was judged on: for whoever wants to ask somebody else the same. */
  readonly onJudged?: (judged: JudgedIntent) => void;
}

/** A verdict, and the form of the target and the questions behind it. */
export interface JudgedIntent {
  readonly result: IntentResult;
  /** With values put in for what the template leaves open, if it was judged so. */
  readonly variant: TargetVariant;
  readonly questions: readonly Query[];
}

/**
 * Judges every declared intent on every target that it selects among the sources. Each verdict comes with
 * what it rests on: a violation with a request that was replayed, the statement that lets it through and the
 * clause that it misses. A declaration that selects nothing, or says something wrong, is `unknown` and says
 * why: it is never passed over.
 */
export function checkIntents(sources: readonly SourceFile[], intents: ParsedIntents, options: CheckIntentsOptions = {}): readonly IntentResult[] {
  const read = readOnce(sources, options);
  return intents.file.targets.flatMap((declared, index) => checkTarget(declared, `/targets/${index}`, read, intents, options));
}

/** The sources with other values bound: most targets bind the same ones, or none. */
function readOnce(sources: readonly SourceFile[], { parameters, host }: CheckIntentsOptions): (bindings: Bindings) => readonly SourceFile[] {
  const known = new Map<string, readonly SourceFile[]>();
  const joined = joinFiles(sources);
  return (bindings) => {
    if (Object.keys(bindings).length === 0) return joined;
    const key = JSON.stringify(bindings);
    const bound = known.get(key) ?? joinFiles(reRead(sources, { ...parameters, ...bindings }, host));
    known.set(key, bound);
    return bound;
  };
}

function checkTarget(
  declared: IntentTarget,
  pointer: string,
  read: (bindings: Bindings) => readonly SourceFile[],
  intents: ParsedIntents,
  options: CheckIntentsOptions,
): readonly IntentResult[] {
  const place = placer(intents);
  const bindings = bindingTexts(intents.file.parameters, declared.parameters);
  const parameters = { ...options.parameters, ...bindings };
  const errors: SourceError[] = [];
  const reader: FileReader = { intents, host: options.host, parameters, report: (error) => errors.push(error) };
  const bound = read(bindings);
  const selection = selectTargets(declared, pointer, bound, intents, options.host);
  const external = externalLayers(declared, pointer, reader);
  const problems = [...selection.problems, ...errors];
  const declarations = declared.intents.map((intent, index) => declaredIntent(intent, `${pointer}/intents/${index}`, intents));
  const name = declared.name ?? describeSelectors(declared);
  const context: TargetContext = { declared, sources: bound, reader, place, parameters };
  const targets = selection.targets
    .filter(({ file }) => options.paths?.has(file.path) !== false)
    .map((target): LayeredTarget => ({
      whole: { ...target, variants: target.variants.map((variant) => withExternal(variant, external)) },
      values: templateValues(target.file, parameters),
      organized: new Map(),
    }));
  return declarations.flatMap((declaration) => {
    if (declaration === undefined) return [];
    return [
      ...problems.map((problem) => invalidResult(declaration, { name, path: intents.path }, problem, place)),
      ...targets.map((target) => judge(declaration, target, context, options)),
    ];
  });
}

interface TargetContext {
  readonly declared: IntentTarget;
  readonly sources: readonly SourceFile[];
  readonly reader: FileReader;
  readonly place: Placer;
  readonly parameters: Bindings;
}

/** A target as all its intents are judged on it. What is known of its policies is known by them, so they are kept. */
interface LayeredTarget {
  readonly whole: Target;
  readonly values: TemplateValues;
  /** Under the policies of its organization, which bear on some kinds of intents more than on others. */
  readonly organized: Map<string, Target | undefined>;
}

function organize({ whole, organized }: LayeredTarget, kind: IntentKind, { declared, parameters }: TargetContext, { organization }: CheckIntentsOptions): Target | undefined {
  const key = kind === 'atLeast' ? kind : '';
  if (!organized.has(key)) organized.set(key, withOrganization(whole, { organization, declared, kind, parameters }));
  return organized.get(key);
}

function judge(intent: DeclaredIntent, layered: LayeredTarget, context: TargetContext, options: CheckIntentsOptions): IntentResult {
  const { declared, reader, place } = context;
  const { whole: target, values } = layered;
  const wrong = misfit(intent.kind, target);
  if (wrong !== undefined) {
    return invalidResult(intent, targetOf(target), { code: 'invalid-intents', message: wrong, loc: intent.loc }, place);
  }
  const node = nodeAt(reader.intents.root, intent.loc.pointer);
  const bound = organize(layered, intent.kind, context, options);
  if (node === undefined) return invalidResult(intent, targetOf(target), { code: 'invalid-intents', message: 'the intent is empty', loc: intent.loc }, place);
  const toJudge = { kind: intent.kind, node, declared, values, reader, options };
  const { judged, errors } = judgeTarget(bound ?? target, toJudge);
  const [error] = errors;
  if (judged === undefined || error !== undefined) {
    const message = error ?? { code: 'invalid-intents' as const, message: 'there is nothing to judge', loc: intent.loc };
    return invalidResult(intent, targetOf(target), message, place);
  }
  const result = intentResult(intent, target, withFileErrors(judged, target.file), place);
  options.onJudged?.({ result, variant: judged.variant, questions: questionsOf(bound ?? target, judged, toJudge) });
  const without = bound === undefined || result.verdict !== 'holds' ? undefined : judgeTarget(target, toJudge).judged;
  return withTagSetters(without === undefined ? result : withControl(result, bound ?? target, without), node, context.sources, options);
}

function withExternal(variant: TargetVariant, { policies, origins }: ExternalLayers): TargetVariant {
  return { ...variant, policies: { ...variant.policies, ...policies }, origins: new Map([...variant.origins, ...origins]) };
}

/** What a file with errors doesn't tell could allow anything. */
function withFileErrors(judged: JudgedVariant, file: SourceFile): JudgedVariant {
  const { judgement } = judged;
  if (judgement.verdict !== 'holds' || file.errors.length === 0) return judged;
  const broken = file.errors.find((error) => error.code !== 'unseen-part');
  if (broken === undefined) {
    return { ...judged, judgement: { ...judgement, assumptions: [...judgement.assumptions, ...file.errors.map((error) => `it is so in the parts that are not seen: ${error.message}`)] } };
  }
  return {
    ...judged,
    judgement: { verdict: 'unknown', assumptions: judgement.assumptions, construct: 'fileError', message: `the file has errors, so that policies may be missing: ${broken.message}` },
  };
}

function declaredIntent(intent: Intent, pointer: string, { root }: ParsedIntents): DeclaredIntent | undefined {
  const [kind] = kindsOf(intent);
  if (kind === undefined) return undefined;
  return { name: intent.name ?? defaultName(kind), kind, loc: { ...locationAt(root, `${pointer}/${kind}`), pointer: `${pointer}/${kind}` } };
}

function defaultName(kind: IntentKind): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function describeSelectors({ principal, policy, trust, files }: IntentTarget): string {
  return [principal ?? policy ?? trust ?? files ?? 'all files'].flat().join(', ');
}

function invalidResult(intent: DeclaredIntent, target: IntentResult['target'], error: SourceError, place: Placer): IntentResult {
  return {
    intent: { name: intent.name, kind: intent.kind, place: place(error.loc) },
    target,
    verdict: 'unknown',
    message: error.message,
    assumptions: [],
  };
}
