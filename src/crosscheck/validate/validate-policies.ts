import { placer, type Placer } from '../../intents/document.ts';
import type { LocatedFinding, Severity } from '../../model/finding.ts';
import type { ValidatePolicyFinding } from '../../model/generated/exchange.generated.ts';
import type { SourceFile, SourcePolicy } from '../../model/policy-source.ts';
import type { AwsApi } from '../aws/api.ts';
import { askAll } from '../aws/ask.ts';
import type { FailureLog } from '../failure-log.ts';
import { UNDECIDED_CHECKS } from '../known-differences.ts';
import { renderDocument, type RenderedDocument } from '../render/render-document.ts';
import type { AwsFinding, OwnFinding, PolicyComparison, UncountedFinding } from '../report.ts';
import { matchFindings, partAt, type PlacedAwsFinding } from './match-findings.ts';
import { policyKind } from './policy-kind.ts';
import { rulesOn } from './rules-on.ts';

const SEVERITIES: Readonly<Record<ValidatePolicyFinding['findingType'], Severity>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'security',
  WARNING: 'warning',
  SUGGESTION: 'suggestion',
};

const KNOWN = new Map(UNDECIDED_CHECKS.map(({ code, reason }) => [code, reason]));
const ON_PLACEHOLDER = 'it is about a value that was made up for what the template leaves open';

/** Puts each policy of a file to `ValidatePolicy`, and the same text to the rules. */
export function validatePolicies(file: SourceFile, api: AwsApi, failures: FailureLog): readonly Promise<PolicyComparison>[] {
  const place = placer(file);
  return distinct(file.policies).map((policy) => validatePolicy(policy, place, api, failures));
}

/** A template that has a policy in several forms may have two of the same text. */
function distinct(policies: readonly SourcePolicy[]): readonly SourcePolicy[] {
  const seen = new Set<string>();
  return policies.filter(({ node, type, loc }) => {
    const rendering = renderDocument(node);
    const key = `${type} ${loc.pointer} ${rendering.ok ? rendering.document.text : rendering.reason}`;
    return !seen.has(key) && seen.add(key);
  });
}

async function validatePolicy(source: SourcePolicy, place: Placer, api: AwsApi, failures: FailureLog): Promise<PolicyComparison> {
  const { label, type } = source;
  const base = {
    policy: { name: label.name, ...(label.logicalId === undefined ? {} : { logicalId: label.logicalId }), type, place: place(source.loc) },
    agreed: [],
    onlyAws: [],
    onlyUs: [],
    notCounted: [],
  };
  if (source.policy === undefined) return { ...base, notCompared: `it is no policy document: ${source.errors[0]?.message ?? 'it can not be read'}` };
  if (label.resourceType === 'AWS::IoT::Policy') return { ...base, notCompared: 'Access Analyzer validates no policies of devices' };
  const rendering = renderDocument(source.node);
  if (!rendering.ok) return { ...base, notCompared: `it can't be put to AWS whole: ${rendering.reason}` };
  const { document } = rendering;
  const { pages, failure } = await askAll(api, 'ValidatePolicy', { locale: 'EN', policyDocument: document.text, ...policyKind(source) });
  if (failure !== undefined) {
    failures.add(failure);
    return { ...base, failed: true };
  }
  const own = rulesOn(source, document, 'access-analyzer').filter(({ accessAnalyzerCode }) => accessAnalyzerCode !== undefined);
  const matched = matchFindings(pages.flatMap(({ findings }) => findings), own, document);
  const theirs = (placed: PlacedAwsFinding): AwsFinding => awsFinding(placed, place);
  const ours = (finding: LocatedFinding): OwnFinding => ownFinding(finding, document, place);
  const onlyAws: AwsFinding[] = [];
  const onlyUs: OwnFinding[] = [];
  const notCounted: UncountedFinding[] = [];
  for (const placed of matched.onlyAws) {
    const reason = KNOWN.get(placed.finding.issueCode) ?? (placed.places.some(({ part }) => part.hasPlaceholder) ? ON_PLACEHOLDER : undefined);
    if (reason === undefined) onlyAws.push(theirs(placed));
    else notCounted.push({ finding: theirs(placed), reason });
  }
  for (const finding of matched.onlyUs) {
    const part = finding.loc.span === undefined ? undefined : partAt(finding.loc.span, document);
    if (part?.hasPlaceholder === true) notCounted.push({ finding: ours(finding), reason: ON_PLACEHOLDER });
    else onlyUs.push(ours(finding));
  }
  const { placeholders } = document;
  return {
    ...base,
    agreed: matched.agreed.map(({ aws, own: same, samePlace }) => ({ code: aws.finding.issueCode, aws: theirs(aws), own: ours(same), samePlace })),
    onlyAws,
    onlyUs,
    notCounted,
    ...(placeholders.size === 0 ? {} : { placeholders: Object.fromEntries(placeholders) }),
  };
}

function awsFinding({ finding, places }: PlacedAwsFinding, place: Placer): AwsFinding {
  const { issueCode, findingType, findingDetails = '' } = finding;
  return { code: issueCode, severity: SEVERITIES[findingType], message: findingDetails, places: places.map(({ part }) => place(part.source)) };
}

function ownFinding(finding: LocatedFinding, document: RenderedDocument, place: Placer): OwnFinding {
  const { accessAnalyzerCode = '', ruleId, severity, message, loc } = finding;
  const part = loc.span === undefined ? undefined : partAt(loc.span, document);
  return { code: accessAnalyzerCode, ruleId, severity, message, place: place(part?.source ?? loc) };
}
