import { principalVariant } from '../../../src/intents/targets/principal-target.ts';
import type { PolicySet } from '../../../src/model/policy-set.ts';
import type { ConditionAssumption, SourceFile, SourcePrincipal } from '../../../src/model/policy-source.ts';
import type { Policy } from '../../../src/model/policy.ts';
import { displayText, knownText } from '../../../src/model/unknown-value.ts';
import { joinFiles } from '../../../src/sources/index.ts';
import type { EvaluateCommandOptions } from '../../commands/evaluate.ts';
import { parameterValues } from '../../parameters.ts';
import { unknownParameters } from '../../unknown-parameters.ts';
import { UsageError } from '../../usage-error.ts';
import { errorText, type PolicyFiles } from '../policy-files.ts';

/** Who asks, and under which policies. */
export interface Setting {
  readonly policies: PolicySet<Policy>;
  /** The template's principal, if one was named and its ARN is known. */
  readonly principal?: string;
  /** What bears on the answer and was not seen, one sentence each. */
  readonly notes: readonly string[];
}

export function readSetting(template: string | undefined, options: EvaluateCommandOptions, files: PolicyFiles): Setting {
  const own = template === undefined ? { identityPolicies: [], notes: unknownParameters(parameterValues(options), []) } : templatePrincipal(template, options, files);
  const boundary = options.boundary === undefined ? own.permissionsBoundary : files.policy(options.boundary, 'identity');
  const identity = [...(own.identityPolicies ?? []), ...(options.policy ?? []).map((path) => files.policy(path))];
  const policies: PolicySet<Policy> = {
    ...(template === undefined && options.policy === undefined ? {} : { identityPolicies: identity }),
    ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
    ...(options.sessionPolicy === undefined ? {} : { sessionPolicies: options.sessionPolicy.map((path) => files.policy(path, 'identity')) }),
    ...(options.resourcePolicy === undefined ? {} : { resourcePolicy: files.policy(options.resourcePolicy) }),
    ...(options.scp === undefined ? {} : { serviceControlPolicies: levels(options.scp, 'scp', files) }),
    ...(options.rcp === undefined ? {} : { resourceControlPolicies: levels(options.rcp, 'rcp', files) }),
    ...(options.vpcEndpointPolicy === undefined ? {} : { vpcEndpointPolicy: files.policy(options.vpcEndpointPolicy, 'resource') }),
  };
  if (Object.keys(policies).length === 0) throw new UsageError('name at least one policy: `--policy`, `--resource-policy`, or a template with `--principal-id`');
  return { policies, ...(own.principal === undefined ? {} : { principal: own.principal }), notes: own.notes };
}

function levels(given: readonly string[], type: 'scp' | 'rcp', files: PolicyFiles): readonly (readonly Policy[])[] {
  return given.map((level) => level.split(',').map((path) => files.policy(path, type)));
}

interface TemplatePrincipal extends Pick<PolicySet<Policy>, 'identityPolicies' | 'permissionsBoundary'> {
  readonly principal?: string;
  readonly notes: readonly string[];
}

function templatePrincipal(path: string, options: EvaluateCommandOptions, files: PolicyFiles): TemplatePrincipal {
  const parameters = parameterValues(options);
  const [file] = joinFiles(files.templates(path, parameters));
  if (file?.recognized !== true) {
    const [error] = file?.errors ?? [];
    throw new UsageError(file === undefined || error === undefined ? `\`${path}\` is no template` : errorText(file, error));
  }
  const found = selectPrincipal(file, options.principalId);
  const exists = whenText(found.when);
  const notes = [...found.partial, ...(exists === undefined ? [] : [`\`${found.id}\` exists only when ${exists}, which is taken to be so`])];
  for (const { source } of found.attachments) {
    const when = whenText(source?.when);
    if (when !== undefined) notes.push(`the policy \`${source?.label.name ?? ''}\` exists only when ${when}, which is taken to be so`);
  }
  const arn = knownText(found.arn);
  if (arn === undefined && options.principal === undefined) {
    throw new UsageError(`the template does not tell all of \`${displayText(found.arn)}\`, the ARN of \`${found.id}\`: give it with \`--principal\``);
  }
  notes.push(...unknownParameters(parameters, [file]));
  // A policy that is not seen may deny, so it has to be among the others.
  const { policies, origins } = principalVariant(found, file);
  for (const [policy, origin] of origins) files.note(policy, origin);
  return { ...policies, ...(arn === undefined ? {} : { principal: arn }), notes };
}

function selectPrincipal(file: SourceFile, id: string | undefined): SourcePrincipal {
  const ids = [...new Set(file.principals.map((principal) => principal.id))];
  const list = ids.length === 0 ? 'it has none' : `it has ${ids.map((each) => `\`${each}\``).join(', ')}`;
  if (id === undefined && ids.length !== 1) throw new UsageError(`say with \`--principal-id\` which principal of \`${file.path}\` asks: ${list}`);
  const [found, ...others] = file.principals.filter((principal) => principal.id === (id ?? ids[0]));
  if (found === undefined) throw new UsageError(`\`${file.path}\` has no principal \`${id ?? ''}\`: ${list}`);
  if (others.length > 0) {
    const conditions = [...new Set([found, ...others].flatMap((form) => form.when ?? []).map(({ condition }) => `\`${condition}\``))];
    throw new UsageError(`\`${found.id}\` has ${others.length + 1} forms, by ${conditions.join(', ')}: settle them with \`--parameter\``);
  }
  return found;
}

function whenText(when: readonly ConditionAssumption[] | undefined): string | undefined {
  if (when === undefined || when.length === 0) return undefined;
  return when.map(({ condition, value }) => `\`${condition}\` is ${value}`).join(' and ');
}
