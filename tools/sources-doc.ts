import { NAMING } from '../src/sources/cloudformation/attributes.ts';
import { INTRINSICS } from '../src/sources/cloudformation/intrinsics/index.ts';
import { POLICY_PLACES } from '../src/sources/cloudformation/policy-locations.ts';
import { PSEUDO_PARAMETERS } from '../src/sources/cloudformation/pseudo-parameters.ts';
import { MAX_COMBINATIONS } from '../src/sources/cloudformation/readings.ts';
import { SYNTHESIZED } from '../src/sources/cloudformation/synthesized.ts';
import { FORMATS } from '../src/sources/formats.ts';
import { CONNECTOR_PROFILES, type ConnectorProfile } from '../src/sources/sam/connector-profiles.ts';
import { SAM_POLICY_TEMPLATES } from '../src/sources/sam/policy-templates.ts';
import type { UnknownShape } from '../src/model/unknown-value.ts';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function shapeText(shape: UnknownShape): string {
  switch (shape.kind) {
    case 'anyText':
      return 'any text';
    case 'oneOf':
      return `one of ${shape.values.join(', ')}`;
    case 'matching':
      return `text that matches \`${shape.pattern}\``;
    case 'plain':
      return 'text without wildcards and variables';
    case 'accountId':
      return 'an account ID';
    case 'region':
      return 'a Region';
    case 'partition':
      return 'a partition';
  }
}

function formats(): string {
  return table(['format', 'told by', 'what is read'], Object.entries(FORMATS).map(([name, { detectedBy, reads }]) => [name, detectedBy, reads]));
}

function intrinsics(): string {
  const rows = Object.entries(INTRINSICS).flatMap(([name, intrinsic]) => (intrinsic === undefined ? [] : [[`\`${name}\``, intrinsic.resolvesTo]]));
  return table(['function', 'comes to'], [...rows, ['`Fn::ForEach::…`', 'the members of each round (resources, conditions, outputs and properties), the variable replaced in keys and texts; one round with an unknown item for a collection that is not known'], ['`{{resolve:…}}`', 'an unknown: any text']]);
}

function pseudoParameters(): string {
  const rows = Object.values(PSEUDO_PARAMETERS).flatMap((value) => (value === undefined ? [] : [[`\`${value.name}\``, `${shapeText(value.shape)}${value.maybeList === true ? ', a list' : ''}`]]));
  return table(['pseudo parameter', 'known to be'], [...rows, ['`AWS::NoValue`', 'nothing: removes what it stands for']]);
}

function arns(): string {
  const rows = Object.entries(NAMING).flatMap(([type, naming]) => (naming?.arn === undefined ? [] : [[`\`${type}\``, naming.property === undefined ? '' : `\`${naming.property}\``, `\`${naming.arn}\``]]));
  return table(['type', 'name', 'ARN'], rows);
}

function connections(): string {
  const rows = Object.entries(CONNECTOR_PROFILES).flatMap(([source, profiles]) =>
    Object.entries(profiles ?? {}).flatMap(([destination, profile]) => (profile === undefined ? [] : [[`\`${source}\``, `\`${destination}\``, ...connectionText(profile)]])),
  );
  return table(['source', 'destination', 'permissions', 'become'], rows);
}

function connectionText(profile: ConnectorProfile): readonly string[] {
  if (profile.kind !== 'role') return ['Write', profile.kind === 'permission' ? 'permission to invoke it' : `policy of the ${profile.kind}`];
  const permissions = [...(profile.read === undefined ? [] : ['Read']), ...(profile.write === undefined ? [] : ['Write'])];
  return [permissions.join(', '), `managed policy for the role of the ${profile.holder}`];
}

function places(): string {
  const rows = POLICY_PLACES.map(({ type, path, kind, guards }) => [`\`${type}\``, path.includes(SYNTHESIZED) ? 'its other properties' : `\`${path.join('.')}\``, kind, kind === 'resource' && guards !== type ? `\`${guards}\`` : '']);
  return table(['type', 'property', 'policy', 'guards'], rows);
}

export function sourcesPage(): string {
  return `# Sources

What is read out of which file, and what a template's functions come to. Generated from the tables in \`src/sources/\` by \`tools/build-sources-doc.ts\`.

Every node keeps the range of the text that it was written in, through functions, aliases and JSON inside of strings: a finding points at the action that it is about. What can't be read is an error with a place; a value that a template doesn't tell is an unknown with a name and a reason, never a guess.

## Formats

${formats()}

YAML scalars are read by their source: \`2012-10-17\` is no date, \`yes\` no Boolean, \`012345678901\` keeps its zero. Aliases and merge keys are followed, up to 100,000 values; YAML of more than 10,000,000 characters and nesting beyond 256 levels are refused. Of several documents in a file only the first is read, which is an error.

## Functions

${intrinsics()}

Short and long forms are the same, nested in any way. A function that is not in this table, or is called wrongly, is an error and stands for anything.

### Parameters

A parameter without a value given may have any value that its declaration allows: a default doesn't bind whoever deploys the template. What is given for a parameter of type \`AWS::SSM::Parameter::Value<…>\` is the name of what is stored: its value may be any text. \`AllowedValues\` make it one of these texts, \`AllowedPattern\` a text that matches, a type such as \`AWS::EC2::VPC::Id\` a text without wildcards. The text is taken to be spliced in inside of the string that it stands in: that it may close a JSON string and add elements to the policy is not looked at.

${pseudoParameters()}

### Names and ARNs

\`Ref\` and \`Fn::GetAtt\` of these types are put together from the name that the template gives, or an unknown one without wildcards. Attributes of custom resources may be any text, and so may the outputs of a nested stack whose template is not a local file. Of a local one they are what its \`Outputs\` come to with the parameters that it is given, and the defaults of all others, and \`Fn::ImportValue\` is the export of a stack of the same run: the files that were named with it, or the stacks of a CDK assembly. Where two stacks export the name, as where two artifacts of an assembly share a template, it is that of the stack in the same account and Region. An export whose name hangs on parameters, such as \`\${Env}-policy\`, is the one that an import by the same name means: a run is taken to give parameters of one name one value where stacks call each other by it. Unknown values of another stack keep its name, as \`Bucket of network.yaml\`: two stacks may have the same name for different values. Names are those of one file; where two files are compared (\`policy-lint compare\`, \`noNewAccess\`), they are taken for two versions of one template, in which the same name is the same value; where its bounds are wider than they were, or a condition is another one, whether more is allowed is not known.

What macros bring (\`Transform\`, \`Fn::Transform\`, \`AWS::Include\` among them) and what modules are made of is not seen, which is said where they stand: every principal of the template may have more policies then. Where a macro may add names, those that are not in the template are unknown values and open conditions rather than mistakes. SAM and the language extensions are read as what they make. The template of a stack set is not read, which is said as well: who is among its parameters may have more policies.

Time and memory grow with the size: \`tsx bench/cdk.ts\` reads a template of the CDK of 50 MB, 8,800 functions with their roles, policies, tables and buckets, in 6.5 seconds of computing and 1.2 GB of memory, and lints its 35,000 policies in 12 seconds and up to 2 GB, reading included; 10 MB take 3 seconds (Node 20, two cores that others kept busy too).

Account exports in JSON of 16 MB and more are read in pieces. What nobody reads is left out on the way: old versions of managed policies, instance profiles, tags, dates. Line breaks stay, and so do columns, so that findings have the places that they have in the file; from the first mistake on everything stays as it is. Of what acts, documents are parsed again when a rule looks at them. \`tsx bench/accounts.ts\` reads an export of 100 MB, 1,700 roles and as many managed policies of five versions, in 3 seconds of computing and 350 MB of memory (to lint it takes 6 seconds and 480 MB), and one of 1 GB (\`tsx bench/accounts.ts 1000\`) in 27 seconds and 2.3 GB. In code, \`readSource(path, fileText(nodeHost.readFile(path)))\` reads like this. What is left of a text may have 512 million characters, the longest that Node has: more is an error. An export in one line stays as long as it is, as columns are counted in it. \`--fix\` needs the whole text, and reads files of up to 512 MB. An export in YAML is read as a whole.

${arns()}

## Conditions

A policy or principal that depends on conditions is read once for each combination of them that can come about, and says which in \`when\`; combinations that make no difference are merged. Conditions are compared as what they are, functions of parameters: \`Equals\` of one parameter with two texts is never true twice, that of two parameters ties their values, and that of a text which is put together from parameters says what they may be. A form has the values that its conditions leave, in its policies as in the \`\${…}\` of an intent. What the \`Rules\` of the template assert of its parameters leaves out combinations, too. Past ${MAX_COMBINATIONS} combinations the part is read once with what depends on conditions unknown, and that is reported.

## Principals

Users, roles, groups and permission sets have their own inline policies, managed policies by ARN, policies that other resources attach by name, and the policies of their groups; a boundary; a trust policy. Users, roles and groups that a template names without making them are principals too. Where more policies may bear on a principal than the file shows, \`partial\` says why. So it does where a parameter of a nested stack refers to it, and the stack is not seen or attaches policies to principals that it does not make. In \`who-can\` and in intents the files of a run are joined: a managed policy that another template makes is found by its ARN, as \`Fn::ImportValue\`, an output or a parameter of a nested stack brings it, or as both write it; and a policy that another template attaches to a user, role or group belongs to whoever is made under that name, in a nested stack or beside it, as the policies of a group belong to the users that another template makes or puts into it. Where more than one may be it, or a condition of the other template decides, the principal stays partial. Of files that are deployed apart from each other it is taken for granted, and said among the assumptions, that they are in one account.

## SAM

Functions and state machines without a \`Role\` have the role that SAM makes, by its logical ID: its managed policies for logs, tracing, VPCs and polled events, the statements for brokers, Kafka, DocumentDB, dead-letter queues and destinations. Roles of schedules and of events that start a state machine, of data sources of a GraphQL API and of CodeDeploy are there too, with their boundaries. What pushes events to a function (APIs, authorizers, buckets, topics, rules, logs, user pools, its public URL) is an \`AWS::Lambda::Permission\`, a queue in between has its policy. Lists of accounts, addresses and VPCs are the statements that SAM makes of them. Properties in \`Globals\` count.

Connectors, embedded or not, become the managed policies, queue and topic policies and permissions of their profile:

${connections()}

Where SAM makes permissions of something that the template does not write out (a type behind a function, an unknown event, a connector between types that have no profile), the role is partial, or the part is said to be unseen.

Policy templates: ${Object.keys(SAM_POLICY_TEMPLATES).map((name) => `\`${name}\``).join(', ')}.

## Places of policies

${places()}

A canned ACL (\`PublicRead\`, \`PublicReadWrite\`, \`AuthenticatedRead\`) is read as the policy that it comes to, unless ownership or a public access block makes S3 disregard it; the other canned ACLs let in nobody. Short resources of a REST API's policy (\`execute-api:/stage/GET/path\`) are read as the ARNs that API Gateway makes of them.

Not read: lifecycle, redrive, filter and data protection policies, Cedar, OpenSearch Serverless access policies and others that are not in the grammar of IAM.
`;
}
